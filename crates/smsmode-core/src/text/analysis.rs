//! Which alphabet a text needs, how long it is in it, and which characters are in the way.

use core::fmt;

use thiserror::Error;

use super::measure::Measure;
use super::scan::{self, GsmCount};
use super::{Alphabet, Limits, WireCharset, gsm7};
use crate::language::{Describe, Language};

/// Analyses a text as it is, without any request to carry it: GSM if every character is in the
/// GSM alphabet, else UCS-2.
///
/// An empty text is one segment of 0 units: the standards allow it.
///
/// ```
/// use smsmode_core::text::{Alphabet, analyse};
///
/// let analysis = analyse("Prix : 20 €");
/// assert_eq!(analysis.alphabet(), Alphabet::Gsm7);
/// assert_eq!(analysis.units(), 12);
/// assert_eq!(analysis.free_units(), 148);
/// assert_eq!(analysis.extension_count(), 1);
/// ```
pub fn analyse(text: &str) -> Analysis {
    match scan::gsm(text) {
        Ok(count) => Analysis::gsm(text, count, Limits::default()),
        Err(at) => Analysis::ucs2(text, Some(at), Limits::default()),
    }
}

/// Analyses a text for a message that goes out in UCS-2 even if GSM could hold it, as those of
/// class 9 do.
///
/// ```
/// use smsmode_core::text::{analyse, analyse_as_ucs2};
///
/// let text = "a".repeat(100);
/// assert_eq!(analyse(&text).segments(), 1);
/// assert_eq!(analyse_as_ucs2(&text).segments(), 2);
/// ```
pub fn analyse_as_ucs2(text: &str) -> Analysis {
    Analysis::ucs2(text, scan::gsm(text).err(), Limits::default())
}

/// Analyses a text in the alphabet, with the references and within the boundaries of some limits;
/// the most segments allowed is not looked at.
///
/// ```
/// use smsmode_core::text::{Limits, Reference, analyse_within};
///
/// let text = "a".repeat(306);
/// let wide = Limits::default().with_reference(Reference::Ref16);
/// assert_eq!(analyse_within(&text, &Limits::default()).segments(), 2);
/// assert_eq!(analyse_within(&text, &wide).segments(), 3);
/// ```
pub fn analyse_within(text: &str, limits: &Limits) -> Analysis {
    match (scan::gsm(text), limits.alphabet) {
        (Ok(count), None | Some(Alphabet::Gsm7)) => Analysis::gsm(text, count, *limits),
        (Err(at), Some(Alphabet::Gsm7)) => Analysis::lossy_gsm(text, at, *limits),
        (scanned, _) => Analysis::ucs2(text, scanned.err(), *limits),
    }
}

/// The characters that the GSM alphabet does not have, in order.
///
/// ```
/// use smsmode_core::text::outside_gsm;
///
/// let outside: String = outside_gsm("Ça, c'est l'été").map(|at| at.ch).collect();
/// assert_eq!(outside, "");
/// let outside: String = outside_gsm("Le garçon rêve").map(|at| at.ch).collect();
/// assert_eq!(outside, "çê");
/// ```
pub fn outside_gsm(text: &str) -> impl Iterator<Item = At> + '_ {
    positions(text).filter(|at| gsm7::septets(at.ch).is_none())
}

/// The characters that a message in this request charset cannot carry, in order.
///
/// - [`WireCharset::Latin9`] (classes 2 and 4): everything but the GSM alphabet less its ten Greek
///   capitals, `¤` and the form feed. The service documents that it writes `?` for them. Many are
///   in ISO-8859-15 all the same (`ç`, `ê`, `È`): the charset could carry them, the message not.
/// - [`WireCharset::Utf8`] (class 9): U+001B, which no SMS alphabet takes for text, and NUL, which
///   ends the text in much software on the way, so that the rest would be lost without a word.
///
/// ```
/// use smsmode_core::text::{WireCharset, outside_wire};
///
/// assert_eq!(outside_wire("ΔT = 5 °", WireCharset::Latin9).count(), 2);
/// assert_eq!(outside_wire("ΔT = 5 °", WireCharset::Utf8).count(), 0);
/// ```
pub fn outside_wire(text: &str, charset: WireCharset) -> impl Iterator<Item = At> + '_ {
    positions(text).filter(move |at| !charset.can_carry(at.ch))
}

