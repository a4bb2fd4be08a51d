//! Calls that the caller's own HTTP stack makes: what it has to send.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

mod reading;

pub mod sending;

pub mod asking;

pub mod managing;

use std::ffi::{CStr, c_char};
use std::fmt;

use smsmode_http::{Endpoint, Method, Repeat};

use crate::account::Account;
use crate::boundary::{Out, OutText, call, free, lend, lend_bytes, needed, read};
use crate::error::Error;
use crate::fault::Fault;
use crate::status::Status;

pub(crate) use reading::{Reading, Success};

/// A call for the caller's own HTTP stack. Made by the functions smsmode_request_ with an argument
/// `smsmode_request **request`, one for each call of a client; freed by smsmode_request_free. It was
/// not sent, and nothing here sends it.
///
/// Send method, url, headers and body as they are, once, and hand the answer to a smsmode_response,
/// whatever its HTTP status. Follow no redirect, and let nothing repeat the request by itself, as many
/// stacks do where a connection that they kept turns out to be dead.
///
/// Where no answer comes: before the stack began to send, as where it cannot connect, nothing was sent.
/// Once it has begun, and smsmode_request_is_costly is 1, nobody knows whether the service received the
/// call: do not repeat it before you have looked, in the list of messages sent or at the balance.
///
/// The url and the body hold the key, numbers and texts: they are for the HTTP stack, and for no log. Of the account's policies those for recipients and for one call hold here too; the
/// segments of one day are counted by clients only, and here limit each call alone.
///
/// Threads: it never changes, so any number of threads may look at it.
pub struct Request {
    sent: smsmode_http::Request,
    reading: Reading,
    is_costly: bool,
    name: OutText,
    url: OutText,
    address: OutText,
    headers: Vec<Header>,
}

#[derive(Debug)]
struct Header {
    name: OutText,
    value: OutText,
}

impl From<(&'static str, &str)> for Header {
    fn from((name, value): (&'static str, &str)) -> Self {
        Self { name: name.into(), value: value.into() }
    }
}

impl Request {
    fn new<E>(account: &Account, endpoint: E) -> Result<Self, Fault>
    where
        E: Endpoint<Output: Success> + Send + Sync + 'static,
    {
        let account = account.resolved();
        let unsent = |cause| Fault::Call(smsmode_http::Error::of(&endpoint, cause));
        let sent = endpoint.request(&account).map_err(unsent)?;
        let allowed = account.policies().check(&endpoint.reach(), 0);
        allowed.map_err(|policy| unsent(policy.into()))?;
        Ok(Self {
            is_costly: endpoint.repeat() == Repeat::Costly,
            name: E::NAME.into(),
            url: sent.url().into(),
            address: sent.address().into(),
            headers: sent.headers().map(Header::from).collect(),
            reading: Reading::by(endpoint),
            sent,
        })
    }

    pub(crate) fn reading(&self) -> &Reading {
        &self.reading
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sent.fmt(f)
    }
}

/// The body of a function that makes a request.
fn make<E>(
    account: Option<&Account>,
    request: *mut *mut Request,
    error: *mut *mut Error,
    endpoint: impl FnOnce() -> Result<E, Fault>,
) -> Status
where
    E: Endpoint<Output: Success> + Send + Sync + 'static,
{
    call(error, || {
        let out = Out::new(request, "request")?;
        out.give(Request::new(needed(account, "account")?, endpoint()?)?);
        Ok(())
    })
}

fn method_name(method: Method) -> &'static CStr {
    match method {
        Method::Post => c"POST",
        Method::Get => c"GET",
    }
}

/// The method, "POST" or "GET". Static text, ended by a NUL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_method(request: Option<&Request>) -> *const c_char {
    read(request, |request| method_name(request.sent.method()).as_ptr())
}

/// The whole address. That of a GET and of a batch holds the key: hand it to the HTTP stack, never to
/// a log.
///
/// ASCII, ended by a NUL, lent until the request is freed; `length`, unless NULL, receives its bytes
/// without that NUL. NULL, with the length 0, for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_url(
    request: Option<&Request>,
    length: *mut usize,
) -> *const c_char {
    lend(request, length, |request| Some(&request.url))
}

/// The address without its query: it holds no secret, and may be logged. Otherwise as
/// smsmode_request_url.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_address(
    request: Option<&Request>,
    length: *mut usize,
) -> *const c_char {
    lend(request, length, |request| Some(&request.address))
}

/// How many headers the request needs beside those of any HTTP stack; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_header_count(request: Option<&Request>) -> usize {
    read(request, |request| request.headers.len())
}

/// The name of the header `index`, from 0; NULL also beyond the last. Otherwise as
/// smsmode_request_url, but it holds no secret.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_header_name(
    request: Option<&Request>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(request, length, |request| Some(&request.headers.get(index)?.name))
}

/// The value of the header `index`, from 0, as smsmode_request_header_name.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_header_value(
    request: Option<&Request>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(request, length, |request| Some(&request.headers.get(index)?.value))
}

/// The body, which holds the key of a POST: bytes of no charset of yours, with no NUL at their end.
///
/// Lent until the request is freed; `length`, unless NULL, receives how many they are. NULL, with the
/// length 0, for a GET and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_body(request: Option<&Request>, length: *mut usize) -> *const u8 {
    lend_bytes(request, length, |request| request.sent.body())
}

/// 1 if the call sends, bills or creates something, and must not be repeated where nobody knows what
/// became of it; 0 if it only reads, or if twice is once, and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_is_costly(request: Option<&Request>) -> i32 {
    read(request, |request| request.is_costly.into())
}

/// The name of the call, such as "send_sms", for logs; otherwise as smsmode_request_address.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_name(
    request: Option<&Request>,
    length: *mut usize,
) -> *const c_char {
    lend(request, length, |request| Some(&request.name))
}

/// Frees the request; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_free(request: Option<Box<Request>>) {
    free(request);
}
