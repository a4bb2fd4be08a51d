//! Requests that send.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use crate::account::Account;
use crate::batch::Batch;
use crate::boundary::needed;
use crate::error::Error;
use crate::request::{Request, make};
use crate::send::Send;
use crate::status::Status;
use crate::voice::Voice;

/// The request of smsmode_client_send; its answer is read by smsmode_response_accepted.
///
/// `account`, `send`: copied. `request`, which must not be NULL, receives a handle that the caller
/// frees.
///
/// Fails with SMSMODE_NULL_ARGUMENT and as smsmode_client_send does before anything is sent, but for
/// SMSMODE_CLOSED.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_send(
    account: Option<&Account>,
    send: Option<&Send>,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Status {
    make(account, request, error, || needed(send, "send")?.built())
}

/// The request of smsmode_client_send_batch; its answer is read by
/// smsmode_response_accepted. Its url holds the key. Otherwise as smsmode_request_send.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_send_batch(
    account: Option<&Account>,
    batch: Option<&Batch>,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Status {
    make(account, request, error, || needed(batch, "batch")?.built())
}

/// The request of smsmode_client_send_voice; its answer is read by
/// smsmode_response_accepted. Otherwise as smsmode_request_send.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_request_send_voice(
    account: Option<&Account>,
    voice: Option<&Voice>,
    request: *mut *mut Request,
    error: *mut *mut Error,
) -> Status {
    make(account, request, error, || needed(voice, "voice")?.built())
}
