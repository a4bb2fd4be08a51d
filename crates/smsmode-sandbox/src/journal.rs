//! The journal: every request of a call as it arrived, and how it was read.

mod entry;
mod kept;

use std::collections::VecDeque;
use std::sync::Arc;

use crate::answer::Rendered;
use crate::{Call, Fault};
pub use entry::{DecodedParameter, JournalEntry};
pub(crate) use kept::Kept;

/// The journal keeps so many requests; the oldest go first.
const MOST_ENTRIES: usize = 10_000;

/// It keeps so many bytes in all.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// The newest requests. Each is shared with whoever reads it, so that long readings need no lock.
#[derive(Debug)]
pub(crate) struct Journal {
    entries: VecDeque<Arc<Kept>>,
    /// The number of the next entry.
    next: u64,
    bytes: usize,
    most_bytes: usize,
}

impl Default for Journal {
    fn default() -> Self {
        Self::keeping(MOST_BYTES)
    }
}

impl Journal {
    fn keeping(most_bytes: usize) -> Self {
        Self { entries: VecDeque::new(), next: 1, bytes: 0, most_bytes }
    }

    /// The number of the new entry.
    pub(crate) fn add(&mut self, mut entry: Kept) -> u64 {
        let number = self.next;
        entry.number = number;
        self.next += 1;
        self.bytes += entry.bytes();
        self.entries.push_back(Arc::new(entry));
        while self.is_too_long() {
            let forgotten = self.entries.pop_front();
            self.bytes -= forgotten.map_or(0, |entry| entry.bytes());
        }
        number
    }

    /// The last entry stays, however long it is.
    fn is_too_long(&self) -> bool {
        let is_too_long = self.entries.len() > MOST_ENTRIES || self.bytes > self.most_bytes;
        is_too_long && self.entries.len() > 1
    }

    /// What was answered, and what went wrong on request.
    pub(crate) fn note_answer(
        &mut self,
        number: u64,
        answer: Option<&Rendered>,
        fault: Option<&Fault>,
    ) {
        let first = self.entries.front().map_or(self.next, |entry| entry.number);
        let index = number.checked_sub(first).and_then(|index| usize::try_from(index).ok());
        if let Some(entry) = index.and_then(|index| self.entries.get_mut(index)) {
            let entry = Arc::make_mut(entry);
            self.bytes -= entry.bytes();
            entry.note_answer(answer, fault);
            self.bytes += entry.bytes();
        }
    }

    /// The requests of a call, or all, the oldest first; the last so many of them, or all.
    pub(crate) fn entries(&self, call: Option<Call>, newest: Option<usize>) -> Vec<Arc<Kept>> {
        let newest_first = self.entries.iter().rev();
        let wanted = newest_first.filter(|entry| call.is_none_or(|call| entry.call == call));
        let mut wanted: Vec<_> = wanted.take(newest.unwrap_or(usize::MAX)).cloned().collect();
        wanted.reverse();
        wanted
    }

    /// Numbers go on.
    pub(crate) fn clear(&mut self) {
        self.entries.clear();
        self.bytes = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(journal: &Journal) -> Vec<u64> {
        journal.entries(None, None).iter().map(|entry| entry.number).collect()
    }

    #[test]
    fn the_oldest_requests_are_forgotten_when_there_are_too_many_bytes() {
        let mut journal = Journal::keeping(100);
        for length in [40, 40, 40] {
            journal.add(Kept::of_length(length));
        }
        assert_eq!(numbers(&journal), [2, 3]);
        journal.add(Kept::of_length(1000));
        assert_eq!(numbers(&journal), [4], "the last one stays");
        journal.add(Kept::of_length(10));
        assert_eq!((numbers(&journal), journal.bytes), (vec![5], 10));
    }

    #[test]
    fn an_answer_finds_its_request_after_others_are_forgotten() {
        let mut journal = Journal::keeping(100);
        for _ in 0..3 {
            journal.add(Kept::of_length(40));
        }
        journal.note_answer(1, Some(&Rendered::empty()), None);
        journal.note_answer(3, Some(&Rendered::empty()), None);
        let entries = journal.entries(None, None);
        let answers: Vec<_> = entries.iter().map(|entry| entry.entry().answer).collect();
        assert_eq!(answers, [None, Some(String::new())]);
    }

    #[test]
    fn there_are_never_more_than_ten_thousand() {
        let mut journal = Journal::default();
        for _ in 0..MOST_ENTRIES + 5 {
            journal.add(Kept::of_length(1));
        }
        assert_eq!((numbers(&journal).len(), numbers(&journal)[0]), (MOST_ENTRIES, 6));
    }
}
