//! What clients cannot do to a sandbox: hold it up, or make it grow.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use smsmode_sandbox::{DEMO_API_KEY, Fault, FaultRule, Limits, Sandbox, SandboxOptions};

use crate::http::{FORM, PATIENCE, balance, post, send_one};

fn limited(change: impl FnOnce(&mut Limits)) -> Sandbox {
    let mut limits = Limits::default();
    change(&mut limits);
    Sandbox::start(SandboxOptions::new().with_limits(limits)).unwrap()
}

/// A connection on which this was sent and nothing was read.
fn opened(sandbox: &Sandbox, bytes: &[u8]) -> TcpStream {
    let mut socket = TcpStream::connect(sandbox.address()).unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    socket.write_all(bytes).unwrap();
    socket
}

fn head(call: &str, length: usize) -> Vec<u8> {
    format!(
        "POST /http/1.6/{call}.do?accessToken={DEMO_API_KEY} HTTP/1.1\r\nHost: sandbox\r\n\
         Content-Type: {FORM}\r\nContent-Length: {length}\r\n\r\n"
    )
    .into_bytes()
}

/// What is read until the connection ends, in whatever way.
fn read_all(mut socket: TcpStream) -> String {
    let mut answer = Vec::new();
    if let Err(error) = socket.read_to_end(&mut answer) {
        assert!(!matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut), "{error}");
    }
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn a_half_sent_head_is_given_up_and_holds_nobody_up() {
    let sandbox = limited(|limits| limits.head_timeout = Duration::from_millis(300));
    let halves = [(); 50].map(|()| opened(&sandbox, b"POST /http/1.6/credit.do HTTP/1.1\r\nHo"));
    assert_eq!(balance(&sandbox), "1000.0");
    for half in halves {
        assert!(!read_all(half).contains("200 OK"));
    }
}

#[test]
fn a_slow_body_is_given_up_with_408() {
    let sandbox = limited(|limits| limits.body_timeout = Duration::from_millis(100));
    let mut slow = opened(&sandbox, &head("sendSMS", 100));
    slow.write_all(b"message=").unwrap();
    assert!(read_all(slow).starts_with("HTTP/1.1 408 "));
    assert!(sandbox.messages().is_empty() && sandbox.journal().is_empty());
}

/// Many systems start with 1024 open files; this test needs two for each connection.
fn allow_many_open_files() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit }).unwrap();
}

#[test]
fn two_thousand_idle_connections_stop_nobody() {
    allow_many_open_files();
    let sandbox = limited(|limits| limits.head_timeout = PATIENCE * 2);
    let idle: Vec<_> = (0..2_000).map(|_| opened(&sandbox, b"")).collect();
    send_one(&sandbox);
    assert_eq!(sandbox.messages().len(), 1);
    let late = idle.last().unwrap();
    late.set_read_timeout(Some(Duration::from_millis(1))).unwrap();
    assert!(matches!((&*late).read(&mut [0]), Err(error) if error.kind() == ErrorKind::WouldBlock));
}

#[test]
fn who_finds_no_place_waits_until_an_idle_connection_is_given_up() {
    let sandbox = limited(|limits| {
        limits.connections = 2;
        limits.head_timeout = Duration::from_millis(200);
    });
    let _idle = [(); 2].map(|()| opened(&sandbox, b""));
    assert_eq!(balance(&sandbox), "1000.0");
}

#[test]
fn a_body_of_100_mb_is_refused_before_it_is_read() {
    let sandbox = limited(|_| ());
    for call in ["sendSMS", "sendSMSBatch"] {
        let waiting = opened(&sandbox, &head(call, 100_000_000));
        assert!(read_first_line(&waiting).starts_with("HTTP/1.1 413 "), "{call}");
        let start = Instant::now();
        let mut sending = opened(&sandbox, &head(call, 100_000_000));
        let megabyte = vec![b'a'; 1_000_000];
        let sent = (0..100).try_for_each(|_| sending.write_all(&megabyte));
        assert!(sent.is_ok(), "the answer can be read by who reads after having sent");
        assert!(read_first_line(&sending).starts_with("HTTP/1.1 413 "), "{call}");
        assert!(start.elapsed() < PATIENCE);
    }
    assert!(sandbox.journal().is_empty());
}

fn read_first_line(mut socket: &TcpStream) -> String {
    let mut answer = [0; 1024];
    let length = socket.read(&mut answer).unwrap();
    String::from_utf8_lossy(&answer[..length]).into_owned()
}

#[test]
fn a_body_without_a_length_is_refused_when_it_has_grown_too_long() {
    let sandbox = limited(|limits| limits.form_bytes = 10_000);
    let head = format!(
        "POST /http/1.6/sendSMS.do HTTP/1.1\r\nHost: sandbox\r\nContent-Type: {FORM}\r\n\
         Transfer-Encoding: chunked\r\n\r\n"
    );
    let mut socket = opened(&sandbox, head.as_bytes());
    let chunk = format!("3e8\r\n{}\r\n", "a".repeat(1_000));
    for _ in 0..11 {
        socket.write_all(chunk.as_bytes()).unwrap();
    }
    assert!(read_first_line(&socket).starts_with("HTTP/1.1 413 "));
}

#[test]
fn bodies_wait_for_room() {
    let patience = Duration::from_millis(400);
    let sandbox = limited(|limits| {
        limits.bodies_bytes = 8 * 1024;
        limits.body_timeout = patience;
    });
    let holder = opened(&sandbox, &head("sendSMS", 8 * 1024));
    holder.set_nonblocking(true).unwrap();
    let mut longest = Duration::ZERO;
    while holder.peek(&mut [0]).is_err() {
        let start = Instant::now();
        assert_eq!(balance(&sandbox), "1000.0");
        longest = longest.max(start.elapsed());
    }
    assert!(longest >= patience / 2, "one waited for the room of the holder: {longest:?}");
    holder.set_nonblocking(false).unwrap();
    assert!(read_all(holder).starts_with("HTTP/1.1 408 "));
}

#[test]
fn what_stalls_or_trickles_ends_with_the_time_of_its_connection() {
    let sandbox = limited(|limits| limits.connection_timeout = Duration::from_millis(300));
    for fault in [Fault::Stall, Fault::Trickle { milliseconds: 200 }] {
        sandbox.set_faults([FaultRule::always(fault)]);
        let body = "message=Bonjour&numero=0639980012";
        let mut socket = opened(&sandbox, &head("sendSMS", body.len()));
        socket.write_all(body.as_bytes()).unwrap();
        let start = Instant::now();
        assert!(read_all(socket).len() < 10);
        assert!(start.elapsed() < PATIENCE);
    }
    assert_eq!(sandbox.messages().len(), 2);
}

#[test]
fn a_send_has_at_most_100_000_recipients() {
    let sandbox = limited(|_| ());
    let numbers = |count| vec!["33639980012"; count].join(",");
    let form = |count| format!("KEY&message=Bonjour&numero={}", numbers(count));
    let text = post(&sandbox, "sendSMS", &form(100_001)).text();
    assert_eq!(text, "35 | Param\u{e8}tre incorrect : numero (100000 destinataires au plus)");
    let text = post(&sandbox, "sendSMS", &form(100_000)).text();
    assert!(text.starts_with("33 | "), "{text}");
}
