//! Which calls a client makes again by itself, and when.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use smsmode_http::{
    Client, DeleteSms, Error, GetBalance, MessageId, Outcome, RawAnswer, Request, RetryPolicy,
    SendLimits, Transport, TransportError, UreqTransport, WaitEnd, WaitOptions,
};

use crate::hostile::calls::{SHORT, account, client, exchange, send, settings};
use crate::hostile::silence::closed_address;
use crate::hostile::{Hostile, PATIENCE, Seen, Visit, ok, with_status};

/// The ordinary transport, but for its waits, which are noted.
struct Unhurried {
    inner: UreqTransport,
    pauses: Mutex<Vec<Duration>>,
}

impl Transport for Unhurried {
    fn send(&self, request: &Request, limits: SendLimits) -> Result<RawAnswer, TransportError> {
        self.inner.send(request, limits)
    }

    fn pause(&self, duration: Duration) -> bool {
        self.pauses.lock().unwrap().push(duration);
        true
    }
}

fn unhurried(server: &Hostile) -> Client<Unhurried> {
    let inner = UreqTransport::new(&settings()).unwrap();
    let transport = Unhurried { inner, pauses: Mutex::default() };
    Client::with_transport(account(server.address()), transport)
        .with_timeout(Duration::from_secs(100_000))
}

/// Answers the first request like this, and those after it with a balance.
fn first(answer: &str) -> impl Fn(Visit) + Send + Sync + 'static {
    let answer = answer.to_owned();
    move |mut visit| {
        while visit.read_request().is_some() {
            let good = visit.is_after_the_first();
            visit.write(if good { ok("12.5") } else { answer.clone() });
        }
    }
}

fn asked(script: impl Fn(Visit) + Send + Sync + 'static) -> (Result<String, Error>, Seen) {
    let (result, seen) = exchange(&GetBalance::new(), PATIENCE, script);
    (result.map(|balance| balance.credits.to_string()), seen)
}

#[test]
fn a_reading_call_is_made_again_after_a_broken_connection() {
    let (balance, seen) = asked(|mut visit| {
        visit.read_request();
        if visit.number == 0 {
            return visit.reset();
        }
        visit.write(ok("12.5"));
    });
    assert_eq!(balance.unwrap(), "12.5");
    assert_eq!((seen.connections, seen.requests.len()), (2, 2));
}

#[test]
fn a_reading_call_is_made_again_after_a_passing_answer() {
    for answer in ["500 x", "502 x", "503 x", "504 x", "408 x", "429 x"] {
        let (balance, seen) = asked(first(&with_status(answer, "<html>")));
        assert_eq!(balance.unwrap(), "12.5", "{answer}");
        assert_eq!(seen.requests.len(), 2);
    }
    for body in ["31 | x", "50 | x", "<html>"] {
        let (balance, _) = asked(first(&ok(body)));
        assert_eq!(balance.unwrap(), "12.5", "{body}");
    }
}

#[test]
fn a_reading_call_is_made_once_where_a_second_one_cannot_help() {
    for answer in [ok("32 | x"), ok("35 | x"), with_status("404 x", ""), with_status("302 x", "")] {
        let (balance, seen) = asked(first(&answer));
        assert_eq!(seen.requests.len(), 1, "{:?}", balance.unwrap_err());
    }
}

#[test]
fn a_reading_call_is_made_three_times_at_most() {
    let (balance, seen) = asked(|mut visit| {
        visit.read_request();
        visit.reset();
    });
    assert_eq!(balance.unwrap_err().outcome(), Outcome::NotSent);
    assert_eq!(seen.requests.len(), 3);
}

/// All attempts share the time of the call.
#[test]
fn a_reading_call_ends_in_time_however_often_it_is_made() {
    let (balance, seen) = exchange(&GetBalance::new(), SHORT, Visit::say_nothing);
    assert!(balance.unwrap_err().retry());
    assert_eq!(seen.requests.len(), 1, "the first attempt used all of it");
}

