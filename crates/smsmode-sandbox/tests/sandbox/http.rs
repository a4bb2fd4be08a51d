//! A tiny HTTP client over a TCP socket: what is sent is what stands in the test.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use smsmode_sandbox::{DEMO_API_KEY, Sandbox, SandboxOptions, Switches};

/// Long enough for a slow machine, short enough to notice that nothing comes.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// The time from sending to the operator in [`started`] sandboxes; three times that to the phone.
pub(crate) const DELAY: Duration = Duration::from_secs(600);

pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// An answer, read to the end of the connection.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("an HTTP head");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        Self { head, body: bytes[end + 4..].to_vec() }
    }

    pub(crate) fn status(&self) -> u16 {
        self.head[9..12].parse().unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let headers = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        headers
            .into_iter()
            .find(|(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// The body, each byte one character.
    pub(crate) fn text(&self) -> String {
        self.body.iter().map(|byte| char::from(*byte)).collect::<String>().trim_end().to_owned()
    }

    /// The third field of `0 | text | id`.
    pub(crate) fn id(&self) -> String {
        let text = self.text();
        assert!(text.starts_with("0 | "), "{text}");
        text.rsplit(" | ").next().unwrap().to_owned()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// Sends these bytes and reads whatever comes until the connection ends.
pub(crate) fn exchange(address: SocketAddr, request: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut socket = TcpStream::connect(address)?;
    socket.set_read_timeout(Some(PATIENCE))?;
    socket.write_all(request)?;
    let mut answer = Vec::new();
    let read = socket.read_to_end(&mut answer);
    read.map(|_| answer)
}

pub(crate) fn get(sandbox: &Sandbox, target: &str) -> Answer {
    let request = format!("GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    Answer::new(&exchange(sandbox.address(), request.as_bytes()).unwrap())
}

/// The bytes of a request with a body.
pub(crate) fn request(method: &str, target: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
         Content-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

pub(crate) fn send(
    sandbox: &Sandbox,
    method: &str,
    target: &str,
    content_type: &str,
    body: &[u8],
) -> Answer {
    let bytes = exchange(sandbox.address(), &request(method, target, content_type, body)).unwrap();
    Answer::new(&bytes)
}

/// A POST with a form; `KEY` in it is the demo key.
pub(crate) fn post(sandbox: &Sandbox, call: &str, form: &str) -> Answer {
    post_as(sandbox, call, FORM, form)
}

pub(crate) fn post_as(sandbox: &Sandbox, call: &str, content_type: &str, form: &str) -> Answer {
    let form = form.replace("KEY", &format!("accessToken={DEMO_API_KEY}"));
    send(sandbox, "POST", &format!("/http/1.6/{call}.do"), content_type, form.as_bytes())
}

/// A GET of a call; `KEY` in its query is the demo key.
pub(crate) fn get_call(sandbox: &Sandbox, call: &str, query: &str) -> Answer {
    let query = query.replace("KEY", &format!("accessToken={DEMO_API_KEY}"));
    get(sandbox, &format!("/http/1.6/{call}.do?{query}"))
}

/// A sandbox where nothing happens until a test advances the clock.
pub(crate) fn started() -> Sandbox {
    started_with(|_| ())
}

pub(crate) fn started_with(change: impl FnOnce(&mut Switches)) -> Sandbox {
    let mut switches = Switches::default();
    change(&mut switches);
    let options = SandboxOptions::new().with_switches(switches).with_delivery_delay(DELAY);
    Sandbox::start(options).unwrap()
}

/// Sends `Bonjour` to one person; the id.
pub(crate) fn send_one(sandbox: &Sandbox) -> String {
    post(sandbox, "sendSMS", "KEY&message=Bonjour&numero=33639980011").id()
}

/// The balance of the demo account.
pub(crate) fn balance(sandbox: &Sandbox) -> String {
    post(sandbox, "credit", "KEY").text()
}
