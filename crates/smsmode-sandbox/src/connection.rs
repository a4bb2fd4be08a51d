//! One connection and its fate: a handler can decide that it is to be reset or closed.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::Notify;

use crate::Ending;
use crate::shaping::Shape;

// What was decided; nothing yet is 0.
const CLOSES_AFTER_FLUSH: u8 = 1;
const CLOSES: u8 = 2;
const RESETS: u8 = 3;

/// What is to become of a connection. Its task waits for the end; dropping the socket does the rest.
#[derive(Debug, Default)]
pub(crate) struct Fate {
    decided: AtomicU8,
    ended: Notify,
    shape: Mutex<Shape>,
    /// Set for all connections of a server that is killed.
    killed: Arc<AtomicBool>,
}

impl Fate {
    pub(crate) fn new(killed: Arc<AtomicBool>) -> Self {
        Self { killed, ..Self::default() }
    }

    /// Ends the connection now.
    pub(crate) fn end(&self, ending: Ending) {
        let decided = match ending {
            Ending::Reset => RESETS,
            Ending::Close => CLOSES,
        };
        self.decided.store(decided, Ordering::Release);
        self.ended.notify_one();
    }

    /// Ends the connection as soon as everything written so far has left.
    pub(crate) fn close_after_flush(&self) {
        self.decided.store(CLOSES_AFTER_FLUSH, Ordering::Release);
    }

    /// From now on answers leave like this.
    pub(crate) fn shape(&self, shape: Shape) {
        *self.shape.lock().unwrap_or_else(PoisonError::into_inner) = shape;
    }

    /// How answers leave.
    pub(crate) fn shape_of_answers(&self) -> Shape {
        *self.shape.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for the end.
    pub(crate) async fn ended(&self) {
        self.ended.notified().await;
    }

    fn flushed(&self) {
        if self.decided.load(Ordering::Acquire) == CLOSES_AFTER_FLUSH {
            self.end(Ending::Close);
        }
    }

    fn is_reset(&self) -> bool {
        self.decided.load(Ordering::Acquire) == RESETS || self.killed.load(Ordering::Acquire)
    }
}

/// A socket that follows its fate.
#[derive(Debug)]
pub(crate) struct FatedStream {
    socket: TcpStream,
    fate: Arc<Fate>,
}

impl FatedStream {
    pub(crate) fn new(socket: TcpStream, fate: Arc<Fate>) -> Self {
        Self { socket, fate }
    }
}

impl Drop for FatedStream {
    fn drop(&mut self) {
        if self.fate.is_reset() && self.socket.set_zero_linger().is_err() {
            log::debug!("a connection could only be closed, not reset");
        }
    }
}

impl AsyncRead for FatedStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_read(context, buffer)
    }
}

impl AsyncWrite for FatedStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.socket).poll_write(context, bytes)
    }

    /// HTTP and TLS flush the socket when all their own buffers are empty.
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.socket).poll_flush(context);
        if flushed.is_ready() {
            self.fate.flushed();
        }
        flushed
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(context)
    }
}
