//! What can happen to a message.

use super::{Answer, Fence};
use crate::id::MessageId;
use crate::status::MessageStatus;
use crate::time::Timestamp;

/// What happened to a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A dispatcher takes it.
    Claim {
        /// How long it may keep it.
        lease_until: Timestamp,
    },
    /// Its dispatcher gives it back; no byte has left.
    Release {
        /// The fence of the claim.
        fence: Fence,
    },
    /// Its dispatcher is about to send. **The decision must be on the disk before byte 1.**
    Submit {
        /// The fence of the claim.
        fence: Fence,
        /// How long the attempt may take.
        lease_until: Timestamp,
    },
    /// The attempt ended. With a fence that is not the current one, the answer came too late.
    Answered {
        /// The fence of the attempt.
        fence: Fence,
        /// How it ended.
        answer: Answer,
    },
    /// Its dispatcher did not come back in time.
    LeaseOver,
    /// The list of the service was searched for it.
    LookedUp {
        /// When the list was asked for, by which it counts: it may have been read much later.
        asked_at: Timestamp,
        /// What it tells.
        verdict: Verdict,
    },
    /// A delivery receipt that carries a client reference of ours, its tag checked.
    Receipt {
        /// Its id.
        message_id: MessageId,
        /// What became of it.
        status: MessageStatus,
    },
    /// The service was asked for the status of its id.
    Polled {
        /// The answer; nothing where the service did not say.
        status: Option<MessageStatus>,
    },
    /// The id that the list gave it was told of another, equal message, so that its own is not known
    /// any more, nor, where [only the list](super::Evidence::Listed) said so, whether it was accepted.
    /// [`disproved`](super::disproved) tells whom this concerns.
    Disproved,
    /// The caller's deadline passed.
    Expire,
    /// The caller does not want it any more.
    Cancel,
    /// A person decided that it is to be sent again.
    SendAgain,
}

/// The kind of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventKind {
    /// [`Event::Claim`].
    Claim,
    /// [`Event::Release`].
    Release,
    /// [`Event::Submit`].
    Submit,
    /// [`Event::Answered`].
    Answered,
    /// [`Event::LeaseOver`].
    LeaseOver,
    /// [`Event::LookedUp`].
    LookedUp,
    /// [`Event::Receipt`].
    Receipt,
    /// [`Event::Polled`].
    Polled,
    /// [`Event::Disproved`].
    Disproved,
    /// [`Event::Expire`].
    Expire,
    /// [`Event::Cancel`].
    Cancel,
    /// [`Event::SendAgain`].
    SendAgain,
}

impl Event {
    /// Its kind.
    pub const fn kind(&self) -> EventKind {
        match self {
            Self::Claim { .. } => EventKind::Claim,
            Self::Release { .. } => EventKind::Release,
            Self::Submit { .. } => EventKind::Submit,
            Self::Answered { .. } => EventKind::Answered,
            Self::LeaseOver => EventKind::LeaseOver,
            Self::LookedUp { .. } => EventKind::LookedUp,
            Self::Receipt { .. } => EventKind::Receipt,
            Self::Polled { .. } => EventKind::Polled,
            Self::Disproved => EventKind::Disproved,
            Self::Expire => EventKind::Expire,
            Self::Cancel => EventKind::Cancel,
            Self::SendAgain => EventKind::SendAgain,
        }
    }
}

/// What the list of the service tells of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is there, under this id.
    Found(MessageId),
    /// The list is complete and does not have it.
    Absent,
    /// The list does not tell.
    CannotTell,
}
