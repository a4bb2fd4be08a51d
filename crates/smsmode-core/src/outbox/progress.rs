//! How far a message has come.

use super::{Attempt, State};
use crate::id::MessageId;
use crate::time::Timestamp;

/// How far a message has come: what [`decide`](super::decide) reads, and what its decision replaces.
///
/// A ledger stores it whole, and replaces it only where fence **and** state are still those that the
/// decision was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Where it stands.
    pub stage: Stage,
    /// The number of changes so far.
    pub fence: Fence,
    /// How many transmissions began.
    pub attempt: Attempt,
    /// How often in a row it was put off: the exponent of the back-off.
    pub put_offs: u32,
    /// When the first attempt began whose fate was unknown; from there on the list of the service is
    /// searched.
    pub doubted_since: Option<Timestamp>,
}

impl Progress {
    /// A message that may be sent from now on.
    pub const fn queued(not_before: Timestamp) -> Self {
        Self {
            stage: Stage::Queued { not_before },
            fence: Fence(0),
            attempt: Attempt::NONE,
            put_offs: 0,
            doubted_since: None,
        }
    }

    /// Where it stands.
    pub const fn state(&self) -> State {
        self.stage.state()
    }
}

/// The number of changes that a message has seen. Whoever holds an older one has lost the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Fence(u64);

impl Fence {
    /// So many changes.
    pub const fn new(changes: u64) -> Self {
        Self(changes)
    }

    /// The number.
    pub const fn get(self) -> u64 {
        self.0
    }

    pub(super) const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// Where a message stands, with what only that state has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// It waits to be sent.
    Queued {
        /// Not before this.
        not_before: Timestamp,
    },
    /// A dispatcher has it and no byte has left.
    Claimed {
        /// It goes back to the queue after this.
        lease_until: Timestamp,
    },
    /// The intent to send is stored; bytes may have left.
    Submitting {
        /// When the attempt began.
        started_at: Timestamp,
        /// Its fate is unknown after this.
        lease_until: Timestamp,
    },
    /// Nobody knows whether the service accepted it.
    Unknown {
        /// The attempt in doubt.
        sent: Sent,
        /// When to look it up next.
        look_at: Timestamp,
        /// The first look after the quiet time.
        first_look: Option<Look>,
    },
    /// It waits for a person.
    Parked {
        /// Why.
        because: ParkedBecause,
        /// The last attempt, where there was one.
        sent: Option<Sent>,
    },
    /// The service accepted it.
    Accepted {
        /// Its id; nothing where the answer lost it.
        message_id: Option<KnownId>,
        /// The attempt that was accepted.
        sent: Sent,
        /// When to ask for its status, or to look for its id where that is unknown; nothing once
        /// asking is of no more use.
        poll_at: Option<Timestamp>,
    },
    /// It arrived.
    Delivered {
        /// Its id.
        message_id: KnownId,
    },
    /// It was accepted and could not be delivered.
    Undelivered {
        /// Its id.
        message_id: KnownId,
    },
    /// It was refused for good.
    Rejected,
    /// Its deadline passed before it was sent.
    Expired,
    /// It was cancelled before it was sent.
    Cancelled,
}

impl Stage {
    /// Its name.
    pub const fn state(&self) -> State {
        match self {
            Self::Queued { .. } => State::Queued,
            Self::Claimed { .. } => State::Claimed,
            Self::Submitting { .. } => State::Submitting,
            Self::Unknown { .. } => State::Unknown,
            Self::Parked { .. } => State::Parked,
            Self::Accepted { .. } => State::Accepted,
            Self::Delivered { .. } => State::Delivered,
            Self::Undelivered { .. } => State::Undelivered,
            Self::Rejected => State::Rejected,
            Self::Expired => State::Expired,
            Self::Cancelled => State::Cancelled,
        }
    }

    /// When a dispatcher must look at the message again; nothing where it has nothing to do.
    pub const fn due_at(&self) -> Option<Timestamp> {
        match self {
            Self::Queued { not_before: at }
            | Self::Claimed { lease_until: at }
            | Self::Submitting { lease_until: at, .. }
            | Self::Unknown { look_at: at, .. } => Some(*at),
            Self::Accepted { poll_at, .. } => *poll_at,
            _ => None,
        }
    }

    /// The id that the service gave, where it is known.
    pub const fn message_id(&self) -> Option<&KnownId> {
        match self {
            Self::Accepted { message_id, .. } => message_id.as_ref(),
            Self::Delivered { message_id } | Self::Undelivered { message_id } => Some(message_id),
            _ => None,
        }
    }
}

/// The id of a message, and how it is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct KnownId {
    /// The id.
    pub id: MessageId,
    /// How it is known.
    pub evidence: Evidence,
}

/// How the id of a message is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// The service told it, in its answer or in a receipt with our reference: proof.
    Told,
    /// The service accepted the message, its answer lost the id, and the list has one that fits. Of
    /// two equal messages each may have the other's, so what is told later replaces it.
    AcceptedAndListed,
    /// Nobody knew whether the service accepted the message, and the list has one that fits.
    Listed,
}

impl Evidence {
    /// The name for programs: `told`, `accepted_and_listed` or `listed`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Told => "told",
            Self::AcceptedAndListed => "accepted_and_listed",
            Self::Listed => "listed",
        }
    }
}

/// When an attempt was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sent {
    /// When its intent was stored.
    pub started_at: Timestamp,
    /// When its answer came, or when it was given up.
    pub ended_at: Timestamp,
}

/// A look into the list of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Look {
    /// When the list was asked for.
    pub at: Timestamp,
    /// Whether a complete list did not have the message.
    pub absent: bool,
}

/// Why a message waits for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ParkedBecause {
    /// It cannot be told whether the last attempt was accepted.
    InDoubt,
    /// It has been transmitted 32 times and the service never took it.
    Exhausted,
}

impl ParkedBecause {
    /// The name for programs: `in_doubt` or `exhausted`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InDoubt => "in_doubt",
            Self::Exhausted => "exhausted",
        }
    }
}
