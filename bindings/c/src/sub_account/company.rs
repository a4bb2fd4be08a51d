//! Where a sub-account is at home.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use crate::error::Error;
use crate::status::Status;
use crate::sub_account::{SubAccount, set};

/// The company.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sub_account_set_company(
    sub_account: Option<&mut SubAccount>,
    company: *const c_char,
    company_length: usize,
    error: *mut *mut Error,
) -> Status {
    set(sub_account, error, |entry, written| {
        Ok(entry.with_company(written.decoded(company, company_length, "company")?))
    })
}

/// The street and what belongs to it.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sub_account_set_address(
    sub_account: Option<&mut SubAccount>,
    address: *const c_char,
    address_length: usize,
    error: *mut *mut Error,
) -> Status {
    set(sub_account, error, |entry, written| {
        Ok(entry.with_address(written.decoded(address, address_length, "address")?))
    })
}

/// The postal code.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sub_account_set_postal_code(
    sub_account: Option<&mut SubAccount>,
    postal_code: *const c_char,
    postal_code_length: usize,
    error: *mut *mut Error,
) -> Status {
    set(sub_account, error, |entry, written| {
        Ok(entry.with_postal_code(written.decoded(
            postal_code,
            postal_code_length,
            "postal_code",
        )?))
    })
}

/// The city.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sub_account_set_city(
    sub_account: Option<&mut SubAccount>,
    city: *const c_char,
    city_length: usize,
    error: *mut *mut Error,
) -> Status {
    set(sub_account, error, |entry, written| {
        Ok(entry.with_city(written.decoded(city, city_length, "city")?))
    })
}

/// A phone number, in any usual spelling. Fails with SMSMODE_PHONE_NUMBER.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sub_account_set_phone(
    sub_account: Option<&mut SubAccount>,
    number: *const c_char,
    number_length: usize,
    error: *mut *mut Error,
) -> Status {
    set(sub_account, error, |entry, written| {
        Ok(entry.with_phone(super::number(number, number_length, written)?))
    })
}

/// A fax number, in any usual spelling. Fails with SMSMODE_PHONE_NUMBER.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sub_account_set_fax(
    sub_account: Option<&mut SubAccount>,
    number: *const c_char,
    number_length: usize,
    error: *mut *mut Error,
) -> Status {
    set(sub_account, error, |entry, written| {
        Ok(entry.with_fax(super::number(number, number_length, written)?))
    })
}
