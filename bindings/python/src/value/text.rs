//! What the text engine tells.
//!
//! Positions are those of Python: characters of the `str`, from 0.

use smsmode_http::text::{self, Alphabet};

use crate::value::field::{Many, Private, Word};
use crate::value::value;

value! {
    /// Which alphabet a text needs, and how long it is in it.
    Analysis {
        /// "gsm7" or "ucs2".
        alphabet: Word,
        /// The length: septets in GSM, 16-bit units in UCS-2.
        units: usize,
        /// How many segments it takes, at least 1.
        segments: u32,
        /// How many units the last segment can still take.
        free_units: usize,
        /// How many characters take two septets.
        extension_count: usize,
        /// The first character that forces UCS-2; None if GSM holds the text.
        first_outside_gsm: Option<At>,
    }
}

impl From<text::Analysis> for Analysis {
    fn from(analysis: text::Analysis) -> Self {
        Self {
            alphabet: alphabet(analysis.alphabet()),
            units: analysis.units(),
            segments: analysis.segments(),
            free_units: analysis.free_units(),
            extension_count: analysis.extension_count(),
            first_outside_gsm: analysis.first_outside_gsm().map(At::from),
        }
    }
}

pub(crate) fn alphabet(alphabet: Alphabet) -> Word {
    alphabet.name().into()
}

value! {
    /// A character of a text, and where it is.
    At {
        /// The character.
        char: char,
        /// Its place in the text, from 0.
        index: usize,
    }
}

impl From<text::At> for At {
    fn from(at: text::At) -> Self {
        Self { char: at.ch, index: at.scalar }
    }
}

value! {
    /// One segment of a text.
    Segment {
        /// Its text.
        text: Private,
        /// Where it begins in the whole text.
        start: usize,
        /// Where it ends.
        end: usize,
        /// Its length in units.
        units: usize,
    }
}

impl Segment {
    /// Segments one after another, whose places are counted in characters.
    pub(crate) fn all<'t>(segments: impl Iterator<Item = text::Segment<'t>>) -> Many<Self> {
        let mut end = 0;
        let place = |segment: text::Segment<'t>| {
            let start = end;
            end += segment.text.chars().count();
            Self { text: segment.text.to_owned().into(), start, end, units: segment.units }
        };
        Many(segments.map(place).collect())
    }
}

value! {
    /// A change of a text, so that it can be sent.
    Replacement {
        /// Where it begins in the text as it was written.
        start: usize,
        /// Where it ends there.
        end: usize,
        /// What was written there.
        original: String,
        /// What stands there now.
        replacement: String,
    }
}

impl Replacement {
    /// Changes in their order, as byte ranges of a text, which become places in it.
    pub(crate) fn all<'c>(
        text: &str,
        changes: impl Iterator<Item = (usize, &'c str, &'c str)>,
    ) -> Many<Self> {
        let (mut byte, mut index) = (0, 0);
        let place = |(start_byte, original, replacement): (usize, &str, &str)| {
            let start = index + count(text, byte, start_byte);
            let end = start + original.chars().count();
            (byte, index) = (start_byte + original.len(), end);
            let (original, replacement) = (original.to_owned(), replacement.to_owned());
            Self { start, end, original, replacement }
        };
        Many(changes.map(place).collect())
    }
}

/// How many characters a part of the text has, from byte to byte.
pub(crate) fn count(text: &str, from: usize, to: usize) -> usize {
    text.get(from..to).map_or(0, |part| part.chars().count())
}

value! {
    /// A text in the characters that GSM has.
    SmartText {
        /// The text after its changes.
        text: Private,
        /// Whether an ordinary message can carry it.
        is_sendable: bool,
        /// The changes.
        replacements: Many<Replacement>,
        /// The characters for which nothing stands, in the text as it was written.
        irreplaceable: Many<At>,
        /// The text before, analysed.
        before: Analysis,
        /// The text after, analysed.
        after: Analysis,
    }
}

value! {
    /// How many segments something takes: exactly, or within bounds.
    SegmentRange {
        /// At least so many.
        min: u64,
        /// At most so many.
        max: u64,
    }
}

impl From<text::SegmentRange> for SegmentRange {
    fn from(range: text::SegmentRange) -> Self {
        Self { min: range.min, max: range.max }
    }
}
