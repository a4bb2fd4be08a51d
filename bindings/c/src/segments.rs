//! Where the segments of a text begin and end.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use smsmode_http::InvalidInput;
use smsmode_http::text::{self, Limits, Segment, TooManySegments};

use crate::boundary::{Out, call, free, read};
use crate::constant::or_none;
use crate::encoding::{Encoding, Places, Text, Utf8};
use crate::error::Error;
use crate::fault::Fault;
use crate::status::Status;
use crate::text::alphabet_number;

/// The segments of a text, as places in the text of the caller, which is not kept. Made by
/// smsmode_segments_new, freed by smsmode_segments_free.
///
/// Threads: it never changes, so any number of threads may look at it.
#[derive(Debug)]
pub struct Segments {
    alphabet: i32,
    places: Vec<Place>,
}

/// A segment without its text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) offset: usize,
    pub(crate) length: usize,
    pub(crate) units: usize,
}

impl Place {
    /// The places of segments where the caller has them.
    pub(crate) fn all<'t, E: Encoding>(
        mut places: Places<'_, E>,
        segments: impl Iterator<Item = Segment<'t>>,
    ) -> Vec<Self> {
        let place = |segment: Segment<'_>| {
            let range = places.units(segment.range);
            Self { offset: range.start, length: range.len(), units: segment.units }
        };
        segments.map(place).collect()
    }
}

impl Segments {
    pub(crate) fn new<E: Encoding>(text: &Text<'_, E>) -> Result<Self, Fault> {
        let segments = text::segments(text, &Limits::default()).map_err(too_many)?;
        let alphabet = alphabet_number(segments.alphabet());
        Ok(Self { alphabet, places: Place::all(text.places(), segments) })
    }
}

fn too_many(TooManySegments { needed, allowed, .. }: TooManySegments) -> Fault {
    InvalidInput::TooManySegments { needed, allowed: allowed.into() }.into()
}

/// Cuts a text into segments, in GSM if that has all its characters, else in UCS-2.
///
/// `text`: UTF-8, `text_length` bytes; not kept. `segments`, which must not be NULL, receives a handle
/// that the caller frees.
///
/// Fails with SMSMODE_TOO_MANY_SEGMENTS beyond 255, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_segments_new(
    text: *const c_char,
    text_length: usize,
    segments: *mut *mut Segments,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let out = Out::new(segments, "segments")?;
        out.give(Segments::new(&Text::<Utf8>::new(text.cast(), text_length)?)?);
        Ok(())
    })
}

/// How many segments there are, 1 to 255; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_segments_count(segments: Option<&Segments>) -> usize {
    read(segments, |segments| segments.places.len())
}

/// SMSMODE_ALPHABET_GSM7 or SMSMODE_ALPHABET_UCS2; 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_segments_alphabet(segments: Option<&Segments>) -> i32 {
    read(segments, |segments| segments.alphabet)
}

/// Where the segment `index`, from 0, begins, in bytes of the text; SMSMODE_NONE beyond the last, and
/// 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_segments_offset(segments: Option<&Segments>, index: usize) -> usize {
    read(segments, |segments| or_none(segments.places.get(index).map(|place| place.offset)))
}

/// How many bytes of the text the segment `index`, from 0, has; SMSMODE_NONE beyond the last, and 0
/// for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_segments_length(segments: Option<&Segments>, index: usize) -> usize {
    read(segments, |segments| or_none(segments.places.get(index).map(|place| place.length)))
}

/// How many units of the alphabet the segment `index`, from 0, has; SMSMODE_NONE beyond the last, and
/// 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_segments_units(segments: Option<&Segments>, index: usize) -> usize {
    read(segments, |segments| or_none(segments.places.get(index).map(|place| place.units)))
}

/// Frees the segments; NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_segments_free(segments: Option<Box<Segments>>) {
    free(segments);
}
