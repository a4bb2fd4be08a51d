//! No byte of the parameters left.

use std::time::{Duration, Instant};

use smsmode_http::{Account, ApiKey, BaseUrl, Error, Method, Outcome, TransportErrorKind as Kind};

use crate::hostile::Hostile;
use crate::hostile::calls::{
    SHORT, account, account_at, assert_not_sent, batch, client, client_with, send, settings,
};
use crate::hostile::silence::{FullQueue, closed_address};

/// Sends by POST, by GET and as a batch: none of the three can have left.
fn assert_none_is_sent(account: &Account) {
    let get = account.clone().with_method(Method::Get);
    assert_not_sent(&failure(account, &send()), Kind::Unreachable);
    assert_not_sent(&failure(account, &batch()), Kind::Unreachable);
    assert_not_sent(&failure(&get, &send()), Kind::Unreachable);
}

fn failure<E: smsmode_http::Endpoint<Output: std::fmt::Debug>>(
    account: &Account,
    endpoint: &E,
) -> Error {
    client(account.clone()).with_timeout(SHORT).call(endpoint).unwrap_err()
}

#[test]
fn a_refused_connection_is_not_sent() {
    assert_none_is_sent(&account(closed_address()));
}

#[test]
fn an_unknown_host_is_not_sent() {
    let base = BaseUrl::new("https://nowhere.invalid").unwrap();
    let account = Account::new(ApiKey::new("Ab1CD2efg3Hi").unwrap()).with_base_url(base);
    assert_none_is_sent(&account);
}

#[test]
fn a_connection_that_nobody_takes_is_not_sent() {
    let full = FullQueue::new();
    assert_none_is_sent(&account(full.address()));
}

#[test]
fn the_time_to_connect_is_part_of_the_time_of_a_call() {
    let full = FullQueue::new();
    let settings = settings().with_connect_timeout(SHORT);
    let client = client_with(account(full.address()), &settings);
    let begun = Instant::now();
    let error = client.with_timeout(Duration::from_secs(60)).call(&send()).unwrap_err();
    assert_not_sent(&error, Kind::Unreachable);
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[test]
fn a_tls_hello_without_an_answer_is_not_sent() {
    let server = Hostile::start(|mut visit| {
        visit.read_anything();
        visit.say_nothing();
    });
    assert_none_is_sent(&account_at(&format!("https://{}", server.address())));
    assert_eq!(server.end().connections, 3);
}

#[test]
fn a_reset_in_the_tls_handshake_is_not_sent() {
    let server = Hostile::start(|mut visit| {
        visit.read_anything();
        visit.reset();
    });
    assert_none_is_sent(&account_at(&format!("https://{}", server.address())));
    assert_eq!(server.end().connections, 3);
}

#[test]
fn a_close_in_the_tls_handshake_is_not_sent() {
    let server = Hostile::start(|mut visit| {
        visit.read_anything();
        drop(visit);
    });
    assert_none_is_sent(&account_at(&format!("https://{}", server.address())));
}

/// Whether the reset overtakes the writes is chance. Nothing was received either way, and a call is
/// offered again only where that is certain.
#[test]
fn a_reset_right_after_accept_leaves_no_request() {
    let server = Hostile::start(crate::hostile::Visit::reset);
    let client = client(account(server.address()));
    for _ in 0..20 {
        let error = client.call(&send()).unwrap_err();
        match error.outcome() {
            Outcome::NotSent => assert_not_sent(&error, Kind::Unreachable),
            _ => crate::hostile::calls::assert_unknown(&error, Kind::Interrupted),
        }
    }
    drop(client);
    let seen = server.end();
    assert_eq!((seen.connections, seen.requests.len()), (20, 0));
}
