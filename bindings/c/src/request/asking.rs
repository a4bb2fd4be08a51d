//! Requests that only ask.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_http::GetBalance;

use crate::account::Account;
use crate::error::Error;
use crate::request::{Request, make};
use crate::status::Status;
use crate::{message, replies, report, sent};

/// The request of smsmode_client_message_status; its answer is read by
/// smsmode_response_message_status. Otherwise as smsmode_request_send.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_message_status(
    account: Option<&Account>,
    message_id: *const c_char,
    message_id_length: usize,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Status {
    make(account, request, error, || message::asked(message_id, message_id_length))
}

/// The request of smsmode_client_report; its answer is read by
/// smsmode_response_report. Otherwise as smsmode_request_send.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_report(
    account: Option<&Account>,
    message_id: *const c_char,
    message_id_length: usize,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Status {
    make(account, request, error, || report::asked(message_id, message_id_length))
}

/// The request of smsmode_client_balance; its answer is read by
/// smsmode_response_balance. Otherwise as smsmode_request_send.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_balance(
    account: Option<&Account>,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Status {
    make(account, request, error, || Ok(GetBalance::new()))
}

/// The request of smsmode_client_list_sent; its answer is read by
/// smsmode_response_sent. Otherwise as smsmode_request_send.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_list_sent(
    account: Option<&Account>,
    first: u32,
    page_size: u32,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Status {
    make(account, request, error, || sent::page(first, page_size))
}

/// The request of smsmode_client_list_replies; its answer is read by
/// smsmode_response_replies. Otherwise as smsmode_request_send.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_list_replies(
    account: Option<&Account>,
    first: u32,
    page_size: u32,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Status {
    make(account, request, error, || replies::page(first, page_size))
}

/// The request of smsmode_client_list_replies_between; its answer is read by
/// smsmode_response_replies. Otherwise as smsmode_request_send.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_list_replies_between(
    account: Option<&Account>,
    from: i64,
    to: i64,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Status {
    make(account, request, error, || replies::between(from, to))
}
