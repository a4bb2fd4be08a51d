//! What ended long ago is forgotten.

use smsmode_core::Timestamp;

use super::Engine;

/// How often is looked for what is old.
const EACH: i64 = 3600;
/// Messages forgotten in one turn.
const MANY: usize = 256;

impl Engine {
    /// Whether there is more.
    pub(super) fn forget(&mut self, now: Timestamp) -> bool {
        let is_soon = |at: Timestamp| now < at.plus_seconds(EACH) && now >= at;
        // Who only settles or looks something up may not know for how long to keep it.
        if self.ends || self.forgotten_at.is_some_and(is_soon) {
            return false;
        }
        let kept = i64::try_from(self.settings.retention.as_secs()).unwrap_or(i64::MAX);
        match self.ledger.forget(now.plus_seconds(kept.saturating_neg()), MANY) {
            // Where there were so many, there are more.
            Ok(forgotten) => {
                self.forgotten_at = (forgotten < MANY).then_some(now);
                forgotten >= MANY
            }
            Err(error) => {
                log::warn!("nothing is forgotten: {error}");
                false
            }
        }
    }
}
