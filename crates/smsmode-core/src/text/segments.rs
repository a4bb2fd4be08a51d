//! Where one segment ends and the next begins (3GPP TS 23.040, 9.2.3.24.1).

use core::fmt;
use core::iter::FusedIterator;
use core::ops::Range;

use thiserror::Error;

use super::Alphabet;
use super::analysis::outside_gsm;
use crate::language::{Describe, Language};

/// Cuts a text into its segments, each as full as it can be. An escape pair and a surrogate pair
/// are never split. An empty text is one empty segment.
///
/// With the GSM alphabet [forced](Limits::with_alphabet), a character outside it counts as one
/// septet: that of the `?` that will stand for it.
///
/// # Errors
///
/// A text of more segments than [`Limits::with_max_segments`] allows, in any case of more than
/// 255, is refused as a whole, before the first segment.
///
/// ```
/// use smsmode_core::text::{Limits, segments};
///
/// let brackets = "[".repeat(153);
/// let units: Vec<_> = segments(&brackets, &Limits::default())?.map(|s| s.units).collect();
/// assert_eq!(units, [152, 152, 2]);
/// # Ok::<(), smsmode_core::text::TooManySegments>(())
/// ```
pub fn segments<'t>(text: &'t str, limits: &Limits) -> Result<Segments<'t>, TooManySegments> {
    let alphabet = limits.alphabet_of(text);
    let measure = Measure::of(text, alphabet, limits.reference);
    let Some(left) = u8::try_from(measure.segments).ok().filter(|&n| n <= limits.max_segments)
    else {
        return Err(TooManySegments { needed: measure.segments, allowed: limits.max_segments });
    };
    let capacity = match left {
        1 => alphabet.capacity(),
        _ => alphabet.segment_capacity(limits.reference),
    };
    Ok(Segments { text, start: 0, left, alphabet, capacity })
}

/// The longest beginning of a text that fits into so many segments.
///
/// It is also kept within [`Limits::with_max_segments`]; with 0 segments it is empty. Unless the
/// alphabet is forced, it is that of the beginning, not of the whole: a text cut before its only
/// emoji is GSM.
///
/// ```
/// use smsmode_core::text::{Limits, truncate};
///
/// let text = "é".repeat(170);
/// assert_eq!(truncate(&text, 1, &Limits::default()).chars().count(), 160);
/// assert_eq!(truncate(&text, 2, &Limits::default()), text);
/// ```
pub fn truncate<'t>(text: &'t str, segments: u8, limits: &Limits) -> &'t str {
    let segments = segments.min(limits.max_segments);
    let cut = |text, alphabet| beginning(text, segments, alphabet, limits.reference);
    if let Some(alphabet) = limits.alphabet {
        return cut(text, alphabet);
    }
    let Some(outside) = outside_gsm(text).next() else {
        return cut(text, Alphabet::Gsm7);
    };
    let (gsm, _) = text.split_at_checked(outside.byte).unwrap_or((text, ""));
    let (short, long) = (cut(gsm, Alphabet::Gsm7), cut(text, Alphabet::Ucs2));
    if short.len() > long.len() { short } else { long }
}

/// What a text is cut to.
///
/// ```
/// use smsmode_core::text::{Alphabet, Limits, Reference, segments};
///
/// let limits = Limits::default()
///     .with_reference(Reference::Ref16)
///     .with_max_segments(5)
///     .with_alphabet(Alphabet::Ucs2);
/// let text = "a".repeat(133);
/// assert_eq!(segments(&text, &limits)?.len(), 3);
/// # Ok::<(), smsmode_core::text::TooManySegments>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Limits {
    reference: Reference,
    max_segments: u8,
    alphabet: Option<Alphabet>,
}

impl Limits {
    /// The width of the reference that joins the segments; 8 bits by default.
    pub const fn with_reference(mut self, reference: Reference) -> Self {
        self.reference = reference;
        self
    }

    /// The most segments allowed, by default 255, the most that can be joined. 0 allows no text.
    pub const fn with_max_segments(mut self, max_segments: u8) -> Self {
        self.max_segments = max_segments;
        self
    }

    /// The alphabet to use whatever the text; by default the one that the text needs.
    pub const fn with_alphabet(mut self, alphabet: Alphabet) -> Self {
        self.alphabet = Some(alphabet);
        self
    }

    fn alphabet_of(self, text: &str) -> Alphabet {
        self.alphabet.unwrap_or_else(|| match outside_gsm(text).next() {
            None => Alphabet::Gsm7,
            Some(_) => Alphabet::Ucs2,
        })
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { reference: Reference::Ref8, max_segments: u8::MAX, alphabet: None }
    }
}

