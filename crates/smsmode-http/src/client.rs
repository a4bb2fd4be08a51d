//! Makes calls: one generic method for all of them.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use smsmode_core::{Account, AnswerSize, Endpoint, InvalidInput, Reach, Request, Timestamp};

use crate::answer::read;
use crate::boot_clock::BootInstant;
use crate::error::{Cause, Error};
use crate::retry::RetryPolicy;
use crate::settings::{HttpSettings, SettingsError};
use crate::span::waitable;
use crate::transport::{
    RawAnswer, SendLimits, Sent, Transport, TransportError, TransportErrorKind,
};
use crate::ureq::UreqTransport;

/// Makes calls to one account. Cheap to clone; every clone shares connections and daily caps.
///
/// ```
/// use smsmode_http::{Account, ApiKey, Client, GetBalance, StubAnswer, StubTransport};
///
/// let stub = StubTransport::answering([StubAnswer::unreachable(), StubAnswer::text("12")]);
/// let client = Client::with_transport(Account::new(ApiKey::new("Ab1CD2efg3Hi")?), stub);
/// assert_eq!(client.call(&GetBalance::new())?.credits.to_string(), "12"); // the second attempt
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Client<T = UreqTransport> {
    shared: Arc<Shared<T>>,
    retry: RetryPolicy,
    timeout: Duration,
    max_single: usize,
    max_list: usize,
}

#[derive(Debug)]
struct Shared<T> {
    account: Account,
    transport: T,
    today: Mutex<Today>,
    calls: AtomicU64,
    now: fn() -> SystemTime,
}

/// Segments sent on one day of UTC.
#[derive(Debug, Default)]
struct Today {
    day: i64,
    segments: u64,
}

impl<T> Clone for Client<T> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared), ..*self }
    }
}

/// What one call may take.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallOptions {
    timeout: Option<Duration>,
    leave_before: Option<BootInstant>,
}

impl CallOptions {
    /// Time for the whole call, all attempts together.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(waitable(timeout));
        self
    }

    /// From this instant on no parameter may leave; the call is *not sent* then. The clock is looked at
    /// when the first of them is about to: a machine that slept after the call was begun sends nothing
    /// late.
    pub fn with_leave_before(mut self, instant: BootInstant) -> Self {
        self.leave_before = Some(instant);
        self
    }
}

impl Client {
    /// A client with the ordinary transport and its defaults.
    ///
    /// # Errors
    ///
    /// A proxy of the environment that cannot be used.
    pub fn new(account: Account) -> Result<Self, SettingsError> {
        Self::with_settings(account, &HttpSettings::default())
    }

    /// A client with the ordinary transport.
    ///
    /// # Errors
    ///
    /// Settings that cannot be used.
    pub fn with_settings(account: Account, settings: &HttpSettings) -> Result<Self, SettingsError> {
        Ok(Self::with_transport(account, UreqTransport::new(settings)?))
    }
}

impl<T> Client<T> {
    /// A client with another transport.
    pub fn with_transport(account: Account, transport: T) -> Self {
        let (today, calls) = (Mutex::default(), AtomicU64::new(0));
        let shared = Shared { account, transport, today, calls, now: SystemTime::now };
        Self {
            shared: Arc::new(shared),
            retry: RetryPolicy::default(),
            timeout: Duration::from_secs(30),
            max_single: 64 * 1024,
            max_list: 16 * 1024 * 1024,
        }
    }

    /// When calls are made again.
    pub fn with_retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// Time for a whole call, all attempts together: 30 s unless set.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = waitable(timeout);
        self
    }

    /// Bytes read of an answer: 64 KiB of a single one, 16 MiB of a report or list, unless set.
    pub fn with_answer_limits(mut self, single: usize, list: usize) -> Self {
        (self.max_single, self.max_list) = (single, list);
        self
    }

    /// The account.
    pub fn account(&self) -> &Account {
        &self.shared.account
    }

    /// The transport.
    pub fn transport(&self) -> &T {
        &self.shared.transport
    }
}

impl<T: Transport> Client<T> {
    /// Makes a call.
    ///
    /// # Errors
    ///
    /// Whatever came in between. [`Error::outcome`] says what became of the call.
    pub fn call<E: Endpoint>(&self, endpoint: &E) -> Result<E::Output, Error> {
        self.call_with(endpoint, CallOptions::default())
    }

