//! Connections that are used again.

use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver};

use smsmode_http::TransportErrorKind as Kind;

use crate::hostile::calls::{account, assert_unknown, client, client_with, send, settings};
use crate::hostile::{Hostile, Visit, ok};

fn answer_one(visit: &mut Visit) {
    visit.read_request();
    visit.write(ok("0 | ok | A1"));
}

/// Answers once, and closes its first connection when it is told to.
fn closing_when_told(told: Receiver<()>, closed: mpsc::Sender<()>) -> Hostile {
    let ends = Mutex::new((told, closed));
    Hostile::start(move |mut visit| {
        answer_one(&mut visit);
        if visit.number == 0 {
            let (told, closed) = &*ends.lock().unwrap();
            told.recv().unwrap();
            drop(visit);
            closed.send(()).unwrap();
        }
    })
}

#[test]
fn a_connection_is_used_again() {
    let server = Hostile::start(|mut visit| (0..3).for_each(|_| answer_one(&mut visit)));
    let client = client(account(server.address()));
    for _ in 0..3 {
        client.call(&send()).unwrap();
    }
    drop(client);
    let seen = server.end();
    assert_eq!((seen.connections, seen.requests.len()), (1, 3));
}

#[test]
fn a_connection_that_was_closed_while_idle_is_replaced() {
    let ((tell, told), (closed, is_closed)) = (mpsc::channel(), mpsc::channel());
    let server = closing_when_told(told, closed);
    let client = client(account(server.address()));
    client.call(&send()).unwrap();
    tell.send(()).unwrap();
    is_closed.recv().unwrap();
    assert!(client.call(&send()).unwrap().message_id.is_some());
    drop(client);
    let seen = server.end();
    assert_eq!((seen.connections, seen.requests.len()), (2, 2));
}

#[test]
fn a_send_on_a_used_connection_that_closes_is_never_repeated() {
    let server = Hostile::start(|mut visit| {
        answer_one(&mut visit);
        visit.read_request();
    });
    let client = client(account(server.address()));
    client.call(&send()).unwrap();
    assert_unknown(&client.call(&send()).unwrap_err(), Kind::Interrupted);
    drop(client);
    let seen = server.end();
    assert_eq!((seen.connections, seen.requests.len()), (1, 2));
}

#[test]
fn an_old_connection_is_not_used_again() {
    let server = Hostile::start(|mut visit| {
        answer_one(&mut visit);
        visit.say_nothing();
    });
    let fresh = settings().with_max_idle_age(std::time::Duration::ZERO);
    let client = client_with(account(server.address()), &fresh);
    client.call(&send()).unwrap();
    client.call(&send()).unwrap();
    drop(client);
    let seen = server.end();
    assert_eq!((seen.connections, seen.requests.len()), (2, 2));
}

#[test]
fn a_connection_with_unasked_bytes_is_not_used_again() {
    let server = Hostile::start(|mut visit| {
        visit.read_request();
        visit.write(ok("0 | ok | A1") + &ok("0 | ok | FORGED"));
        visit.say_nothing();
    });
    let client = client(account(server.address()));
    for _ in 0..2 {
        let accepted = client.call(&send()).unwrap();
        assert_eq!(accepted.message_id.unwrap().as_str(), "A1");
    }
    drop(client);
    let seen = server.end();
    assert_eq!((seen.connections, seen.requests.len()), (2, 2));
}
