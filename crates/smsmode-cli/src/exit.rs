//! Exit codes.

use std::process::ExitCode;

use smsmode_http::{Cause, Error, Outcome, RefusalCode};

/// How the command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Exit {
    /// 0: done.
    Done = 0,
    /// 2: wrong usage, input that cannot be sent, or a confirmation that was refused.
    Usage = 2,
    /// 3: the service refused.
    Refused = 3,
    /// 4: the key or password is wrong, or there is none.
    Authentication = 4,
    /// 5: not enough credit.
    Credits = 5,
    /// 6: the network failed and surely nothing was sent.
    NotSent = 6,
    /// 7: nobody knows whether the message was sent. Do not repeat it before you have looked.
    Unknown = 7,
    /// 9: it was sent and not delivered in the end.
    NotDelivered = 9,
    /// 10: it was sent and still pending when the wait ended.
    Pending = 10,
    /// 130: interrupted; 7 wins over it.
    Interrupted = 130,
}

impl Exit {
    /// What a failed call ends with.
    pub(crate) fn of(error: &Error) -> Self {
        match (error.outcome(), error.cause()) {
            (Outcome::Unknown, _) => Self::Unknown,
            (_, Cause::InvalidInput(_)) => Self::Usage,
            (_, Cause::Refused(refusal)) if refusal.code() == RefusalCode::AUTHENTICATION => {
                Self::Authentication
            }
            (_, Cause::Refused(refusal)) if refusal.code() == RefusalCode::NOT_ENOUGH_CREDIT => {
                Self::Credits
            }
            (_, Cause::UnexpectedStatus(status)) if status.http_status == 401 => {
                Self::Authentication
            }
            (Outcome::Refused, _) => Self::Refused,
            _ => Self::NotSent,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
