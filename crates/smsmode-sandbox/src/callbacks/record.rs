//! What is known about a callback: where it goes, and what came of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a callback tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CallbackKind {
    /// A recipient's status changed.
    DeliveryReceipt,
    /// A person answered.
    Reply,
}

/// A callback and what became of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CallbackRecord {
    /// Its number, from 1 in the order in which they were due.
    pub number: u64,
    /// When it was due, RFC 3339.
    pub at: String,
    /// What it tells.
    pub kind: CallbackKind,
    /// The message that it is about.
    pub message_id: String,
    /// The whole URL that is called.
    pub url: String,
    /// The number of the callback that this one repeats because somebody asked for it.
    pub replay_of: Option<u64>,
    /// How often it was tried, and what came of it.
    pub attempts: Vec<CallbackAttempt>,
    /// What came of the last attempt.
    pub outcome: CallbackOutcome,
}

/// One attempt to make a callback.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CallbackAttempt {
    /// When it was over, RFC 3339.
    pub at: String,
    /// What came of it.
    pub outcome: CallbackOutcome,
    /// The beginning of what the other server answered, at most 1 KiB.
    pub answer: Option<String>,
}

impl CallbackAttempt {
    pub(crate) fn new(at: Timestamp, outcome: CallbackOutcome, answer: Option<String>) -> Self {
        Self { at: at.to_string(), outcome, answer }
    }

    /// Whether no further attempt is made.
    pub(crate) fn is_last(&self) -> bool {
        match &self.outcome {
            CallbackOutcome::Answered(status) => (200..300).contains(status),
            CallbackOutcome::NotCalled(_) => true,
            CallbackOutcome::Waiting | CallbackOutcome::Failed(_) => false,
        }
    }
}

impl CallbackRecord {
    /// A callback that waits, without a number yet.
    pub(super) fn new(kind: CallbackKind, at: Timestamp, message_id: String, url: String) -> Self {
        Self {
            number: 0,
            at: at.to_string(),
            kind,
            message_id,
            url,
            replay_of: None,
            attempts: Vec::new(),
            outcome: CallbackOutcome::Waiting,
        }
    }

    /// Writes down what came of an attempt.
    pub(crate) fn note(&mut self, attempt: CallbackAttempt) {
        self.outcome = attempt.outcome.clone();
        self.attempts.push(attempt);
    }
}

impl std::fmt::Debug for CallbackAttempt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CallbackAttempt").field("outcome", &self.outcome).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for CallbackRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CallbackRecord")
            .field("kind", &self.kind)
            .field("attempts", &self.attempts.len())
            .field("outcome", &self.outcome)
            .finish_non_exhaustive()
    }
}

/// What became of a callback.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CallbackOutcome {
    /// Not tried yet.
    Waiting,
    /// The other server answered with this HTTP status; only 2xx ends the attempts.
    Answered(u16),
    /// There was no answer.
    Failed(String),
    /// It is not called, for this reason: only plain HTTP is, and only so many wait.
    NotCalled(String),
}
