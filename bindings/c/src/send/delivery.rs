//! When and how a message goes out, and what is heard of it.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_http::{CallbackUrl, ClientReference};

use crate::boundary;
use crate::date;
use crate::error::Error;
use crate::plan::options::{opt_out, segment_limit};
use crate::send::{Send, Written, set_written};
use crate::status::Status;

/// Sends later, at an instant in seconds since 1970 in UTC, rounded down to the minute. At once by
/// default.
///
/// Fails with SMSMODE_DATE if it is past, or in the hour that comes twice in autumn.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_send_set_time(
    send: Option<&mut Send>,
    unix_seconds: i64,
    error: *mut *mut Error,
) -> Status {
    boundary::set(send, "send", |all| &mut all.at, error, |_| Ok(Some(date::at(unix_seconds)?)))
}

/// Sends later, at a time of the clocks of Paris, such as 2027, 1, 31, 18, 30.
///
/// Fails with SMSMODE_DATE if it is past, if there is no such time, or if it comes twice.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_send_set_paris_time(
    send: Option<&mut Send>,
    year: i32,
    month: i32,
    day: i32,
    hour: i32,
    minute: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        send,
        "send",
        |all| &mut all.at,
        error,
        |_| Ok(Some(date::in_paris([year, month, day], hour, minute)?)),
    )
}

/// A reference of the caller's, up to 40 characters, that delivery receipts carry.
///
/// `reference`: copied. Fails with SMSMODE_REFERENCE, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_send_set_reference(
    send: Option<&mut Send>,
    reference: *const c_char,
    reference_length: usize,
    error: *mut *mut Error,
) -> Status {
    let written = Written(reference, reference_length, "reference");
    set_written(
        send,
        written,
        |all| &mut all.reference,
        error,
        |reference| Ok(Some(ClientReference::new(reference)?)),
    )
}

/// The most segments that the text may take, 1 to 5; a longer one is refused, not cut. 5 by default.
/// Fails with SMSMODE_SEGMENT_LIMIT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_send_set_max_segments(
    send: Option<&mut Send>,
    max_segments: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        send,
        "send",
        |all| &mut all.max_segments,
        error,
        |_| Ok(Some(segment_limit(max_segments)?)),
    )
}

/// Asks for the STOP mention: SMSMODE_OPT_OUT_ALWAYS or _IF_FREE. Not asked by default. Fails with
/// SMSMODE_BAD_CONSTANT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_send_set_opt_out(
    send: Option<&mut Send>,
    opt_out: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        send,
        "send",
        |all| &mut all.opt_out,
        error,
        |_| Ok(Some(self::opt_out(opt_out)?)),
    )
}

/// An address that the service calls with each delivery receipt.
///
/// `url`: copied. Fails with SMSMODE_URL, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_send_set_delivery_url(
    send: Option<&mut Send>,
    url: *const c_char,
    url_length: usize,
    error: *mut *mut Error,
) -> Status {
    let written = Written(url, url_length, "url");
    set_written(
        send,
        written,
        |all| &mut all.delivery_url,
        error,
        |url| Ok(Some(CallbackUrl::new(url)?)),
    )
}

/// An address that the service calls with each reply, otherwise as smsmode_send_set_delivery_url.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_send_set_reply_url(
    send: Option<&mut Send>,
    url: *const c_char,
    url_length: usize,
    error: *mut *mut Error,
) -> Status {
    let written = Written(url, url_length, "url");
    set_written(
        send,
        written,
        |all| &mut all.reply_url,
        error,
        |url| Ok(Some(CallbackUrl::new(url)?)),
    )
}
