//! Requests that change an account.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_http::CreateApiKey;

use crate::account::Account;
use crate::boundary::needed;
use crate::contact::Contact;
use crate::error::Error;
use crate::request::{Request, make};
use crate::status::Status;
use crate::sub_account::SubAccount;
use crate::{deletion, transfer};

/// The request of smsmode_client_delete_message; its answer is read by
/// smsmode_response_done. Otherwise as smsmode_request_send.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_delete_message(
    account: Option<&Account>,
    message_id: *const c_char,
    message_id_length: usize,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Status {
    make(account, request, error, || deletion::of_message(message_id, message_id_length))
}

/// The request of smsmode_client_delete_most_recent; its answer is read by
/// smsmode_response_done. Otherwise as smsmode_request_send.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_delete_most_recent(
    account: Option<&Account>,
    number: *const c_char,
    number_length: usize,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Status {
    make(account, request, error, || deletion::of_most_recent(number, number_length))
}

/// The request of smsmode_client_delete_sub_account; its answer is read by
/// smsmode_response_done. Otherwise as smsmode_request_send.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_delete_sub_account(
    account: Option<&Account>,
    login: *const c_char,
    login_length: usize,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Status {
    make(account, request, error, || deletion::of_sub_account(login, login_length))
}

/// The request of smsmode_client_transfer_credits; its answer is read by
/// smsmode_response_done. Otherwise as smsmode_request_send.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_transfer_credits(
    account: Option<&Account>,
    login: *const c_char,
    login_length: usize,
    credits: u32,
    reference: *const c_char,
    reference_length: usize,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Status {
    make(account, request, error, || {
        transfer::built((login, login_length), credits, (reference, reference_length))
    })
}

/// The request of smsmode_client_add_contact; its answer is read by
/// smsmode_response_done. Otherwise as smsmode_request_send.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_add_contact(
    account: Option<&Account>,
    contact: Option<&Contact>,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Status {
    make(account, request, error, || Ok(needed(contact, "contact")?.built()))
}

/// The request of smsmode_client_create_sub_account; its answer is read by
/// smsmode_response_done. Otherwise as smsmode_request_send.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_create_sub_account(
    account: Option<&Account>,
    sub_account: Option<&SubAccount>,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Status {
    make(account, request, error, || Ok(needed(sub_account, "sub_account")?.built()))
}

/// The request of smsmode_client_create_api_key; its answer is read by
/// smsmode_response_api_key. Otherwise as smsmode_request_send.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_create_api_key(
    account: Option<&Account>,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Status {
    make(account, request, error, || Ok(CreateApiKey::new()))
}
