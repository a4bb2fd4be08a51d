//! Exit codes.

use std::process::ExitCode;

use smsmode_http::{Cause, Error, Outcome, RefusalCode};

/// How the command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 2: wrong usage, input that cannot be sent, or a confirmation that was refused.
    Usage,
    /// 3: the service refused.
    Refused,
    /// 4: the key or password is wrong, or there is none.
    Authentication,
    /// 5: not enough credit.
    Credits,
    /// 6: the network failed and surely nothing was sent.
    NotSent,
    /// 7: nobody knows whether the message was sent. Do not repeat it before you have looked.
    Unknown,
    /// 8: a part of a batch was accepted, and a part was not.
    Partly,
    /// 9: it was sent and not delivered in the end.
    NotDelivered,
    /// 10: it was sent and still pending when the wait ended.
    Pending,
    /// 130: interrupted; 7 wins over it.
    Interrupted,
    /// 1, 2 or 3: what plugins of Nagios answer, in place of all others.
    Monitor(Monitor),
}

/// What a plugin of Nagios answers when all is not well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Monitor {
    /// 1.
    Warning,
    /// 2.
    Critical,
    /// 3: the value is not known.
    Unknown,
}

impl Exit {
    /// The code that the process ends with.
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Monitor(Monitor::Warning) => 1,
            Self::Usage | Self::Monitor(Monitor::Critical) => 2,
            Self::Refused | Self::Monitor(Monitor::Unknown) => 3,
            Self::Authentication => 4,
            Self::Credits => 5,
            Self::NotSent => 6,
            Self::Unknown => 7,
            Self::Partly => 8,
            Self::NotDelivered => 9,
            Self::Pending => 10,
            Self::Interrupted => 130,
        }
    }

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
        Self::from(exit.code())
    }
}
