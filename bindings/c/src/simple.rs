//! The whole of it in a few functions for programs that know neither handles nor lengths.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

mod call;
mod names;
mod room;
pub(crate) mod settings;

use std::ffi::c_char;

use smsmode_http::{GetBalance, GetMessageStatus, MessageId};

use crate::boundary::{self, optional};
use crate::encoding::Charset;
use crate::message::class_number;
use crate::simple::call::Words;
use crate::simple::room::Room;
use crate::status::Status;
use crate::text::alphabet_number;

/// The room that `out_id` of smsmode_simple_send needs: 64 characters and a NUL.
pub const SMSMODE_SIMPLE_ID_SIZE: i32 = 65;

const _: () = assert!(SMSMODE_SIMPLE_ID_SIZE as usize == MessageId::MAX_LENGTH + 1);

/// Sends a message, once. This function and its sisters are for programs that pass numbers of 32 bits
/// and texts only: no handles, no sizes of 64 bits. They hold for each:
///
/// - Texts that go in end with a NUL. They are in the encoding that `settings` names.
/// - Texts that come out go into a buffer of the caller's and end with a NUL; its size counts that
///   NUL. They are in the encoding of `settings` too, with `?` for what it does not have. NULL with
///   the size 0 says that the text is not wanted.
/// - It returns a smsmode_status, and `out_error` receives why in words, in the language of
///   `settings`, cut where it has no more room; an empty text on success. Other outputs are written on
///   success only, but for `out_outcome`.
/// - Each call connects anew, and closes that connection.
/// - Threads: any number may call at once.
///
/// `settings` is a list such as "key=Ab1CD2efg3Hi;language=fr;encoding=windows-1252". In a value, `;` is
/// written %3B and % is written %25. A name that is unknown or comes twice is refused. Names are:
///
/// - key, or login and password: who you are. What only plans needs none;
/// - base_url: another address, such as a sandbox's, https or on this machine;
/// - encoding: utf-8, the default, or windows-1252; language: en, the default, or fr;
/// - timeout_ms: time for the whole call, 30000 by default; connect_timeout_ms: to connect, 10000;
/// - proxy, ca_file: as smsmode_settings_set_proxy and _set_ca_file;
/// - mode: exact, the default, smart or unicode; level: typography, letters, the default, or symbols;
///   when: makes_gsm, the default, saves_a_segment or always; dropping: 0 or 1, as
///   smsmode_plan_options has them;
/// - sender, replies (0 or 1), reference, max_segments (1 to 5), opt_out (always or if_free),
///   delivery_url, reply_url: as the setters of smsmode_send.
///
/// The arguments of this function:
///
/// - `recipients`: phone numbers in any usual spelling, with commas between them;
/// - `text`: `text_length` bytes, or -1 if it ends with a NUL;
/// - `out_id`: room for SMSMODE_SIMPLE_ID_SIZE bytes, for the identifier. Less is refused before
///   anything is sent. An empty identifier was lost on the way: the message is accepted all the same.
///   Where nothing proves that it is whole, only smsmode_accepted_is_provisional would tell;
/// - `out_outcome`, which must not be NULL, receives what became of the message, whatever is returned:
///   0 if the service accepted it, else one of SMSMODE_OUTCOME_NOT_SENT, _REFUSED and _UNKNOWN. Where
///   it is unknown, do not send again before you have looked.
///
/// Fails with SMSMODE_SETTINGS_STRING if the settings cannot be read, SMSMODE_BUFFER_TOO_SMALL,
/// SMSMODE_BAD_LENGTH for a negative size, and as smsmode_client_new and smsmode_client_send.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_simple_send(
    settings: *const c_char,
    recipients: *const c_char,
    text: *const c_char,
    text_length: i32,
    out_id: *mut c_char,
    out_id_size: i32,
    out_outcome: *mut i32,
    out_error: *mut c_char,
    out_error_size: i32,
) -> Status {
    let words = Words { settings, out_error, out_error_size };
    call::send(words, out_outcome, |caller| {
        let id = Room::needed(out_id, out_id_size, SMSMODE_SIMPLE_ID_SIZE, "out_id")?;
        let message = caller.message(recipients, text, text_length)?;
        let accepted = caller.client()?.call(&message)?;
        let text = accepted.message_id.as_ref().map_or("", MessageId::as_str);
        id.write(text, caller.encoding())
    })
}

