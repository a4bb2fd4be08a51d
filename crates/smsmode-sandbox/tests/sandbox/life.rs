//! Starting and ending a sandbox.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use smsmode_sandbox::{Fault, Sandbox, SandboxError, SandboxOptions};

use crate::http::{DELAY, FORM, PATIENCE, get, post, request, send_one, started};

/// A connection on which a request is stalled.
fn stalled(sandbox: &Sandbox) -> TcpStream {
    sandbox.set_faults([Fault::Stall]);
    let mut socket = TcpStream::connect(sandbox.address()).unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    socket.write_all(&request("POST", "/http/1.6/credit.do", FORM, b"")).unwrap();
    while sandbox.journal().is_empty() {
        std::thread::yield_now();
    }
    socket
}

#[test]
fn a_stop_does_not_wait_for_stalled_connections() {
    let sandbox = started();
    let mut socket = stalled(&sandbox);
    let start = Instant::now();
    sandbox.stop();
    assert!(start.elapsed() < Duration::from_secs(2));
    assert_eq!(socket.read(&mut [0]).unwrap(), 0);
}

#[test]
fn a_kill_resets_connections_and_leaves_the_state_to_be_asked() {
    let sandbox = started();
    send_one(&sandbox);
    let mut socket = stalled(&sandbox);
    sandbox.kill();
    assert_eq!(socket.read(&mut [0]).unwrap_err().kind(), ErrorKind::ConnectionReset);
    assert_eq!(
        TcpStream::connect(sandbox.address()).unwrap_err().kind(),
        ErrorKind::ConnectionRefused
    );
    assert_eq!(sandbox.messages().len(), 1);
    sandbox.advance(Duration::from_secs(3600));
    assert_eq!(sandbox.messages()[0].status_name, "received");
}

#[test]
fn another_sandbox_takes_the_place_of_a_dead_one() {
    let first = started();
    let address = first.address();
    let socket = stalled(&first);
    first.kill();
    drop(socket);
    let second = Sandbox::start(SandboxOptions::new().with_bind(address)).unwrap();
    assert_eq!(get(&second, "/_sandbox/messages").body, b"[]");
}

#[test]
fn an_address_in_use_is_an_error_with_its_cause() {
    let sandbox = started();
    let error = Sandbox::start(SandboxOptions::new().with_bind(sandbox.address())).unwrap_err();
    assert!(matches!(error, SandboxError::Bind { .. }));
    assert!(std::error::Error::source(&error).is_some());
}

#[test]
fn a_half_sent_head_is_given_up_by_the_server() {
    let sandbox = started();
    let mut socket = TcpStream::connect(sandbox.address()).unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    socket.write_all(b"GET /http/1.6/credit.do HTTP/1.1\r\nHost:").unwrap();
    let mut rest = Vec::new();
    socket.read_to_end(&mut rest).unwrap();
    assert!(rest.is_empty() || rest.starts_with(b"HTTP/1.1 4"));
}

#[test]
fn a_head_that_is_too_long_is_refused() {
    let sandbox = started();
    let answer = get(&sandbox, &format!("/http/1.6/credit.do?{}", "x".repeat(20_000)));
    assert!([414, 431].contains(&answer.status()));
}

#[test]
fn one_connection_carries_several_requests() {
    let sandbox = started();
    let mut socket = TcpStream::connect(sandbox.address()).unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    let request = b"GET /_sandbox/faults HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for _ in 0..3 {
        socket.write_all(request).unwrap();
        let mut answer = Vec::new();
        while !answer.ends_with(b"\r\n\r\n[]") {
            let mut byte = [0];
            socket.read_exact(&mut byte).unwrap();
            answer.push(byte[0]);
        }
    }
}

#[test]
fn the_oldest_messages_are_forgotten() {
    let options = SandboxOptions::new().with_keep(3).with_delivery_delay(DELAY);
    let sandbox = Sandbox::start(options).unwrap();
    let ids: Vec<_> = (0..5).map(|_| send_one(&sandbox)).collect();
    let kept: Vec<_> = sandbox.messages().into_iter().map(|message| message.message_id).collect();
    assert_eq!(kept, ids[2..]);
    let status = |id: &str| post(&sandbox, "smsStatus", &format!("KEY&smsID={id}")).text();
    assert!(status(&ids[1]).starts_with("61 | "));
    assert!(status(&ids[2]).starts_with("0 | "));
    sandbox.advance(DELAY * 3);
    assert!(sandbox.messages().iter().all(|message| message.status == 11));
    assert!(status(&ids[4]).starts_with("11 | "));
}

#[test]
fn a_send_larger_than_what_is_kept_stays_whole_until_the_next() {
    let sandbox = Sandbox::start(SandboxOptions::new().with_keep(2)).unwrap();
    let numbers = "33639980011,33639980012,33639980013";
    post(&sandbox, "sendSMS", &format!("KEY&message=Bonjour&numero={numbers}")).id();
    assert_eq!(sandbox.messages().len(), 3);
    send_one(&sandbox);
    let left: Vec<_> = sandbox.messages().into_iter().map(|message| message.sequence).collect();
    assert_eq!(left, [4]);
}

#[test]
fn replies_are_forgotten_too() {
    let sandbox = Sandbox::start(SandboxOptions::new().with_keep(2)).unwrap();
    let id = send_one(&sandbox);
    for text in ["1", "2", "3"] {
        sandbox.reply(&id, "33639980011", text).unwrap();
    }
    let texts: Vec<_> = sandbox.replies().into_iter().map(|reply| reply.text).collect();
    assert_eq!(texts, ["2", "3"]);
}
