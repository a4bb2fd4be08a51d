//! The transport of a client, whose pauses can be ended.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use smsmode_http::{RawAnswer, Request, SendLimits, Transport, TransportError, UreqTransport};

/// Somebody has had enough. Clones are one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    pub(crate) fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The ordinary transport, whose pauses end when its client is closed or its waiting interrupted.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    inner: UreqTransport,
    closed: Stop,
    interrupted: Stop,
}

impl Link {
    pub(crate) fn new(inner: UreqTransport) -> Self {
        Self { inner, closed: Stop::default(), interrupted: Stop::default() }
    }

    /// The same connections, with a stop of its own.
    pub(crate) fn interrupted_by(&self, interrupted: Stop) -> Self {
        Self { interrupted, ..self.clone() }
    }

    /// Breaks off what is under way.
    pub(crate) fn close(&self) {
        self.closed.set();
        self.inner.shutdown();
    }
}

impl Transport for Link {
    fn send(&self, request: &Request, limits: SendLimits) -> Result<RawAnswer, TransportError> {
        self.inner.send(request, limits)
    }

    fn pause(&self, duration: Duration) -> bool {
        let end = Instant::now() + duration;
        while !self.closed.is_set() && !self.interrupted.is_set() {
            match end.saturating_duration_since(Instant::now()) {
                Duration::ZERO => return true,
                left => thread::sleep(left.min(TICK)),
            }
        }
        false
    }
}

/// How long a stop may go unnoticed.
const TICK: Duration = Duration::from_millis(50);
