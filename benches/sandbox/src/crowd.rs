//! Many connections that send as fast as they are answered, all by one thread.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use smsmode_benches::{Result, text};

/// Open connections, each with one send under way: a shop's many tills, not a pipeline.
const CONNECTIONS: usize = 64;

/// Larger than any answer to a send.
const ANSWER: usize = 1024;

/// The connections, and how many messages they have sent.
#[derive(Debug)]
pub struct Crowd {
    streams: Vec<TcpStream>,
    sent: usize,
}

impl Crowd {
    /// The key that it sends with.
    pub const API_KEY: &'static str = "crowd-key-0123456789abcdef";

    /// Opens the connections.
    ///
    /// # Errors
    ///
    /// The server takes none.
    pub fn connect(address: SocketAddr) -> Result<Self> {
        let connect = |_| {
            let stream = TcpStream::connect(address)?;
            stream.set_nodelay(true)?;
            Ok(stream)
        };
        let streams = (0..CONNECTIONS).map(connect).collect::<Result<_>>()?;
        Ok(Self { streams, sent: 0 })
    }

    /// Sends at least so many messages, each accepted, with an id; how many it were.
    ///
    /// # Errors
    ///
    /// An answer that is not the acceptance of a message.
    pub fn send(&mut self, count: usize) -> Result<usize> {
        let before = self.sent;
        while self.sent - before < count {
            for stream in &mut self.streams {
                stream.write_all(request(self.sent).as_bytes())?;
                self.sent += 1;
            }
            for stream in &mut self.streams {
                take_acceptance(stream)?;
            }
        }
        Ok(self.sent - before)
    }
}

/// No two are alike: number, text and reference tell that each was read and kept on its own.
fn request(index: usize) -> String {
    let message = text(index).replace(' ', "+");
    let (key, number) = (Crowd::API_KEY, index % 100);
    let body = format!(
        "accessToken={key}&message={message}+{index}&numero=063998{number:02}11&refClient=order-{index}"
    );
    format!(
        "POST /http/1.6/sendSMS.do HTTP/1.1\r\nHost: sandbox\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn take_acceptance(stream: &mut TcpStream) -> Result<()> {
    let mut buffer = [0; ANSWER];
    let mut length = 0;
    loop {
        let room = buffer.get_mut(length..).unwrap_or_default();
        let read = stream.read(room)?;
        if read == 0 {
            return Err("the server closed in the midst of an answer".into());
        }
        length += read;
        let answer = String::from_utf8_lossy(buffer.get(..length).unwrap_or_default());
        if let Some(body) = whole_body(&answer) {
            return judge(body);
        }
    }
}

/// The body, once it is all there.
fn whole_body(answer: &str) -> Option<&str> {
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    })?;
    // A byte that is no UTF-8 was counted as one by the server, and takes three here.
    (body.chars().count() >= length).then_some(body)
}

/// `0 | text | id`: what a client must read to know that the message was accepted.
fn judge(body: &str) -> Result<()> {
    let id = body.strip_prefix("0 |").and_then(|rest| rest.rsplit('|').next()).map(str::trim);
    match id {
        Some(id) if id.len() >= 8 => Ok(()),
        _ => Err(format!("no acceptance: {body}").into()),
    }
}
