//! An account below this one, that is going to be made.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

pub mod company;
pub mod person;

use std::ffi::c_char;

use smsmode_http::{CreateSubAccount, Login, Password, PhoneNumber};

use crate::boundary::{self, Out, call, free, needed, text};
use crate::client::{Client, call_of};
use crate::encoding::Charset;
use crate::error::Error;
use crate::fault::Fault;
use crate::status::Status;

/// A sub-account to create. Made by smsmode_sub_account_new, freed by smsmode_sub_account_free.
///
/// Each setter fails with SMSMODE_NULL_ARGUMENT if `sub_account` is NULL, and for its text with that,
/// SMSMODE_NOT_UTF8 or SMSMODE_BAD_LENGTH; the sub-account is then as it was. Texts are copied; whether
/// ISO-8859-15 has their characters, smsmode_client_create_sub_account says.
///
/// Threads: only one at a time may use it.
#[derive(Debug)]
pub struct SubAccount {
    entry: CreateSubAccount,
    encoding: Charset,
}

impl SubAccount {
    pub(crate) fn new(login: &str, password: &str) -> Result<Self, Fault> {
        let entry = CreateSubAccount::new(Login::new(login)?, Password::new(password)?);
        Ok(Self { entry, encoding: Charset::default() })
    }

    pub(crate) fn built(&self) -> CreateSubAccount {
        self.entry.clone()
    }
}

fn set(
    sub_account: Option<&mut SubAccount>,
    error: *mut *mut Error,
    change: impl FnOnce(CreateSubAccount, Charset) -> Result<CreateSubAccount, Fault>,
) -> Status {
    let encoding = sub_account.as_ref().map(|all| all.encoding).unwrap_or_default();
    boundary::set(
        sub_account,
        "sub_account",
        |all| &mut all.entry,
        error,
        |entry| change(entry.clone(), encoding),
    )
}

fn number(number: *const c_char, length: usize, written: Charset) -> Result<PhoneNumber, Fault> {
    Ok(PhoneNumber::parse(&written.decoded(number, length, "number")?)?)
}

/// A sub-account with the login and the password that will open it.
///
/// - `login`: 1 to 50 characters;
/// - `password`: never shown by anything;
/// - `sub_account`, which must not be NULL, receives a handle that the caller frees.
///
/// Fails with SMSMODE_LOGIN, SMSMODE_SECRET, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sub_account_new(
    login: *const c_char,
    login_length: usize,
    password: *const c_char,
    password_length: usize,
    sub_account: *mut *mut SubAccount,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(sub_account, "sub_account")?;
        let login = text(login, login_length, "login")?;
        out.give(SubAccount::new(login, text(password, password_length, "password")?)?);
        Ok(())
    })
}

/// How texts are written that this sub-account is given from now on: SMSMODE_UTF8, which is the default,
/// or SMSMODE_WINDOWS_1252. Fails with SMSMODE_BAD_CONSTANT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sub_account_set_encoding(
    sub_account: Option<&mut SubAccount>,
    encoding: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        sub_account,
        "sub_account",
        |all| &mut all.encoding,
        error,
        |_| Charset::new(encoding),
    )
}

/// What the caller calls the transaction.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sub_account_set_reference(
    sub_account: Option<&mut SubAccount>,
    reference: *const c_char,
    reference_length: usize,
    error: *mut *mut Error,
) -> Status {
    set(sub_account, error, |entry, written| {
        Ok(entry.with_transaction_reference(written.decoded(
            reference,
            reference_length,
            "reference",
        )?))
    })
}

/// Creates a sub-account. Where nobody knows whether it was done, it is not done again.
///
/// Fails with SMSMODE_NULL_ARGUMENT, SMSMODE_OUTSIDE_CHARSET or SMSMODE_CLOSED, SMSMODE_REFUSED_LOGIN
/// if there is such a login, and as any call of the client.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_client_create_sub_account(
    client: Option<&Client>,
    sub_account: Option<&SubAccount>,
    error: *mut *mut Error,
) -> Status {
    call_of(client, error, || Ok(needed(sub_account, "sub_account")?.built()))
}

/// Frees the description of a sub-account; NULL is allowed. One that was created stays.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sub_account_free(sub_account: Option<Box<SubAccount>>) {
    free(sub_account);
}
