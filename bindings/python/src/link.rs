//! The transport of a client, whose calls and pauses a signal ends, and its closing.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use smsmode_http::{
    HttpSettings, Interrupt, RawAnswer, Request, SendLimits, SettingsError, Transport,
    TransportError, UreqTransport,
};

use crate::waiting::is_interrupted;

/// The ordinary transport. Clones share connections and are closed together.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    inner: UreqTransport,
    closed: Arc<AtomicBool>,
}

impl Link {
    pub(crate) fn new(settings: HttpSettings) -> Result<Self, SettingsError> {
        let closed = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&closed);
        let interrupt = Interrupt::new(move || asked.load(Ordering::Relaxed) || is_interrupted());
        Ok(Self { inner: UreqTransport::new(&settings.with_interrupt(interrupt))?, closed })
    }

    /// Breaks off what is under way.
    pub(crate) fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
        self.inner.shutdown();
    }
}

impl Transport for Link {
    fn send(&self, request: &Request, limits: SendLimits) -> Result<RawAnswer, TransportError> {
        self.inner.send(request, limits)
    }

    fn pause(&self, duration: Duration) -> bool {
        self.inner.pause(duration)
    }
}