/// Foresees what smsmode_simple_send does with a text, and sends nothing. It needs no key. SMSMODE_OK
/// says that the text can be sent with these settings; else the status is that of the send.
///
/// `settings`, `text`, `out_error`: as for smsmode_simple_send. Each output may be NULL:
/// - `out_segments`: the most segments that a recipient is sent, a STOP mention included;
/// - `out_alphabet`: SMSMODE_ALPHABET_GSM7 or SMSMODE_ALPHABET_UCS2;
/// - `out_free_units`: how many units the last segment can still take;
/// - `out_text`: the text as a handset shows it, with its replacements. SMSMODE_BUFFER_TOO_SMALL if it
///   has no room for the whole.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_simple_plan(
    settings: *const c_char,
    text: *const c_char,
    text_length: i32,
    out_segments: *mut i32,
    out_alphabet: *mut i32,
    out_free_units: *mut i32,
    out_text: *mut c_char,
    out_text_size: i32,
    out_error: *mut c_char,
    out_error_size: i32,
) -> Status {
    call::ask(Words { settings, out_error, out_error_size }, |caller| {
        let room = Room::new(out_text, out_text_size, "out_text")?;
        let plan = caller.plan(text, text_length)?;
        room.write(plan.text(), caller.encoding())?;
        optional(out_segments, small(plan.segments().max));
        optional(out_alphabet, alphabet_number(plan.alphabet()));
        optional(out_free_units, small(plan.free_units()));
        Ok(())
    })
}

/// Asks where a message stands, for 30 days after it was sent.
///
/// `settings`, `out_error`: as for smsmode_simple_send. `id`: from there. Each output may be NULL:
/// - `out_status`: the number of the service;
/// - `out_delivery`: what it means, one of the SMSMODE_DELIVERY_ numbers;
/// - `out_is_final`: 1 if it will not change any more, else 0;
/// - `out_words`: the same in words. SMSMODE_BUFFER_TOO_SMALL if it has no room for the whole; 200
///   bytes are plenty.
///
/// Fails as smsmode_client_message_status, and as smsmode_simple_send does before anything is sent.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_simple_status(
    settings: *const c_char,
    id: *const c_char,
    out_status: *mut i32,
    out_delivery: *mut i32,
    out_is_final: *mut i32,
    out_words: *mut c_char,
    out_words_size: i32,
    out_error: *mut c_char,
    out_error_size: i32,
) -> Status {
    call::ask(Words { settings, out_error, out_error_size }, |caller| {
        let room = Room::new(out_words, out_words_size, "out_words")?;
        let ask = GetMessageStatus::new(caller.message_id(id)?);
        let status = caller.client()?.call(&ask)?.status;
        room.write(&caller.words(&status), caller.encoding())?;
        optional(out_status, status.code().into());
        optional(out_delivery, class_number(status.class()));
        optional(out_is_final, status.is_final().into());
        Ok(())
    })
}

/// Asks how many credits the account has.
///
/// `settings`, `out_error`: as for smsmode_simple_send. `out_credits` receives a decimal number with a
/// point, such as "212.5", a minus sign before it if there are fewer than none;
/// SMSMODE_BUFFER_TOO_SMALL if it has no room: 40 bytes are plenty.
///
/// Fails as smsmode_client_balance, and as smsmode_simple_send does before anything is sent.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_simple_balance(
    settings: *const c_char,
    out_credits: *mut c_char,
    out_credits_size: i32,
    out_error: *mut c_char,
    out_error_size: i32,
) -> Status {
    call::ask(Words { settings, out_error, out_error_size }, |caller| {
        let room = Room::new(out_credits, out_credits_size, "out_credits")?;
        let credits = caller.client()?.call(&GetBalance::new())?.credits;
        room.write(&credits.to_string(), caller.encoding())
    })
}

/// The version of the library that is running, such as "0.1.0": a call that proves that it is found.
///
/// Fails with SMSMODE_BUFFER_TOO_SMALL if `out_version` has no room for it, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH. 20 bytes are plenty.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_simple_version(
    out_version: *mut c_char,
    out_version_size: i32,
) -> Status {
    boundary::call(std::ptr::null_mut(), || {
        let room = Room::needed(out_version, out_version_size, 1, "out_version")?;
        room.write(env!("CARGO_PKG_VERSION"), Charset::Utf8)
    })
}

/// What does not fit into 32 bits is more than anybody waits for.
fn small(number: impl TryInto<i32>) -> i32 {
    number.try_into().unwrap_or(i32::MAX)
}