/// The width of the reference number that joins the segments of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Reference {
    /// 8 bits, as practically every network and service uses.
    #[default]
    Ref8,
    /// 16 bits; each segment holds one unit less.
    Ref16,
}

/// The segments of a text, from [`segments`].
#[derive(Clone)]
pub struct Segments<'t> {
    text: &'t str,
    start: usize,
    left: u8,
    alphabet: Alphabet,
    capacity: usize,
}

impl Segments<'_> {
    /// The alphabet of all the segments.
    pub const fn alphabet(&self) -> Alphabet {
        self.alphabet
    }
}

impl<'t> Iterator for Segments<'t> {
    type Item = Segment<'t>;

    fn next(&mut self) -> Option<Segment<'t>> {
        self.left = self.left.checked_sub(1)?;
        let (len, units) = fill(self.text, self.alphabet, self.capacity);
        let (text, rest) = self.text.split_at_checked(len)?;
        let range = self.start..self.start + len;
        (self.text, self.start) = (rest, range.end);
        Some(Segment { text, range, units })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = usize::from(self.left);
        (left, Some(left))
    }
}

impl ExactSizeIterator for Segments<'_> {}
impl FusedIterator for Segments<'_> {}

/// Without the text, which may be about people and must not get into logs by accident.
impl fmt::Debug for Segments<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Segments")
            .field("alphabet", &self.alphabet)
            .field("left", &self.left)
            .finish_non_exhaustive()
    }
}

/// One segment of a text.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Segment<'t> {
    /// Its characters.
    pub text: &'t str,
    /// Where they are in the whole text, in bytes of UTF-8.
    pub range: Range<usize>,
    /// Its length in units of the alphabet.
    pub units: usize,
}

/// Without the text.
impl fmt::Debug for Segment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Segment")
            .field("range", &self.range)
            .field("units", &self.units)
            .finish_non_exhaustive()
    }
}

/// A text has more segments than allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
#[error("the text takes {needed} segments, the limit is {allowed}")]
#[non_exhaustive]
pub struct TooManySegments {
    /// How many the text takes.
    pub needed: u32,
    /// How many are allowed, at most 255.
    pub allowed: u8,
}

impl Describe for TooManySegments {
    fn describe(&self, language: Language) -> String {
        let Self { needed, allowed } = self;
        language.pick(
            self.to_string(),
            format!("le texte occupe {needed} segments, la limite est de {allowed}"),
        )
    }
}

/// The length of a text in an alphabet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Measure {
    pub(super) units: usize,
    pub(super) segments: u32,
    /// What the last segment can still take.
    pub(super) free_units: usize,
}

impl Measure {
    pub(super) fn of(text: &str, alphabet: Alphabet, reference: Reference) -> Self {
        let units = text.chars().map(|ch| units_sent(alphabet, ch)).sum();
        match alphabet.capacity().checked_sub(units) {
            Some(free_units) => Self { units, segments: 1, free_units },
            None => Self::joined(text, units, alphabet, alphabet.segment_capacity(reference)),
        }
    }

    /// Division would be wrong: a pair that does not fit leaves a unit of its segment unused.
    fn joined(text: &str, units: usize, alphabet: Alphabet, capacity: usize) -> Self {
        let (mut segments, mut free_units) = (1_u32, capacity);
        for needed in text.chars().map(|ch| units_sent(alphabet, ch)) {
            if needed > free_units {
                segments = segments.saturating_add(1);
                free_units = capacity;
            }
            free_units -= needed;
        }
        Self { units, segments, free_units }
    }
}

/// The longest beginning of at most so many segments, in an alphabet.
fn beginning(text: &str, segments: u8, alphabet: Alphabet, reference: Reference) -> &str {
    let measure = Measure::of(text, alphabet, reference);
    if measure.segments <= u32::from(segments) {
        return text;
    }
    let capacity = match segments {
        1 => alphabet.capacity(),
        _ => alphabet.segment_capacity(reference),
    };
    let mut end = 0;
    for _ in 0..segments {
        let rest = text.get(end..).unwrap_or("");
        end += fill(rest, alphabet, capacity).0;
    }
    text.get(..end).unwrap_or(text)
}

/// How much of a text fits into a segment: bytes of UTF-8, and units.
fn fill(text: &str, alphabet: Alphabet, capacity: usize) -> (usize, usize) {
    let mut units = 0;
    for (byte, ch) in text.char_indices() {
        let needed = units_sent(alphabet, ch);
        if units + needed > capacity {
            return (byte, units);
        }
        units += needed;
    }
    (text.len(), units)
}

