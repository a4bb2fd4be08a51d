//! The entries of the list that nobody has claimed, and how near each is to a message.

use std::collections::{HashMap, HashSet};

use super::{DateTolerance, Listing, Sought, seconds};
use crate::endpoint::SentMessage;
use crate::phone::PhoneNumber;
use crate::time::Timestamp;

/// The entries that nobody has claimed.
pub(super) struct Candidates<'l> {
    all: Vec<Candidate<'l>>,
    by_number: HashMap<Option<PhoneNumber>, Vec<usize>>,
}

/// An entry that nobody has claimed.
pub(super) struct Candidate<'l> {
    pub(super) message: &'l SentMessage,
    number: Option<PhoneNumber>,
    /// When it was sent; both where a clock change leaves two, none where the date is unreadable.
    instants: [Option<Timestamp>; 2],
}

impl<'l> Candidates<'l> {
    /// Each entry once, though a page may repeat the end of the one before.
    pub(super) fn new(listing: &Listing<'l>, tolerance: &DateTolerance) -> Self {
        let mut seen = HashSet::new();
        let mut free = |message: &&SentMessage| {
            !listing.claimed.contains(&message.message_id)
                && seen.insert(message.message_id.clone())
        };
        let messages = listing.messages.iter().filter(|message| free(message));
        let all: Vec<_> = messages.map(|message| Candidate::new(message, tolerance)).collect();
        let mut by_number: HashMap<_, Vec<usize>> = HashMap::new();
        for (entry, candidate) in all.iter().enumerate() {
            by_number.entry(candidate.number).or_default().push(entry);
        }
        Self { all, by_number }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, entry: usize) -> Option<&Candidate<'l>> {
        self.all.get(entry)
    }

    /// Those for a number, and those whose number is unreadable.
    pub(super) fn about(
        &self,
        number: PhoneNumber,
    ) -> impl Iterator<Item = (usize, &Candidate<'l>)> {
        let numbers = [Some(number), None];
        let entries = numbers.into_iter().filter_map(|number| self.by_number.get(&number));
        entries.flatten().filter_map(|entry| Some((*entry, self.get(*entry)?)))
    }
}

impl<'l> Candidate<'l> {
    fn new(message: &'l SentMessage, tolerance: &DateTolerance) -> Self {
        let read = message.sent_at.instant(&tolerance.zone);
        let second = read.filter(|read| read.ambiguous).map(|read| read.instant.plus_seconds(HOUR));
        Self {
            message,
            number: message.recipient_number(),
            instants: [read.map(|read| read.instant), second],
        }
    }

    /// Whether it may be about a message though it does not fit: the number is the same or cannot be
    /// read, and there is either the text at an odd time or an odd text at the time.
    pub(super) fn is_suspect(&self, sought: &Sought, tolerance: &DateTolerance) -> bool {
        let alike = || sought.text.may_be_listed_as(&self.message.text);
        let from = sought.doubted_since.plus_seconds(-seconds(tolerance.clocks));
        let until = sought.sent.ended_at.plus_seconds(seconds(tolerance.clocks).max(LATE));
        let undated = self.instants == [None, None];
        self.number.is_none_or(|number| number == sought.number)
            && (undated || self.is_sent_within(from, until) || self.is_scheduled(sought) || alike())
    }

    /// The list tells minutes.
    fn is_sent_within(&self, from: Timestamp, until: Timestamp) -> bool {
        let mut instants = self.instants.iter().flatten();
        instants.any(|at| at.plus_seconds(MINUTE) > from && *at <= until)
    }

    fn is_scheduled(&self, sought: &Sought) -> bool {
        sought.scheduled_at.is_some_and(|at| {
            self.is_sent_within(at.plus_seconds(-MINUTE), at.plus_seconds(MINUTE))
        })
    }
}

/// How near an entry is to a message, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Closeness {
    /// The very text, at the time of the last attempt.
    Exact,
    /// What the service may have made of the text, at the time of the last attempt.
    Timely,
    /// The text or what may have become of it, some time since the first attempt in doubt.
    Possible,
}

impl Closeness {
    pub(super) const ALL: [Self; 3] = [Self::Exact, Self::Timely, Self::Possible];

    /// Nothing where the entry cannot be about the message.
    pub(super) fn of(
        sought: &Sought,
        candidate: &Candidate<'_>,
        tolerance: &DateTolerance,
    ) -> Option<Self> {
        let same_number = candidate.number == Some(sought.number);
        if !same_number || !sought.text.may_be_listed_as(&candidate.message.text) {
            return None;
        }
        let sent = sought.sent;
        let timely = candidate.is_scheduled(sought)
            || candidate.is_sent_within(
                sent.started_at.plus_seconds(-MINUTE),
                sent.ended_at.plus_seconds(MINUTE),
            );
        let since = sought.doubted_since.plus_seconds(-seconds(tolerance.clocks));
        match () {
            () if timely && sought.text.is(&candidate.message.text) => Some(Self::Exact),
            () if timely => Some(Self::Timely),
            // Without an end: a request may have lain in some queue for long.
            () if candidate.is_sent_within(since, Timestamp::from_unix_seconds(i64::MAX)) => {
                Some(Self::Possible)
            }
            () => None,
        }
    }
}

const MINUTE: i64 = 60;
const HOUR: i64 = 3600;
/// How long after its end an attempt may still be listed.
const LATE: i64 = 30 * MINUTE;
