//! The credits of an account.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_http::GetBalance;

use crate::boundary::{Out, OutText, call, free, lend, needed, read};
use crate::client::Client;
use crate::error::Error;
use crate::status::Status;

/// The credits of an account. Made by smsmode_client_balance, freed by smsmode_balance_free.
///
/// Threads: it never changes, so any number of threads may look at it.
#[derive(Debug)]
pub struct Balance {
    credits: OutText,
    is_negative: bool,
}

impl From<smsmode_http::Balance> for Balance {
    fn from(balance: smsmode_http::Balance) -> Self {
        let credits = balance.credits;
        Self { credits: credits.to_string().into(), is_negative: credits.is_negative() }
    }
}

/// Asks how many credits the account has.
///
/// `balance`, which must not be NULL, receives a handle that the caller frees.
///
/// Fails with SMSMODE_NULL_ARGUMENT or SMSMODE_CLOSED, and as any call of the client.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_client_balance(
    client: Option<&Client>,
    balance: *mut *mut Balance,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(balance, "balance")?;
        out.give(needed(client, "client")?.call(&GetBalance::new())?.into());
        Ok(())
    })
}

/// The credits as a decimal number with a point, such as "212.5": exactly what the service has, which
/// a double cannot always hold.
///
/// ASCII, ended by a NUL, lent until the balance is freed; `length`, unless NULL, receives its bytes
/// without that NUL. NULL, with the length 0, for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_balance_credits(
    balance: Option<&Balance>,
    length: *mut usize,
) -> *const c_char {
    lend(balance, length, |balance| Some(&balance.credits))
}

/// 1 for fewer than no credits, as a post-paid account may have, else 0; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_balance_is_negative(balance: Option<&Balance>) -> i32 {
    read(balance, |balance| balance.is_negative.into())
}

/// Frees the balance; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_balance_free(balance: Option<Box<Balance>>) {
    free(balance);
}
