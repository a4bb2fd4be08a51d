//! What came of the transmissions, counted.

use std::collections::BTreeMap;
use std::time::Instant;

use crate::answer::trouble;
use crate::job::Done;

/// What came of the transmissions of a dispatcher, since it began: for monitoring.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Tally {
    /// How many were accepted.
    pub accepted: u64,
    /// How many were not, or perhaps not, by what went wrong, such as `refusal 50` or `timeout`.
    pub failed: BTreeMap<String, u64>,
    /// When the last one was accepted.
    pub last_accepted: Option<Instant>,
}

impl Tally {
    pub(crate) fn count(&mut self, done: &Done) {
        match done {
            Done::Sent { answer: Ok(_), .. } => {
                self.accepted += 1;
                self.last_accepted = Some(Instant::now());
            }
            Done::Sent { answer: Err(error), .. } => {
                *self.failed.entry(trouble(error)).or_default() += 1;
            }
            Done::Listed { .. } | Done::Status { .. } => {}
        }
    }
}