    /// Makes a call with options of its own.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub fn call_with<E: Endpoint>(
        &self,
        endpoint: &E,
        options: CallOptions,
    ) -> Result<E::Output, Error> {
        let fail = |cause: Cause| Error::of(endpoint, cause);
        let request = endpoint.request(&self.shared.account).map_err(|error| fail(error.into()))?;
        let reserved =
            self.shared.reserve(&endpoint.reach()).map_err(|error| fail(error.into()))?;
        let result = self.attempts(endpoint, &request, options);
        if let Err(error) = &result
            && error.outcome() != crate::Outcome::Unknown
        {
            self.shared.release(reserved);
        }
        result
    }

    fn attempts<E: Endpoint>(
        &self,
        endpoint: &E,
        request: &Request,
        options: CallOptions,
    ) -> Result<E::Output, Error> {
        let deadline = Instant::now() + options.timeout.unwrap_or(self.timeout);
        for attempt in 1.. {
            let error = match self.attempt(endpoint, request, deadline, options.leave_before) {
                Ok(output) => return Ok(output),
                Err(error) => error,
            };
            let left = deadline.saturating_duration_since(Instant::now());
            match self.retry.next_delay(&error, attempt, fastrand::f64()) {
                Some(delay) if delay < left => {
                    log::debug!(
                        "{}: attempt {attempt} failed, next one in {} ms",
                        E::NAME,
                        delay.as_millis()
                    );
                    if !self.shared.transport.pause(delay) {
                        return Err(error);
                    }
                }
                _ => return Err(error),
            }
        }
        let late = TransportError::new(TransportErrorKind::Timeout, Sent::NotSent);
        Err(Error::of(endpoint, late))
    }

    fn attempt<E: Endpoint>(
        &self,
        endpoint: &E,
        request: &Request,
        deadline: Instant,
        leave_before: Option<BootInstant>,
    ) -> Result<E::Output, Error> {
        let number = self.shared.calls.fetch_add(1, Ordering::Relaxed) + 1;
        log::debug!("call {number}: {} {}", E::NAME, request.method().as_str());
        let started = Instant::now();
        let limits = SendLimits {
            timeout: deadline.saturating_duration_since(started),
            max_body: match E::ANSWER {
                AnswerSize::Single => self.max_single,
                AnswerSize::List => self.max_list,
            },
            leave_before,
        };
        let answer = self.shared.transport.send(request, limits);
        log::debug!(
            "call {number}: {} after {} ms",
            summary(&answer),
            started.elapsed().as_millis()
        );
        let read = answer.map_err(Cause::from).and_then(|mut answer| {
            let broken = answer.broken.take();
            read(endpoint, answer.as_response(), broken)
        });
        read.map_err(|cause| Error::of(endpoint, cause))
    }
}

fn summary(answer: &Result<RawAnswer, TransportError>) -> String {
    match answer {
        Ok(answer) => {
            format!("HTTP {}, {:?}, {:?}", answer.http_status, answer.body, answer.ending)
        }
        Err(error) => format!("{:?}, {:?}", error.kind(), error.sent()),
    }
}

impl<T> Shared<T> {
    /// Counts the segments of a call before it is made, so that two threads cannot pass the cap
    /// together.
    fn reserve(&self, reach: &Reach<'_>) -> Result<u64, InvalidInput> {
        let mut today = self.today.lock().unwrap_or_else(PoisonError::into_inner);
        let day = Timestamp::from((self.now)()).unix_seconds().div_euclid(86_400);
        if today.day != day {
            *today = Today { day, segments: 0 };
        }
        self.account.policies().check(reach, today.segments)?;
        today.segments = today.segments.saturating_add(reach.segments());
        Ok(reach.segments())
    }

    /// Gives back what surely was not sent.
    fn release(&self, segments: u64) {
        let mut today = self.today.lock().unwrap_or_else(PoisonError::into_inner);
        today.segments = today.segments.saturating_sub(segments);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ApiKey, Ending, GetBalance, GsmText, Outcome, Policies, Recipients, SendSms, StubAnswer,
        StubTransport,
    };

    fn account() -> Account {
        Account::new(ApiKey::new("Ab1CD2efg3Hi").unwrap())
    }

    fn client(answers: impl IntoIterator<Item = StubAnswer>) -> Client<StubTransport> {
        Client::with_transport(account(), StubTransport::answering(answers))
    }

    fn send() -> SendSms {
        SendSms::new(Recipients::parse(["0639980011"]).unwrap(), GsmText::new("Bonjour").unwrap())
    }

    #[test]
    fn a_client_can_be_shared_between_threads() {
        fn shared<T: Send + Sync + Clone>() {}
        shared::<Client>();
        shared::<Client<StubTransport>>();
    }

