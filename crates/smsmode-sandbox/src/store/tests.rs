//! A disk that is full.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::{DEMO_API_KEY, Sandbox, SandboxOptions};

/// The status of the answer to a send.
fn send(sandbox: &Sandbox, text: &str) -> u16 {
    let form = format!("accessToken={DEMO_API_KEY}&numero=0639980011&message={text}");
    let mut socket = TcpStream::connect(sandbox.address()).unwrap();
    write!(
        socket,
        "POST /http/1.6/sendSMS.do HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    )
    .unwrap();
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer)[9..12].parse().unwrap()
}

#[test]
fn a_full_disk_is_an_error_and_no_acknowledgement() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sandbox.db");
    let mut options = SandboxOptions::new().with_store(&path);
    options.store_pages = Some(60);
    let sandbox = Sandbox::start(options).unwrap();
    assert_eq!(send(&sandbox, "Bonjour"), 200);
    assert_eq!(send(&sandbox, &"a".repeat(1_000_000)), 500, "it was done and cannot be saved");
    assert_eq!(send(&sandbox, "Bonsoir"), 503, "nothing is done any more");
    assert_eq!(sandbox.messages().len(), 2);
    sandbox.stop();

    let again = Sandbox::start(SandboxOptions::new().with_store(&path)).unwrap();
    assert_eq!(again.messages().len(), 1);
    assert_eq!(send(&again, "Bonsoir"), 200);
}
