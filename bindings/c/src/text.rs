//! What a text is to the GSM network. Nothing here allocates.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_http::text::{self, Alphabet, Limits};

use crate::boundary::{self, Buffer, Out, call, optional};
use crate::constant::or_none;
use crate::encoding::{Encoding, Text, Utf8};
use crate::error::Error;
use crate::fault::Fault;
use crate::status::Status;

/// The GSM 7-bit alphabet with its extensions; a unit is a septet.
pub const SMSMODE_ALPHABET_GSM7: i32 = 1;
/// UCS-2, in today's practice UTF-16; a unit has 16 bits.
pub const SMSMODE_ALPHABET_UCS2: i32 = 2;

pub(crate) const fn alphabet_number(alphabet: Alphabet) -> i32 {
    match alphabet {
        Alphabet::Gsm7 => SMSMODE_ALPHABET_GSM7,
        Alphabet::Ucs2 => SMSMODE_ALPHABET_UCS2,
    }
}

/// Measures a text: in GSM if that has all its characters, else in UCS-2. It allocates nothing.
///
/// `text`: UTF-8, `text_length` bytes; NULL is allowed for an empty text. Each output may be NULL:
/// - `alphabet`: SMSMODE_ALPHABET_GSM7 or SMSMODE_ALPHABET_UCS2;
/// - `units`: the length in units of the alphabet; an extension of GSM such as the euro is two;
/// - `segments`: how many segments it takes, 1 for an empty text;
/// - `free_units`: how many units the last segment can still take;
/// - `first_outside`: the byte offset of the first character that GSM does not have, or SMSMODE_NONE.
///
/// Fails with SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_analyse(
    text: *const c_char,
    text_length: usize,
    alphabet: *mut i32,
    units: *mut usize,
    segments: *mut u32,
    free_units: *mut usize,
    first_outside: *mut usize,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let analysis = text::analyse(boundary::text(text, text_length, "text")?);
        optional(alphabet, alphabet_number(analysis.alphabet()));
        optional(units, analysis.units());
        optional(segments, analysis.segments());
        optional(free_units, analysis.free_units());
        optional(first_outside, or_none(analysis.first_outside_gsm().map(|at| at.byte)));
        Ok(())
    })
}

/// Finds the characters of a text that GSM does not have: those that make it a text in UCS-2.
///
/// `text`: UTF-8, `text_length` bytes. `offsets` receives their byte offsets, in order, as many as
/// `capacity` has room for; NULL is allowed if that is 0. `count`, which must not be NULL, receives
/// how many there are, which may be more.
///
/// Fails with SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_outside_gsm(
    text: *const c_char,
    text_length: usize,
    offsets: *mut usize,
    capacity: usize,
    count: *mut usize,
    error: *mut *mut Error,
) -> Status {
    let found = Found { offsets, capacity, count };
    call(error, || found.write(&Text::<Utf8>::new(text.cast(), text_length)?))
}

/// Finds the longest beginning of a text that fits into a number of segments, 1 to 255. It ends
/// between two characters.
///
/// `text`: UTF-8, `text_length` bytes. `length`, which must not be NULL, receives the length of that
/// beginning in bytes.
///
/// Fails with SMSMODE_BAD_CONSTANT for another number of segments, SMSMODE_NOT_UTF8,
/// SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_truncate(
    text: *const c_char,
    text_length: usize,
    segments: i32,
    length: *mut usize,
    error: *mut *mut Error,
) -> Status {
    call(error, || cut(&Text::<Utf8>::new(text.cast(), text_length)?, segments, length))
}

/// What smsmode_analyse writes in any encoding but UTF-8, where it is quicker.
pub(crate) struct Measures {
    pub(crate) alphabet: *mut i32,
    pub(crate) units: *mut usize,
    pub(crate) segments: *mut u32,
    pub(crate) free_units: *mut usize,
    pub(crate) first_outside: *mut usize,
}

impl Measures {
    pub(crate) fn write<E: Encoding>(self, text: &Text<'_, E>) {
        let analysis = text::analyse(text);
        let outside = analysis.first_outside_gsm().map(|at| text.places().unit(at.byte));
        optional(self.alphabet, alphabet_number(analysis.alphabet()));
        optional(self.units, analysis.units());
        optional(self.segments, analysis.segments());
        optional(self.free_units, analysis.free_units());
        optional(self.first_outside, or_none(outside));
    }
}

/// What smsmode_outside_gsm writes in any encoding.
pub(crate) struct Found {
    pub(crate) offsets: *mut usize,
    pub(crate) capacity: usize,
    pub(crate) count: *mut usize,
}

impl Found {
    pub(crate) fn write<E: Encoding>(self, text: &Text<'_, E>) -> Result<(), Fault> {
        let count = Out::new(self.count, "count")?;
        let mut offsets = Buffer::new(self.offsets, self.capacity, "offsets")?;
        let mut places = text.places();
        let outside = text::outside_gsm(text).map(|at| places.unit(at.byte));
        count.write(outside.inspect(|offset| offsets.push(*offset)).count());
        Ok(())
    }
}

/// What smsmode_truncate does in any encoding.
pub(crate) fn cut<E: Encoding>(
    text: &Text<'_, E>,
    segments: i32,
    length: *mut usize,
) -> Result<(), Fault> {
    let length = Out::new(length, "length")?;
    length.write(E::length(text::truncate(text, count(segments)?, &Limits::default())));
    Ok(())
}

fn count(segments: i32) -> Result<u8, Fault> {
    let count = u8::try_from(segments).ok().filter(|&count| count > 0);
    count.ok_or(Fault::Constant { argument: "segments", value: segments })
}
