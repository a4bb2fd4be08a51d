//! What will happen to a message.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

pub mod losses;
pub mod options;
pub mod segments;
pub mod warnings;

use std::ffi::c_char;

use smsmode_http::text::{self, WireCharset};

use crate::boundary::{Out, OutText, call, free, lend, optional, read};
use crate::changes::{Change, Character};
use crate::constant::or_none;
use crate::encoding::{Encoding, Places, Text, Utf8};
use crate::error::Error;
use crate::plan::options::PlanOptions;
use crate::segments::Place;
use crate::status::Status;
use crate::text::alphabet_number;
use crate::words::Words;

/// Class 2: an ordinary message.
pub const SMSMODE_CLASS_STANDARD: i32 = 2;
/// Class 4: a message that can be answered.
pub const SMSMODE_CLASS_REPLY_ALLOWED: i32 = 4;
/// Class 9: a message in Unicode.
pub const SMSMODE_CLASS_UNICODE: i32 = 9;

/// The request carries the text in ISO-8859-15.
pub const SMSMODE_WIRE_LATIN9: i32 = 1;
/// The request carries the text in UTF-8.
pub const SMSMODE_WIRE_UTF8: i32 = 2;

/// What will happen to a message. Made by smsmode_plan_new, freed by smsmode_plan_free. A function
/// that is asked of a NULL plan gives 0 or NULL.
///
/// Threads: it never changes, so any number of threads may look at it.
#[derive(Debug)]
pub struct Plan {
    pub(crate) foreseen: text::Plan,
    pub(crate) text: OutText,
    cut: Option<usize>,
    pub(crate) unsendable: Vec<Character>,
    pub(crate) segments: Vec<Place>,
    pub(crate) replacements: Vec<Change>,
    pub(crate) opt_out: Words,
    pub(crate) warnings: Vec<Words>,
}

impl Plan {
    pub(crate) fn new<E: Encoding>(text: &Text<'_, E>, options: Option<&PlanOptions>) -> Self {
        let foreseen = text::plan(text, &options.map(PlanOptions::resolved).unwrap_or_default());
        let places = Places::<E>::of(foreseen.text());
        Self {
            text: foreseen.text().into(),
            cut: foreseen.cut().map(|byte| text.places().unit(byte)),
            unsendable: Character::all(text, foreseen.unsendable()),
            segments: Place::all(places, foreseen.text_segments()),
            replacements: Change::all(text, foreseen.replacements()),
            opt_out: Words::of(&foreseen.opt_out()),
            warnings: foreseen.warnings().iter().map(Words::of).collect(),
            foreseen,
        }
    }
}

const fn charset_number(charset: WireCharset) -> i32 {
    match charset {
        WireCharset::Latin9 => SMSMODE_WIRE_LATIN9,
        WireCharset::Utf8 => SMSMODE_WIRE_UTF8,
    }
}

/// Foresees what the service does with a text. Nothing is refused but what is no text: what cannot be
/// sent is listed in the plan.
///
/// `text`: UTF-8, `text_length` bytes; not kept. `options`: not kept; NULL stands for the defaults.
/// `plan`, which must not be NULL, receives a handle that the caller frees.
///
/// Fails with SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_new(
    text: *const c_char,
    text_length: usize,
    options: Option<&PlanOptions>,
    plan: *mut *mut Plan,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(plan, "plan")?;
        out.give(Plan::new(&Text::<Utf8>::new(text.cast(), text_length)?, options));
        Ok(())
    })
}

/// The class in which it is sent: SMSMODE_CLASS_STANDARD, _REPLY_ALLOWED or _UNICODE.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_class(plan: Option<&Plan>) -> i32 {
    read(plan, |plan| plan.foreseen.class().number().into())
}

/// The alphabet over the air: SMSMODE_ALPHABET_GSM7, or SMSMODE_ALPHABET_UCS2 in SMSMODE_MODE_UNICODE.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_alphabet(plan: Option<&Plan>) -> i32 {
    read(plan, |plan| alphabet_number(plan.foreseen.alphabet()))
}

/// The charset of the request: SMSMODE_WIRE_LATIN9 or SMSMODE_WIRE_UTF8.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_wire_charset(plan: Option<&Plan>) -> i32 {
    read(plan, |plan| charset_number(plan.foreseen.wire_charset()))
}

/// The text as a handset shows it, without the STOP mention: with its replacements, cut where the
/// service cuts, with `?` for what it cannot carry.
///
/// UTF-8, ended by a NUL, lent until the plan is freed; `length`, unless NULL, receives its bytes
/// without that NUL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_text(plan: Option<&Plan>, length: *mut usize) -> *const c_char {
    lend(plan, length, |plan| Some(&plan.text))
}

/// Where the service cuts the text, in bytes of the text as it was written; SMSMODE_NONE if it sends
/// the whole.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_cut(plan: Option<&Plan>) -> usize {
    read(plan, |plan| or_none(plan.cut))
}

/// 1 if the message can carry every character of the text, else 0. The length is not looked at: see
/// smsmode_plan_cut.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_is_sendable(plan: Option<&Plan>) -> i32 {
    read(plan, |plan| plan.foreseen.is_sendable().into())
}

/// The length of smsmode_plan_text in units of the alphabet.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_units(plan: Option<&Plan>) -> usize {
    read(plan, |plan| plan.foreseen.units())
}

/// How many units the last segment of smsmode_plan_text can still take, before any STOP mention.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_free_units(plan: Option<&Plan>) -> usize {
    read(plan, |plan| plan.foreseen.free_units())
}

/// How many units each segment holds: 160 or 70 for one alone, 153 or 67 for each of several.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_segment_capacity(plan: Option<&Plan>) -> usize {
    read(plan, |plan| plan.foreseen.segment_capacity())
}

/// The fewest segments that a recipient is sent, the STOP mention included.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_min_segments(plan: Option<&Plan>) -> u64 {
    read(plan, |plan| plan.foreseen.segments().min)
}

/// The most segments that a recipient is sent, the STOP mention included. It is the fewest, unless
/// the document of the service leaves the number open.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_max_segments(plan: Option<&Plan>) -> u64 {
    read(plan, |plan| plan.foreseen.segments().max)
}

/// How many segments the whole text would take, before any cut and without the STOP mention.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_whole_segments(plan: Option<&Plan>) -> u32 {
    read(plan, |plan| plan.foreseen.whole_segments())
}

/// How many segments are charged for all recipients together, from `min` to `max`; each may be NULL.
///
/// 1 if that is known, else 0, and then nothing is written: nobody said how many recipients there
/// are, or the plan is NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_cost(plan: Option<&Plan>, min: *mut u64, max: *mut u64) -> i32 {
    read(plan, |plan| {
        let cost =
            plan.foreseen.cost().map(|cost| (optional(min, cost.min), optional(max, cost.max)));
        cost.is_some().into()
    })
}

/// Frees the plan; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_plan_free(plan: Option<Box<Plan>>) {
    free(plan);
}
