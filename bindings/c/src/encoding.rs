//! How the texts of a caller are written, and what their places are there.

use std::borrow::Cow;
use std::ffi::c_char;
use std::marker::PhantomData;
use std::ops::{Deref, Range};

use encoding_rs::{EncoderResult, WINDOWS_1252};

use crate::boundary::{self, Unit, bytes, units};
use crate::fault::Fault;

/// UTF-8.
pub const SMSMODE_UTF8: i32 = 1;
/// Windows-1252, the "ANSI" of Windows in western Europe. Each of the 256 bytes is a character.
pub const SMSMODE_WINDOWS_1252: i32 = 2;

/// How texts are written, known when the program is compiled.
pub(crate) trait Encoding {
    /// What lengths and places count.
    type Unit: Unit;

    fn decoded<'a>(
        text: *const Self::Unit,
        length: usize,
        argument: &'static str,
    ) -> Result<Cow<'a, str>, Fault>;

    /// How long a text is once it is written so.
    fn length(text: &str) -> usize;
}

#[derive(Debug)]
pub(crate) enum Utf8 {}

impl Encoding for Utf8 {
    type Unit = u8;

    fn decoded<'a>(
        text: *const u8,
        length: usize,
        argument: &'static str,
    ) -> Result<Cow<'a, str>, Fault> {
        boundary::text(text.cast(), length, argument).map(Cow::Borrowed)
    }

    fn length(text: &str) -> usize {
        text.len()
    }
}

#[derive(Debug)]
pub(crate) enum Utf16 {}

impl Encoding for Utf16 {
    type Unit = u16;

    fn decoded<'a>(
        text: *const u16,
        length: usize,
        argument: &'static str,
    ) -> Result<Cow<'a, str>, Fault> {
        let units = units(text, length, argument)?;
        String::from_utf16(units).map(Cow::Owned).map_err(|_| {
            let offset = encoding_rs::mem::utf16_valid_up_to(units);
            Fault::NotUtf16 { argument, offset }
        })
    }

    fn length(text: &str) -> usize {
        text.chars().map(char::len_utf16).sum()
    }
}

#[derive(Debug)]
pub(crate) enum Windows1252 {}

impl Encoding for Windows1252 {
    type Unit = u8;

    fn decoded<'a>(
        text: *const u8,
        length: usize,
        argument: &'static str,
    ) -> Result<Cow<'a, str>, Fault> {
        Ok(WINDOWS_1252.decode_without_bom_handling(bytes(text, length, argument)?).0)
    }

    fn length(text: &str) -> usize {
        text.chars().count()
    }
}

/// A text of the caller, as this library reads it.
pub(crate) struct Text<'a, E> {
    decoded: Cow<'a, str>,
    encoding: PhantomData<E>,
}

impl<E: Encoding> Text<'_, E> {
    pub(crate) fn new(text: *const E::Unit, length: usize) -> Result<Self, Fault> {
        Ok(Self { decoded: E::decoded(text, length, "text")?, encoding: PhantomData })
    }

    pub(crate) fn places(&self) -> Places<'_, E> {
        Places::of(self)
    }
}

impl<E> Deref for Text<'_, E> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.decoded
    }
}

/// Says which unit of the caller's text a byte of ours is. Asked for places in their order, it goes
/// through the text once.
pub(crate) struct Places<'t, E> {
    text: &'t str,
    byte: usize,
    unit: usize,
    encoding: PhantomData<E>,
}

impl<'t, E: Encoding> Places<'t, E> {
    pub(crate) fn of(text: &'t str) -> Self {
        Self { text, byte: 0, unit: 0, encoding: PhantomData }
    }

    pub(crate) fn unit(&mut self, byte: usize) -> usize {
        if byte < self.byte {
            *self = Self::of(self.text);
        }
        self.unit += self.text.get(self.byte..byte).map_or(0, E::length);
        self.byte = byte;
        self.unit
    }

    pub(crate) fn units(&mut self, bytes: Range<usize>) -> Range<usize> {
        self.unit(bytes.start)..self.unit(bytes.end)
    }
}

/// How texts are written, chosen while the program runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Charset {
    #[default]
    Utf8,
    Windows1252,
}

impl Charset {
    pub(crate) fn new(encoding: i32) -> Result<Self, Fault> {
        match encoding {
            SMSMODE_UTF8 => Ok(Self::Utf8),
            SMSMODE_WINDOWS_1252 => Ok(Self::Windows1252),
            value => Err(Fault::Constant { argument: "encoding", value }),
        }
    }

    pub(crate) fn decoded<'a>(
        self,
        text: *const c_char,
        length: usize,
        argument: &'static str,
    ) -> Result<Cow<'a, str>, Fault> {
        match self {
            Self::Utf8 => Utf8::decoded(text.cast(), length, argument),
            Self::Windows1252 => Windows1252::decoded(text.cast(), length, argument),
        }
    }

    /// A text for people.
    pub(crate) fn encoded(self, text: &str) -> Cow<'_, [u8]> {
        match self {
            Self::Utf8 => Cow::Borrowed(text.as_bytes()),
            Self::Windows1252 => Cow::Owned(to_windows_1252(text).0),
        }
    }

    /// As much of a written text as has room, up to the end of a character.
    pub(crate) fn beginning(self, written: &[u8], room: usize) -> &[u8] {
        let is_border = |end: usize| match (self, written.get(end)) {
            (Self::Utf8, Some(next)) => !(0x80..0xC0).contains(next),
            _ => true,
        };
        let end = (0..=room.min(written.len())).rev().find(|&end| is_border(end));
        written.get(..end.unwrap_or(0)).unwrap_or_default()
    }
}

/// A text in Windows-1252, with `?` for what that has not, and how often.
pub(crate) fn to_windows_1252(text: &str) -> (Vec<u8>, usize) {
    let mut encoder = WINDOWS_1252.new_encoder();
    // No character has fewer bytes in UTF-8.
    let (mut written, mut rest, mut lost) = (Vec::with_capacity(text.len()), text, 0);
    loop {
        let (end, read) =
            encoder.encode_from_utf8_to_vec_without_replacement(rest, &mut written, true);
        rest = rest.get(read..).unwrap_or_default();
        match end {
            EncoderResult::Unmappable(_) => written.push(b'?'),
            EncoderResult::InputEmpty | EncoderResult::OutputFull => return (written, lost),
        }
        lost += 1;
    }
}
