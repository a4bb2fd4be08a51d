//! Why a function failed, for programs and for people.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;
use std::time::Duration;

use smsmode_http::Outcome;

use crate::boundary::{call, free, lend, read};
use crate::fault::Fault;
use crate::status::Status;
use crate::words::Words;

/// Nothing was sent, and nothing was done.
pub const SMSMODE_OUTCOME_NOT_SENT: i32 = 1;
/// The service said no, and nothing was done.
pub const SMSMODE_OUTCOME_REFUSED: i32 = 2;
/// Nobody knows whether the service received the call: do not repeat it before you have looked.
pub const SMSMODE_OUTCOME_UNKNOWN: i32 = 3;

/// Why a function failed. Written by every function that has an argument `smsmode_error **error`:
/// a new error on failure, NULL on success, whatever was there before. NULL for that argument says
/// that the status is enough. Free it with smsmode_error_free.
///
/// Threads: it never changes, so any number of threads may look at it.
#[derive(Debug)]
pub struct Error {
    status: Status,
    outcome: i32,
    may_retry: bool,
    refusal_code: i32,
    http_status: i32,
    retry_after: u32,
    words: Words,
}

impl Error {
    pub(crate) fn new(fault: &Fault) -> Self {
        Self {
            status: fault.status(),
            outcome: number_of(fault.outcome()),
            may_retry: fault.may_retry(),
            refusal_code: fault.refusal_code().map_or(-1, i32::from),
            http_status: fault.http_status().map_or(0, i32::from),
            retry_after: fault.retry_after().map_or(0, whole_seconds),
            words: Words::new(|language| fault.text(language)),
        }
    }
}

/// Rounded up: who asks for half a second gets one.
fn whole_seconds(delay: Duration) -> u32 {
    u32::try_from(delay.as_millis().div_ceil(1000)).unwrap_or(u32::MAX)
}

pub(crate) fn number_of(outcome: Outcome) -> i32 {
    match outcome {
        Outcome::NotSent => SMSMODE_OUTCOME_NOT_SENT,
        Outcome::Refused => SMSMODE_OUTCOME_REFUSED,
        _ => SMSMODE_OUTCOME_UNKNOWN,
    }
}

/// The status that the function returned; SMSMODE_OK for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_error_status(error: Option<&Error>) -> Status {
    read(error, |error| error.status)
}

/// What became of the call: one of SMSMODE_OUTCOME_NOT_SENT, _REFUSED and _UNKNOWN; 0 for NULL.
///
/// Of a function of an outbox it says whether that did something, not where a message stands:
/// smsmode_outbox_get does.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_error_outcome(error: Option<&Error>) -> i32 {
    read(error, |error| error.outcome)
}

/// 1 if the same call may succeed later and cannot send anything twice; else, and for NULL, 0.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_error_may_retry(error: Option<&Error>) -> i32 {
    read(error, |error| error.may_retry.into())
}

/// The code with which the service refused; -1 if it did not refuse, 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_error_refusal_code(error: Option<&Error>) -> i32 {
    read(error, |error| error.refusal_code)
}

/// The HTTP status of the answer; 0 if there was no answer, and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_error_http_status(error: Option<&Error>) -> i32 {
    read(error, |error| error.http_status)
}

/// How many seconds to wait before the call is made again, where the service says so; else, and for
/// NULL, 0. smsmode_error_may_retry says whether it may be made again at all.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_error_retry_after(error: Option<&Error>) -> u32 {
    read(error, |error| error.retry_after)
}

/// What went wrong, in words for people: SMSMODE_ENGLISH or SMSMODE_FRENCH. It never holds a key, an
/// address, a number or a text, but for single characters that cannot be sent.
///
/// UTF-8, ended by a NUL, lent until the error is freed. `length`, unless NULL, receives its bytes
/// without that NUL. NULL, with the length 0, for another language or a NULL error.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_error_text(
    error: Option<&Error>,
    language: i32,
    length: *mut usize,
) -> *const c_char {
    lend(error, length, |error| error.words.in_language(language))
}

/// Frees an error; NULL is allowed. Freeing one twice is a mistake that nothing can notice.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_error_free(error: Option<Box<Error>>) {
    free(error);
}

/// Panics, so that a test can see what a caller is told of it.
///
/// cbindgen:ignore
#[expect(clippy::missing_panics_doc, reason = "it panics inside, and its caller is told so")]
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_panic_for_tests(error: *mut *mut Error) -> Status {
    call(error, || panic!("asked for by a test"))
}
