//! Texts: alphabets, segments and the plan of a message.
//!
//! Two alphabets are in play and neither contains the other: the [`Alphabet`] that goes over the
//! air to the handset, and the [`WireCharset`] in which the request carries the text to the
//! service. The standards are 3GPP TS 23.038 (alphabets) and TS 23.040 (segments).
//!
//! | question | answer |
//! |---|---|
//! | which alphabet, how many units and segments? | [`analyse`], [`analyse_as_ucs2`], [`analyse_within`] |
//! | which characters force Unicode? | [`outside_gsm`] |
//! | which characters can this request not carry? | [`outside_wire`] |
//! | where does one segment end? | [`segments`], [`truncate`] |
//! | what will happen to this message? | [`plan`](fn@plan) |
//! | what could stand for a lost character, or for all? | [`suggestion`], [`smart::apply`] |
//! | and for very many texts? | [`bulk`] |
//! | septets to text and back | [`gsm7`] |
//! | units of 16 bits | [`ucs2`] |
//! | request bytes | [`WireCharset::form_encode_into`], [`latin9`], [`form`] |
//!
//! Counts are in *units*: septets for GSM (an extension character such as `€` is two), 16-bit
//! units for UCS-2 (most emoji are two). Positions in a text are byte offsets of its UTF-8 form.
//!
//! With the feature `graphemes`, [`Boundary`] has a second value, which keeps grapheme clusters
//! whole; without it `e` and a combining accent may come to lie in two segments.
//!
//! ```
//! use smsmode_core::text::{Alphabet, analyse};
//!
//! let plain = analyse("Votre colis est arrivé : 12 €");
//! assert_eq!((plain.alphabet(), plain.units(), plain.segments()), (Alphabet::Gsm7, 30, 1));
//!
//! let circumflex = analyse("Vous êtes livré");
//! assert_eq!(circumflex.alphabet(), Alphabet::Ucs2);
//! assert_eq!(circumflex.first_outside_gsm().map(|at| at.ch), Some('ê'));
//! ```

use core::fmt;

mod analysis;
pub mod bulk;
mod fill;
pub mod form;
pub mod gsm7;
pub mod latin9;
mod limits;
mod measure;
mod mode;
mod opt_out;
mod options;
#[cfg(test)]
mod pitfalls;
mod plan;
mod replacement;
mod rows;
mod scan;
mod segments;
pub mod smart;
mod treatment;
pub mod ucs2;
mod warning;

pub use analysis::{
    Analysis, At, analyse, analyse_as_ucs2, analyse_within, outside_gsm, outside_wire,
};
pub use limits::{Boundary, Limits, Reference};
pub use mode::TextMode;
pub use opt_out::{OptOut, OptOutEffect, StopUncertainty};
pub use options::{Channel, PlanOptions, SegmentLimit, SegmentLimitError};
pub use plan::{Plan, SegmentRange, plan};
pub use replacement::{Replacement, suggestion};
pub use segments::{Segment, Segments, TooManySegments, segments, truncate};
pub use warning::PlanWarning;

/// The alphabet in which a message goes over the air to the handset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Alphabet {
    /// The GSM 7-bit default alphabet with its extension table; a unit is a septet.
    Gsm7,
    /// UCS-2, in today's practice UTF-16; a unit has 16 bits.
    Ucs2,
}

impl Alphabet {
    /// The name for programs: `gsm7` or `ucs2`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gsm7 => "gsm7",
            Self::Ucs2 => "ucs2",
        }
    }

    /// How many units a message of one segment holds: 160 or 70.
    pub const fn capacity(self) -> usize {
        match self {
            Self::Gsm7 => 160,
            Self::Ucs2 => 70,
        }
    }

    /// How many units each segment of a longer message holds, beside the header that joins the
    /// segments: 153 or 67, and 152 or 66 with the longer header.
    ///
    /// ```
    /// use smsmode_core::text::{Alphabet, Reference};
    ///
    /// assert_eq!(Alphabet::Gsm7.segment_capacity(Reference::Ref8), 153);
    /// assert_eq!(Alphabet::Ucs2.segment_capacity(Reference::Ref16), 66);
    /// ```
    pub const fn segment_capacity(self, reference: Reference) -> usize {
        match (self, reference) {
            (Self::Gsm7, Reference::Ref8) => 153,
            (Self::Gsm7, Reference::Ref16) => 152,
            (Self::Ucs2, Reference::Ref8) => 67,
            (Self::Ucs2, Reference::Ref16) => 66,
        }
    }

    /// How many units a character takes: 1 or 2, or nothing if the alphabet does not have it.
    ///
    /// ```
    /// use smsmode_core::text::Alphabet;
    ///
    /// assert_eq!(Alphabet::Gsm7.units('€'), Some(2));
    /// assert_eq!(Alphabet::Gsm7.units('ê'), None);
    /// assert_eq!(Alphabet::Ucs2.units('😀'), Some(2));
    /// ```
    pub const fn units(self, ch: char) -> Option<usize> {
        match self {
            Self::Gsm7 => gsm7::septets(ch),
            Self::Ucs2 => Some(ch.len_utf16()),
        }
    }
}

impl fmt::Display for Alphabet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The charset in which a request carries its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WireCharset {
    /// ISO-8859-15, for the message classes 2 and 4.
    Latin9,
    /// UTF-8, for the message class 9.
    Utf8,
}

impl WireCharset {
    /// The name as a `Content-Type` header declares it: `ISO-8859-15` or `UTF-8`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Latin9 => "ISO-8859-15",
            Self::Utf8 => "UTF-8",
        }
    }

    /// Appends the text to `out` as a value of `application/x-www-form-urlencoded` in this
    /// charset.
    ///
    /// # Errors
    ///
    /// The first character that the charset does not have; `out` is then as it was before. It
    /// never happens with UTF-8.
    ///
    /// ```
    /// use smsmode_core::text::WireCharset;
    ///
    /// let mut body = Vec::from(*b"message=");
    /// WireCharset::Latin9.form_encode_into(&mut body, "12 €")?;
    /// assert_eq!(body, b"message=12+%A4");
    /// # Ok::<(), smsmode_core::text::At>(())
    /// ```
    pub fn form_encode_into(self, out: &mut Vec<u8>, text: &str) -> Result<(), At> {
        match self {
            Self::Latin9 => latin9::form_encode_into(out, text),
            Self::Utf8 => {
                form::encode_into(out, text);
                Ok(())
            }
        }
    }
}

impl fmt::Display for WireCharset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_label_agree() {
        let encoded = |charset: WireCharset| {
            let mut out = Vec::new();
            charset.form_encode_into(&mut out, "é").unwrap();
            (charset.label(), out)
        };
        assert_eq!(encoded(WireCharset::Latin9), ("ISO-8859-15", b"%E9".to_vec()));
        assert_eq!(encoded(WireCharset::Utf8), ("UTF-8", b"%C3%A9".to_vec()));
    }

    #[test]
    fn a_sixteen_bit_reference_costs_one_unit_a_segment() {
        for alphabet in [Alphabet::Gsm7, Alphabet::Ucs2] {
            let short = alphabet.segment_capacity(Reference::Ref8);
            assert_eq!(alphabet.segment_capacity(Reference::Ref16), short - 1, "{alphabet}");
        }
    }
}
