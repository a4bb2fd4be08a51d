//! Replacement of characters that GSM does not have.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_http::text::smart::{SmartOptions, apply};

use crate::boundary::{Out, OutText, call, free, lend, read};
use crate::changes::{Change, Character, code_point};
use crate::constant::{flag, or_none};
use crate::encoding::{Encoding, Text, Utf8};
use crate::error::Error;
use crate::fault::Fault;
use crate::status::Status;
use crate::treatment;

/// A text after replacement, and what was replaced. Made by smsmode_smart_new, freed by
/// smsmode_smart_free.
///
/// Threads: it never changes, so any number of threads may look at it.
#[derive(Debug)]
pub struct Smart {
    text: OutText,
    is_sendable: bool,
    changes: Vec<Change>,
    irreplaceable: Vec<Character>,
}

impl Smart {
    pub(crate) fn new<E: Encoding>(text: &Text<'_, E>, options: SmartOptions) -> Self {
        let outcome = apply(text, &options);
        Self {
            text: outcome.text().into(),
            is_sendable: outcome.is_sendable(),
            changes: Change::all(text, outcome.changes()),
            irreplaceable: Character::all(text, outcome.irreplaceable()),
        }
    }
}

pub(crate) fn options(level: i32, when: i32, dropping: i32) -> Result<SmartOptions, Fault> {
    Ok(SmartOptions::default()
        .with_level(treatment::level(level)?)
        .with_when(treatment::when(when)?)
        .with_dropping(flag(dropping, "dropping")?))
}

/// Replaces the characters of a text that GSM does not have.
///
/// - `text`: UTF-8, `text_length` bytes; not kept;
/// - `level`: what may be replaced, one of SMSMODE_LEVEL_TYPOGRAPHY, _LETTERS and _SYMBOLS;
/// - `when`: one of SMSMODE_WHEN_IT_MAKES_GSM, _IT_SAVES_A_SEGMENT and _ALWAYS;
/// - `dropping`: 1 drops what nothing can stand for, such as an emoji; 0 leaves it;
/// - `smart`, which must not be NULL, receives a handle that the caller frees.
///
/// Fails with SMSMODE_BAD_CONSTANT, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_smart_new(
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
        let text = Text::<Utf8>::new(text.cast(), text_length)?;
        out.give(Smart::new(&text, options(level, when, dropping)?));
        Ok(())
    })
}

/// The text after replacement. UTF-8, ended by a NUL, lent until the handle is freed; `length`,
/// unless NULL, receives its bytes without that NUL. NULL, with the length 0, for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_smart_text(smart: Option<&Smart>, length: *mut usize) -> *const c_char {
    lend(smart, length, |smart| Some(&smart.text))
}

/// 1 if a message in GSM can carry the text after replacement, else 0; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_smart_is_sendable(smart: Option<&Smart>) -> i32 {
    read(smart, |smart| smart.is_sendable.into())
}

/// How many replacements were made; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_smart_change_count(smart: Option<&Smart>) -> usize {
    read(smart, |smart| smart.changes.len())
}

/// Where the replacement `index`, from 0, was made, in bytes of the text as it was written;
/// SMSMODE_NONE beyond the last, and 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_smart_change_offset(smart: Option<&Smart>, index: usize) -> usize {
    read(smart, |smart| or_none(smart.changes.get(index).map(|change| change.offset)))
}

/// How many bytes the replacement `index`, from 0, took out of the text as it was written;
/// SMSMODE_NONE beyond the last, and 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_smart_change_length(smart: Option<&Smart>, index: usize) -> usize {
    read(smart, |smart| or_none(smart.changes.get(index).map(|change| change.length)))
}

/// What stood there. UTF-8, ended by a NUL, lent until the handle is freed; `length`, unless NULL,
/// receives its bytes. NULL, with the length 0, beyond the last replacement and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_smart_change_original(
    smart: Option<&Smart>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(smart, length, |smart| Some(&smart.changes.get(index)?.original))
}

/// What stands there now; nothing for a character that was dropped. Lent as the original is.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_smart_change_replacement(
    smart: Option<&Smart>,
    index: usize,
    length: *mut usize,
) -> *const c_char {
    lend(smart, length, |smart| Some(&smart.changes.get(index)?.replacement))
}

/// How many characters have nothing that could stand for them; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_smart_irreplaceable_count(smart: Option<&Smart>) -> usize {
    read(smart, |smart| smart.irreplaceable.len())
}

/// Where the irreplaceable character `index`, from 0, stands, in bytes of the text as it was written;
/// SMSMODE_NONE beyond the last, and 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_smart_irreplaceable_offset(smart: Option<&Smart>, index: usize) -> usize {
    read(smart, |smart| or_none(smart.irreplaceable.get(index).map(|character| character.offset)))
}

/// The Unicode code point of the irreplaceable character `index`, from 0; 0 beyond the last and for
/// NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_smart_irreplaceable_character(
    smart: Option<&Smart>,
    index: usize,
) -> u32 {
    read(smart, |smart| code_point(&smart.irreplaceable, index))
}

/// Frees the result; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_smart_free(smart: Option<Box<Smart>>) {
    free(smart);
}
