//! Whose status changes next: one entry for each copy that something will still happen to.

use std::collections::BTreeSet;

use jiff::Timestamp;

/// What is to happen stands with the copy itself, so what is forgotten leaves nothing here.
#[derive(Debug, Default)]
pub(crate) struct Agenda {
    entries: BTreeSet<(Timestamp, u64)>,
}

impl Agenda {
    /// Something happens to this copy then, and no more at the time before.
    pub(crate) fn move_entry(
        &mut self,
        sequence: u64,
        from: Option<Timestamp>,
        to: Option<Timestamp>,
    ) {
        if let Some(from) = from {
            self.entries.remove(&(from, sequence));
        }
        if let Some(to) = to {
            self.entries.insert((to, sequence));
        }
    }

    pub(crate) fn next(&self) -> Option<Timestamp> {
        self.entries.first().map(|(at, _)| *at)
    }

    /// The copy that is next, if it is due.
    pub(crate) fn due(&self, now: Timestamp) -> Option<u64> {
        self.entries.first().filter(|(at, _)| *at <= now).map(|(_, sequence)| *sequence)
    }
}
