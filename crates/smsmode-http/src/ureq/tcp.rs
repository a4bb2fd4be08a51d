//! Connections that are reset when they are given up.
//!
//! After a client times out and closes its socket, the kernel goes on sending what is queued: a
//! server received a whole request 5 s after the client had reported its timeout. With a linger of
//! zero, closing resets the connection and discards the queue. An ordinary exchange has read its
//! answer by then, so the reset costs nothing.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use socket2::SockRef;
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, Either, LazyBuffers, NextTimeout, ShutdownHandle,
    Transport,
};
use ureq::{Error, Timeout};

use super::names;
use super::patience::given_up;
use crate::interrupt::{Interrupt, TICK};

/// Opens a connection, unless a proxy has opened one.
#[derive(Debug)]
pub(super) struct LingerConnector {
    pub(super) interrupt: Option<Interrupt>,
}

impl<In: Transport> Connector<In> for LingerConnector {
    type Out = Either<In, LingerTransport>;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, Error> {
        if let Some(chained) = chained {
            return Ok(Some(Either::A(chained)));
        }
        let stream = connect_any(details)?;
        stream.set_nodelay(true)?;
        stream.set_nonblocking(true)?;
        SockRef::from(&stream).set_linger(Some(Duration::ZERO))?;
        let connection = Arc::new(Connection(stream));
        let weak = Arc::downgrade(&connection) as Weak<dyn ShutdownHandle>;
        (details.register_shutdown)(weak)?;
        let config = details.config;
        let buffers = LazyBuffers::new(config.input_buffer_size(), config.output_buffer_size());
        let interrupt = self.interrupt.clone();
        Ok(Some(Either::B(LingerTransport { connection, buffers, interrupt })))
    }
}

/// Tries every address; the time that is left is shared among those not yet tried.
fn connect_any(details: &ConnectionDetails<'_>) -> Result<TcpStream, Error> {
    let deadline = details.timeout.not_zero().map(|left| Instant::now() + *left);
    let mut last = Error::HostNotFound;
    let addresses = names::addresses(details)?;
    for (index, address) in addresses.iter().enumerate() {
        match connect_one(*address, share(deadline, addresses.len() - index)) {
            Ok(stream) => return Ok(stream),
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn share(deadline: Option<Instant>, addresses: usize) -> Option<Duration> {
    let left = deadline?.saturating_duration_since(Instant::now());
    let parts = u32::try_from(addresses).unwrap_or(u32::MAX).max(1);
    Some((left / parts).max(Duration::from_millis(1)))
}

fn connect_one(address: SocketAddr, timeout: Option<Duration>) -> Result<TcpStream, Error> {
    let connected = match timeout {
        Some(timeout) => TcpStream::connect_timeout(&address, timeout),
        None => TcpStream::connect(address),
    };
    connected.map_err(|error| match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Error::Timeout(Timeout::Connect),
        _ => Error::Io(error),
    })
}

/// A connection that another thread can break off.
#[derive(Debug)]
struct Connection(TcpStream);

impl ShutdownHandle for Connection {
    fn shutdown(&self) {
        // An error means that it is closed already.
        let _ = self.0.shutdown(Shutdown::Both);
    }
}

#[derive(Debug)]
pub(super) struct LingerTransport {
    connection: Arc<Connection>,
    buffers: LazyBuffers,
    interrupt: Option<Interrupt>,
}

impl Transport for LingerTransport {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        let mut stream = &self.connection.0;
        let wait =
            Wait::begin(stream, PollFlags::OUT, timeout.for_write(), self.interrupt.as_ref());
        let mut rest = self.buffers.output().get(..amount).unwrap_or_default();
        while !rest.is_empty() {
            match stream.write(rest) {
                Ok(0) => return Err(io::Error::from(io::ErrorKind::WriteZero).into()),
                Ok(written) => rest = rest.get(written..).unwrap_or_default(),
                Err(error) => wait.after(error)?,
            }
        }
        Ok(())
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        let mut stream = &self.connection.0;
        let wait = Wait::begin(stream, PollFlags::IN, timeout.for_read(), self.interrupt.as_ref());
        loop {
            // An answer is never there at once.
            wait.now()?;
            match stream.read(self.buffers.input_append_buf()) {
                Ok(read) => {
                    self.buffers.input_appended(read);
                    return Ok(read > 0);
                }
                Err(error) => wait.after(error)?,
            }
        }
    }

    /// An idle connection has nothing to read: whatever comes is its end, or none of ours.
    fn is_open(&mut self) -> bool {
        let nothing = (&self.connection.0).read(&mut [0]);
        matches!(nothing, Err(error) if error.kind() == io::ErrorKind::WouldBlock)
    }
}

/// One step, whose time is limited however many system calls it needs.
struct Wait<'a> {
    stream: &'a TcpStream,
    until: PollFlags,
    deadline: Option<Instant>,
    reason: Timeout,
    interrupt: Option<&'a Interrupt>,
}

impl<'a> Wait<'a> {
    fn begin(
        stream: &'a TcpStream,
        until: PollFlags,
        timeout: NextTimeout,
        interrupt: Option<&'a Interrupt>,
    ) -> Self {
        let exact = !timeout.after.is_not_happening();
        let deadline = exact.then(|| Instant::now() + *timeout.after);
        Self { stream, until, deadline, reason: timeout.reason, interrupt }
    }

    /// A signal, or a connection that can take or give nothing now, is no failure.
    fn after(&self, error: io::Error) -> Result<(), Error> {
        match error.kind() {
            io::ErrorKind::Interrupted => self.ask(),
            io::ErrorKind::WouldBlock => self.now(),
            _ => Err(Error::Io(error)),
        }
    }

    fn now(&self) -> Result<(), Error> {
        loop {
            match poll(&mut [PollFd::new(self.stream, self.until)], self.longest()?.as_ref()) {
                Ok(0) | Err(Errno::INTR) => self.ask()?,
                Ok(_) => return Ok(()),
                Err(error) => return Err(Error::Io(error.into())),
            }
        }
    }

    /// How long to sleep before somebody is asked, or time is over.
    fn longest(&self) -> Result<Option<Timespec>, Error> {
        let left = match self.deadline.map(|end| end.saturating_duration_since(Instant::now())) {
            Some(Duration::ZERO) => return Err(Error::Timeout(self.reason)),
            left => left,
        };
        let tick = self.interrupt.map(|_| TICK);
        let longest = left.into_iter().chain(tick).min();
        Ok(longest.and_then(|longest| Timespec::try_from(longest).ok()))
    }

    fn ask(&self) -> Result<(), Error> {
        let given_up = self.interrupt.is_some_and(Interrupt::is_wanted).then(given_up);
        given_up.map_or(Ok(()), Err)
    }
}
