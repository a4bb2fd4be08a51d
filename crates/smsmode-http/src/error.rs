//! Why a call did not succeed, and what became of it.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use smsmode_core::{
    Describe, Endpoint, InvalidInput, Language, Malformed, Refusal, RefusalCode, Repeat,
    ResponseError, UnexpectedStatus,
};

use crate::pages::PageRepeated;
use crate::transport::{Sent, TransportError, TransportErrorKind};

/// A call did not succeed.
///
/// [`outcome`](Self::outcome) says what became of it, [`cause`](Self::cause) why. Neither `Display`
/// nor `Debug` shows a key, a phone number or a text.
#[derive(Debug)]
pub struct Error {
    call: &'static str,
    repeat: Repeat,
    cause: Cause,
}

/// Why a call did not succeed.
#[derive(Debug)]
#[non_exhaustive]
pub enum Cause {
    /// The input cannot be sent.
    InvalidInput(InvalidInput),
    /// No whole answer came.
    Transport(TransportError),
    /// The service said no.
    Refused(Refusal),
    /// An HTTP status other than 2xx, without a readable refusal.
    UnexpectedStatus(UnexpectedStatus),
    /// The answer makes no sense.
    Malformed(Malformed),
    /// A list gave the same page again.
    PageRepeated(PageRepeated),
}

/// What became of a call that did not succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// Surely nothing reached the service, or the call only reads and leaves nothing behind.
    NotSent,
    /// The service, or something before it, said no: nothing was done.
    Refused,
    /// Nobody knows. The call **must not be repeated** before it was looked up.
    Unknown,
}

impl Outcome {
    /// The name for programs: `not_sent`, `refused`, `unknown`.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotSent => "not_sent",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        }
    }
}

impl Error {
    /// The error of a call that some other HTTP stack made, as [`Client::call`](crate::Client::call)
    /// would give it.
    ///
    /// The cause is an [`InvalidInput`], a [`TransportError`] or a [`ResponseError`];
    /// [`read_answer`](crate::read_answer) finds the last by itself.
    ///
    /// ```
    /// use smsmode_http::{
    ///     Error, GetBalance, GsmText, Outcome, Recipients, SendSms, Sent, TransportError,
    ///     TransportErrorKind,
    /// };
    ///
    /// let late = || TransportError::new(TransportErrorKind::Timeout, Sent::MaybeSent);
    /// let send = SendSms::new(Recipients::parse(["0639980011"])?, GsmText::new("Bonjour")?);
    /// assert_eq!(Error::of(&send, late()).outcome(), Outcome::Unknown); // never again blindly
    /// assert!(Error::of(&GetBalance::new(), late()).retry());
    /// # Ok::<(), smsmode_http::InvalidInput>(())
    /// ```
    pub fn of<E: Endpoint>(endpoint: &E, cause: impl Into<Cause>) -> Self {
        Self::new(E::NAME, endpoint.repeat(), cause)
    }

    pub(crate) fn new(call: &'static str, repeat: Repeat, cause: impl Into<Cause>) -> Self {
        Self { call, repeat, cause: cause.into() }
    }

