//! Replies of people.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use crate::boundary::{Out, OutText, bytes, call, free, lend, read};
use crate::callback::Unknown;
use crate::error::Error;
use crate::fault::Fault;
use crate::received::unix_seconds;
use crate::status::Status;

/// What somebody answered, as the service calls it on the caller's server. Made by
/// smsmode_reply_receipt_new, freed by smsmode_reply_receipt_free.
///
/// Anyone who knows the address can send one: let a smsmode_signer check it first.
///
/// Threads: it never changes, so any number of threads may look at it.
#[derive(Debug)]
pub struct ReplyReceipt {
    from: OutText,
    number: Option<OutText>,
    text: OutText,
    to: Option<OutText>,
    time: Option<i64>,
    date: Option<OutText>,
    message_id: Option<OutText>,
    reference: Option<OutText>,
    id: Option<OutText>,
    unknown: Unknown,
}

impl From<smsmode_http::ReplyReceipt> for ReplyReceipt {
    fn from(reply: smsmode_http::ReplyReceipt) -> Self {
        let number = reply.from_number();
        let date = reply.received_at;
        Self {
            from: reply.from.as_str().into(),
            number: number.map(|number| number.to_string().into()),
            text: reply.text.as_str().into(),
            to: reply.to.map(|to| to.as_str().into()),
            time: date.as_ref().and_then(unix_seconds),
            date: date.map(|date| date.raw().into()),
            message_id: reply.message_id.map(|id| id.as_str().into()),
            reference: reply.client_reference.map(OutText::from),
            id: reply.reply_id.map(|id| id.as_str().into()),
            unknown: reply.unknown.into(),
        }
    }
}

/// Reads a reply.
///
/// `query`: as for smsmode_receipt_new. `reply_receipt`, which must not be NULL, receives a handle that
/// the caller frees.
///
/// Fails with SMSMODE_CALLBACK if it is too long, or comes from nobody; SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_reply_receipt_new(
    query: *const c_char,
    query_length: usize,
    reply_receipt: *mut *mut ReplyReceipt,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(reply_receipt, "reply_receipt")?;
        let query = bytes(query.cast(), query_length, "query")?;
        let parsed = smsmode_http::ReplyReceipt::parse_query(query).map_err(Fault::Callback)?;
        out.give(parsed.into());
        Ok(())
    })
}

/// Who answered, as the service writes the number.
///
/// UTF-8, ended by a NUL, lent until the reply is freed; `length`, unless NULL, receives its bytes
/// without that NUL. NULL, with the length 0, for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_reply_receipt_from(
    reply_receipt: Option<&ReplyReceipt>,
    length: *mut usize,
) -> *const c_char {
    lend(reply_receipt, length, |reply_receipt| Some(&reply_receipt.from))
}

/// The same as a number: digits in international form, without a plus; NULL also if it is none.
/// Otherwise as smsmode_reply_receipt_from.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_reply_receipt_number(
    reply_receipt: Option<&ReplyReceipt>,
    length: *mut usize,
) -> *const c_char {
    lend(reply_receipt, length, |reply_receipt| reply_receipt.number.as_ref())
}

/// What was answered; may be empty. Otherwise as smsmode_reply_receipt_from.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_reply_receipt_text(
    reply_receipt: Option<&ReplyReceipt>,
    length: *mut usize,
) -> *const c_char {
    lend(reply_receipt, length, |reply_receipt| Some(&reply_receipt.text))
}

/// The number that was answered to; NULL also if the service does not say. Otherwise as
/// smsmode_reply_receipt_from.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_reply_receipt_to(
    reply_receipt: Option<&ReplyReceipt>,
    length: *mut usize,
) -> *const c_char {
    lend(reply_receipt, length, |reply_receipt| reply_receipt.to.as_ref())
}

/// When the service learnt of it, in seconds since 1970 in UTC; of the hour that comes twice in autumn,
/// the first. 0 if the callback has no date that can be read, and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_reply_receipt_time(reply_receipt: Option<&ReplyReceipt>) -> i64 {
    read(reply_receipt, |reply_receipt| reply_receipt.time.unwrap_or(0))
}

/// The same as the service writes it, by the clocks of Paris; NULL also if it does not say. Otherwise as
/// smsmode_reply_receipt_from.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_reply_receipt_date(
    reply_receipt: Option<&ReplyReceipt>,
    length: *mut usize,
) -> *const c_char {
    lend(reply_receipt, length, |reply_receipt| reply_receipt.date.as_ref())
}

/// The message that it answers; NULL also if the service does not say. Otherwise as
/// smsmode_reply_receipt_from.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_reply_receipt_message_id(
    reply_receipt: Option<&ReplyReceipt>,
    length: *mut usize,
) -> *const c_char {
    lend(reply_receipt, length, |reply_receipt| reply_receipt.message_id.as_ref())
}

/// The reference of that message; NULL also if it has none. Otherwise as smsmode_reply_receipt_from.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_reply_receipt_reference(
    reply_receipt: Option<&ReplyReceipt>,
    length: *mut usize,
) -> *const c_char {
    lend(reply_receipt, length, |reply_receipt| reply_receipt.reference.as_ref())
}

/// The identifier of the reply itself; NULL also if it has none. Otherwise as
/// smsmode_reply_receipt_from.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_reply_receipt_id(
    reply_receipt: Option<&ReplyReceipt>,
    length: *mut usize,
) -> *const c_char {
    lend(reply_receipt, length, |reply_receipt| reply_receipt.id.as_ref())
}

/// How many parameters the callback has that the library does not know; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_reply_receipt_unknown_count(
    reply_receipt: Option<&ReplyReceipt>,
) -> usize {
    read(reply_receipt, |reply_receipt| reply_receipt.unknown.0.len())
}

/// The name of the unknown parameter `index`, from 0; NULL also beyond the last. Otherwise as
/// smsmode_reply_receipt_from.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_reply_receipt_unknown_name(
    reply_receipt: Option<&ReplyReceipt>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(reply_receipt, length, |reply_receipt| reply_receipt.unknown.name(index))
}

/// The value of the unknown parameter `index`, from 0, as smsmode_reply_receipt_unknown_name.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_reply_receipt_unknown_value(
    reply_receipt: Option<&ReplyReceipt>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(reply_receipt, length, |reply_receipt| reply_receipt.unknown.value(index))
}

/// Frees the reply; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_reply_receipt_free(reply_receipt: Option<Box<ReplyReceipt>>) {
    free(reply_receipt);
}
