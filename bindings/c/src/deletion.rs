//! Messages and sub-accounts that go.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_http::{DeleteSms, DeleteSubAccount, Login, PhoneNumber};

use crate::boundary::text;
use crate::client::{Client, call_of};
use crate::error::Error;
use crate::fault::Fault;
use crate::message;
use crate::status::Status;

pub(crate) fn of_message(message_id: *const c_char, length: usize) -> Result<DeleteSms, Fault> {
    Ok(DeleteSms::by_id(message::id(message_id, length)?))
}

pub(crate) fn of_most_recent(number: *const c_char, length: usize) -> Result<DeleteSms, Fault> {
    Ok(DeleteSms::most_recent_to(PhoneNumber::parse(text(number, length, "number")?)?))
}

pub(crate) fn of_sub_account(
    login: *const c_char,
    length: usize,
) -> Result<DeleteSubAccount, Fault> {
    Ok(DeleteSubAccount::new(Login::new(text(login, length, "login")?)?))
}

/// Deletes a message. One that was scheduled is then not sent.
///
/// `message_id`: from smsmode_accepted_message_id.
///
/// Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_NOT_UTF8, SMSMODE_BAD_LENGTH, SMSMODE_ID or
/// SMSMODE_CLOSED, SMSMODE_REFUSED_UNKNOWN_MESSAGE, and as any call of the client.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_client_delete_message(
    client: Option<&Client>,
    message_id: *const c_char,
    message_id_length: usize,
    error: *mut *mut Error,
) -> Status {
    call_of(client, error, || of_message(message_id, message_id_length))
}

/// Deletes the most recent message to a number. Where nobody knows whether it was done, it is not done
/// again: that would delete another message.
///
/// `number`: any usual spelling.
///
/// Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_NOT_UTF8, SMSMODE_BAD_LENGTH, SMSMODE_PHONE_NUMBER or
/// SMSMODE_CLOSED, SMSMODE_REFUSED_UNKNOWN_MESSAGE, and as any call of the client.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_client_delete_most_recent(
    client: Option<&Client>,
    number: *const c_char,
    number_length: usize,
    error: *mut *mut Error,
) -> Status {
    call_of(client, error, || of_most_recent(number, number_length))
}

/// Deletes a sub-account.
///
/// `login`: its name.
///
/// Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_NOT_UTF8, SMSMODE_BAD_LENGTH, SMSMODE_LOGIN or
/// SMSMODE_CLOSED, SMSMODE_REFUSED_LOGIN, and as any call of the client.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_client_delete_sub_account(
    client: Option<&Client>,
    login: *const c_char,
    login_length: usize,
    error: *mut *mut Error,
) -> Status {
    call_of(client, error, || of_sub_account(login, login_length))
}
