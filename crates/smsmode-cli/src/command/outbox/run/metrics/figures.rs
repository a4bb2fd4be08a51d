//! The figures of an outbox that `smsmode outbox run` sends from.

use std::sync::Arc;

use smsmode_outbox::{Dispatcher, LedgerError, Metrics, Outbox};

/// Where the figures come from.
#[derive(Debug)]
pub(super) struct Source {
    outbox: Outbox,
    dispatcher: Arc<Dispatcher>,
}

impl Source {
    pub(super) fn new(outbox: Outbox, dispatcher: Arc<Dispatcher>) -> Self {
        Self { outbox, dispatcher }
    }

    /// All figures, as they are at this time.
    pub(super) fn text(&self) -> Result<String, LedgerError> {
        let has_trouble = self.dispatcher.trouble().is_some();
        Ok(Metrics::read(&self.outbox, self.dispatcher.tally(), has_trouble)?.text())
    }
}
