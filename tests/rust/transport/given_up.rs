//! Somebody wants a call to end before its time.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Instant;

use smsmode_http::{
    Accepted, Client, Endpoint, Error, GetBalance, HttpSettings, Interrupt, ProxySetting,
    RetryPolicy, TransportErrorKind as Kind,
};

use crate::hostile::calls::{
    account, account_at, assert_not_sent, assert_unknown, client, client_with, heavy_batch, send,
    settings,
};
use crate::hostile::silence::{FullQueue, narrow_listener};
use crate::hostile::{Hostile, PATIENCE, Visit, ok};

/// Wanted as soon as somebody says so.
#[derive(Clone, Default)]
struct Enough(Arc<AtomicBool>);

impl Enough {
    fn say(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_said(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn settings(&self) -> HttpSettings {
        let enough = self.clone();
        settings().with_interrupt(Interrupt::new(move || enough.is_said()))
    }
}

fn given_up<E: Endpoint<Output: std::fmt::Debug>>(client: &Client, endpoint: &E) -> Error {
    let begun = Instant::now();
    let error = client.call(endpoint).unwrap_err();
    assert!(begun.elapsed() < PATIENCE / 4, "it took {:?}", begun.elapsed());
    error
}

#[test]
fn a_call_that_waits_for_its_answer_may_have_been_sent() {
    let enough = Enough::default();
    let settings = enough.settings();
    let server = Hostile::start(move |mut visit| {
        visit.read_request();
        enough.say();
        visit.say_nothing();
    });
    let error = given_up(&client_with(account(server.address()), &settings), &send());
    assert_unknown(&error, Kind::Interrupted);
    assert_eq!(server.end().requests.len(), 1);
}

#[test]
fn a_call_whose_request_is_leaving_may_have_been_sent() {
    let enough = Enough::default();
    let settings = enough.settings();
    let server = Hostile::on(narrow_listener(), move |mut visit: Visit| {
        visit.read_anything();
        enough.say();
        visit.wait_for_release();
        visit.say_nothing();
    });
    // Making so much takes its time; had that run out, the kind would tell.
    let client = client_with(account(server.address()), &settings);
    let error = client.call(&heavy_batch(8)).unwrap_err();
    assert_unknown(&error, Kind::Interrupted);
    assert_eq!(server.end().requests.len(), 0);
}

#[test]
fn a_call_that_is_not_connected_yet_was_not_sent() {
    let queue = FullQueue::new();
    let enough = Enough::default();
    enough.say();
    let client = client_with(account(queue.address()), &enough.settings());
    assert_not_sent(&given_up(&client, &send()), Kind::Unreachable);
}

#[test]
fn a_call_that_waits_for_tls_was_not_sent() {
    let enough = Enough::default();
    let settings = enough.settings();
    let server = Hostile::start(move |mut visit| {
        visit.read_anything();
        enough.say();
        visit.wait_for_release();
    });
    let account = account_at(&format!("https://{}", server.address()));
    assert_not_sent(&given_up(&client_with(account, &settings), &send()), Kind::Unreachable);
}

#[test]
fn a_call_that_waits_for_a_proxy_was_not_sent() {
    let enough = Enough::default();
    let settings = enough.settings();
    let proxy = Hostile::start(move |mut visit| {
        visit.read_head();
        enough.say();
        visit.wait_for_release();
    });
    let settings = settings.with_proxy(ProxySetting::Url(format!("http://{}", proxy.address())));
    let account = account_at("https://nobody.invalid");
    assert_not_sent(&given_up(&client_with(account, &settings), &send()), Kind::Unreachable);
}

#[test]
fn a_call_that_is_given_up_is_not_made_again() {
    let enough = Enough::default();
    let settings = enough.settings();
    let server = Hostile::start(move |mut visit| {
        visit.read_request();
        enough.say();
        visit.reset();
    });
    let later = RetryPolicy::default().with_delays(PATIENCE / 2, PATIENCE / 2);
    let client = client_with(account(server.address()), &settings).with_retry(later);
    given_up(&client, &GetBalance::new());
    assert_eq!(server.end().requests.len(), 1);
}

/// A server that answers as soon as it may.
fn answering(text: &'static str, begun: Enough, may: Enough) -> Hostile {
    Hostile::start(move |mut visit| {
        visit.read_request();
        begun.say();
        let since = Instant::now();
        while !may.is_said() && since.elapsed() < PATIENCE {
            thread::yield_now();
        }
        visit.write(ok(text));
        visit.say_nothing();
    })
}

/// Makes a call that is distracted while it waits for its answer: whoever is asked makes another one
/// first, as a signal handler may.
fn distracted(given_up: bool) -> Result<Accepted, Error> {
    let [begun, made, may_answer] = [(); 3].map(|()| Enough::default());
    let elsewhere = answering("0 | Accept | Inner1", made.clone(), made.clone());
    let server = answering("0 | Accept | Outer1", begun.clone(), may_answer.clone());
    let other = client(account(elsewhere.address()));
    let interrupt = Interrupt::new(move || {
        if begun.is_said() && !made.is_said() {
            other.call(&send()).unwrap();
            may_answer.say();
        }
        given_up && made.is_said()
    });
    client_with(account(server.address()), &settings().with_interrupt(interrupt)).call(&send())
}

#[test]
fn a_call_goes_on_after_another_that_was_made_meanwhile() {
    let accepted = distracted(false).unwrap();
    assert_eq!(accepted.message_id.unwrap().as_str(), "Outer1");
}

#[test]
fn a_call_may_have_been_sent_after_another_that_was_made_meanwhile() {
    assert_unknown(&distracted(true).unwrap_err(), Kind::Interrupted);
}
