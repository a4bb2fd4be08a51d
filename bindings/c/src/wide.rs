//! Texts in UTF-16, in the byte order of the machine: those of Windows, C#, Java and Qt.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use crate::account::Account;
use crate::batch::Batch;
use crate::boundary::{self, Out, call, needed};
use crate::contact::Contact;
use crate::encoding::{Encoding, Text, Utf16};
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

/// smsmode_analyse for a text in UTF-16: `text_length` and `first_outside` count units of 16 bits.
///
/// Fails with SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_analyse_w(
    text: *const u16,
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
        measures.write(&Text::<Utf16>::new(text, text_length)?);
        Ok(())
    })
}

/// smsmode_outside_gsm for a text in UTF-16: `offsets` count units of 16 bits.
///
/// Fails with SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outside_gsm_w(
    text: *const u16,
    text_length: usize,
    offsets: *mut usize,
    capacity: usize,
    count: *mut usize,
    error: *mut *mut Error,
) -> Status {
    let found = Found { offsets, capacity, count };
    call(error, || found.write(&Text::<Utf16>::new(text, text_length)?))
}

/// smsmode_truncate for a text in UTF-16: `length` counts units of 16 bits.
///
/// Fails with SMSMODE_BAD_CONSTANT, SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_truncate_w(
    text: *const u16,
    text_length: usize,
    segments: i32,
    length: *mut usize,
    error: *mut *mut Error,
) -> Status {
    call(error, || text::cut(&Text::<Utf16>::new(text, text_length)?, segments, length))
}

/// smsmode_segments_new for a text in UTF-16: offsets and lengths count units of 16 bits.
///
/// Fails with SMSMODE_TOO_MANY_SEGMENTS, SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_segments_new_w(
    text: *const u16,
    text_length: usize,
    segments: *mut *mut Segments,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(segments, "segments")?;
        out.give(Segments::new(&Text::<Utf16>::new(text, text_length)?)?);
        Ok(())
    })
}

/// smsmode_smart_new for a text in UTF-16: offsets and lengths count units of 16 bits.
/// Texts come out in UTF-8.
///
/// Fails with SMSMODE_BAD_CONSTANT, SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_smart_new_w(
    text: *const u16,
    text_length: usize,
    level: i32,
    when: i32,
    dropping: i32,
    smart: *mut *mut Smart,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(smart, "smart")?;
        let text = Text::<Utf16>::new(text, text_length)?;
        out.give(Smart::new(&text, smart::options(level, when, dropping)?));
        Ok(())
    })
}

/// smsmode_plan_new for a text in UTF-16: the cut, offsets and lengths count units of 16 bits;
/// those of segments, in smsmode_plan_text once it is written so too. Texts come out in UTF-8.
///
/// Fails with SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_new_w(
    text: *const u16,
    text_length: usize,
    options: Option<&PlanOptions>,
    plan: *mut *mut Plan,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(plan, "plan")?;
        out.give(Plan::new(&Text::<Utf16>::new(text, text_length)?, options));
        Ok(())
    })
}

/// smsmode_account_new_with_login for a login and a password in UTF-16.
///
/// Fails with SMSMODE_LOGIN, SMSMODE_SECRET, SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_account_new_with_login_w(
    login: *const u16,
    login_length: usize,
    password: *const u16,
    password_length: usize,
    account: *mut *mut Account,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(account, "account")?;
        let login = Utf16::decoded(login, login_length, "login")?;
        let password = Utf16::decoded(password, password_length, "password")?;
        out.give(Account::with_login(&login, &password)?);
        Ok(())
    })
}

/// smsmode_send_set_text for a text in UTF-16.
///
/// Fails with SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_send_set_text_w(
    send: Option<&mut Send>,
    text: *const u16,
    text_length: usize,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        send,
        "send",
        |all| &mut all.text,
        error,
        |_| Ok(Utf16::decoded(text, text_length, "text")?.into_owned()),
    )
}

/// smsmode_voice_set_text for a text in UTF-16.
///
/// Fails with SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_voice_set_text_w(
    voice: Option<&mut Voice>,
    text: *const u16,
    text_length: usize,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        voice,
        "voice",
        |all| &mut all.text,
        error,
        |_| Ok(Utf16::decoded(text, text_length, "text")?.into_owned()),
    )
}

/// smsmode_batch_add_row for texts in UTF-16, all four of them.
///
/// Fails with SMSMODE_PHONE_NUMBER, SMSMODE_SENDER, SMSMODE_REFERENCE, SMSMODE_NOT_UTF16,
/// SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_batch_add_row_w(
    batch: Option<&mut Batch>,
    number: *const u16,
    number_length: usize,
    text: *const u16,
    text_length: usize,
    sender: *const u16,
    sender_length: usize,
    reference: *const u16,
    reference_length: usize,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        needed(batch, "batch")?.add(
            &Utf16::decoded(number, number_length, "number")?,
            Utf16::decoded(text, text_length, "text")?,
            &Utf16::decoded(sender, sender_length, "sender")?,
            &Utf16::decoded(reference, reference_length, "reference")?,
        )
    })
}

/// smsmode_contact_new for texts in UTF-16.
///
/// Fails with SMSMODE_EMPTY_FIELD, SMSMODE_PHONE_NUMBER, SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_contact_new_w(
    last_name: *const u16,
    last_name_length: usize,
    number: *const u16,
    number_length: usize,
    contact: *mut *mut Contact,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(contact, "contact")?;
        let last_name = Utf16::decoded(last_name, last_name_length, "last_name")?;
        let number = Utf16::decoded(number, number_length, "number")?;
        out.give(Contact::new(&last_name, &number)?);
        Ok(())
    })
}

/// smsmode_sub_account_new for a login and a password in UTF-16.
///
/// Fails with SMSMODE_LOGIN, SMSMODE_SECRET, SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_sub_account_new_w(
    login: *const u16,
    login_length: usize,
    password: *const u16,
    password_length: usize,
    sub_account: *mut *mut SubAccount,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(sub_account, "sub_account")?;
        let login = Utf16::decoded(login, login_length, "login")?;
        let password = Utf16::decoded(password, password_length, "password")?;
        out.give(SubAccount::new(&login, &password)?);
        Ok(())
    })
}
