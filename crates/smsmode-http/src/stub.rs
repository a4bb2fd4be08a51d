//! A transport without a network, for tests of your own code.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use smsmode_core::{Ending, Request};

use crate::transport::{
    AnswerBody, RawAnswer, SendLimits, Sent, Transport, TransportError, TransportErrorKind,
};

/// Records every request and answers from a list.
///
/// It never waits: [`pauses`](Self::pauses) tells how long it would have. When the list is used up,
/// the service cannot be reached.
///
/// ```
/// use smsmode_http::{Account, ApiKey, Client, GetBalance, StubAnswer, StubTransport};
///
/// let stub = StubTransport::answering([StubAnswer::text("212.5")]);
/// let client = Client::with_transport(Account::new(ApiKey::new("Ab1CD2efg3Hi")?), stub);
/// assert_eq!(client.call(&GetBalance::new())?.credits.to_string(), "212.5");
/// assert_eq!(client.transport().requests()[0].parameter_names(), ["accessToken"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct StubTransport {
    answers: Mutex<VecDeque<StubAnswer>>,
    requests: Mutex<Vec<Request>>,
    pauses: Mutex<Vec<Duration>>,
}

/// What happens to one request.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum StubAnswer {
    /// The service answers.
    Answer {
        /// The HTTP status.
        http_status: u16,
        /// The body.
        body: AnswerBody,
        /// How the body ends.
        ending: Ending,
        /// What the header `Retry-After` asks for.
        retry_after: Option<Duration>,
    },
    /// No answer comes.
    Failure {
        /// Why.
        kind: TransportErrorKind,
        /// Whether the parameters can have reached the service.
        sent: Sent,
    },
}

impl StubAnswer {
    /// The service answers with HTTP 200 and this text.
    pub fn text(body: impl Into<String>) -> Self {
        Self::status(200, body.into().into_bytes())
    }

    /// The service answers with this HTTP status and these bytes.
    pub fn status(http_status: u16, body: impl Into<Vec<u8>>) -> Self {
        let body = AnswerBody(body.into());
        Self::Answer { http_status, body, ending: Ending::Complete, retry_after: None }
    }

    /// The service answers with HTTP 200, and the connection breaks after these bytes.
    pub fn cut(body: impl Into<Vec<u8>>) -> Self {
        let body = AnswerBody(body.into());
        Self::Answer { http_status: 200, body, ending: Ending::Cut, retry_after: None }
    }

    /// The service cannot be reached: nothing is sent.
    pub fn unreachable() -> Self {
        Self::Failure { kind: TransportErrorKind::Unreachable, sent: Sent::NotSent }
    }

    /// Time runs out after the request was written: nobody knows what became of it.
    pub fn timeout_after_sending() -> Self {
        Self::Failure { kind: TransportErrorKind::Timeout, sent: Sent::MaybeSent }
    }

    fn into_result(self) -> Result<RawAnswer, TransportError> {
        match self {
            Self::Failure { kind, sent } => Err(TransportError::new(kind, sent)),
            Self::Answer { http_status, body, ending, retry_after } => {
                let cut = || TransportError::new(TransportErrorKind::Interrupted, Sent::MaybeSent);
                let broken = (ending == Ending::Cut).then(cut);
                Ok(RawAnswer { http_status, body, ending, retry_after, broken, content_type: None })
            }
        }
    }
}

impl StubTransport {
    /// A service that gives these answers, one after the other.
    pub fn answering(answers: impl IntoIterator<Item = StubAnswer>) -> Self {
        Self { answers: Mutex::new(answers.into_iter().collect()), ..Self::default() }
    }

    /// Every request that was made, in order.
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.requests).clone()
    }

    /// Every wait that was asked for, in order.
    pub fn pauses(&self) -> Vec<Duration> {
        lock(&self.pauses).clone()
    }
}

impl Transport for StubTransport {
    fn send(&self, request: &Request, _: SendLimits) -> Result<RawAnswer, TransportError> {
        lock(&self.requests).push(request.clone());
        let answer = lock(&self.answers).pop_front();
        answer.unwrap_or_else(StubAnswer::unreachable).into_result()
    }

    fn pause(&self, duration: Duration) -> bool {
        lock(&self.pauses).push(duration);
        true
    }
}

/// A test that panicked elsewhere does not hide what was recorded.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
