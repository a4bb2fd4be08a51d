//! Delivery receipts.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_http::DeliveryReceipt;

use crate::boundary::{Out, OutText, bytes, call, free, lend, read};
use crate::callback::Unknown;
use crate::error::Error;
use crate::fault::Fault;
use crate::received::unix_seconds;
use crate::status::Status;

/// What became of a message to one recipient, as the service calls it on the caller's server. Made by
/// smsmode_receipt_new, freed by smsmode_receipt_free.
///
/// Several for one message are normal, in any order, and one may come before smsmode_client_send has
/// returned. Anyone who knows the address can send one: let a smsmode_signer check it first.
///
/// Threads: it never changes, so any number of threads may look at it.
#[derive(Debug)]
pub struct Receipt {
    message_id: OutText,
    message_status: i32,
    recipient: Option<OutText>,
    number: Option<OutText>,
    time: Option<i64>,
    date: Option<OutText>,
    reference: Option<OutText>,
    network: Option<OutText>,
    cost: Option<OutText>,
    unknown: Unknown,
}

impl From<DeliveryReceipt> for Receipt {
    fn from(receipt: DeliveryReceipt) -> Self {
        let number = receipt.recipient_number();
        let date = receipt.received_at;
        Self {
            message_id: receipt.message_id.as_str().into(),
            message_status: receipt.status.code().into(),
            recipient: receipt.recipient.map(|recipient| recipient.as_str().into()),
            number: number.map(|number| number.to_string().into()),
            time: date.as_ref().and_then(unix_seconds),
            date: date.map(|date| date.raw().into()),
            reference: receipt.client_reference.map(OutText::from),
            network: receipt.network.map(OutText::from),
            cost: receipt.cost.map(|cost| cost.to_string().into()),
            unknown: receipt.unknown.into(),
        }
    }
}

/// Reads a delivery receipt.
///
/// `query`: what stands after the `?` of the address that was called, as it came, without decoding
/// anything; `query_length` bytes, at most 8 KiB. `receipt`, which must not be NULL, receives a handle
/// that the caller frees.
///
/// Fails with SMSMODE_CALLBACK if it is too long, or has no message identifier or status;
/// SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_receipt_new(
    query: *const c_char,
    query_length: usize,
    receipt: *mut *mut Receipt,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(receipt, "receipt")?;
        let query = bytes(query.cast(), query_length, "query")?;
        let parsed = DeliveryReceipt::parse_query(query).map_err(Fault::Callback)?;
        out.give(parsed.into());
        Ok(())
    })
}

/// The message that it is about, as smsmode_accepted_message_id gave it.
///
/// ASCII, ended by a NUL, lent until the receipt is freed; `length`, unless NULL, receives its bytes
/// without that NUL. NULL, with the length 0, for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_receipt_message_id(
    receipt: Option<&Receipt>,
    length: *mut usize,
) -> *const c_char {
    lend(receipt, length, |receipt| Some(&receipt.message_id))
}

/// Where the message stands for this recipient, as smsmode_client_message_status gives it; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_receipt_message_status(receipt: Option<&Receipt>) -> i32 {
    read(receipt, |receipt| receipt.message_status)
}

/// The recipient as the service writes it, in UTF-8; NULL also if it does not say. Otherwise as
/// smsmode_receipt_message_id.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_receipt_recipient(
    receipt: Option<&Receipt>,
    length: *mut usize,
) -> *const c_char {
    lend(receipt, length, |receipt| receipt.recipient.as_ref())
}

/// The same as a number: digits in international form, without a plus; NULL also if it is none.
/// Otherwise as smsmode_receipt_message_id.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_receipt_number(
    receipt: Option<&Receipt>,
    length: *mut usize,
) -> *const c_char {
    lend(receipt, length, |receipt| receipt.number.as_ref())
}

/// When the service learnt of it, in seconds since 1970 in UTC; of the hour that comes twice in autumn,
/// the first. 0 if the callback has no date that can be read, and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_receipt_time(receipt: Option<&Receipt>) -> i64 {
    read(receipt, |receipt| receipt.time.unwrap_or(0))
}

/// The same as the service writes it, by the clocks of Paris, in UTF-8; NULL also if it does not say.
/// Otherwise as smsmode_receipt_message_id.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_receipt_date(
    receipt: Option<&Receipt>,
    length: *mut usize,
) -> *const c_char {
    lend(receipt, length, |receipt| receipt.date.as_ref())
}

/// The reference that smsmode_send_set_reference gave the message, in UTF-8; NULL also if it has none.
/// Otherwise as smsmode_receipt_message_id.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_receipt_reference(
    receipt: Option<&Receipt>,
    length: *mut usize,
) -> *const c_char {
    lend(receipt, length, |receipt| receipt.reference.as_ref())
}

/// Country and network of the phone, such as "20801", in UTF-8; NULL also if the service does not say.
/// Otherwise as smsmode_receipt_message_id.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_receipt_network(
    receipt: Option<&Receipt>,
    length: *mut usize,
) -> *const c_char {
    lend(receipt, length, |receipt| receipt.network.as_ref())
}

/// What the message cost in credits, a decimal number with a point; NULL also if the service does not
/// say. Otherwise as smsmode_receipt_message_id.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_receipt_cost(
    receipt: Option<&Receipt>,
    length: *mut usize,
) -> *const c_char {
    lend(receipt, length, |receipt| receipt.cost.as_ref())
}

/// How many parameters the callback has that the library does not know; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_receipt_unknown_count(receipt: Option<&Receipt>) -> usize {
    read(receipt, |receipt| receipt.unknown.0.len())
}

/// The name of the unknown parameter `index`, from 0; NULL also beyond the last. Otherwise as
/// smsmode_receipt_message_id, in UTF-8.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_receipt_unknown_name(
    receipt: Option<&Receipt>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(receipt, length, |receipt| receipt.unknown.name(index))
}

/// The value of the unknown parameter `index`, from 0, as smsmode_receipt_unknown_name.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_receipt_unknown_value(
    receipt: Option<&Receipt>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(receipt, length, |receipt| receipt.unknown.value(index))
}

/// Frees the receipt; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_receipt_free(receipt: Option<Box<Receipt>>) {
    free(receipt);
}
