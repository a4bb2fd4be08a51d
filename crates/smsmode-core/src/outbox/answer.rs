//! How an attempt ended, by what follows from it.

use std::time::Duration;

use super::Pause;
use crate::endpoint::Accepted;
use crate::error::{ResponseError, UnexpectedStatus};
use crate::id::MessageId;
use crate::refusal::{Refusal, RefusalCode};

/// How an attempt ended, by what follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The service accepted it.
    Accepted {
        /// Its id; nothing where the answer lost it or may have cut it.
        message_id: Option<MessageId>,
    },
    /// Surely nothing reached the service.
    NotSent,
    /// The service did not take it now: 50, 429, 503.
    PutOff {
        /// How long the service asked to wait.
        retry_after: Option<Duration>,
    },
    /// The service takes nothing from this account: 32, 33.
    AccountRefused(Pause),
    /// The service refused this message for good: 35 and whatever is not named here.
    Rejected,
    /// Nobody knows: 31, 5xx, an unreadable answer, a connection that broke off.
    Unknown,
}

impl Answer {
    /// What an answer of the service means. What the transport says goes to
    /// [`NotSent`](Self::NotSent) or [`Unknown`](Self::Unknown).
    ///
    /// ```
    /// use smsmode_core::outbox::{Answer, Pause};
    /// use smsmode_core::{Endpoint, GsmText, Recipients, Response, SendSms};
    ///
    /// let send = SendSms::new(Recipients::parse(["0639980011"])?, GsmText::new("Bonjour")?);
    /// let answer = |status, body| Answer::of(send.parse(Response::new(status, body)));
    /// assert_eq!(answer(200, b"33 | credits"), Answer::AccountRefused(Pause::NotEnoughCredit));
    /// assert_eq!(answer(200, b"31 | interne"), Answer::Unknown);
    /// assert_eq!(answer(429, b""), Answer::PutOff { retry_after: None });
    /// # Ok::<(), smsmode_core::InvalidInput>(())
    /// ```
    pub fn of(answer: Result<Accepted, ResponseError>) -> Self {
        match answer {
            // An id that may be cut would be asked for in vain.
            Ok(accepted) => {
                Self::Accepted { message_id: accepted.message_id.filter(|_| !accepted.provisional) }
            }
            Err(ResponseError::Refused(refusal)) => Self::refused(&refusal),
            Err(ResponseError::UnexpectedStatus(status)) => Self::unexpected(&status),
            Err(ResponseError::Malformed(_)) => Self::Unknown,
        }
    }

    fn refused(refusal: &Refusal) -> Self {
        match refusal.code() {
            RefusalCode::INTERNAL_ERROR => Self::Unknown,
            RefusalCode::AUTHENTICATION => Self::AccountRefused(Pause::Authentication),
            RefusalCode::NOT_ENOUGH_CREDIT => Self::AccountRefused(Pause::NotEnoughCredit),
            RefusalCode::UNAVAILABLE => Self::PutOff { retry_after: None },
            _ => Self::Rejected,
        }
    }

    /// Grade D: no document speaks of HTTP statuses.
    fn unexpected(status: &UnexpectedStatus) -> Self {
        match status.http_status {
            429 | 503 => Self::PutOff { retry_after: status.retry_after },
            PROXY_AUTHENTICATION => Self::NotSent,
            REQUEST_TIMEOUT => Self::Unknown,
            400..=499 => Self::Rejected,
            _ => Self::Unknown,
        }
    }
}

const PROXY_AUTHENTICATION: u16 = 407;
const REQUEST_TIMEOUT: u16 = 408;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::{Ending, Response};

    fn answer(status: u16, body: &str) -> Answer {
        Answer::of(Accepted::parse(Response::new(status, body.as_bytes())))
    }

    #[test]
    fn each_refusal_has_its_class() {
        for (body, expected) in [
            ("31 | interne", Answer::Unknown),
            ("32 | authentification", Answer::AccountRefused(Pause::Authentication)),
            ("33 | credits", Answer::AccountRefused(Pause::NotEnoughCredit)),
            ("35 | parametre", Answer::Rejected),
            ("50 | indisponible", Answer::PutOff { retry_after: None }),
            ("41 | ?", Answer::Rejected),
            ("77 | ?", Answer::Rejected),
            ("OK", Answer::Unknown),
            ("<html>", Answer::Unknown),
            ("", Answer::Unknown),
        ] {
            assert_eq!(answer(200, body), expected, "{body}");
        }
    }

    #[test]
    fn each_http_status_has_its_class() {
        for status in [301, 302, 408, 500, 502, 504] {
            assert_eq!(answer(status, ""), Answer::Unknown, "{status}");
        }
        for status in [400, 403, 404, 413] {
            assert_eq!(answer(status, ""), Answer::Rejected, "{status}");
        }
        for status in [429, 503] {
            assert_eq!(answer(status, ""), Answer::PutOff { retry_after: None }, "{status}");
        }
        assert_eq!(answer(407, ""), Answer::NotSent);
    }

    #[test]
    fn an_id_that_may_be_cut_is_not_kept() {
        let body = Response::new(200, b"0 | ok | S7EpYZ").with_ending(Ending::Unmarked);
        let accepted = Answer::of(Accepted::parse(body));
        assert_eq!(accepted, Answer::Accepted { message_id: None });
    }
}
