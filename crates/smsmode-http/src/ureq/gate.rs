//! The last connector: knows which bytes left, and keeps secrets out of what ureq sees.
//!
//! ureq's errors do not tell whether a request left: a reset looks the same in the TLS handshake and
//! after the whole request. So the gate watches the bytes of the application as they pass.
//!
//! ureq prints addresses at trace level. So it is given a placeholder for the query, and the gate
//! puts the query in as the head leaves.

use std::cell::RefCell;

use smsmode_core::{Method, Request};
use ureq::Error;
use ureq::http::Uri;
use ureq::http::uri::{Authority, Scheme};
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport};

use crate::transport::Sent;

/// What ureq sees in place of a query.
pub(super) const QUERY_PLACEHOLDER: &str = "***";

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
#[derive(Debug)]
struct Watched {
    scheme: Option<Scheme>,
    authority: Option<Authority>,
    query: Option<String>,
    progress: Progress,
}

thread_local! {
    static CALL: RefCell<Option<Watched>> = const { RefCell::new(None) };
}

/// A call that is being watched on this thread, until it is dropped.
#[derive(Debug)]
pub(super) struct Call(());

impl Call {
    pub(super) fn begin(uri: &Uri, query: Option<&str>) -> Self {
        let watched = Watched {
            scheme: uri.scheme().cloned(),
            authority: uri.authority().cloned(),
            query: query.map(str::to_owned),
            progress: Progress::Nothing,
        };
        CALL.set(Some(watched));
        Self(())
    }

    /// Whether the parameters can have reached the service. A server that has only the head of a
    /// POST has none of them; the head of a GET has them all.
    #[expect(clippy::unused_self, reason = "only a call that was begun can be asked")]
    pub(super) fn sent(&self, request: &Request) -> Sent {
        let progress =
            CALL.with_borrow(|call| call.as_ref().map_or(Progress::Nothing, |call| call.progress));
        let harmless = match request.method() {
            Method::Post => Progress::Head,
            Method::Get => Progress::Nothing,
        };
        if progress <= harmless { Sent::NotSent } else { Sent::MaybeSent }
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        CALL.set(None);
    }
}

/// Puts a gate behind every connection to the service, and none behind one to a proxy.
#[derive(Debug)]
pub(super) struct GateConnector;

impl<In: Transport> Connector<In> for GateConnector {
    type Out = Gate<In>;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<Gate<In>>, Error> {
        let to_service = CALL.with_borrow(|call| {
            call.as_ref().is_some_and(|call| {
                call.authority.as_ref() == details.uri.authority()
                    && call.scheme.as_ref() == details.uri.scheme()
            })
        });
        Ok(chained.map(|inner| Gate { inner, to_service }))
    }
}

#[derive(Debug)]
pub(super) struct Gate<In> {
    inner: In,
    to_service: bool,
}

impl<In: Transport> Transport for Gate<In> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        let amount = if self.to_service { self.pass(amount)? } else { amount };
        self.inner.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.inner.await_input(timeout)
    }

    fn is_open(&mut self) -> bool {
        self.inner.is_open()
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}

impl<In: Transport> Gate<In> {
    /// Notes what is about to leave, and gives the number of bytes to send.
    fn pass(&mut self, amount: usize) -> Result<usize, Error> {
        CALL.with_borrow_mut(|call| {
            let Some(call) = call else { return Ok(amount) };
            if call.progress > Progress::Nothing {
                call.progress = Progress::Body;
                return Ok(amount);
            }
            let output = self.inner.buffers().output();
            let amount = insert_query(output, amount, call.query.as_deref())?;
            call.progress =
                if ends_with_head(output, amount) { Progress::Head } else { Progress::Body };
            Ok(amount)
        })
    }
}

/// Replaces the placeholder in the first line by the query.
fn insert_query(output: &mut [u8], amount: usize, query: Option<&str>) -> Result<usize, Error> {
    let Some(query) = query else { return Ok(amount) };
    let placeholder = format!("?{QUERY_PLACEHOLDER} HTTP/1.");
    let head = output.get(..amount).unwrap_or_default();
    let found = head.windows(placeholder.len()).position(|window| window == placeholder.as_bytes());
    let start = found.ok_or_else(|| refused("the request line is not as expected"))? + 1;
    let (old_end, new_end) = (start + QUERY_PLACEHOLDER.len(), start + query.len());
    let new_amount = amount - QUERY_PLACEHOLDER.len() + query.len();
    if new_amount > output.len() {
        return Err(refused("the address is longer than the buffer"));
    }
    output.copy_within(old_end..amount, new_end);
    if let Some(room) = output.get_mut(start..new_end) {
        room.copy_from_slice(query.as_bytes());
    }
    Ok(new_amount)
}

/// Nothing has left yet.
fn refused(reason: &'static str) -> Error {
    Error::Io(std::io::Error::new(std::io::ErrorKind::InvalidInput, reason))
}

fn ends_with_head(output: &[u8], amount: usize) -> bool {
    let sent = output.get(..amount).unwrap_or_default();
    match sent.windows(4).position(|window| window == b"\r\n\r\n") {
        Some(end) => end + 4 == sent.len(),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inserted(head: &[u8], room: usize, query: &str) -> Option<Vec<u8>> {
        let mut output = head.to_vec();
        output.resize(room, 0);
        let amount = insert_query(&mut output, head.len(), Some(query)).ok()?;
        Some(output[..amount].to_vec())
    }

    #[test]
    fn the_query_takes_the_place_of_its_placeholder() {
        let head = b"GET /a.do?*** HTTP/1.1\r\nHost: x\r\n\r\n";
        let expected = b"GET /a.do?accessToken=k&message=bonjour HTTP/1.1\r\nHost: x\r\n\r\n";
        assert_eq!(inserted(head, 200, "accessToken=k&message=bonjour").unwrap(), expected);
        assert_eq!(inserted(head, 200, "k").unwrap(), b"GET /a.do?k HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    #[test]
    fn a_query_without_room_or_place_is_not_sent() {
        assert_eq!(inserted(b"GET /a.do?*** HTTP/1.1\r\n\r\n", 30, &"k".repeat(10)), None);
        assert_eq!(inserted(b"GET /a.do HTTP/1.1\r\n\r\n", 200, "k"), None);
    }

    #[test]
    fn body_bytes_behind_the_head_are_seen() {
        let (head, both) = (b"POST / HTTP/1.1\r\n\r\n", b"POST / HTTP/1.1\r\n\r\na=b");
        assert!(ends_with_head(head, head.len()));
        assert!(ends_with_head(b"POST / HT", 9));
        assert!(!ends_with_head(both, both.len()));
    }
}
