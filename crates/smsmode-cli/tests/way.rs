//! Which way `trigger` and `listen --forward-to` take: that of the profile, like every other call.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod console;

use std::io::{BufRead, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use console::{configured, smsmode};
use smsmode_cli::Exit;
use smsmode_sandbox::{Sandbox, SandboxOptions, TlsOptions};

/// A proxy that opens every tunnel and is the server at its end, which answers 200; it tells the first
/// line of all that it is asked.
fn proxy() -> (SocketAddr, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = BufReader::new(stream.unwrap());
            while let Some(first) = head(&mut stream) {
                tell.send(first).unwrap();
                stream
                    .get_mut()
                    .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                    .unwrap();
            }
        }
    });
    (address, told)
}

/// The first line of a request; nothing at the end of the connection.
fn head(stream: impl BufRead) -> Option<String> {
    let lines: Vec<String> =
        stream.lines().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    lines.into_iter().next()
}

#[test]
fn a_trigger_takes_the_proxy_of_the_profile() {
    let (proxy, asked) = proxy();
    let environment =
        configured("proxy", &format!("[profile.default]\nproxy = \"http://{proxy}\"\n"));
    let said = smsmode(&environment, &["trigger", "delivery", "--url", "http://shop.example/sms"]);
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    assert_eq!(asked.recv().unwrap(), "CONNECT shop.example:80 HTTP/1.1");
    assert!(asked.recv().unwrap().starts_with("GET /sms?"));
}

#[test]
fn this_machine_is_called_without_a_proxy() {
    let (proxy, asked) = proxy();
    let environment =
        configured("no-proxy", &format!("[profile.default]\nproxy = \"http://{proxy}\"\n"));
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = server.local_addr().unwrap().port();
    drop(server);
    for host in ["127.0.0.1", "localhost", "[::1]"] {
        let url = format!("http://{host}:{port}/sms");
        let said = smsmode(&environment, &["trigger", "delivery", "--url", &url]);
        assert_eq!(said.exit, Exit::NotSent, "nobody listens there: {said:?}");
    }
    assert!(asked.try_recv().is_err());
}

#[test]
fn a_trigger_trusts_whom_the_profile_trusts() {
    let tls = SandboxOptions::new().with_tls(TlsOptions::default());
    let sandbox = Sandbox::start(tls).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ca.pem");
    std::fs::write(&path, sandbox.ca_certificate_pem().unwrap()).unwrap();
    let trusting =
        configured("ca-file", &format!("[profile.default]\nca_file = \"{}\"\n", path.display()));
    let call = ["trigger", "delivery", "--url", &format!("{}/nothing", sandbox.base_url())];
    let said = smsmode(&trusting, &call);
    assert_eq!(said.exit, Exit::Refused, "it was reached, and has no such page: {said:?}");
    assert!(said.notes.contains("status 404"), "{said:?}");
    let said = smsmode(&configured("no-ca-file", ""), &call);
    assert_eq!(said.exit, Exit::NotSent, "{said:?}");
    assert!(said.notes.contains("TLS failed"), "{said:?}");
}
