//! Where a message stands.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;
use std::sync::LazyLock;
use std::time::Duration;

use smsmode_http::{GetMessageStatus, MessageId, MessageStatus, StatusClass, WaitEnd, WaitOptions};

use crate::boundary::{Out, OutText, call, lend, needed, read, text};
use crate::client::Client;
use crate::error::Error;
use crate::fault::Fault;
use crate::status::Status;
use crate::words::Words;

/// On its way.
pub const SMSMODE_DELIVERY_PENDING: i32 = 1;
/// Arrived.
pub const SMSMODE_DELIVERY_DELIVERED: i32 = 2;
/// Arrived at some of its recipients.
pub const SMSMODE_DELIVERY_MIXED: i32 = 3;
/// Did not arrive yet, and may still.
pub const SMSMODE_DELIVERY_FAILED_FOR_NOW: i32 = 4;
/// Will not arrive.
pub const SMSMODE_DELIVERY_FAILED_FOR_GOOD: i32 = 5;
/// Nobody can tell.
pub const SMSMODE_DELIVERY_UNKNOWN: i32 = 6;

pub(crate) fn class_number(class: StatusClass) -> i32 {
    match class {
        StatusClass::Pending => SMSMODE_DELIVERY_PENDING,
        StatusClass::Delivered => SMSMODE_DELIVERY_DELIVERED,
        StatusClass::Mixed => SMSMODE_DELIVERY_MIXED,
        StatusClass::FailedForNow => SMSMODE_DELIVERY_FAILED_FOR_NOW,
        StatusClass::FailedForGood => SMSMODE_DELIVERY_FAILED_FOR_GOOD,
        _ => SMSMODE_DELIVERY_UNKNOWN,
    }
}

/// What a status is called, kept for as long as the program runs.
struct Named {
    status: MessageStatus,
    name: OutText,
    words: Words,
}

impl From<MessageStatus> for Named {
    fn from(status: MessageStatus) -> Self {
        Self { status, name: status.name().into(), words: Words::of(&status) }
    }
}

/// The statuses that the document of the service has, and last one for all others.
static NAMED: LazyLock<Vec<Named>> = LazyLock::new(|| {
    let other = MessageStatus::new(u16::MAX);
    MessageStatus::ALL.iter().copied().chain([other]).map(Named::from).collect()
});

fn named(message_status: i32) -> Option<&'static Named> {
    let status = status_of(message_status);
    NAMED.iter().find(|named| named.status == status).or(NAMED.last())
}

fn status_of(message_status: i32) -> MessageStatus {
    MessageStatus::new(u16::try_from(message_status).unwrap_or(u16::MAX))
}

pub(crate) fn id(pointer: *const c_char, length: usize) -> Result<MessageId, Fault> {
    Ok(MessageId::new(text(pointer, length, "message_id")?)?)
}

pub(crate) fn asked(message_id: *const c_char, length: usize) -> Result<GetMessageStatus, Fault> {
    Ok(GetMessageStatus::new(id(message_id, length)?))
}

fn wait(client: &Client, id: &MessageId, time: Duration) -> Result<Option<MessageStatus>, Fault> {
    match client.open()?.wait(id, WaitOptions::new(time), |_| {}).map_err(Fault::Call)? {
        WaitEnd::Pending(_) if client.is_closed() => Err(Fault::Closed),
        WaitEnd::Pending(status) => Ok(status),
        WaitEnd::Final(status) => Ok(Some(status)),
    }
}

/// Asks where a message stands, for 30 days after it was sent.
///
/// `message_id`: from smsmode_accepted_message_id. `message_status`, which must not be NULL, receives
/// the number of the service, 0 to 65 535; the functions below say what it means.
///
/// Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_NOT_UTF8, SMSMODE_BAD_LENGTH, SMSMODE_ID or
/// SMSMODE_CLOSED, SMSMODE_REFUSED_UNKNOWN_MESSAGE, and as any call of the client.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_client_message_status(
    client: Option<&Client>,
    message_id: *const c_char,
    message_id_length: usize,
    message_status: *mut i32,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(message_status, "message_status")?;
        let ask = asked(message_id, message_id_length)?;
        let current = needed(client, "client")?.call(&ask)?;
        out.write(current.status.code().into());
        Ok(())
    })
}

/// Asks again and again, ever less often, until the status is final or time is over. Another thread
/// ends it with smsmode_client_close.
///
/// `message_id`: from smsmode_accepted_message_id. `message_status`, which must not be NULL, receives
/// the last number, which smsmode_message_is_final tells apart; -1 if none was heard in time.
///
/// Fails with SMSMODE_CLOSED if the client is closed, and as smsmode_client_message_status.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_client_wait(
    client: Option<&Client>,
    message_id: *const c_char,
    message_id_length: usize,
    milliseconds: u32,
    message_status: *mut i32,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(message_status, "message_status")?;
        let (client, id) = (needed(client, "client")?, id(message_id, message_id_length)?);
        let status = wait(client, &id, Duration::from_millis(milliseconds.into()))?;
        out.write(status.map_or(-1, |status| status.code().into()));
        Ok(())
    })
}

/// The class of a message's status: one of the SMSMODE_DELIVERY_ numbers.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_message_class(message_status: i32) -> i32 {
    read(Some(&status_of(message_status)), |status| class_number(status.class()))
}

/// 1 if the status of a message will not change any more, else 0.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_message_is_final(message_status: i32) -> i32 {
    read(Some(&status_of(message_status)), |status| status.is_final().into())
}

/// The name of a message's status for programs, such as "received"; "unknown" for any other number.
///
/// Text that stays, ended by a NUL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_message_name(message_status: i32) -> *const c_char {
    lend(Some(&message_status), std::ptr::null_mut(), |status| Some(&named(*status)?.name))
}

/// The status of a message in words, in SMSMODE_ENGLISH or SMSMODE_FRENCH; NULL for another language.
///
/// UTF-8 that stays, ended by a NUL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_message_text(message_status: i32, language: i32) -> *const c_char {
    lend(Some(&message_status), std::ptr::null_mut(), |status| {
        named(*status)?.words.in_language(language)
    })
}