impl WireCharset {
    /// Whether a message in this request charset can carry the character, see [`outside_wire`].
    ///
    /// ```
    /// use smsmode_core::text::WireCharset;
    ///
    /// assert!(WireCharset::Latin9.can_carry('€'));
    /// assert!(!WireCharset::Latin9.can_carry('ê'));
    /// ```
    pub const fn can_carry(self, ch: char) -> bool {
        match (self, ch) {
            (Self::Utf8, _) => !matches!(ch, '\0' | '\u{1B}'),
            (
                Self::Latin9,
                '\u{C}' | '¤' | 'Γ' | 'Δ' | 'Θ' | 'Λ' | 'Ξ' | 'Π' | 'Σ' | 'Φ' | 'Ψ' | 'Ω',
            ) => false,
            (Self::Latin9, _) => gsm7::septets(ch).is_some(),
        }
    }
}

/// Length and alphabet of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Analysis {
    alphabet: Alphabet,
    measure: Measure,
    extension_count: usize,
    first_outside: Option<At>,
}

impl Analysis {
    #[inline]
    pub(super) fn gsm(text: &str, count: GsmCount, limits: Limits) -> Self {
        Self::of_one_segment(count).unwrap_or_else(|| Self::long_gsm(text, count, limits))
    }

    /// Nothing if there are more.
    #[inline]
    pub(super) fn of_one_segment(count: GsmCount) -> Option<Self> {
        let measure = Measure::single(count.septets, Alphabet::Gsm7)?;
        Some(Self::measured_gsm(measure, count))
    }

    /// Apart, so that what most messages need is small enough to be inlined.
    #[inline(never)]
    fn long_gsm(text: &str, count: GsmCount, limits: Limits) -> Self {
        Self::measured_gsm(Measure::of_gsm(text, count, limits), count)
    }

    #[inline]
    const fn measured_gsm(measure: Measure, count: GsmCount) -> Self {
        Self {
            alphabet: Alphabet::Gsm7,
            measure,
            extension_count: count.extensions,
            first_outside: None,
        }
    }

    #[inline]
    pub(super) fn ucs2(text: &str, first_outside: Option<At>, limits: Limits) -> Self {
        Self {
            alphabet: Alphabet::Ucs2,
            measure: Measure::of_ucs2(text, limits),
            extension_count: 0,
            first_outside,
        }
    }

    fn lossy_gsm(text: &str, first_outside: At, limits: Limits) -> Self {
        Self {
            alphabet: Alphabet::Gsm7,
            measure: Measure::within(text, Alphabet::Gsm7, limits),
            extension_count: extensions(text),
            first_outside: Some(first_outside),
        }
    }

    /// The alphabet in which the text was counted.
    pub const fn alphabet(&self) -> Alphabet {
        self.alphabet
    }

    /// The length in units of the alphabet: septets, or 16-bit units.
    pub const fn units(&self) -> usize {
        self.measure.units
    }

    /// The number of segments, at least 1; joined by 8-bit references if there are several.
    ///
    /// It may exceed 255, the most that a handset can join: [`segments`](super::segments) refuses
    /// such a text.
    pub const fn segments(&self) -> u32 {
        self.measure.segments
    }

    /// How many units the last segment can still take.
    pub const fn free_units(&self) -> usize {
        self.measure.free_units
    }

    /// The number of characters that take two septets; 0 in UCS-2, which has no extensions.
    pub const fn extension_count(&self) -> usize {
        self.extension_count
    }

    /// The first character that forces UCS-2; nothing if GSM can hold the text.
    pub const fn first_outside_gsm(&self) -> Option<At> {
        self.first_outside
    }
}

/// A character of a text, and where it is.
///
/// It is the error of encoders that meet a character which they do not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub struct At {
    /// The offset in bytes of UTF-8, from 0.
    pub byte: usize,
    /// The offset in Unicode scalar values, from 0.
    pub scalar: usize,
    /// The character.
    pub ch: char,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

/// Counts characters from 1, as people do.
impl Describe for At {
    fn describe(&self, language: Language) -> String {
        let (number, ch, code) = (self.scalar + 1, self.ch, u32::from(self.ch));
        language.pick(
            format!("{ch:?} (U+{code:04X}, character {number})"),
            format!("{ch:?} (U+{code:04X}, caractère {number})"),
        )
    }
}

fn extensions(text: &str) -> usize {
    text.chars().filter(|&ch| gsm7::septets(ch) == Some(2)).count()
}