    #[test]
    fn a_reading_call_is_repeated_and_a_send_is_not() {
        let reading = client([StubAnswer::timeout_after_sending(), StubAnswer::text("12")]);
        assert!(reading.call(&GetBalance::new()).is_ok());
        assert_eq!(reading.transport().requests().len(), 2);

        let sending =
            client([StubAnswer::timeout_after_sending(), StubAnswer::text("0 | ok | A1")]);
        assert_eq!(sending.call(&send()).unwrap_err().outcome(), Outcome::Unknown);
        assert_eq!(sending.transport().requests().len(), 1);
    }

    #[test]
    fn a_send_that_never_left_is_repeated_on_demand() {
        let client = client([StubAnswer::unreachable(), StubAnswer::text("0 | ok | A1")])
            .with_retry(RetryPolicy::default().with_costly_calls(true));
        assert!(client.call(&send()).is_ok());
    }

    #[test]
    fn each_answer_to_a_send_has_its_outcome() {
        for (answer, outcome, retry) in [
            (StubAnswer::text("50 | x"), Outcome::Refused, true),
            (StubAnswer::text("33 | x"), Outcome::Refused, false),
            (StubAnswer::text("35 | x"), Outcome::Refused, false),
            (StubAnswer::text("31 | x"), Outcome::Unknown, false),
            (StubAnswer::text("77 | x"), Outcome::Refused, false),
            (StubAnswer::status(429, ""), Outcome::Refused, true),
            (StubAnswer::status(503, ""), Outcome::Refused, true),
            (StubAnswer::status(503, "32 | x"), Outcome::Refused, false),
            (StubAnswer::status(404, ""), Outcome::Refused, false),
            (StubAnswer::status(407, ""), Outcome::NotSent, false),
            (StubAnswer::status(408, ""), Outcome::Unknown, false),
            (StubAnswer::status(302, ""), Outcome::Unknown, false),
            (StubAnswer::status(500, "<html>"), Outcome::Unknown, false),
            (StubAnswer::status(502, "0 | ok | A1"), Outcome::Unknown, false),
            (StubAnswer::text(""), Outcome::Unknown, false),
            (StubAnswer::text("OK"), Outcome::Unknown, false),
            (StubAnswer::cut("3"), Outcome::Unknown, false),
            (StubAnswer::cut("33 | Cr"), Outcome::Refused, false),
            (StubAnswer::unreachable(), Outcome::NotSent, true),
            (StubAnswer::timeout_after_sending(), Outcome::Unknown, false),
        ] {
            let shown = format!("{answer:?}");
            let error = client([answer]).call(&send()).unwrap_err();
            assert_eq!((error.outcome(), error.retry()), (outcome, retry), "{shown}");
        }
    }

    #[test]
    fn an_answer_cut_after_its_yes_is_accepted_without_an_id() {
        let accepted = client([StubAnswer::cut("0 | Accept")]).call(&send()).unwrap();
        assert_eq!(accepted.message_id, None);
    }

    #[test]
    fn a_reading_call_is_never_unknown() {
        for answer in [
            StubAnswer::timeout_after_sending(),
            StubAnswer::text(""),
            StubAnswer::status(500, ""),
            StubAnswer::text("31 | x"),
        ] {
            let client = client([answer]).with_retry(RetryPolicy::NEVER);
            assert_ne!(client.call(&GetBalance::new()).unwrap_err().outcome(), Outcome::Unknown);
        }
    }

    #[test]
    fn the_daily_cap_counts_what_was_or_may_have_been_sent() {
        let account = account().with_policies(Policies::default().with_segments_per_day(2));
        let stub = StubTransport::answering([
            StubAnswer::text("33 | x"),
            StubAnswer::timeout_after_sending(),
            StubAnswer::text("0 | ok | A1"),
        ]);
        let client = Client::with_transport(account, stub);
        assert_eq!(client.call(&send()).unwrap_err().outcome(), Outcome::Refused);
        assert_eq!(client.call(&send()).unwrap_err().outcome(), Outcome::Unknown);
        assert!(client.call(&send()).is_ok());
        let error = client.clone().call(&send()).unwrap_err();
        assert!(matches!(error.cause(), Cause::InvalidInput(InvalidInput::Policy(_))));
        assert_eq!(client.transport().requests().len(), 3);
    }

    #[test]
    fn a_wait_that_would_pass_the_deadline_is_not_begun() {
        let answer = StubAnswer::Answer {
            http_status: 429,
            body: Vec::new().into(),
            ending: Ending::Complete,
            retry_after: Some(Duration::from_secs(60)),
        };
        let client = client([answer, StubAnswer::text("12")]);
        assert!(client.call(&GetBalance::new()).is_err());
        assert_eq!(client.transport().pauses(), []);
    }
}
