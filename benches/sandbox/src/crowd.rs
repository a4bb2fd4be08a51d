//! Many connections that send as fast as they are answered, all by one thread.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use smsmode_benches::{Result, text};

/// Open connections, each with one send under way: a shop's many tills, not a pipeline.
const CONNECTIONS: usize = 64;

/// Larger than any answer to a send.
const ANSWER: usize = 1024;

/// So many different texts, each with a number of its own behind it.
const TEXTS: usize = 8;

/// The connections, and how many messages they have sent.
#[derive(Debug)]
pub struct Crowd {
    early: Vec<TcpStream>,
    late: Vec<TcpStream>,
    sender: Sender,
}

/// Writes requests, no two alike: number, text and reference tell that each was read and kept on its
/// own.
#[derive(Debug)]
struct Sender {
    texts: Vec<String>,
    /// The last body and the last request, whose room the next ones take.
    body: Vec<u8>,
    request: Vec<u8>,
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
        let mut early = (0..CONNECTIONS).map(connect).collect::<Result<Vec<_>>>()?;
        let late = early.split_off(CONNECTIONS / 2);
        Ok(Self { early, late, sender: Sender::new() })
    }

    /// Sends at least so many messages, each accepted, with an id; how many it were.
    ///
    /// Half of the connections wait while the other half is read and sends anew, so that the server
    /// always has something to do.
    ///
    /// # Errors
    ///
    /// An answer that is not the acceptance of a message.
    pub fn send(&mut self, count: usize) -> Result<usize> {
        let before = self.sender.sent;
        self.sender.send(&mut self.early)?;
        while self.sender.sent - before < count {
            self.sender.send(&mut self.late)?;
            take_acceptances(&mut self.early)?;
            self.sender.send(&mut self.early)?;
            take_acceptances(&mut self.late)?;
        }
        take_acceptances(&mut self.early)?;
        Ok(self.sender.sent - before)
    }
}

impl Sender {
    fn new() -> Self {
        let texts = (0..TEXTS).map(|index| text(index).replace(' ', "+")).collect();
        Self { texts, body: Vec::new(), request: Vec::new(), sent: 0 }
    }

    fn send(&mut self, streams: &mut [TcpStream]) -> Result<()> {
        for stream in streams {
            self.write()?;
            stream.write_all(&self.request)?;
            self.sent += 1;
        }
        Ok(())
    }

    fn write(&mut self) -> Result<()> {
        let (index, key) = (self.sent, Crowd::API_KEY);
        let text = self.texts.get(index % TEXTS).ok_or("there are as many texts")?;
        let number = index % 100;
        self.body.clear();
        write!(
            self.body,
            "accessToken={key}&message={text}+{index}&numero=063998{number:02}11&refClient=order-{index}"
        )?;
        self.request.clear();
        write!(
            self.request,
            "POST /http/1.6/sendSMS.do HTTP/1.1\r\nHost: sandbox\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
            self.body.len()
        )?;
        self.request.extend_from_slice(&self.body);
        Ok(())
    }
}

/// The last of them is waited for first: those before it are answered by then, and need no wait.
fn take_acceptances(streams: &mut [TcpStream]) -> Result<()> {
    streams.iter_mut().rev().try_for_each(take_acceptance)
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
        if let Some((head, body)) = whole(buffer.get(..length).unwrap_or_default()) {
            return judge(head, body);
        }
    }
}

/// Head and body, once they are all there.
fn whole(answer: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n")?;
    let (head, body) = (answer.get(..end)?, answer.get(end + 4..)?);
    let length = head.split(|byte| *byte == b'\n').find_map(content_length)?;
    (body.len() >= length).then_some((head, body))
}

fn content_length(line: &[u8]) -> Option<usize> {
    let (name, value) = line.split_at_checked("content-length:".len())?;
    let value = name.eq_ignore_ascii_case(b"content-length:").then_some(value)?;
    str::from_utf8(value).ok()?.trim().parse().ok()
}

/// HTTP 200 and `0 | text | id`: what a client must read to know that the message was accepted.
fn judge(head: &[u8], body: &[u8]) -> Result<()> {
    let is_accepted = head.starts_with(b"HTTP/1.1 200 ") && body.starts_with(b"0 |");
    let id = body.rsplit(|byte| *byte == b'|').next().map(<[u8]>::trim_ascii);
    if is_accepted && id.is_some_and(|id| id.len() >= 8) {
        return Ok(());
    }
    Err(format!("no acceptance: {}", String::from_utf8_lossy(body)).into())
}