fn positions(text: &str) -> impl Iterator<Item = At> + '_ {
    text.char_indices().enumerate().map(|(scalar, (byte, ch))| At { byte, scalar, ch })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::gsm7::septets;
    use crate::text::latin9;

    /// Alphabet, units and segments.
    fn counted(text: &str) -> (Alphabet, usize, u32) {
        let analysis = analyse(text);
        (analysis.alphabet(), analysis.units(), analysis.segments())
    }

    fn outside(text: &str, charset: WireCharset) -> String {
        outside_wire(text, charset).map(|at| at.ch).collect()
    }

    #[test]
    fn euro_sign_counts_twice() {
        assert_eq!(counted("5 €"), (Alphabet::Gsm7, 4, 1));
        assert_eq!(counted(&"€".repeat(80)), (Alphabet::Gsm7, 160, 1));
        assert_eq!(counted(&"€".repeat(81)), (Alphabet::Gsm7, 162, 2));
    }

    #[test]
    fn one_emoji_is_two_units() {
        assert_eq!(counted("😀"), (Alphabet::Ucs2, 2, 1));
    }

    #[test]
    fn brackets_in_a_unicode_message_count_once() {
        assert_eq!(counted("[ê]"), (Alphabet::Ucs2, 3, 1));
        assert_eq!(analyse("[ê]").extension_count(), 0);
    }

    #[test]
    fn a_text_counted_as_unicode_has_no_extensions() {
        let analysis = analyse_as_ucs2(&"[€]".repeat(24));
        assert_eq!((analysis.units(), analysis.segments()), (72, 2));
        assert_eq!((analysis.extension_count(), analysis.free_units()), (0, 62));
        assert_eq!(analysis.first_outside_gsm(), None);
    }

    #[test]
    fn an_empty_text_is_one_segment_of_no_units() {
        assert_eq!(counted(""), (Alphabet::Gsm7, 0, 1));
        assert_eq!(analyse("").free_units(), 160);
    }

    #[test]
    fn escape_and_nul_force_unicode() {
        for text in ["\u{1B}", "\0", "a\u{1B}e"] {
            assert_eq!(analyse(text).alphabet(), Alphabet::Ucs2, "{text:?}");
        }
    }

    #[test]
    fn greek_capitals_that_look_latin_force_unicode() {
        assert_eq!(counted("ΑΒΕ"), (Alphabet::Ucs2, 3, 1));
        assert_eq!(counted("ΔΦΓ"), (Alphabet::Gsm7, 3, 1));
    }

    #[test]
    fn a_line_end_of_two_characters_is_two_septets() {
        assert_eq!(counted("a\r\nb"), (Alphabet::Gsm7, 4, 1));
        assert_eq!(counted("a\nb"), (Alphabet::Gsm7, 3, 1));
    }

    #[test]
    fn small_c_cedilla_forces_unicode_and_the_capital_does_not() {
        assert_eq!(counted("garçon"), (Alphabet::Ucs2, 6, 1));
        assert_eq!(counted("GARÇON"), (Alphabet::Gsm7, 6, 1));
    }

    #[test]
    fn segments_are_counted_beyond_what_can_be_joined() {
        assert_eq!(analyse(&"a".repeat(153 * 256)).segments(), 256);
        assert_eq!(analyse(&"a".repeat(153 * 300 + 1)).segments(), 301);
    }

    #[test]
    fn a_latin9_message_carries_the_gsm_alphabet_less_twelve() {
        let lost: String = ('\0'..=char::MAX)
            .filter(|&ch| septets(ch).is_some() && !WireCharset::Latin9.can_carry(ch))
            .collect();
        assert_eq!(lost, "\u{C}¤ΓΔΘΛΞΠΣΦΨΩ");
    }

    #[test]
    fn a_latin9_message_carries_nothing_that_its_charset_lacks() {
        for ch in ('\0'..=char::MAX).filter(|&ch| WireCharset::Latin9.can_carry(ch)) {
            assert!(latin9::encode(ch).is_some() && septets(ch).is_some(), "{ch:?}");
        }
    }

    #[test]
    fn a_letter_of_the_charset_alone_is_lost_in_a_latin9_message() {
        assert_eq!(outside("àçÈœŒ €", WireCharset::Latin9), "çÈœŒ");
    }

    #[test]
    fn unicode_refuses_only_nul_and_escape() {
        let all: String = ('\0'..=char::MAX).collect();
        assert_eq!(outside(&all, WireCharset::Utf8), "\0\u{1B}");
    }

    #[test]
    fn positions_are_bytes_and_scalars() {
        let at: Vec<_> = outside_gsm("é😀ê").collect();
        assert_eq!(at, [At { byte: 2, scalar: 1, ch: '😀' }, At { byte: 6, scalar: 2, ch: 'ê' }]);
    }

    #[test]
    fn a_control_character_is_named_and_not_printed() {
        let at = At { byte: 0, scalar: 0, ch: '\u{1B}' };
        assert_eq!(at.to_string(), "'\\u{1b}' (U+001B, character 1)");
    }
}
