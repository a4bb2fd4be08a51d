//! A numbered list that forgets its oldest entries.

use std::collections::VecDeque;

use super::changes::Changes;

/// Entries numbered from 1 in their order; at most so many are kept.
#[derive(Debug)]
pub(crate) struct Log<T> {
    kept: VecDeque<T>,
    first: u64,
    limit: usize,
    changes: Changes,
}

impl<T> Log<T> {
    pub(crate) fn keeping(limit: usize) -> Self {
        Self { kept: VecDeque::new(), first: 1, limit, changes: Changes::default() }
    }

    /// Entries that were kept before, the first of which has this number.
    pub(crate) fn restored(limit: usize, first: u64, entries: Vec<T>) -> Self {
        let mut log = Self { first, ..Self::keeping(limit) };
        for entry in entries {
            log.push(entry);
        }
        log
    }

    /// The number of the oldest entry that is kept.
    pub(crate) fn first(&self) -> u64 {
        self.first
    }

    /// The number that the next entry gets.
    pub(crate) fn next(&self) -> u64 {
        self.first.saturating_add(u64::try_from(self.kept.len()).unwrap_or(u64::MAX))
    }

    /// Adds an entry and forgets the oldest where there are too many.
    pub(crate) fn push(&mut self, entry: T) -> u64 {
        let number = self.next();
        self.kept.push_back(entry);
        self.changes.touch(number);
        while self.kept.len() > self.limit.max(1) {
            self.forget_oldest();
        }
        number
    }

    pub(crate) fn get(&self, number: u64) -> Option<&T> {
        self.kept.get(self.position(number)?)
    }

    /// The entry, which will count as changed.
    pub(crate) fn get_mut(&mut self, number: u64) -> Option<&mut T> {
        let position = self.position(number)?;
        let entry = self.kept.get_mut(position)?;
        self.changes.touch(number);
        Some(entry)
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.kept.iter()
    }

    pub(crate) fn changes(&self) -> &Changes {
        &self.changes
    }

    /// What is new or changed since a revision, each entry with its revision.
    pub(crate) fn since(&self, revision: u64) -> impl Iterator<Item = (u64, &T)> {
        self.changes.since(revision).filter_map(|(at, number)| Some((at, self.get(number)?)))
    }

    /// The same, each entry with its number.
    pub(crate) fn numbered_since(&self, revision: u64) -> impl Iterator<Item = (u64, &T)> {
        self.changes.since(revision).filter_map(|(_, number)| Some((number, self.get(number)?)))
    }

    fn position(&self, number: u64) -> Option<usize> {
        usize::try_from(number.checked_sub(self.first)?).ok()
    }

    fn forget_oldest(&mut self) {
        self.kept.pop_front();
        self.changes.forget(self.first);
        self.first += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_outlive_what_is_forgotten() {
        let mut log = Log::keeping(2);
        let numbers: Vec<_> = ["a", "b", "c"].map(|entry| log.push(entry)).into();
        assert_eq!(numbers, [1, 2, 3]);
        let kept = [1, 2, 3, 4].map(|number| log.get(number).copied());
        assert_eq!(kept, [None, Some("b"), Some("c"), None]);
        assert_eq!(log.since(2).map(|(_, entry)| *entry).collect::<Vec<_>>(), ["c"]);
        *log.get_mut(2).unwrap() = "d";
        assert_eq!(log.since(3).map(|(_, entry)| *entry).collect::<Vec<_>>(), ["d"]);
    }
}
