//! Credits that go from one account to another.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_http::{Login, TransferCredits, WholeCredits};

use crate::boundary::text;
use crate::client::{Client, call_of};
use crate::error::Error;
use crate::fault::Fault;
use crate::status::Status;

/// A text as C gives it: where it begins, and its length.
type Text = (*const c_char, usize);

pub(crate) fn built(login: Text, credits: u32, reference: Text) -> Result<TransferCredits, Fault> {
    let login = Login::new(text(login.0, login.1, "login")?)?;
    let transfer = TransferCredits::new(login, WholeCredits::new(credits)?);
    Ok(match text(reference.0, reference.1, "reference")? {
        "" => transfer,
        reference => transfer.with_transaction_reference(reference),
    })
}

/// Gives whole credits to a sub-account, or back to the parent account. Where nobody knows whether it
/// was done, it is not done again.
///
/// - `login`: the name of the account that gets them;
/// - `credits`: how many, at least 1;
/// - `reference`: what the caller calls the transfer; NULL or empty for nothing.
///
/// Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_NOT_UTF8, SMSMODE_BAD_LENGTH, SMSMODE_LOGIN,
/// SMSMODE_CREDITS, SMSMODE_OUTSIDE_CHARSET or SMSMODE_CLOSED, SMSMODE_REFUSED_LOGIN,
/// SMSMODE_REFUSED_NOT_ENOUGH_CREDIT, and as any call of the client.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_client_transfer_credits(
    client: Option<&Client>,
    login: *const c_char,
    login_length: usize,
    credits: u32,
    reference: *const c_char,
    reference_length: usize,
    error: *mut *mut Error,
) -> Status {
    call_of(client, error, || built((login, login_length), credits, (reference, reference_length)))
}
