//! The last connector: knows which bytes left, and keeps contents from ureq.
//!
//! ureq's errors do not tell whether a request left: a reset looks the same in the TLS handshake and
//! after the whole request. So the gate watches the bytes of the application as they pass. It is also
//! where placeholders become contents and contents placeholders: see [`veil`](super::veil).

use std::borrow::Cow;
use std::cell::RefCell;
use std::time::Instant;

use smsmode_core::{Method, Request};
use ureq::Error;
use ureq::http::Uri;
use ureq::http::uri::{Authority, Scheme};
use ureq::unversioned::transport::time::Duration;
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, Either, LazyBuffers, NextTimeout, Transport,
};

use super::veil::{AnswerVeil, unveil_head};
use crate::boot_clock::BootInstant;
use crate::transport::Sent;

/// How far the request of a call has left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Progress {
    Nothing,
    /// The head, or part of it.
    Head,
    /// The body, or part of it.
    Body,
}

/// ureq makes a call on the thread that asks for it and tells its connectors nothing about it.
struct Watched {
    scheme: Option<Scheme>,
    authority: Option<Authority>,
    query: Option<String>,
    body: Vec<u8>,
    body_sent: usize,
    progress: Progress,
    leave_before: Option<BootInstant>,
    contents: Vec<u8>,
}

thread_local! {
    static CALL: RefCell<Option<Watched>> = const { RefCell::new(None) };
}

/// A call that is being watched on this thread, until it is dropped.
///
/// Whoever is asked whether a call shall be given up may make another one meanwhile.
pub(super) struct Call<'a> {
    request: &'a Request,
    around: Option<Watched>,
}

impl<'a> Call<'a> {
    pub(super) fn begin(
        uri: &Uri,
        request: &'a Request,
        leave_before: Option<BootInstant>,
    ) -> Self {
        let watched = Watched {
            scheme: uri.scheme().cloned(),
            authority: uri.authority().cloned(),
            query: request.query().map(str::to_owned),
            body: request.body().to_vec(),
            body_sent: 0,
            progress: Progress::Nothing,
            leave_before,
            contents: Vec::new(),
        };
        let around = CALL.replace(Some(watched));
        Self { request, around }
    }

    /// Whether the parameters can have reached the service. A server that has only the head of a
    /// POST has none of them; the head of a GET has them all.
    pub(super) fn sent(&self) -> Sent {
        let progress =
            CALL.with_borrow(|call| call.as_ref().map_or(Progress::Nothing, |call| call.progress));
        let harmless = match self.request.method() {
            Method::Post => Progress::Head,
            Method::Get => Progress::Nothing,
        };
        if progress <= harmless { Sent::NotSent } else { Sent::MaybeSent }
    }

    /// The contents behind the first so many masks of the answer. The call is over.
    #[expect(clippy::unused_self, reason = "only a call that was begun can be asked")]
    pub(super) fn into_contents(self, masked: usize) -> Vec<u8> {
        let contents = CALL
            .with_borrow_mut(|call| call.as_mut().map(|call| std::mem::take(&mut call.contents)));
        let mut contents = contents.unwrap_or_default();
        contents.truncate(masked);
        contents
    }
}

impl Drop for Call<'_> {
    fn drop(&mut self) {
        CALL.set(self.around.take());
    }
}

/// Puts a gate behind every connection to the service, and none behind one to a proxy.
#[derive(Debug)]
pub(super) struct GateConnector;

impl<In: Transport> Connector<In> for GateConnector {
    type Out = Either<In, Gate<In>>;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, Error> {
        let Some(inner) = chained else { return Ok(None) };
        let to_service = CALL.with_borrow(|call| {
            call.as_ref().is_some_and(|call| {
                call.authority.as_ref() == details.uri.authority()
                    && call.scheme.as_ref() == details.uri.scheme()
            })
        });
        if !to_service {
            return Ok(Some(Either::A(inner)));
        }
        let (input, output) =
            (details.config.input_buffer_size(), details.config.output_buffer_size());
        let gate = Gate {
            inner,
            buffers: LazyBuffers::new(input, output),
            veil: AnswerVeil::new(),
            visible: Vec::new(),
            held: Vec::new(),
        };
        Ok(Some(Either::B(gate)))
    }
}

#[derive(Debug)]
pub(super) struct Gate<In> {
    inner: In,
    /// What ureq writes and reads.
    buffers: LazyBuffers,
    veil: AnswerVeil,
    /// What ureq may see and has not taken yet.
    visible: Vec<u8>,
    /// The head of a request, until it leaves in one piece with the body: one system call, one record
    /// of TLS and one packet less.
    held: Vec<u8>,
}

