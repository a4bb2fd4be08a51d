//! What part somebody has in the sending of an outbox.

/// What part a process has in the sending of an outbox: all of it, or its share of a fleet's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// It does everything, and nobody else does anything.
    Alone,
    /// It sends the messages that it is given; others do at the same time.
    Sender,
    /// It does for all senders what one has to do: ends the leases of those that are gone, looks up what
    /// is unknown, follows what was accepted, and forgets what is old. It sends nothing.
    Keeper,
}

impl Role {
    /// The name for programs: `alone`, `sender` or `keeper`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::Sender => "sender",
            Self::Keeper => "keeper",
        }
    }

    /// Whether it begins to send.
    pub const fn sends(self) -> bool {
        matches!(self, Self::Alone | Self::Sender)
    }

    /// Whether it looks after messages that others sent.
    pub const fn keeps(self) -> bool {
        matches!(self, Self::Alone | Self::Keeper)
    }
}
