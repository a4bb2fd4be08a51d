//! When and how a batch goes out, and what is heard of it.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_http::{CallbackUrl, ClientReference};

use crate::batch::Batch;
use crate::boundary;
use crate::date;
use crate::error::Error;
use crate::plan::options::{opt_out, segment_limit};
use crate::status::Status;

/// Sends later, at an instant in seconds since 1970 in UTC, rounded down to the minute. At once by
/// default.
///
/// Fails with SMSMODE_DATE if it is past, or in the hour that comes twice in autumn.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_batch_set_time(
    batch: Option<&mut Batch>,
    unix_seconds: i64,
    error: *mut *mut Error,
) -> Status {
    boundary::set(batch, "batch", |all| &mut all.at, error, |_| Ok(Some(date::at(unix_seconds)?)))
}

/// Sends later, at a time of the clocks of Paris, such as 2027, 1, 31, 18, 30.
///
/// Fails with SMSMODE_DATE if it is past, if there is no such time, or if it comes twice.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_batch_set_paris_time(
    batch: Option<&mut Batch>,
    year: i32,
    month: i32,
    day: i32,
    hour: i32,
    minute: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        batch,
        "batch",
        |all| &mut all.at,
        error,
        |_| Ok(Some(date::in_paris([year, month, day], hour, minute)?)),
    )
}

/// A reference of the whole batch, up to 40 characters, that delivery receipts carry.
///
/// `reference`: copied. Fails with SMSMODE_REFERENCE, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_batch_set_reference(
    batch: Option<&mut Batch>,
    reference: *const c_char,
    reference_length: usize,
    error: *mut *mut Error,
) -> Status {
    let encoding = batch.as_ref().map(|batch| batch.encoding).unwrap_or_default();
    boundary::set(
        batch,
        "batch",
        |all| &mut all.reference,
        error,
        |_| {
            let reference = encoding.decoded(reference, reference_length, "reference")?;
            Ok(Some(ClientReference::new(reference)?))
        },
    )
}

/// The most segments that a text may take, 1 to 5; a longer one is refused, not cut. 5 by default.
/// Fails with SMSMODE_SEGMENT_LIMIT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_batch_set_max_segments(
    batch: Option<&mut Batch>,
    max_segments: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        batch,
        "batch",
        |all| &mut all.max_segments,
        error,
        |_| Ok(Some(segment_limit(max_segments)?)),
    )
}

/// Asks for the STOP mention: SMSMODE_OPT_OUT_ALWAYS or _IF_FREE. Not asked by default. Fails with
/// SMSMODE_BAD_CONSTANT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_batch_set_opt_out(
    batch: Option<&mut Batch>,
    opt_out: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        batch,
        "batch",
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
pub extern "C" fn smsmode_batch_set_delivery_url(
    batch: Option<&mut Batch>,
    url: *const c_char,
    url_length: usize,
    error: *mut *mut Error,
) -> Status {
    let encoding = batch.as_ref().map(|batch| batch.encoding).unwrap_or_default();
    boundary::set(
        batch,
        "batch",
        |all| &mut all.delivery_url,
        error,
        |_| Ok(Some(CallbackUrl::new(&encoding.decoded(url, url_length, "url")?)?)),
    )
}
