//! Who is sent what, and from whom.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_http::{ContactGroup, PhoneNumber, Sender};

use crate::boundary::{self, call, needed};
use crate::constant::flag;
use crate::encoding::Charset;
use crate::error::Error;
use crate::send::{Send, Written, set_written};
use crate::status::Status;
use crate::treatment::{self, Mode};

/// How texts are written that this message is given from now on, all but those of _w and _1252
/// functions: SMSMODE_UTF8, which is the default, or SMSMODE_WINDOWS_1252. Fails with
/// SMSMODE_BAD_CONSTANT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_send_set_encoding(
    send: Option<&mut Send>,
    encoding: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(send, "send", |all| &mut all.encoding, error, |_| Charset::new(encoding))
}

/// Adds a recipient. One that was added before is sent to only once.
///
/// `number`: any usual spelling, French or international; copied. Fails with SMSMODE_PHONE_NUMBER,
/// SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_send_add_recipient(
    send: Option<&mut Send>,
    number: *const c_char,
    number_length: usize,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let send = needed(send, "send")?;
        let number = send.encoding.decoded(number, number_length, "number")?;
        send.numbers.push(PhoneNumber::parse(&number)?);
        Ok(())
    })
}

/// Sends to everyone in a contact group of the account, instead of to recipients.
///
/// `group`: copied. Fails with SMSMODE_CONTACT_GROUP, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_send_set_group(
    send: Option<&mut Send>,
    group: *const c_char,
    group_length: usize,
    error: *mut *mut Error,
) -> Status {
    let written = Written(group, group_length, "group");
    set_written(
        send,
        written,
        |all| &mut all.group,
        error,
        |group| Ok(Some(ContactGroup::new(group)?)),
    )
}

/// The text. Whether it can be sent, smsmode_client_send says, or a plan before.
///
/// `text`: copied. Fails with SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_send_set_text(
    send: Option<&mut Send>,
    text: *const c_char,
    text_length: usize,
    error: *mut *mut Error,
) -> Status {
    let written = Written(text, text_length, "text");
    set_written(send, written, |all| &mut all.text, error, |text| Ok(text.to_owned()))
}

/// How the text may be treated: one of SMSMODE_MODE_EXACT, which is the default, _SMART and _UNICODE.
/// Fails with SMSMODE_BAD_CONSTANT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_send_set_mode(
    send: Option<&mut Send>,
    mode: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(send, "send", |all| &mut all.treatment.mode, error, |_| Mode::new(mode))
}

/// What SMSMODE_MODE_SMART may replace: one of SMSMODE_LEVEL_TYPOGRAPHY, _LETTERS, which is the
/// default, and _SYMBOLS. Fails with SMSMODE_BAD_CONSTANT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_send_set_level(
    send: Option<&mut Send>,
    level: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        send,
        "send",
        |all| &mut all.treatment.smart,
        error,
        |smart| Ok(smart.with_level(treatment::level(level)?)),
    )
}

/// When SMSMODE_MODE_SMART replaces: one of SMSMODE_WHEN_IT_MAKES_GSM, which is the default,
/// _IT_SAVES_A_SEGMENT and _ALWAYS. Fails with SMSMODE_BAD_CONSTANT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_send_set_when(
    send: Option<&mut Send>,
    when: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        send,
        "send",
        |all| &mut all.treatment.smart,
        error,
        |smart| Ok(smart.with_when(treatment::when(when)?)),
    )
}

/// Whether SMSMODE_MODE_SMART drops what nothing can stand for, such as an emoji: 1, or 0, which is
/// the default. Fails with SMSMODE_BAD_CONSTANT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_send_set_dropping(
    send: Option<&mut Send>,
    dropping: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(
        send,
        "send",
        |all| &mut all.treatment.smart,
        error,
        |smart| Ok(smart.with_dropping(flag(dropping, "dropping")?)),
    )
}

/// The sender that phones show instead of a number: 1 to 11 letters and digits without accents, with
/// a letter among them.
///
/// `sender`: copied. Fails with SMSMODE_SENDER, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_send_set_sender(
    send: Option<&mut Send>,
    sender: *const c_char,
    sender_length: usize,
    error: *mut *mut Error,
) -> Status {
    let written = Written(sender, sender_length, "sender");
    set_written(
        send,
        written,
        |all| &mut all.sender,
        error,
        |sender| Ok(Some(Sender::new(sender)?)),
    )
}

/// Whether people can answer: 1, or 0, which is the default. A message that can be answered has no
/// sender of its own and is not in Unicode. Fails with SMSMODE_BAD_CONSTANT for another number.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_send_set_replies(
    send: Option<&mut Send>,
    replies: i32,
    error: *mut *mut Error,
) -> Status {
    boundary::set(send, "send", |all| &mut all.replies, error, |_| flag(replies, "replies"))
}