#[test]
fn deleting_by_id_is_made_again() {
    let delete = DeleteSms::by_id(MessageId::new("S7EpYZ5kmS87").unwrap());
    let (result, seen) = exchange(&delete, PATIENCE, |mut visit| {
        visit.read_request();
        if visit.number == 0 {
            return visit.reset();
        }
        visit.write(ok("0 | ok"));
    });
    assert!(result.is_ok());
    assert_eq!(seen.requests.len(), 2);
}

#[test]
fn retry_after_decides_how_long_a_client_waits() {
    for (header, waited) in [("7", 7), ("86400", 3_600)] {
        let answer =
            format!("HTTP/1.1 429 x\r\nRetry-After: {header}\r\nContent-Length: 0\r\n\r\n");
        let server = Hostile::start(first(&answer));
        let client = unhurried(&server);
        client.call(&GetBalance::new()).unwrap();
        let pauses = client.transport().pauses.lock().unwrap().clone();
        assert_eq!(pauses, [Duration::from_secs(waited)]);
        drop(client);
    }
}

#[test]
fn retry_after_beyond_the_time_of_the_call_ends_it() {
    let answer = "HTTP/1.1 503 x\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n";
    let server = Hostile::start(first(answer));
    let client = unhurried(&server).with_timeout(Duration::from_secs(5));
    let error = client.call(&GetBalance::new()).unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(*client.transport().pauses.lock().unwrap(), []);
    drop(client);
    assert_eq!(server.end().requests.len(), 1);
}

/// The costly calls that a client may make again by itself, if asked to: none was received.
#[test]
fn a_send_is_made_again_on_demand_only_where_nothing_can_have_been_done() {
    assert_eq!(attempts_on_demand(|visit| visit.write(ok("50 | x"))), 2);
    assert_eq!(attempts_on_demand(|visit| visit.write(with_status("429 x", ""))), 2);
    assert_eq!(attempts_on_demand(|visit| visit.write(ok("31 | x"))), 1);
    assert_eq!(attempts_on_demand(|visit| visit.write(with_status("502 x", ""))), 1);
    assert_eq!(attempts_on_demand(|_| false), 1);
}

fn attempts_on_demand(answer: impl Fn(&mut Visit) -> bool + Send + Sync + 'static) -> usize {
    let server = Hostile::start(
        move |mut visit| while visit.read_request().is_some() && answer(&mut visit) {},
    );
    let client = client(account(server.address())).with_retry(on_demand());
    assert!(client.call(&send()).is_err());
    drop(client);
    server.end().requests.len()
}

fn on_demand() -> RetryPolicy {
    let at_once = RetryPolicy::default().with_delays(Duration::ZERO, Duration::ZERO);
    at_once.with_attempts(2).with_costly_calls(true)
}

#[test]
fn a_send_is_not_made_again_unless_asked_for() {
    let (result, seen) = exchange(&send(), PATIENCE, |mut visit| {
        visit.read_request();
        visit.write(ok("50 | x"));
    });
    assert!(result.unwrap_err().retry());
    assert_eq!(seen.requests.len(), 1);
}

#[test]
fn each_attempt_is_noted_where_nothing_listens() {
    let inner = UreqTransport::new(&settings()).unwrap();
    let transport = Unhurried { inner, pauses: Mutex::default() };
    let client = Client::with_transport(account(closed_address()), transport);
    assert!(client.call(&GetBalance::new()).is_err());
    assert_eq!(client.transport().pauses.lock().unwrap().len(), 2);
}

/// The question in flight is part of the time of the wait.
#[test]
fn a_wait_ends_in_time_though_the_service_says_nothing() {
    let server = Hostile::start(Visit::say_nothing);
    let client = client(account(server.address())).with_timeout(SHORT * 10);
    let id = MessageId::new("S7EpYZ5kmS87").unwrap();
    let begun = Instant::now();
    let end = client.wait(&id, WaitOptions::new(SHORT), |_| {});
    assert!(begun.elapsed() < SHORT * 9, "{:?}", begun.elapsed());
    assert_eq!(end.unwrap(), WaitEnd::Pending(None));
}
