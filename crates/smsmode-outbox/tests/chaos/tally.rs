//! What a run saw, so that a run that saw nothing fails.

use std::fmt;
use std::ops::AddAssign;

/// How much of everything there was.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Tally {
    pub(crate) kills: u64,
    pub(crate) freezes: u64,
    /// Longer than the lease, while others put messages in and wait to send.
    pub(crate) long_freezes: u64,
    pub(crate) messages: u64,
    /// Nobody knew, and the list had them.
    pub(crate) found: u64,
    /// Proven absent or refused for now, and sent again.
    pub(crate) sent_again: u64,
    pub(crate) rejected: u64,
    pub(crate) parked: u64,
}

impl Tally {
    /// Otherwise it would have proven little.
    pub(crate) fn assert_that_it_was_hostile(&self) {
        let enough = self.kills / 30;
        assert!(self.messages > self.kills, "{self}");
        assert!(self.freezes >= enough && self.long_freezes > 0, "{self}");
        assert!(self.found >= enough && self.sent_again >= enough, "{self}");
        assert!(self.parked < self.messages / 4, "{self}");
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.kills += other.kills;
        self.freezes += other.freezes;
        self.long_freezes += other.long_freezes;
        self.messages += other.messages;
        self.found += other.found;
        self.sent_again += other.sent_again;
        self.rejected += other.rejected;
        self.parked += other.parked;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kills, freezes, long_freezes, messages, .. } = self;
        let Self { found, sent_again, rejected, parked, .. } = self;
        write!(f, "{kills} kills, {freezes} freezes and {long_freezes} beyond the lease; ")?;
        write!(f, "{messages} messages: {found} found in the list, {sent_again} sent again, ")?;
        write!(f, "{rejected} rejected, {parked} parked")
    }
}
