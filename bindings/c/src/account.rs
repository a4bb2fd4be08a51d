//! Who we are to the service, where it is, and what we forbid ourselves.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

pub mod batch;

use std::ffi::c_char;

use smsmode_http::{ApiKey, BaseUrl, Credential, Login, Method, Password, PhoneNumber, Policies};

use crate::boundary::{self, Out, call, free, needed, text};
use crate::error::Error;
use crate::fault::Fault;
use crate::status::Status;

/// Requests carry everything in their body. The default.
pub const SMSMODE_METHOD_POST: i32 = 1;
/// Requests carry everything in their address, the key included, which proxies and servers log.
pub const SMSMODE_METHOD_GET: i32 = 2;

/// An account of the service. Made by smsmode_account_new or smsmode_account_new_with_login, freed by
/// smsmode_account_free. Clients keep a copy of what it is when they are made.
///
/// Each function with an argument `account` fails with SMSMODE_NULL_ARGUMENT if that is NULL; where it
/// fails, the account is as it was.
///
/// Threads: only one at a time may use it.
#[derive(Debug)]
pub struct Account {
    pub(crate) entry: smsmode_http::Account,
    policies: Policies,
    allowed: Vec<PhoneNumber>,
}

impl Account {
    pub(crate) fn new(credential: impl Into<Credential>) -> Self {
        let entry = smsmode_http::Account::new(credential);
        Self { entry, policies: Policies::default(), allowed: Vec::new() }
    }

    pub(crate) fn with_login(login: &str, password: &str) -> Result<Self, Fault> {
        let (login, password) = (Login::new(login)?, Password::new(password)?);
        Ok(Self::new(Credential::Login { login, password }))
    }

    pub(crate) fn resolved(&self) -> smsmode_http::Account {
        let policies = self.policies.clone();
        self.entry.clone().with_policies(match self.allowed.as_slice() {
            [] => policies,
            allowed => policies.with_allowed_recipients(allowed.iter().copied()),
        })
    }
}

fn method(method: i32) -> Result<Method, Fault> {
    match method {
        SMSMODE_METHOD_POST => Ok(Method::Post),
        SMSMODE_METHOD_GET => Ok(Method::Get),
        value => Err(Fault::Constant { argument: "method", value }),
    }
}

fn set_policies(
    account: Option<&mut Account>,
    error: *mut *mut Error,
    change: impl FnOnce(Policies) -> Policies,
) -> Status {
    boundary::set(
        account,
        "account",
        |all| &mut all.policies,
        error,
        |policies| Ok(change(policies.clone())),
    )
}

/// The account that an API key opens.
///
/// `key`: `key_length` bytes; copied, and never shown by anything. `account`, which must not be NULL,
/// receives a handle that the caller frees.
///
/// Fails with SMSMODE_SECRET for what is no key, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_account_new(
    key: *const c_char,
    key_length: usize,
    account: *mut *mut Account,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(account, "account")?;
        out.give(Account::new(ApiKey::new(text(key, key_length, "key")?)?));
        Ok(())
    })
}

/// The account that a login and its password open: the old way. A key can be withdrawn, a password
/// opens everything; prefer smsmode_account_new.
///
/// `login`, `password`: copied; the password is never shown by anything. `account`, which must not be
/// NULL, receives a handle that the caller frees.
///
/// Fails with SMSMODE_LOGIN, SMSMODE_SECRET, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_account_new_with_login(
    login: *const c_char,
    login_length: usize,
    password: *const c_char,
    password_length: usize,
    account: *mut *mut Account,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(account, "account")?;
        let login = text(login, login_length, "login")?;
        out.give(Account::with_login(login, text(password, password_length, "password")?)?);
        Ok(())
    })
}

/// Another address of the service, such as a sandbox's: https, or plain http to this machine.
///
/// `url`: copied. Fails with SMSMODE_URL for anything else, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_account_set_base_url(
    account: Option<&mut Account>,
    url: *const c_char,
    url_length: usize,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        account,
        "account",
        |all| &mut all.entry,
        error,
        |entry| {
            let url = BaseUrl::new(text(url, url_length, "url")?)?;
            Ok(entry.clone().with_base_url(url))
        },
    )
}

/// As smsmode_account_set_base_url, but plain http to any machine too: the key then travels in the
/// clear. For a sandbox in a container.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_account_set_base_url_allowing_plain_http(
    account: Option<&mut Account>,
    url: *const c_char,
    url_length: usize,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        account,
        "account",
        |all| &mut all.entry,
        error,
        |entry| {
            let url = BaseUrl::allowing_plain_http(text(url, url_length, "url")?)?;
            Ok(entry.clone().with_base_url(url))
        },
    )
}

/// SMSMODE_METHOD_POST, which is the default, or SMSMODE_METHOD_GET. Fails with SMSMODE_BAD_CONSTANT
/// for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_account_set_method(
    account: Option<&mut Account>,
    method: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        account,
        "account",
        |all| &mut all.entry,
        error,
        |entry| Ok(entry.clone().with_method(self::method(method)?)),
    )
}

/// Allows one more recipient. From the first on only those that were allowed may be sent to, and no
/// group: a safeguard while one tries things out.
///
/// `number`: any usual spelling; copied. Fails with SMSMODE_PHONE_NUMBER, SMSMODE_NOT_UTF8,
/// SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_account_allow_recipient(
    account: Option<&mut Account>,
    number: *const c_char,
    number_length: usize,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let account = needed(account, "account")?;
        account.allowed.push(PhoneNumber::parse(text(number, number_length, "number")?)?);
        Ok(())
    })
}

/// The most segments of one call, all recipients together. Unlimited by default.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_account_set_segments_per_call(
    account: Option<&mut Account>,
    segments: u64,
    error: *mut *mut Error,
) -> Status {
    set_policies(account, error, |policies| policies.with_segments_per_call(segments))
}

/// The most segments of one day of UTC, all calls of one client together. Unlimited by default.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_account_set_segments_per_day(
    account: Option<&mut Account>,
    segments: u64,
    error: *mut *mut Error,
) -> Status {
    set_policies(account, error, |policies| policies.with_segments_per_day(segments))
}

/// Frees the account; NULL is allowed. Clients that were made with it stay.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_account_free(account: Option<Box<Account>>) {
    free(account);
}
