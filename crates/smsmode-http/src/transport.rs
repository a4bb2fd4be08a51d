//! What carries a request to the service and brings the answer back.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use smsmode_core::{Describe, Ending, Language, Request, Response};

use crate::boot_clock::BootInstant;

/// Carries one request, once.
///
/// It never repeats, never follows a redirect, and says of each failure whether the parameters may
/// have reached the service. [`UreqTransport`](crate::UreqTransport) is the ordinary one,
/// [`StubTransport`](crate::StubTransport) the one for tests.
pub trait Transport: Send + Sync {
    /// Sends the request and reads the answer, whatever its HTTP status.
    ///
    /// An answer that breaks off is an answer: [`RawAnswer::broken`] says why.
    ///
    /// # Errors
    ///
    /// No answer, with what is known about the request.
    fn send(&self, request: &Request, limits: SendLimits) -> Result<RawAnswer, TransportError>;

    /// Waits between two attempts, or between two questions. `false` ends the waiting for good: no
    /// further attempt is made.
    fn pause(&self, duration: Duration) -> bool {
        std::thread::sleep(duration);
        true
    }
}

/// What one exchange may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SendLimits {
    /// Time for all of it: name, connection, TLS, request, answer.
    pub timeout: Duration,
    /// Bytes of the answer's body.
    pub max_body: usize,
    /// From this instant on no parameter may leave: the call then fails as *not sent*. A request of
    /// which something has left is not broken off.
    pub leave_before: Option<BootInstant>,
}

/// An answer as it came.
#[derive(Debug, Default)]
pub struct RawAnswer {
    /// The HTTP status.
    pub http_status: u16,
    /// The value of the header `Content-Type`.
    pub content_type: Option<String>,
    /// What the header `Retry-After` asks for.
    pub retry_after: Option<Duration>,
    /// The bytes of the body, as far as they came.
    pub body: AnswerBody,
    /// How the body ended.
    pub ending: Ending,
    /// Why the body broke off; set where `ending` is [`Ending::Cut`].
    pub broken: Option<TransportError>,
}

impl RawAnswer {
    /// The answer as the endpoints read it.
    pub fn as_response(&self) -> Response<'_> {
        let mut response = Response::new(self.http_status, &self.body.0).with_ending(self.ending);
        if let Some(content_type) = &self.content_type {
            response = response.with_content_type(content_type);
        }
        match self.retry_after {
            Some(delay) => response.with_retry_after(delay),
            None => response,
        }
    }
}

/// The bytes of a body; `Debug` shows only how many.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct AnswerBody(pub Vec<u8>);

impl fmt::Debug for AnswerBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

impl From<Vec<u8>> for AnswerBody {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

/// Whether the parameters of a request can have reached the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sent {
    /// Surely not: no byte of them left.
    NotSent,
    /// Nobody knows.
    MaybeSent,
}

/// Why there is no whole answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection: unknown name, nothing listens, the network is down. Worth another try.
    Unreachable,
    /// The proxy did not let us through.
    Proxy,
    /// The certificate is not trusted: wrong name, expired, unknown authority.
    Certificate,
    /// TLS failed for another reason.
    Tls,
    /// What was set cannot work.
    Configuration,
    /// Time ran out.
    Timeout,
    /// The connection broke.
    Interrupted,
    /// The answer is larger than allowed.
    TooLarge,
}

/// No whole answer came.
///
/// It names neither the key nor the parameters.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    sent: Sent,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl TransportError {
    /// An error of this kind.
    pub fn new(kind: TransportErrorKind, sent: Sent) -> Self {
        Self { kind, sent, source: None }
    }

    /// Adds what caused it.
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Why there is no whole answer.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether the parameters can have reached the service.
    pub fn sent(&self) -> Sent {
        self.sent
    }

    /// Whether the same call may succeed later without anything being changed.
    pub fn is_transient(&self) -> bool {
        use TransportErrorKind::{Interrupted, Timeout, Unreachable};
        matches!(self.kind, Unreachable | Timeout | Interrupted)
    }
}

impl Describe for TransportError {
    fn describe(&self, language: Language) -> String {
        use TransportErrorKind as Kind;
        let (english, french) = match self.kind {
            Kind::Unreachable => ("the service could not be reached", "le service est injoignable"),
            Kind::Proxy => (
                "the proxy did not let the call through; check its address, user name and password",
                "le proxy n'a pas laissé passer l'appel ; vérifiez son adresse, son identifiant et son mot de passe",
            ),
            Kind::Certificate => (
                "the certificate of the service is not trusted; check the clock and the address, or add the certificate authority of your network",
                "le certificat du service n'est pas reconnu ; vérifiez l'horloge et l'adresse, ou ajoutez l'autorité de certification de votre réseau",
            ),
            Kind::Tls => (
                "no secure connection could be made",
                "aucune connexion sécurisée n'a pu être établie",
            ),
            Kind::Configuration => {
                ("the connection is set up wrongly", "la connexion est mal configurée")
            }
            Kind::Timeout => ("time ran out", "le délai est dépassé"),
            Kind::Interrupted => ("the connection broke", "la connexion a été coupée"),
            Kind::TooLarge => {
                ("the answer is larger than allowed", "la réponse dépasse la taille permise")
            }
        };
        language.pick(english, french).to_owned()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
