//! What a run saw, so that a run that saw nothing fails.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::AddAssign;

use crate::event::Disaster;

/// How much of everything there was.
#[derive(Debug, Default, Clone)]
pub(crate) struct Tally {
    events: BTreeMap<&'static str, u64>,
    /// How often somebody began to keep the outbox.
    pub(crate) keepers: u64,
    pub(crate) messages: u64,
    /// Nobody knew for a while.
    pub(crate) unknown: u64,
    /// The list had them.
    pub(crate) found: u64,
    /// An answer that came after all told it.
    pub(crate) late: u64,
    /// Proven absent or refused for now, and sent again.
    pub(crate) sent_again: u64,
    pub(crate) rejected: u64,
    pub(crate) expired: u64,
    pub(crate) parked: u64,
}

impl Tally {
    pub(crate) fn count(&mut self, disaster: Disaster) {
        *self.events.entry(disaster.name()).or_default() += 1;
    }

    fn events(&self) -> u64 {
        self.events.values().sum()
    }

    /// Otherwise it would have proven little.
    pub(crate) fn assert_that_it_was_hostile(&self) {
        let enough = self.events() / 30;
        assert!(self.events() < 100 || self.events.len() == 9, "{self}");
        assert!(self.messages > self.events(), "{self}");
        assert!(self.unknown > enough && self.keepers > enough, "{self}");
        assert!(self.found >= enough && self.sent_again >= enough, "{self}");
        assert!(self.parked < self.messages / 4 && self.expired < self.messages / 10, "{self}");
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        for (name, count) in other.events {
            *self.events.entry(name).or_default() += count;
        }
        self.keepers += other.keepers;
        self.messages += other.messages;
        self.unknown += other.unknown;
        self.found += other.found;
        self.late += other.late;
        self.sent_again += other.sent_again;
        self.rejected += other.rejected;
        self.expired += other.expired;
        self.parked += other.parked;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { keepers, messages, unknown, found, late, .. } = self;
        let Self { sent_again, rejected, expired, parked, .. } = self;
        write!(f, "{} events (", self.events())?;
        for (place, (name, count)) in self.events.iter().enumerate() {
            write!(f, "{}{count} {name}", if place == 0 { "" } else { ", " })?;
        }
        write!(f, "), {keepers} keepers; {messages} messages: {unknown} unknown for a while, ")?;
        write!(f, "{found} found in the list, {late} told late, {sent_again} sent again, ")?;
        write!(f, "{rejected} rejected, {expired} expired, {parked} parked")
    }
}
