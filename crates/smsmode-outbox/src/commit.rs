//! What was decided, for a ledger to write at once.

use smsmode_core::outbox::{Fence, OutboxId, Progress, State};
use smsmode_core::{MessageStatus, Timestamp};

use crate::ledger::Paused;
use crate::role::Role;

/// What is to be written at once.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Commit {
    /// When.
    pub now: Timestamp,
    /// In whose part: a ledger refuses it where the claim of that part, if there was one, has passed to
    /// somebody else.
    pub role: Role,
    /// Messages that go on, one after the other: two steps of one message are possible.
    pub steps: Vec<Step>,
    /// Whether the queue is paused from now on; as it was, where there is nothing.
    pub paused: Option<Option<Paused>>,
    /// The place up to which the callbacks of a receiver's store were read.
    pub callbacks_read: Option<u64>,
}

impl Commit {
    /// Nothing yet.
    pub fn at(now: Timestamp) -> Self {
        Self { now, role: Role::Alone, steps: Vec::new(), paused: None, callbacks_read: None }
    }

    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.paused.is_none() && self.callbacks_read.is_none()
    }
}

/// How a message goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The message.
    pub id: OutboxId,
    /// The fence from which this was decided.
    pub fence: Fence,
    /// The state from which this was decided.
    pub state: State,
    /// How far it has come now.
    pub next: Progress,
    /// What the service said of its delivery; as it was, where there is nothing.
    pub status: Option<MessageStatus>,
    /// What went wrong last; as it was, where there is nothing.
    pub trouble: Option<String>,
}
