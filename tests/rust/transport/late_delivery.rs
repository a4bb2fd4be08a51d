//! Bytes that are still queued when a call is given up must not arrive later.

use std::io::Write as _;
use std::net::TcpStream;

use smsmode_http::{BatchRow, GsmText, PhoneNumber, SendBatch, TransportErrorKind as Kind};

use crate::hostile::calls::{SHORT, account, assert_unknown, client};
use crate::hostile::silence::narrow_listener;
use crate::hostile::{Hostile, Visit};

/// More than the server takes unread, less than the client's system queues.
const QUEUED: usize = 64 * 1024;

/// A server that reads only when the client is gone.
fn late_reader() -> Hostile {
    Hostile::on(narrow_listener(), |visit: Visit| {
        visit.wait_for_release();
        visit.say_nothing();
    })
}

#[test]
fn a_request_that_was_given_up_does_not_arrive_later() {
    let number = PhoneNumber::parse("0639980011").unwrap();
    let text = GsmText::unlimited("a".repeat(QUEUED)).unwrap();
    let server = late_reader();
    let client = client(account(server.address())).with_timeout(SHORT);
    let error = client.call(&SendBatch::new([BatchRow::new(number, text)]).unwrap()).unwrap_err();
    assert_unknown(&error, Kind::Timeout);
    drop(client);
    let seen = server.end();
    assert_eq!((seen.connections, seen.requests.len()), (1, 0));
}

/// Otherwise the test above would prove nothing.
#[test]
fn without_a_reset_it_would_arrive() {
    let server = late_reader();
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.set_write_timeout(Some(SHORT)).unwrap();
    let head = format!("POST / HTTP/1.1\r\nContent-Length: {QUEUED}\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&vec![b'a'; QUEUED]).unwrap();
    drop(stream);
    assert_eq!(server.end().requests.len(), 1);
}
