//! Whom one speaks to about a sub-account.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use crate::date;
use crate::error::Error;
use crate::status::Status;
use crate::sub_account::{SubAccount, set};

/// The last name of the person to speak to.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sub_account_set_last_name(
    sub_account: Option<&mut SubAccount>,
    last_name: *const c_char,
    last_name_length: usize,
    error: *mut *mut Error,
) -> Status {
    set(sub_account, error, |entry, written| {
        Ok(entry.with_last_name(written.decoded(last_name, last_name_length, "last_name")?))
    })
}

/// The first name of that person.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sub_account_set_first_name(
    sub_account: Option<&mut SubAccount>,
    first_name: *const c_char,
    first_name_length: usize,
    error: *mut *mut Error,
) -> Status {
    set(sub_account, error, |entry, written| {
        Ok(entry.with_first_name(written.decoded(first_name, first_name_length, "first_name")?))
    })
}

/// The date of birth, such as 1980, 2, 29. Fails with SMSMODE_DATE if there is no such day.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sub_account_set_birth_date(
    sub_account: Option<&mut SubAccount>,
    year: i32,
    month: i32,
    day: i32,
    error: *mut *mut Error,
) -> Status {
    set(sub_account, error, |entry, _| Ok(entry.with_birth_date(date::day([year, month, day])?)))
}

/// The mobile number of that person, in any usual spelling. Fails with SMSMODE_PHONE_NUMBER.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sub_account_set_mobile(
    sub_account: Option<&mut SubAccount>,
    number: *const c_char,
    number_length: usize,
    error: *mut *mut Error,
) -> Status {
    set(sub_account, error, |entry, written| {
        Ok(entry.with_mobile(super::number(number, number_length, written)?))
    })
}

/// An address for e-mail.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sub_account_set_email(
    sub_account: Option<&mut SubAccount>,
    email: *const c_char,
    email_length: usize,
    error: *mut *mut Error,
) -> Status {
    set(sub_account, error, |entry, written| {
        Ok(entry.with_email(written.decoded(email, email_length, "email")?))
    })
}
