//! What the error of a call means for a message, and what it is called in the ledger.

use smsmode_core::outbox::Answer;
use smsmode_core::{Accepted, InvalidInput, PolicyError, ResponseError};
use smsmode_http::{Cause, Error, Sent, TransportErrorKind};

/// What became of an attempt.
pub(crate) fn answer(answer: &Result<Accepted, Error>) -> Answer {
    match answer {
        Ok(accepted) => Answer::of(Ok(accepted.clone())),
        Err(error) => failed(error.cause()),
    }
}

fn failed(cause: &Cause) -> Answer {
    match cause {
        Cause::Refused(refusal) => Answer::of(Err(ResponseError::Refused(refusal.clone()))),
        Cause::UnexpectedStatus(status) => {
            Answer::of(Err(ResponseError::UnexpectedStatus(status.clone())))
        }
        Cause::Transport(error) if error.sent() == Sent::NotSent => Answer::NotSent,
        // Tomorrow is another day.
        Cause::InvalidInput(InvalidInput::Policy(PolicyError::SegmentsPerDay { .. })) => {
            Answer::NotSent
        }
        Cause::InvalidInput(_) => Answer::Rejected,
        _ => Answer::Unknown,
    }
}

/// The name of what went wrong, for the ledger: without a number, a text or an address.
pub(crate) fn trouble(error: &Error) -> String {
    match error.cause() {
        Cause::Refused(refusal) => format!("refusal {}", refusal.code().code()),
        Cause::UnexpectedStatus(status) => format!("http {}", status.http_status),
        Cause::Malformed(_) => "unreadable answer".to_owned(),
        Cause::InvalidInput(_) => "invalid input".to_owned(),
        Cause::Transport(error) => transport(error.kind()).to_owned(),
        Cause::PageRepeated(_) => "page repeated".to_owned(),
        _ => "other".to_owned(),
    }
}

fn transport(kind: TransportErrorKind) -> &'static str {
    match kind {
        TransportErrorKind::Unreachable => "unreachable",
        TransportErrorKind::Proxy => "proxy",
        TransportErrorKind::Certificate => "certificate",
        TransportErrorKind::Tls => "tls",
        TransportErrorKind::Configuration => "configuration",
        TransportErrorKind::Timeout => "timeout",
        TransportErrorKind::Interrupted => "interrupted",
        TransportErrorKind::TooLarge => "answer too large",
        _ => "other",
    }
}
