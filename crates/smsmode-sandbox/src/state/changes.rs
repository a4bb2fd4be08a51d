//! What changed since when, for readers that come back with the revision that they have seen.

use std::collections::VecDeque;

/// What was told of may be so many times as much as the things; then the outdated is left out.
const MOST_OUTDATED: usize = 2;

/// Nor is it left out before there is so much.
const FEW: usize = 64;

/// The revisions of numbered things, the oldest of which is always forgotten first. It grows with
/// the things and not with how often they change, so that the slowest reader costs nothing.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    revision: u64,
    /// Each revision and the thing that changed, the oldest first. It is outdated where the thing
    /// changed again or was forgotten.
    told: VecDeque<(u64, u64)>,
    /// The newest revision of each thing from `first` on; 0 where there is no such thing.
    of_number: VecDeque<u64>,
    first: u64,
    /// The newest revision that was forgotten together with its thing.
    lost: u64,
}

impl Changes {
    /// The thing with this number is new or changed. One before the oldest is forgotten already.
    pub(crate) fn touch(&mut self, number: u64) {
        if self.of_number.is_empty() {
            self.first = self.first.max(number);
        }
        let Some(place) = self.place(number) else { return };
        if place >= self.of_number.len() {
            self.of_number.resize(place + 1, 0);
        }
        self.revision += 1;
        if let Some(revision) = self.of_number.get_mut(place) {
            *revision = self.revision;
        }
        self.told.push_back((self.revision, number));
        self.leave_out_outdated();
    }

    /// The oldest things are gone, up to this one.
    pub(crate) fn forget(&mut self, number: u64) {
        while self.first <= number
            && let Some(revision) = self.of_number.pop_front()
        {
            self.first += 1;
            self.lost = self.lost.max(revision);
        }
    }

    /// The newest revision.
    pub(crate) fn revision(&self) -> u64 {
        self.revision
    }

    /// The revisions after this one and what changed then, each thing once, at its last change.
    pub(crate) fn since(&self, revision: u64) -> impl Iterator<Item = (u64, u64)> {
        let seen = self.told.partition_point(|(at, _)| *at <= revision);
        self.told.range(seen..).copied().filter(|told| self.is_newest(*told))
    }

    /// Whether something that changed after this revision is gone already.
    pub(crate) fn lost_since(&self, revision: u64) -> bool {
        self.lost > revision
    }

    fn place(&self, number: u64) -> Option<usize> {
        usize::try_from(number.checked_sub(self.first)?).ok()
    }

    fn is_newest(&self, (revision, number): (u64, u64)) -> bool {
        let newest = self.place(number).and_then(|place| self.of_number.get(place));
        newest == Some(&revision)
    }

    /// Done so rarely that each change pays for little of it.
    fn leave_out_outdated(&mut self) {
        if self.told.len() > FEW + MOST_OUTDATED * self.of_number.len() {
            let mut told = std::mem::take(&mut self.told);
            told.retain(|told| self.is_newest(*told));
            self.told = told;
        }
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

    #[test]
    fn what_changes_for_ever_takes_no_more_room() {
        let mut changes = Changes::default();
        for number in 1..=10 {
            changes.touch(number);
        }
        for _ in 0..1000 {
            changes.touch(5);
        }
        assert!(changes.told.len() <= FEW + MOST_OUTDATED * 10);
        assert_eq!(numbers(&changes, 0), [1, 2, 3, 4, 6, 7, 8, 9, 10, 5]);
        assert_eq!(numbers(&changes, 9), [10, 5]);
    }

    #[test]
    fn numbers_may_leave_gaps_and_what_is_forgotten_stays_so() {
        let mut changes = Changes::default();
        changes.touch(100_000);
        changes.touch(100_003);
        changes.forget(100_000);
        changes.touch(100_000);
        assert_eq!(numbers(&changes, 0), [100_003]);
        changes.forget(100_003);
        changes.touch(100_004);
        assert_eq!((numbers(&changes, 0), changes.lost_since(1)), (vec![100_004], true));
    }
}
