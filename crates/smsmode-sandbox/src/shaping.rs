//! How the bytes of an answer leave: as they are, one by one, or as something that is no HTTP.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

use crate::connection::Fate;

/// What another protocol on the wrong port would say, and bytes that are no text.
const GARBAGE: &[u8] = b"SSH-2.0-OpenSSH_9.2\r\n\x00\xff\xfe\x15\x03\x01";

/// How the bytes of answers leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Shape {
    /// As they are.
    #[default]
    Whole,
    /// One by one, with this pause before each.
    Trickle(Duration),
    /// Garbage in their place.
    Garbage,
}

/// A stream that writes in the shape that the fate of its connection says.
pub(crate) struct ShapedStream<S> {
    stream: S,
    fate: Arc<Fate>,
    pause: Option<Pin<Box<Sleep>>>,
    /// How much of the garbage has left.
    strewn: usize,
}

impl<S> ShapedStream<S> {
    pub(crate) fn new(stream: S, fate: Arc<Fate>) -> Self {
        Self { stream, fate, pause: None, strewn: 0 }
    }
}

impl<S: AsyncWrite + Unpin> ShapedStream<S> {
    fn poll_byte(
        &mut self,
        context: &mut Context<'_>,
        bytes: &[u8],
        pause: Duration,
    ) -> Poll<io::Result<usize>> {
        let due = self.pause.get_or_insert_with(|| Box::pin(sleep(pause)));
        ready!(due.as_mut().poll(context));
        let written = ready!(
            Pin::new(&mut self.stream).poll_write(context, bytes.get(..1).unwrap_or_default())
        );
        self.pause = None;
        Poll::Ready(written)
    }

    /// Tells the server that all has left, when the garbage has.
    fn poll_garbage(&mut self, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        while let Some(rest) = GARBAGE.get(self.strewn..).filter(|rest| !rest.is_empty()) {
            self.strewn += ready!(Pin::new(&mut self.stream).poll_write(context, rest))?;
        }
        Poll::Ready(Ok(bytes.len()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for ShapedStream<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        match self.fate.shape_of_answers() {
            Shape::Whole => Pin::new(&mut self.stream).poll_write(context, bytes),
            Shape::Trickle(pause) => self.poll_byte(context, bytes, pause),
            Shape::Garbage => self.poll_garbage(context, bytes),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for ShapedStream<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}
