//! Texts in Windows-1252: those of older programs. No byte is wrong there.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use crate::account::Account;
use crate::boundary::{self, Out, call};
use crate::contact::Contact;
use crate::encoding::{Encoding, Text, Windows1252};
use crate::error::Error;
use crate::plan::Plan;
use crate::plan::options::PlanOptions;
use crate::segments::Segments;
use crate::send::Send;
use crate::smart::{self, Smart};
use crate::status::Status;
use crate::sub_account::SubAccount;
use crate::text::{self, Found, Measures};
use crate::voice::Voice;

/// smsmode_analyse for a text in Windows-1252: `text_length` and `first_outside` count its bytes.
///
/// Fails with SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_analyse_1252(
    text: *const c_char,
    text_length: usize,
    alphabet: *mut i32,
    units: *mut usize,
    segments: *mut u32,
    free_units: *mut usize,
    first_outside: *mut usize,
    error: *mut *mut Error,
) -> Status {
    let measures = Measures { alphabet, units, segments, free_units, first_outside };
    call(error, || {
        measures.write(&Text::<Windows1252>::new(text.cast(), text_length)?);
        Ok(())
    })
}

/// smsmode_outside_gsm for a text in Windows-1252: `offsets` count its bytes.
///
/// Fails with SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outside_gsm_1252(
    text: *const c_char,
    text_length: usize,
    offsets: *mut usize,
    capacity: usize,
    count: *mut usize,
    error: *mut *mut Error,
) -> Status {
    let found = Found { offsets, capacity, count };
    call(error, || found.write(&Text::<Windows1252>::new(text.cast(), text_length)?))
}

/// smsmode_truncate for a text in Windows-1252: `length` counts its bytes.
///
/// Fails with SMSMODE_BAD_CONSTANT, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_truncate_1252(
    text: *const c_char,
    text_length: usize,
    segments: i32,
    length: *mut usize,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        text::cut(&Text::<Windows1252>::new(text.cast(), text_length)?, segments, length)
    })
}

/// smsmode_segments_new for a text in Windows-1252: offsets and lengths count its bytes.
///
/// Fails with SMSMODE_TOO_MANY_SEGMENTS, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_segments_new_1252(
    text: *const c_char,
    text_length: usize,
    segments: *mut *mut Segments,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(segments, "segments")?;
        out.give(Segments::new(&Text::<Windows1252>::new(text.cast(), text_length)?)?);
        Ok(())
    })
}

/// smsmode_smart_new for a text in Windows-1252: offsets and lengths count its bytes.
/// Texts come out in UTF-8.
///
/// Fails with SMSMODE_BAD_CONSTANT, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_smart_new_1252(
    text: *const c_char,
    text_length: usize,
    level: i32,
    when: i32,
    dropping: i32,
    smart: *mut *mut Smart,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(smart, "smart")?;
        let text = Text::<Windows1252>::new(text.cast(), text_length)?;
        out.give(Smart::new(&text, smart::options(level, when, dropping)?));
        Ok(())
    })
}

/// smsmode_plan_new for a text in Windows-1252: the cut, offsets and lengths count its bytes;
/// those of segments, in smsmode_plan_text once it is written so too. Texts come out in UTF-8.
///
/// Fails with SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_new_1252(
    text: *const c_char,
    text_length: usize,
    options: Option<&PlanOptions>,
    plan: *mut *mut Plan,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(plan, "plan")?;
        out.give(Plan::new(&Text::<Windows1252>::new(text.cast(), text_length)?, options));
        Ok(())
    })
}

/// smsmode_account_new_with_login for a login and a password in Windows-1252.
///
/// Fails with SMSMODE_LOGIN, SMSMODE_SECRET, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_account_new_with_login_1252(
    login: *const c_char,
    login_length: usize,
    password: *const c_char,
    password_length: usize,
    account: *mut *mut Account,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(account, "account")?;
        let login = Windows1252::decoded(login.cast(), login_length, "login")?;
        let password = Windows1252::decoded(password.cast(), password_length, "password")?;
        out.give(Account::with_login(&login, &password)?);
        Ok(())
    })
}

/// smsmode_send_set_text for a text in Windows-1252, whatever smsmode_send_set_encoding said.
///
/// Fails with SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_send_set_text_1252(
    send: Option<&mut Send>,
    text: *const c_char,
    text_length: usize,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        send,
        "send",
        |all| &mut all.text,
        error,
        |_| Ok(Windows1252::decoded(text.cast(), text_length, "text")?.into_owned()),
    )
}

/// smsmode_voice_set_text for a text in Windows-1252,
/// whatever smsmode_voice_set_encoding said.
///
/// Fails with SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_voice_set_text_1252(
    voice: Option<&mut Voice>,
    text: *const c_char,
    text_length: usize,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        voice,
        "voice",
        |all| &mut all.text,
        error,
        |_| Ok(Windows1252::decoded(text.cast(), text_length, "text")?.into_owned()),
    )
}

/// smsmode_contact_new for texts in Windows-1252.
///
/// Fails with SMSMODE_EMPTY_FIELD, SMSMODE_PHONE_NUMBER, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_contact_new_1252(
    last_name: *const c_char,
    last_name_length: usize,
    number: *const c_char,
    number_length: usize,
    contact: *mut *mut Contact,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(contact, "contact")?;
        let last_name = Windows1252::decoded(last_name.cast(), last_name_length, "last_name")?;
        let number = Windows1252::decoded(number.cast(), number_length, "number")?;
        out.give(Contact::new(&last_name, &number)?);
        Ok(())
    })
}

/// smsmode_sub_account_new for a login and a password in Windows-1252.
///
/// Fails with SMSMODE_LOGIN, SMSMODE_SECRET, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sub_account_new_1252(
    login: *const c_char,
    login_length: usize,
    password: *const c_char,
    password_length: usize,
    sub_account: *mut *mut SubAccount,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(sub_account, "sub_account")?;
        let login = Windows1252::decoded(login.cast(), login_length, "login")?;
        let password = Windows1252::decoded(password.cast(), password_length, "password")?;
        out.give(SubAccount::new(&login, &password)?);
        Ok(())
    })
}
