//! What changed since when, for readers that come back with the revision that they have seen.

use std::collections::{BTreeMap, HashMap};

/// The revisions of numbered things. It holds one entry for each thing, however often it changes,
/// so that the slowest reader costs nothing.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    revision: u64,
    by_revision: BTreeMap<u64, u64>,
    of_number: HashMap<u64, u64>,
    /// The newest revision that was forgotten together with its thing.
    lost: u64,
}

impl Changes {
    /// The thing with this number is new or changed.
    pub(crate) fn touch(&mut self, number: u64) {
        self.revision += 1;
        self.by_revision.insert(self.revision, number);
        if let Some(earlier) = self.of_number.insert(number, self.revision) {
            self.by_revision.remove(&earlier);
        }
    }

    /// The thing is gone.
    pub(crate) fn forget(&mut self, number: u64) {
        if let Some(revision) = self.of_number.remove(&number) {
            self.by_revision.remove(&revision);
            self.lost = self.lost.max(revision);
        }
    }

    /// The newest revision.
    pub(crate) fn revision(&self) -> u64 {
        self.revision
    }

    /// The revisions after this one and what changed then, each thing once, at its last change.
    pub(crate) fn since(&self, revision: u64) -> impl Iterator<Item = (u64, u64)> {
        self.by_revision.range(revision.saturating_add(1)..).map(|(at, number)| (*at, *number))
    }

    /// Whether something that changed after this revision is gone already.
    pub(crate) fn lost_since(&self, revision: u64) -> bool {
        self.lost > revision
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(changes: &Changes, revision: u64) -> Vec<u64> {
        changes.since(revision).map(|(_, number)| number).collect()
    }

    #[test]
    fn each_thing_is_told_once_at_its_last_change() {
        let mut changes = Changes::default();
        for number in [7, 8, 7] {
            changes.touch(number);
        }
        assert_eq!(numbers(&changes, 0), [8, 7]);
        assert_eq!(numbers(&changes, 2), [7]);
        assert!(numbers(&changes, changes.revision()).is_empty());
    }

    #[test]
    fn a_reader_learns_that_it_missed_something() {
        let mut changes = Changes::default();
        changes.touch(1);
        changes.touch(2);
        changes.forget(1);
        assert!(changes.lost_since(0));
        assert!(!changes.lost_since(1), "it had seen what is gone");
        assert_eq!(numbers(&changes, 0), [2]);
    }
}