/// The units of a character or, outside the alphabet, of the `?` that will stand for it.
fn units_sent(alphabet: Alphabet, ch: char) -> usize {
    alphabet.units(ch).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::analyse;
    use proptest::prelude::*;

    /// The GSM alphabet as TS 23.038 prints it: one septet each, then two each.
    const ONE: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
                       ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    const TWO: &str = "\u{C}^{}\\[~]|€";

    /// The segments as the standard describes them, slowly: each is the longest beginning of what
    /// is left whose units, counted afresh, fit.
    fn oracle(text: &str, reference: Reference) -> (Alphabet, Vec<(&str, usize)>) {
        let gsm = text.chars().all(|ch| ONE.contains(ch) || TWO.contains(ch));
        let septets = |ch| if TWO.contains(ch) { 2 } else { 1 };
        let units = |part: &str| {
            if gsm { part.chars().map(septets).sum() } else { part.encode_utf16().count() }
        };
        let octets = match reference {
            _ if units(text) <= if gsm { 160 } else { 70 } => 140,
            Reference::Ref8 => 134,
            Reference::Ref16 => 133,
        };
        let capacity = if gsm { octets * 8 / 7 } else { octets / 2 };
        let mut rest = text;
        let mut parts = Vec::new();
        while !rest.is_empty() || parts.is_empty() {
            let fits = |&end: &usize| rest.is_char_boundary(end) && units(&rest[..end]) <= capacity;
            let end = (0..=rest.len().min(4 * capacity)).rev().find(fits).unwrap();
            parts.push((&rest[..end], units(&rest[..end])));
            rest = &rest[end..];
        }
        (if gsm { Alphabet::Gsm7 } else { Alphabet::Ucs2 }, parts)
    }

    fn cut(text: &str) -> Vec<usize> {
        segments(text, &Limits::default()).unwrap().map(|segment| segment.units).collect()
    }

    #[test]
    fn an_escape_pair_never_straddles_septet_153() {
        assert_eq!(cut(&"[".repeat(153)), [152, 152, 2]);
        let text = format!("{}€{}", "a".repeat(152), "a".repeat(10));
        assert_eq!(cut(&text), [152, 12]);
    }

    #[test]
    fn a_surrogate_pair_never_straddles_unit_67() {
        assert_eq!(cut(&"😀".repeat(67)), [66, 66, 2]);
    }

    #[test]
    fn the_boundaries_are_those_of_the_standard() {
        for (unit, single, joined) in [("a", 160, 153), ("ê", 70, 67)] {
            assert_eq!(cut(&unit.repeat(single)), [single]);
            assert_eq!(cut(&unit.repeat(single + 1)), [joined, single + 1 - joined]);
            assert_eq!(cut(&unit.repeat(2 * joined)), [joined, joined]);
            assert_eq!(cut(&unit.repeat(2 * joined + 1)), [joined, joined, 1]);
        }
    }

    #[test]
    fn an_empty_text_is_one_empty_segment() {
        let parts: Vec<_> = segments("", &Limits::default()).unwrap().collect();
        assert_eq!(parts, [Segment { text: "", range: 0..0, units: 0 }]);
    }

    #[test]
    fn more_than_255_segments_are_an_error() {
        for (unit, capacity) in [("a", 153), ("ê", 67)] {
            let most = unit.repeat(255 * capacity);
            assert_eq!(segments(&most, &Limits::default()).unwrap().len(), 255);
            let refused = segments(&(most + unit), &Limits::default()).unwrap_err();
            assert_eq!(refused, TooManySegments { needed: 256, allowed: 255 });
        }
    }

    #[test]
    fn a_limit_refuses_what_exceeds_it() {
        let one = Limits::default().with_max_segments(1);
        assert!(segments(&"a".repeat(160), &one).is_ok());
        let refused = segments(&"a".repeat(161), &one).unwrap_err();
        assert_eq!(refused.to_string(), "the text takes 2 segments, the limit is 1");
        assert!(segments("", &one.with_max_segments(0)).is_err());
    }

    #[test]
    fn forced_gsm_counts_the_question_mark_of_a_lost_character() {
        let forced = Limits::default().with_alphabet(Alphabet::Gsm7);
        let parts = segments("ê😀", &forced).unwrap();
        assert_eq!(parts.alphabet(), Alphabet::Gsm7);
        assert_eq!(parts.map(|part| part.units).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn a_text_cut_before_its_emoji_is_gsm() {
        let text = format!("{}😀", "a".repeat(170));
        assert_eq!(truncate(&text, 1, &Limits::default()).len(), 160);
        assert_eq!(truncate(&text, 2, &Limits::default()).len(), 170);
        assert_eq!(truncate(&text, 3, &Limits::default()), text);
    }

    #[test]
    fn the_text_stays_out_of_logs() {
        let parts = segments("Jacques", &Limits::default()).unwrap();
        let logged = format!("{parts:?} {:?}", parts.clone().next());
        assert!(!logged.contains("Jacques"), "{logged}");
    }

    fn any_text() -> impl Strategy<Value = String> {
        let gsm = prop_oneof![
            8 => prop::sample::select(ONE.chars().collect::<Vec<_>>()),
            4 => prop::sample::select(TWO.chars().collect::<Vec<_>>()),
        ];
        let wide =
            prop_oneof![4 => prop::sample::select(vec!['ê', 'ж', '😀', '🇫']), 1 => any::<char>()];
        let mixed = prop_oneof![6 => gsm.clone(), 1 => wide.clone()];
        let of =
            |ch: BoxedStrategy<char>| prop::collection::vec(ch, 0..500).prop_map(String::from_iter);
        prop_oneof![of(gsm.boxed()), of(wide.boxed()), of(mixed.boxed())]
    }

    fn any_limits() -> impl Strategy<Value = Limits> {
        let alphabet =
            prop_oneof![Just(None), Just(Some(Alphabet::Gsm7)), Just(Some(Alphabet::Ucs2)),];
        let reference = prop_oneof![Just(Reference::Ref8), Just(Reference::Ref16)];
        (reference, any::<u8>(), alphabet).prop_map(|(reference, max_segments, alphabet)| Limits {
            reference,
            max_segments,
            alphabet,
        })
    }

    proptest! {
        #[test]
        fn segments_agree_with_the_standard(text in any_text(), wide: bool) {
            let reference = if wide { Reference::Ref16 } else { Reference::Ref8 };
            let (alphabet, expected) = oracle(&text, reference);
            let limits = Limits::default().with_reference(reference);
            let parts = segments(&text, &limits).unwrap();
            prop_assert_eq!(parts.alphabet(), alphabet);
            let parts: Vec<_> = parts.map(|part| (part.text, part.units)).collect();
            prop_assert_eq!(parts, expected);
        }

        #[test]
        fn analysis_agrees_with_the_standard(text in any_text()) {
            let (alphabet, expected) = oracle(&text, Reference::Ref8);
            let analysis = analyse(&text);
            prop_assert_eq!(analysis.alphabet(), alphabet);
            prop_assert_eq!(analysis.segments() as usize, expected.len());
            prop_assert_eq!(analysis.units(), expected.iter().map(|part| part.1).sum::<usize>());
            let outside = text.chars().position(|ch| !ONE.contains(ch) && !TWO.contains(ch));
            prop_assert_eq!(analysis.first_outside_gsm().map(|at| at.scalar), outside);
            let last = expected.last().unwrap().1;
            let capacity = match (expected.len(), alphabet) {
                (1, Alphabet::Gsm7) => 160,
                (1, Alphabet::Ucs2) => 70,
                (_, Alphabet::Gsm7) => 153,
                (_, Alphabet::Ucs2) => 67,
            };
            prop_assert_eq!(analysis.free_units(), capacity - last);
        }

        #[test]
        fn ranges_are_contiguous_and_cover_the_text(text in any_text(), limits in any_limits()) {
            let Ok(parts) = segments(&text, &limits) else { return Ok(()) };
            let mut end = 0;
            for part in parts.clone() {
                prop_assert_eq!(part.range.start, end);
                prop_assert_eq!(&text[part.range.clone()], part.text);
                end = part.range.end;
            }
            prop_assert_eq!(end, text.len());
            prop_assert_eq!(parts.len(), parts.count());
        }

        #[test]
        fn truncation_keeps_the_longest_beginning_that_fits(
            text in any_text(), allowed in 0..5_u8, limits in any_limits(),
        ) {
            let kept = truncate(&text, allowed, &limits);
            prop_assert!(text.starts_with(kept));
            let limits = limits.with_max_segments(allowed.min(limits.max_segments));
            prop_assert!(kept.is_empty() || segments(kept, &limits).is_ok());
            if let Some(next) = text[kept.len()..].chars().next() {
                let longer = &text[..kept.len() + next.len_utf8()];
                prop_assert!(segments(longer, &limits).is_err());
            }
        }
    }
}
