//! A server that does what no server should, and tells what it saw.
//!
//! Each connection is a [`Visit`] that a script plays. Nothing sleeps: a script reads until something
//! comes or the client is gone. A server ends when all its visits have.

#![allow(dead_code, reason = "each test binary plays some of the tricks only")]

pub(crate) mod between;
pub(crate) mod calls;
pub(crate) mod proxy;
pub(crate) mod silence;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use socket2::SockRef;

/// Longer than anything takes that works.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A server whose connections play a script.
pub(crate) struct Hostile {
    address: SocketAddr,
    state: Arc<State>,
    acceptor: Option<JoinHandle<()>>,
}

/// What a server saw.
#[derive(Debug, Default, Clone)]
pub(crate) struct Seen {
    pub(crate) connections: usize,
    /// The requests that came whole, in order.
    pub(crate) requests: Vec<Received>,
    released: bool,
}

/// A request that came whole.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

#[derive(Default)]
struct State {
    seen: Mutex<Seen>,
    changed: Condvar,
    /// Where the connection comes from that ends the server.
    end: Mutex<Option<SocketAddr>>,
}

impl Hostile {
    /// A server on a free port, every connection of which plays this script.
    pub(crate) fn start(script: impl Fn(Visit) + Send + Sync + 'static) -> Self {
        Self::on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap(), script)
    }

    pub(crate) fn on(
        listener: TcpListener,
        script: impl Fn(Visit) + Send + Sync + 'static,
    ) -> Self {
        let address = listener.local_addr().unwrap();
        let state = Arc::<State>::default();
        let shared = Arc::clone(&state);
        let acceptor = thread::spawn(move || accept_all(&listener, &shared, script));
        Self { address, state, acceptor: Some(acceptor) }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits until the server has seen enough.
    pub(crate) fn wait_until(&self, enough: impl Fn(&Seen) -> bool) {
        self.state.wait_until(enough);
    }

    /// Lets visits go on that wait until the client is gone, and ends the server when every visit has
    /// ended.
    pub(crate) fn end(mut self) -> Seen {
        self.join();
        self.state.seen.lock().unwrap().clone()
    }

    /// Connections are accepted in order, so whoever came before the last one is heard.
    fn join(&mut self) {
        let Some(acceptor) = self.acceptor.take() else { return };
        self.state.note(|seen| seen.released = true);
        {
            let mut end = self.state.end.lock().unwrap();
            *end = TcpStream::connect(self.address).and_then(|last| last.local_addr()).ok();
        }
        let ended = acceptor.join();
        assert!(ended.is_ok() || thread::panicking(), "a script panicked");
    }
}

impl State {
    fn note(&self, change: impl FnOnce(&mut Seen)) {
        change(&mut self.seen.lock().unwrap());
        self.changed.notify_all();
    }

    fn wait_until(&self, enough: impl Fn(&Seen) -> bool) {
        let seen = self.seen.lock().unwrap();
        let wait = self.changed.wait_timeout_while(seen, PATIENCE, |seen| !enough(seen));
        assert!(!wait.unwrap().1.timed_out(), "the server never saw what it waits for");
    }
}

impl Drop for Hostile {
    fn drop(&mut self) {
        self.join();
    }
}

fn accept_all(
    listener: &TcpListener,
    state: &Arc<State>,
    script: impl Fn(Visit) + Send + Sync + 'static,
) {
    thread::scope(|visits| {
        for number in 0.. {
            let (stream, from) = listener.accept().unwrap();
            if *state.end.lock().unwrap() == Some(from) {
                return;
            }
            let visit = Visit::new(number, stream, Arc::clone(state));
            visits.spawn(|| script(visit));
        }
    });
}

/// One connection, from the side of the server. Dropping it closes it.
pub(crate) struct Visit {
    /// 0 for the first connection.
    pub(crate) number: usize,
    stream: BufReader<TcpStream>,
    state: Arc<State>,
}

impl Visit {
    fn new(number: usize, stream: TcpStream, state: Arc<State>) -> Self {
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream.set_nodelay(true).unwrap();
        state.note(|seen| seen.connections += 1);
        Self { number, stream: BufReader::new(stream), state }
    }

    /// Reads the head of a request; nothing where the client left before its end.
    pub(crate) fn read_head(&mut self) -> Option<String> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let read = self.stream.read_until(b'\n', &mut head).ok()?;
            (read > 0).then_some(())?;
        }
        String::from_utf8(head).ok()
    }

    /// Reads and counts a request; nothing where the client left before its end.
    pub(crate) fn read_request(&mut self) -> Option<Received> {
        let head = self.read_head()?;
        let mut body = vec![0; content_length(&head)];
        self.stream.read_exact(&mut body).ok()?;
        let received = Received { head, body };
        self.state.note(|seen| seen.requests.push(received.clone()));
        Some(received)
    }

    /// Whether the server has read another request before the one that was read last.
    pub(crate) fn is_after_the_first(&self) -> bool {
        self.state.seen.lock().unwrap().requests.len() > 1
    }

    /// Reads something, whatever it is.
    pub(crate) fn read_anything(&mut self) -> bool {
        self.stream.fill_buf().is_ok_and(|bytes| !bytes.is_empty())
    }

    /// Writes bytes. A client that is gone does not mind.
    pub(crate) fn write(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        self.stream.get_mut().write_all(bytes.as_ref()).is_ok()
    }

    /// Counts whatever comes, and answers nothing, until the client is gone.
    pub(crate) fn say_nothing(mut self) {
        while self.read_request().is_some() {}
    }

    /// Writes byte by byte, 20 ms apart, until the client is gone.
    pub(crate) fn trickle(mut self, bytes: impl AsRef<[u8]>) {
        self.stream.get_ref().set_read_timeout(Some(Duration::from_millis(20))).unwrap();
        for byte in bytes.as_ref() {
            if !self.write([*byte]) || self.is_left() {
                return;
            }
        }
    }

    /// Reads nothing more until the client is gone.
    pub(crate) fn wait_for_release(&self) {
        self.state.wait_until(|seen| seen.released);
    }

    /// Whether the client left within the read timeout.
    fn is_left(&mut self) -> bool {
        use std::io::ErrorKind::{TimedOut, WouldBlock};
        match self.stream.fill_buf() {
            Ok(bytes) => bytes.is_empty(),
            Err(error) => !matches!(error.kind(), TimedOut | WouldBlock),
        }
    }

    /// Says that nothing more will come, and waits until the client is gone.
    pub(crate) fn close(self) {
        // An error means that the client is gone already.
        let _ = self.stream.get_ref().shutdown(Shutdown::Write);
        self.say_nothing();
    }

    /// Resets the connection.
    pub(crate) fn reset(self) {
        SockRef::from(self.stream.get_ref()).set_linger(Some(Duration::ZERO)).unwrap();
    }
}

impl Received {
    /// The first line, such as `POST /http/1.6/sendSMS.do HTTP/1.1`.
    pub(crate) fn line(&self) -> &str {
        self.head.lines().next().unwrap()
    }

    pub(crate) fn body(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

fn content_length(head: &str) -> usize {
    let mut fields = head.lines().filter_map(|line| line.split_once(':'));
    let length = fields.find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    length.map_or(0, |(_, value)| value.trim().parse().unwrap())
}

/// HTTP 200 with this text.
pub(crate) fn ok(text: &str) -> String {
    with_status("200 OK", text)
}

/// An answer whose length is told.
pub(crate) fn with_status(status: &str, text: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n{text}", text.len())
}

/// An answer whose length is told as that of another: it is cut.
pub(crate) fn cut(text: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{text}")
}
