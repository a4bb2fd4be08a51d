//! The request left, and no whole answer came.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use smsmode_http::{
    CallOptions, Cause, Endpoint, Error, GetBalance, Method, Outcome, Sent,
    TransportErrorKind as Kind,
};

use crate::hostile::calls::{
    SHORT, account, assert_not_sent, assert_unknown, batch, client, exchange, exchange_with,
    heavy_batch, send, transport,
};
use crate::hostile::{Hostile, PATIENCE, Seen, Visit, ok};

/// Makes a call that fails, and tells how and what the server saw.
fn failed<E: Endpoint<Output: std::fmt::Debug>>(
    endpoint: &E,
    timeout: Duration,
    script: impl Fn(Visit) + Send + Sync + 'static,
) -> (Error, Seen) {
    let (result, seen) = exchange(endpoint, timeout, script);
    (result.unwrap_err(), seen)
}

fn read_then(end: impl Fn(Visit) + Send + Sync + 'static) -> impl Fn(Visit) + Send + Sync {
    move |mut visit| {
        visit.read_request();
        end(visit);
    }
}

#[test]
fn a_close_after_the_request_is_maybe_sent() {
    let (error, seen) = failed(&send(), PATIENCE, read_then(Visit::close));
    assert_unknown(&error, Kind::Interrupted);
    assert_eq!((seen.connections, seen.requests.len()), (1, 1));
}

#[test]
fn a_reset_after_the_request_is_maybe_sent() {
    let (error, seen) = failed(&send(), PATIENCE, read_then(Visit::reset));
    assert_unknown(&error, Kind::Interrupted);
    assert_eq!((seen.connections, seen.requests.len()), (1, 1));
}

#[test]
fn silence_after_the_request_is_maybe_sent() {
    let (error, seen) = failed(&send(), SHORT, read_then(Visit::say_nothing));
    assert_unknown(&error, Kind::Timeout);
    assert_eq!((seen.connections, seen.requests.len()), (1, 1));
}

/// The client cannot know that the second write came to nothing.
#[test]
fn a_close_after_the_head_is_maybe_sent_though_no_request_came() {
    let (error, seen) = failed(&send(), PATIENCE, |mut visit| {
        visit.read_head();
    });
    assert_unknown(&error, Kind::Interrupted);
    assert_eq!((seen.connections, seen.requests.len()), (1, 0));
}

#[test]
fn a_batch_follows_the_rule_of_a_post() {
    let (error, seen) = failed(&batch(), PATIENCE, read_then(Visit::reset));
    assert_unknown(&error, Kind::Interrupted);
    assert_eq!((seen.connections, seen.requests.len()), (1, 1));
}

#[test]
fn a_get_is_maybe_sent_after_its_first_write() {
    let server = Hostile::start(read_then(Visit::reset));
    let client = client(account(server.address()).with_method(Method::Get));
    assert_unknown(&client.call(&send()).unwrap_err(), Kind::Interrupted);
    drop(client);
    let seen = server.end();
    assert_eq!((seen.connections, seen.requests.len()), (1, 1));
}

#[test]
fn a_body_that_is_never_read_is_maybe_sent() {
    let (error, seen) = failed(&heavy_batch(8), SHORT, |mut visit| {
        visit.read_head();
        visit.wait_for_release();
    });
    assert_unknown(&error, Kind::Timeout);
    assert_eq!((seen.connections, seen.requests.len()), (1, 0));
}

#[test]
fn an_answer_that_is_not_http_is_maybe_sent() {
    let (error, seen) = failed(&send(), PATIENCE, |mut visit| {
        visit.read_request();
        visit.write("220 mail.example ESMTP\r\n\r\n");
        visit.close();
    });
    assert_unknown(&error, Kind::Interrupted);
    assert_eq!((seen.connections, seen.requests.len()), (1, 1));
}

#[test]
fn a_head_that_never_ends_is_maybe_sent() {
    let (error, seen) = failed(&send(), SHORT, |mut visit| {
        visit.read_request();
        visit.trickle("HTTP/1.1 200 OK\r\n".to_owned() + &"X-Slow: 1\r\n".repeat(100));
    });
    assert_unknown(&error, Kind::Timeout);
    assert_eq!(seen.requests.len(), 1);
}

#[test]
fn a_call_has_a_time_of_its_own() {
    let server = Hostile::start(Visit::say_nothing);
    let client = client(account(server.address())).with_timeout(PATIENCE * 10);
    let options = CallOptions::default().with_timeout(SHORT);
    let begun = std::time::Instant::now();
    assert_unknown(&client.call_with(&send(), options).unwrap_err(), Kind::Timeout);
    assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
    drop(client);
    assert_eq!(server.end().requests.len(), 1);
}

#[test]
fn no_time_at_all_is_not_sent() {
    let (result, seen) =
        exchange_with(&send(), |client| client.with_timeout(Duration::ZERO), Visit::say_nothing);
    let error = result.unwrap_err();
    assert_eq!(error.outcome(), Outcome::NotSent);
    assert_eq!(seen.requests.len(), 0);
}

#[test]
fn a_shutdown_breaks_off_a_call_in_flight() {
    let server = Hostile::start(Visit::say_nothing);
    let client = client(account(server.address())).with_timeout(PATIENCE * 10);
    let (calling, (done, result)) = (client.clone(), mpsc::channel());
    let caller = thread::spawn(move || done.send(calling.call(&send()).unwrap_err()));
    server.wait_until(|seen| seen.requests.len() == 1);
    transport(&client).shutdown();
    assert_unknown(&result.recv_timeout(PATIENCE).unwrap(), Kind::Interrupted);
    caller.join().unwrap().unwrap();
    assert_not_sent(&client.call(&send()).unwrap_err(), Kind::Unreachable);
    drop(client);
    let seen = server.end();
    assert_eq!((seen.connections, seen.requests.len()), (1, 1));
}

#[test]
fn a_reading_call_that_broke_off_may_be_made_again() {
    let once = |client: smsmode_http::Client| client.with_retry(smsmode_http::RetryPolicy::NEVER);
    let (result, _) = exchange_with(&GetBalance::new(), once, read_then(Visit::reset));
    let error = result.unwrap_err();
    let Cause::Transport(failure) = error.cause() else { panic!("{error:?}") };
    assert_eq!((failure.sent(), failure.kind()), (Sent::MaybeSent, Kind::Interrupted));
    assert_eq!((error.outcome(), error.retry()), (Outcome::NotSent, true));
}

#[test]
fn two_threads_share_a_client_and_mix_nothing_up() {
    let server = Hostile::start(|mut visit| {
        while let Some(request) = visit.read_request() {
            visit.write(ok(&format!("0 | ok | {}", mirrored(&request.body()))));
        }
    });
    let client = client(account(server.address()));
    thread::scope(|threads| {
        for thread in 0..2 {
            let client = client.clone();
            threads.spawn(move || (0..50).for_each(|call| assert_mirrored(&client, thread, call)));
        }
    });
    drop(client);
    assert_eq!(server.end().requests.len(), 100);
}

/// The text of the message, which the server gives back as its id.
fn mirrored(form: &str) -> &str {
    let text = form.split('&').find_map(|field| field.strip_prefix("message="));
    text.unwrap()
}

fn assert_mirrored(client: &smsmode_http::Client, thread: usize, call: usize) {
    let text = format!("T{thread}C{call}");
    let accepted = client.call(&crate::hostile::calls::send_text(&text)).unwrap();
    assert_eq!(accepted.message_id.unwrap().as_str(), text);
}