    /// The call, such as `send_sms`.
    pub fn call(&self) -> &'static str {
        self.call
    }

    /// Why it did not succeed.
    pub fn cause(&self) -> &Cause {
        &self.cause
    }

    /// The refusal, where the service said no.
    pub fn refusal(&self) -> Option<&Refusal> {
        match &self.cause {
            Cause::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// The HTTP status, where there was an answer.
    pub fn http_status(&self) -> Option<u16> {
        match &self.cause {
            Cause::InvalidInput(_) | Cause::Transport(_) | Cause::PageRepeated(_) => None,
            Cause::Refused(refusal) => Some(refusal.http_status()),
            Cause::UnexpectedStatus(status) => Some(status.http_status),
            Cause::Malformed(malformed) => Some(malformed.http_status),
        }
    }

    /// What became of the call.
    pub fn outcome(&self) -> Outcome {
        match &self.cause {
            Cause::InvalidInput(_) => Outcome::NotSent,
            Cause::Refused(refusal) if refusal.code() != RefusalCode::INTERNAL_ERROR => {
                Outcome::Refused
            }
            Cause::Refused(_) if self.repeat == Repeat::Safe => Outcome::Refused,
            Cause::UnexpectedStatus(status) if is_refusal(status.http_status) => Outcome::Refused,
            Cause::UnexpectedStatus(status) if status.http_status == PROXY_AUTHENTICATION => {
                Outcome::NotSent
            }
            Cause::Transport(error) if error.sent() == Sent::NotSent => Outcome::NotSent,
            _ if self.repeat == Repeat::Safe => Outcome::NotSent,
            _ => Outcome::Unknown,
        }
    }

    /// Whether the same call may be made again, and may then succeed: what did not reach the service
    /// for want of a connection, what the service put off, and what broke a call that only reads.
    pub fn retry(&self) -> bool {
        let safe = self.repeat == Repeat::Safe;
        match &self.cause {
            Cause::InvalidInput(_) | Cause::PageRepeated(_) => false,
            Cause::Transport(error) => {
                error.is_transient() && (safe || error.sent() == Sent::NotSent)
            }
            Cause::Refused(refusal) => {
                refusal.code() == RefusalCode::UNAVAILABLE
                    || (safe && refusal.code() == RefusalCode::INTERNAL_ERROR)
            }
            Cause::UnexpectedStatus(status) => {
                is_put_off(status.http_status) || (safe && is_passing(status.http_status))
            }
            Cause::Malformed(_) => safe,
        }
    }

    /// How long the service asked to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        match &self.cause {
            Cause::UnexpectedStatus(status) => status.retry_after,
            _ => None,
        }
    }

    pub(crate) fn repeat(&self) -> Repeat {
        self.repeat
    }
}

const PROXY_AUTHENTICATION: u16 = 407;

/// 429 and 503: not now.
fn is_put_off(http_status: u16) -> bool {
    matches!(http_status, 429 | 503)
}

/// Something passing between here and the service.
fn is_passing(http_status: u16) -> bool {
    http_status == 408 || http_status >= 500
}

/// Statuses under which nothing can have been done (grade D).
fn is_refusal(http_status: u16) -> bool {
    let client_error = (400..500).contains(&http_status);
    is_put_off(http_status) || (client_error && !matches!(http_status, 408 | PROXY_AUTHENTICATION))
}

impl Describe for Error {
    fn describe(&self, language: Language) -> String {
        let call = self.call;
        let english = language == Language::English;
        match self.outcome() {
            Outcome::NotSent if self.repeat == Repeat::Safe && english => format!("{call} failed"),
            Outcome::NotSent if self.repeat == Repeat::Safe => format!("{call} a échoué"),
            Outcome::NotSent if english => format!("{call}: nothing was sent"),
            Outcome::NotSent => format!("{call} : rien n'a été envoyé"),
            Outcome::Refused if english => format!("{call} was refused; nothing was done"),
            Outcome::Refused => format!("{call} a été refusé ; rien n'a été fait"),
            Outcome::Unknown if english => format!(
                "{call}: nobody knows whether the service received it; do not repeat it before you have looked it up (list of messages sent, balance)"
            ),
            Outcome::Unknown => format!(
                "{call} : nul ne sait si le service l'a reçu ; ne le répétez pas avant d'avoir vérifié (liste des messages envoyés, solde)"
            ),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(match &self.cause {
            Cause::InvalidInput(error) => error,
            Cause::Transport(error) => error,
            Cause::Refused(error) => error,
            Cause::UnexpectedStatus(error) => error,
            Cause::Malformed(error) => error,
            Cause::PageRepeated(error) => error,
        })
    }
}

impl Describe for Cause {
    fn describe(&self, language: Language) -> String {
        match self {
            Self::InvalidInput(error) => error.describe(language),
            Self::Transport(error) => error.describe(language),
            Self::Refused(error) => error.describe(language),
            Self::UnexpectedStatus(error) => error.describe(language),
            Self::Malformed(error) => error.describe(language),
            Self::PageRepeated(error) => error.describe(language),
        }
    }
}

impl From<InvalidInput> for Cause {
    fn from(error: InvalidInput) -> Self {
        Self::InvalidInput(error)
    }
}

impl From<TransportError> for Cause {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl From<ResponseError> for Cause {
    fn from(error: ResponseError) -> Self {
        match error {
            ResponseError::Refused(refusal) => Self::Refused(refusal),
            ResponseError::UnexpectedStatus(status) => Self::UnexpectedStatus(status),
            ResponseError::Malformed(malformed) => Self::Malformed(malformed),
            // The enum is open; what this version does not know makes no sense to it.
            _ => Self::Transport(TransportError::new(
                TransportErrorKind::Interrupted,
                Sent::MaybeSent,
            )),
        }
    }
}
