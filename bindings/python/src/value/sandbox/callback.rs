//! What the sandbox called on the caller's server.

use pyo3::prelude::*;
use smsmode_sandbox::{CallbackAttempt, CallbackKind, CallbackOutcome, CallbackRecord};

use super::moment;
use crate::value::date::Moment;
use crate::value::field::{Many, Private, Word};
use crate::value::value;

value! {
    /// A callback of the sandbox, and what became of it.
    SandboxCallback {
        /// Its number, from 1 in the order in which they were due.
        number: u64,
        /// When it was due by the sandbox's clock, in UTC.
        due_at: Moment,
        /// What it brings: "delivery" or "reply".
        kind: Word,
        /// The message that it is about.
        message_id: String,
        /// The whole URL that is called.
        url: Private,
        /// The number of the callback that this one repeats, because somebody asked for it.
        replay_of: Option<u64>,
        /// Each attempt, the oldest first.
        attempts: Many<SandboxAttempt>,
        /// What came of the last attempt: "waiting" (for the first one), "answered", "failed" or "not_called".
        outcome: Word,
    }
}

impl TryFrom<CallbackRecord> for SandboxCallback {
    type Error = PyErr;

    fn try_from(record: CallbackRecord) -> PyResult<Self> {
        let attempts = record.attempts.into_iter().map(SandboxAttempt::try_from);
        Ok(Self {
            number: record.number,
            due_at: moment(&record.at)?,
            kind: kind(record.kind).into(),
            message_id: record.message_id,
            url: record.url.into(),
            replay_of: record.replay_of,
            attempts: Many(attempts.collect::<PyResult<_>>()?),
            outcome: outcome(&record.outcome).into(),
        })
    }
}

value! {
    /// One attempt to make a callback.
    SandboxAttempt {
        /// When it was over, in UTC.
        ended_at: Moment,
        /// What came of it: "answered", "failed" or "not_called".
        outcome: Word,
        /// What the other server answered with; only 200 to 299 ends the attempts.
        http_status: Option<u16>,
        /// Why there was no answer, or why nothing was called.
        reason: Option<Private>,
        /// The beginning of what the other server answered, at most 1 KiB.
        answer: Option<Private>,
    }
}

impl TryFrom<CallbackAttempt> for SandboxAttempt {
    type Error = PyErr;

    fn try_from(attempt: CallbackAttempt) -> PyResult<Self> {
        let (http_status, reason) = match &attempt.outcome {
            CallbackOutcome::Answered(status) => (Some(*status), None),
            CallbackOutcome::Failed(reason) | CallbackOutcome::NotCalled(reason) => {
                (None, Some(reason.clone().into()))
            }
            _ => (None, None),
        };
        Ok(Self {
            ended_at: moment(&attempt.at)?,
            outcome: outcome(&attempt.outcome).into(),
            http_status,
            reason,
            answer: attempt.answer.map(Private::from),
        })
    }
}

fn kind(kind: CallbackKind) -> &'static str {
    match kind {
        CallbackKind::Reply => "reply",
        _ => "delivery",
    }
}

fn outcome(outcome: &CallbackOutcome) -> &'static str {
    match outcome {
        CallbackOutcome::Answered(_) => "answered",
        CallbackOutcome::Failed(_) => "failed",
        CallbackOutcome::NotCalled(_) => "not_called",
        _ => "waiting",
    }
}
