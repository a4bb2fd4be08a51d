//! Messages that changed, as they change.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::entry::Entry;
use crate::error::LedgerError;
use crate::ledger::{Ledger, Which};
use crate::news::News;
use crate::outbox::GLANCE;

/// The messages of an outbox that changed, whoever changed them, each as it is when it is read: who
/// reads late gets the last state, and never misses a message.
#[derive(Debug)]
pub struct Changes {
    ledger: Arc<dyn Ledger>,
    news: Arc<News>,
    after: u64,
}

/// Changes read at once.
const MANY: usize = 256;

impl Changes {
    pub(crate) fn new(ledger: Arc<dyn Ledger>, news: Arc<News>, after: u64) -> Self {
        Self { ledger, news, after }
    }

    /// The number of the last change that was read: for
    /// [`subscribe_after`](crate::Outbox::subscribe_after).
    pub fn revision(&self) -> u64 {
        self.after
    }

    /// What changed since the last time, without waiting; nothing where nothing did.
    ///
    /// # Errors
    ///
    /// The outbox cannot be read.
    pub fn read(&mut self) -> Result<Vec<Entry>, LedgerError> {
        let changed = self.ledger.entries(&Which::ChangedAfter(self.after), MANY)?;
        self.after = changed.last().map_or(self.after, |last| last.revision);
        Ok(changed)
    }

    /// What changed since the last time, as soon as something does; nothing where time runs out. What
    /// another process changes is seen within 0.2 s.
    ///
    /// # Errors
    ///
    /// The outbox cannot be read.
    pub fn wait(&mut self, timeout: Duration) -> Result<Vec<Entry>, LedgerError> {
        let begun = Instant::now();
        loop {
            let known = self.news.count();
            let changed = self.read()?;
            let left = timeout.saturating_sub(begun.elapsed());
            if !changed.is_empty() || left.is_zero() {
                return Ok(changed);
            }
            self.news.wait(known, left.min(GLANCE));
        }
    }
}
