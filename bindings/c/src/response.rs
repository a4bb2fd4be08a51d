//! What the caller's own HTTP stack received.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

pub mod reading;

use std::ffi::c_char;
use std::time::Duration;

use smsmode_http::{AnswerBody, Ending};

use crate::boundary::{Out, bytes, call, free, needed, text};
use crate::error::Error;
use crate::fault::Fault;
use crate::request::{Request, Success};
use crate::status::Status;

/// All of the body came, as long as it was announced. The default.
pub const SMSMODE_ENDING_COMPLETE: i32 = 1;
/// No length was announced: the end of the body is only that of the connection.
pub const SMSMODE_ENDING_UNMARKED: i32 = 2;
/// Less came than was announced: the connection broke, time ran out, or the rest was not wanted.
pub const SMSMODE_ENDING_CUT: i32 = 3;

/// An answer that the caller's own HTTP stack received. Made by smsmode_response_new, freed by
/// smsmode_response_free; what it says, one of the functions smsmode_response_accepted to
/// smsmode_response_api_key tells, that for its call.
///
/// Each setter fails with SMSMODE_NULL_ARGUMENT if `response` is NULL; where it fails, the answer is
/// as it was. The outcome of such an error is SMSMODE_OUTCOME_UNKNOWN, for the call was made.
///
/// Threads: only one at a time may use it; once it is set, any number may read it.
#[derive(Debug)]
pub struct Response {
    http_status: u16,
    content_type: Option<String>,
    retry_after: Option<Duration>,
    body: AnswerBody,
    ending: Ending,
}

impl Response {
    fn new(http_status: i32, body: &[u8]) -> Result<Self, Fault> {
        Ok(Self {
            http_status: self::http_status(http_status)?,
            content_type: None,
            retry_after: None,
            body: AnswerBody(body.to_vec()),
            ending: Ending::Complete,
        })
    }

    fn lent(&self) -> smsmode_http::Response<'_> {
        let mut lent = smsmode_http::Response::new(self.http_status, &self.body.0);
        if let Some(content_type) = &self.content_type {
            lent = lent.with_content_type(content_type);
        }
        if let Some(delay) = self.retry_after {
            lent = lent.with_retry_after(delay);
        }
        lent.with_ending(self.ending)
    }
}

fn http_status(value: i32) -> Result<u16, Fault> {
    let status = u16::try_from(value).ok().filter(|status| (100..=999).contains(status));
    status.ok_or(Fault::Constant { argument: "http_status", value })
}

fn ending(value: i32) -> Result<Ending, Fault> {
    match value {
        SMSMODE_ENDING_COMPLETE => Ok(Ending::Complete),
        SMSMODE_ENDING_UNMARKED => Ok(Ending::Unmarked),
        SMSMODE_ENDING_CUT => Ok(Ending::Cut),
        value => Err(Fault::Constant { argument: "ending", value }),
    }
}

fn read<T: Success>(response: Option<&Response>, request: Option<&Request>) -> Result<T, Fault> {
    let (response, request) = (needed(response, "response")?, needed(request, "request")?);
    let result = request.reading().read(response.lent()).ok_or(Fault::WrongCall)?;
    result.map_err(Fault::Call)
}

/// The body of a function about an answer: whatever goes wrong, the call was made before.
fn reading(error: *mut *mut Error, body: impl FnOnce() -> Result<(), Fault>) -> Status {
    call(error, || body().map_err(Fault::after_the_call))
}

fn set(
    response: Option<&mut Response>,
    error: *mut *mut Error,
    change: impl FnOnce(&mut Response) -> Result<(), Fault>,
) -> Status {
    reading(error, || change(needed(response, "response")?))
}

/// An answer that was received.
///
/// - `http_status`: 100 to 999, whatever it says;
/// - `body`: `body_length` bytes, as far as they came, copied; NULL if that is 0;
/// - `response`: must not be NULL; receives a handle that the caller frees.
///
/// Fails with SMSMODE_BAD_CONSTANT for another HTTP status, such as 0, which many stacks give where
/// there was no answer; SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_response_new(
    http_status: i32,
    body: *const u8,
    body_length: usize,
    response: *mut *mut Response,
    error: *mut *mut Error,
) -> Status {
    reading(error, || {
        let out = Out::new(response, "response")?;
        out.give(Response::new(http_status, bytes(body, body_length, "body")?)?);
        Ok(())
    })
}

/// The value of the header Content-Type, which may tell the charset of the body.
///
/// `content_type`: copied; NULL or empty where there is none. What is not UTF-8 is no value of it, and
/// fails with SMSMODE_NOT_UTF8; SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_response_set_content_type(
    response: Option<&mut Response>,
    content_type: *const c_char,
    content_type_length: usize,
    error: *mut *mut Error,
) -> Status {
    set(response, error, |response| {
        let value = text(content_type, content_type_length, "content_type")?;
        response.content_type = Some(value.to_owned()).filter(|value| !value.is_empty());
        Ok(())
    })
}

/// How many seconds the header Retry-After asks to wait.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_response_set_retry_after(
    response: Option<&mut Response>,
    seconds: u32,
    error: *mut *mut Error,
) -> Status {
    set(response, error, |response| {
        response.retry_after = Some(Duration::from_secs(seconds.into()));
        Ok(())
    })
}

/// How the body ended: SMSMODE_ENDING_COMPLETE, which is the default, _UNMARKED or _CUT. Be exact, for
/// an answer that broke off may still tell that a message was accepted, or lack half of its identifier.
/// Fails with SMSMODE_BAD_CONSTANT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_response_set_ending(
    response: Option<&mut Response>,
    ending: i32,
    error: *mut *mut Error,
) -> Status {
    set(response, error, |response| {
        response.ending = self::ending(ending)?;
        Ok(())
    })
}

/// Frees the answer; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_response_free(response: Option<Box<Response>>) {
    free(response);
}
