//! What an answer says, by what a success of its call is.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use smsmode_http::{
    Acknowledged, CreatedApiKey, CurrentStatus, DeliveryReport, ReplyList, SentList,
};

use crate::accepted::Accepted;
use crate::api_key::ApiKey;
use crate::balance::Balance;
use crate::boundary::Out;
use crate::error::Error;
use crate::replies::Replies;
use crate::report::Report;
use crate::request::{Request, Success};
use crate::response::{Response, read, reading};
use crate::sent::Sent;
use crate::status::Status;

/// The body of a function whose success is a handle.
fn given<T: Success, H: From<T>>(
    response: Option<&Response>,
    request: Option<&Request>,
    place: *mut *mut H,
    argument: &'static str,
    error: *mut *mut Error,
) -> Status {
    reading(error, || {
        let out = Out::new(place, argument)?;
        out.give(read::<T>(response, request)?.into());
        Ok(())
    })
}

/// Reads the answer to smsmode_request_send, _send_batch or _send_voice. `accepted`, which must not be NULL, receives a handle
/// that the caller frees.
///
/// A function that reads an answer fails as the call of a client fails where the same answer came, with
/// the same status and outcome; with SMSMODE_WRONG_CALL where `request` is a call that gives something
/// else, and with SMSMODE_NULL_ARGUMENT. Of these two the outcome is SMSMODE_OUTCOME_UNKNOWN: the call
/// was made, and its answer is not read yet.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_response_accepted(
    response: Option<&Response>,
    request: Option<&Request>,
    accepted: *mut *mut Accepted,
    error: *mut *mut Error,
) -> Status {
    given::<smsmode_http::Accepted, _>(response, request, accepted, "accepted", error)
}

/// Reads the answer to smsmode_request_delete_message, _delete_most_recent, _delete_sub_account,
/// _transfer_credits, _add_contact or _create_sub_account, which gives nothing but that it was done.
/// Fails as smsmode_response_accepted.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_response_done(
    response: Option<&Response>,
    request: Option<&Request>,
    error: *mut *mut Error,
) -> Status {
    reading(error, || read::<Acknowledged>(response, request).map(drop))
}

/// Reads the answer to smsmode_request_message_status. `message_status`, which must not be NULL,
/// receives the number of the service, 0 to 65 535. Fails as smsmode_response_accepted.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_response_message_status(
    response: Option<&Response>,
    request: Option<&Request>,
    message_status: *mut i32,
    error: *mut *mut Error,
) -> Status {
    reading(error, || {
        let out = Out::new(message_status, "message_status")?;
        out.write(read::<CurrentStatus>(response, request)?.status.code().into());
        Ok(())
    })
}

/// Reads the answer to smsmode_request_report. `report`, which must not be NULL, receives a handle
/// that the caller frees. Fails as smsmode_response_accepted.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_response_report(
    response: Option<&Response>,
    request: Option<&Request>,
    report: *mut *mut Report,
    error: *mut *mut Error,
) -> Status {
    given::<DeliveryReport, _>(response, request, report, "report", error)
}

/// Reads the answer to smsmode_request_balance. `balance`, which must not be NULL, receives a handle
/// that the caller frees. Fails as smsmode_response_accepted.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_response_balance(
    response: Option<&Response>,
    request: Option<&Request>,
    balance: *mut *mut Balance,
    error: *mut *mut Error,
) -> Status {
    given::<smsmode_http::Balance, _>(response, request, balance, "balance", error)
}

/// Reads the answer to smsmode_request_list_sent. `sent`, which must not be NULL, receives a handle
/// that the caller frees. Fails as smsmode_response_accepted.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_response_sent(
    response: Option<&Response>,
    request: Option<&Request>,
    sent: *mut *mut Sent,
    error: *mut *mut Error,
) -> Status {
    given::<SentList, _>(response, request, sent, "sent", error)
}

/// Reads the answer to smsmode_request_list_replies or _list_replies_between. `replies`, which must not be NULL, receives a handle
/// that the caller frees. Fails as smsmode_response_accepted.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_response_replies(
    response: Option<&Response>,
    request: Option<&Request>,
    replies: *mut *mut Replies,
    error: *mut *mut Error,
) -> Status {
    given::<ReplyList, _>(response, request, replies, "replies", error)
}

/// Reads the answer to smsmode_request_create_api_key. `api_key`, which must not be NULL, receives a
/// handle that the caller frees. The key is in the body of the response too: free that soon, and
/// overwrite your own copy. Fails as smsmode_response_accepted.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_response_api_key(
    response: Option<&Response>,
    request: Option<&Request>,
    api_key: *mut *mut ApiKey,
    error: *mut *mut Error,
) -> Status {
    given::<CreatedApiKey, _>(response, request, api_key, "api_key", error)
}