impl<In: Transport> Transport for Gate<In> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        let written = self.buffers.output().get(..amount).unwrap_or_default();
        let is_at_its_head = CALL.with_borrow_mut(|call| {
            let call = call.as_mut().ok_or_else(|| refused("no call is being made"))?;
            if call.progress == Progress::Nothing {
                (self.veil, self.visible) = (AnswerVeil::new(), Vec::new());
                self.held.clear();
            }
            call.check_the_time()?;
            let (head, body) = call.unveil(written)?;
            self.held.extend_from_slice(&head);
            self.held.extend_from_slice(body);
            Ok::<_, Error>(call.is_at_its_head())
        })?;
        if is_at_its_head {
            return Ok(());
        }
        send(&mut self.inner, &std::mem::take(&mut self.held), timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        let deadline = (!timeout.after.is_not_happening()).then(|| Instant::now() + *timeout.after);
        loop {
            self.receive();
            if self.show() {
                return Ok(true);
            }
            if !self.inner.await_input(left(timeout, deadline))? {
                return Ok(false);
            }
        }
    }

    fn is_open(&mut self) -> bool {
        self.visible.is_empty() && self.veil.is_idle() && self.inner.is_open()
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}

impl<In: Transport> Gate<In> {
    /// Takes what the network brought.
    fn receive(&mut self) {
        let came = self.inner.buffers().input();
        let count = came.len();
        if count == 0 {
            return;
        }
        let passed = self.veil.pass(came);
        self.inner.buffers().input_consume(count);
        self.visible.extend(passed.visible);
        CALL.with_borrow_mut(|call| {
            if let Some(call) = call {
                call.contents.extend(passed.contents);
            }
        });
    }

    /// Shows ureq what it may see; tells whether there was anything.
    fn show(&mut self) -> bool {
        let room = self.buffers.input_append_buf();
        let amount = self.visible.len().min(room.len());
        let (Some(room), Some(shown)) = (room.get_mut(..amount), self.visible.get(..amount)) else {
            return false;
        };
        room.copy_from_slice(shown);
        self.visible.drain(..amount);
        self.buffers.input_appended(amount);
        amount > 0
    }
}

impl Watched {
    /// Nothing of a request leaves before its body, so until then it can be kept back.
    fn check_the_time(&self) -> Result<(), Error> {
        let is_late = self.leave_before.is_some_and(BootInstant::is_past);
        if self.progress < Progress::Body && is_late { Err(too_late()) } else { Ok(()) }
    }

    /// Whether there is a body and nothing of it has come yet.
    fn is_at_its_head(&self) -> bool {
        self.progress == Progress::Head && !self.body.is_empty()
    }

    /// The head and the body behind what ureq wrote. From now on they count as having left.
    fn unveil<'w>(&'w mut self, written: &'w [u8]) -> Result<(Cow<'w, [u8]>, &'w [u8]), Error> {
        let head_end = match self.progress {
            Progress::Nothing => {
                let end = written.windows(4).position(|window| window == b"\r\n\r\n");
                end.map_or(written.len(), |end| end + 4)
            }
            Progress::Head | Progress::Body => 0,
        };
        let (head, masks) = written.split_at_checked(head_end).unwrap_or((written, &[]));
        let head = match &self.query {
            Some(query) if !head.is_empty() => {
                let unveiled = unveil_head(head, query);
                Cow::Owned(unveiled.ok_or_else(|| refused("the request line is not as expected"))?)
            }
            _ => Cow::Borrowed(head),
        };
        let progress = if masks.is_empty() { Progress::Head } else { Progress::Body };
        self.progress = self.progress.max(progress);
        let body = self.body.get(self.body_sent..self.body_sent + masks.len());
        self.body_sent += masks.len();
        Ok((head, body.ok_or_else(|| refused("the body is longer than expected"))?))
    }
}

fn send(inner: &mut impl Transport, contents: &[u8], timeout: NextTimeout) -> Result<(), Error> {
    let mut rest = contents;
    while !rest.is_empty() {
        let room = inner.buffers().output();
        let (now, later) = rest.split_at_checked(room.len()).unwrap_or((rest, &[]));
        if let Some(room) = room.get_mut(..now.len()) {
            room.copy_from_slice(now);
        }
        inner.transmit_output(now.len(), timeout)?;
        rest = later;
    }
    Ok(())
}

/// What is left of the time for one step.
fn left(timeout: NextTimeout, deadline: Option<Instant>) -> NextTimeout {
    match deadline {
        None => timeout,
        Some(deadline) => {
            let after = Duration::from(deadline.saturating_duration_since(Instant::now()));
            NextTimeout { after, ..timeout }
        }
    }
}

/// Nothing of it has left.
fn too_late() -> Error {
    Error::Io(std::io::Error::new(std::io::ErrorKind::TimedOut, "it may not leave any more"))
}

/// Nothing of it has left.
fn refused(reason: &'static str) -> Error {
    Error::Io(std::io::Error::new(std::io::ErrorKind::InvalidInput, reason))
}
