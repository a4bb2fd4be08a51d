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

/// Opens a connection, unless a proxy has opened one.
#[derive(Debug)]
pub(super) struct LingerConnector;

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
        Ok(Some(Either::B(LingerTransport { connection, buffers })))
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
}

impl Transport for LingerTransport {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        let budget = Budget::begin(timeout.for_write());
        let mut stream = &self.connection.0;
        let mut rest = self.buffers.output().get(..amount).unwrap_or_default();
        while !rest.is_empty() {
            match stream.write(rest) {
                Ok(0) => return Err(io::Error::from(io::ErrorKind::WriteZero).into()),
                Ok(written) => rest = rest.get(written..).unwrap_or_default(),
                Err(error) => wait_after(error, stream, PollFlags::OUT, &budget)?,
            }
        }
        Ok(())
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        let budget = Budget::begin(timeout.for_read());
        let mut stream = &self.connection.0;
        loop {
            // An answer is never there at once.
            wait(stream, PollFlags::IN, &budget)?;
            match stream.read(self.buffers.input_append_buf()) {
                Ok(read) => {
                    self.buffers.input_appended(read);
                    return Ok(read > 0);
                }
                Err(error) => wait_after(error, stream, PollFlags::IN, &budget)?,
            }
        }
    }

    /// An idle connection has nothing to read: whatever comes is its end, or none of ours.
    fn is_open(&mut self) -> bool {
        let nothing = (&self.connection.0).read(&mut [0]);
        matches!(nothing, Err(error) if error.kind() == io::ErrorKind::WouldBlock)
    }
}

/// A signal, or a connection that can take or give nothing now, is no failure; the budget ends the step.
fn wait_after(
    error: io::Error,
    stream: &TcpStream,
    until: PollFlags,
    budget: &Budget,
) -> Result<(), Error> {
    match error.kind() {
        io::ErrorKind::Interrupted => Ok(()),
        io::ErrorKind::WouldBlock => wait(stream, until, budget),
        _ => Err(Error::Io(error)),
    }
}

fn wait(stream: &TcpStream, until: PollFlags, budget: &Budget) -> Result<(), Error> {
    let left = budget.left()?.and_then(|left| Timespec::try_from(left).ok());
    match poll(&mut [PollFd::new(stream, until)], left.as_ref()) {
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(Error::Io(error.into())),
    }
}

/// The time that one step may take, however many system calls it needs.
struct Budget {
    deadline: Option<Instant>,
    reason: Timeout,
}

impl Budget {
    fn begin(timeout: NextTimeout) -> Self {
        let exact = !timeout.after.is_not_happening();
        Self { deadline: exact.then(|| Instant::now() + *timeout.after), reason: timeout.reason }
    }

    fn left(&self) -> Result<Option<Duration>, Error> {
        match self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now())) {
            Some(Duration::ZERO) => Err(Error::Timeout(self.reason)),
            left => Ok(left),
        }
    }
}
