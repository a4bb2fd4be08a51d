//! Where one segment ends and the next begins (3GPP TS 23.040, 9.2.3.24.1).

use core::fmt;
use core::iter::FusedIterator;
use core::ops::Range;

use thiserror::Error;
#[cfg(feature = "graphemes")]
use unicode_segmentation::UnicodeSegmentation;

use super::fill::Filler;
use super::measure::Measure;
use super::{Alphabet, Boundary, Limits, scan};
use crate::language::{Describe, Language};

/// Cuts a text into its segments, each as full as it can be. An escape pair and a surrogate pair
/// are never split, nor what the [`Boundary`] keeps whole. An empty text is one empty segment.
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
    let needed = Measure::within(text, alphabet, *limits).segments;
    let Some(left) = u8::try_from(needed).ok().filter(|&n| n <= limits.max_segments) else {
        return Err(TooManySegments { needed, allowed: limits.max_segments });
    };
    let filler = match left {
        1 => Filler::single(alphabet, *limits),
        _ => Filler::joining(alphabet, *limits),
    };
    Ok(Segments { text, start: 0, left, filler })
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
    let limits = limits.with_max_segments(segments.min(limits.max_segments));
    if let Some(alphabet) = limits.alphabet {
        return beginning(text, alphabet, limits);
    }
    let Err(outside) = scan::gsm(text) else {
        return beginning(text, Alphabet::Gsm7, limits);
    };
    let gsm = limits.boundary.before(text, outside.byte);
    let short = beginning(gsm, Alphabet::Gsm7, limits);
    let long = beginning(text, Alphabet::Ucs2, limits);
    if short.len() > long.len() { short } else { long }
}

/// The segments of a text, from [`segments`].
#[derive(Clone)]
pub struct Segments<'t> {
    text: &'t str,
    start: usize,
    left: u8,
    filler: Filler,
}

impl Segments<'_> {
    /// The alphabet of all the segments.
    pub const fn alphabet(&self) -> Alphabet {
        self.filler.alphabet
    }
}

impl<'t> Iterator for Segments<'t> {
    type Item = Segment<'t>;

    fn next(&mut self) -> Option<Segment<'t>> {
        self.left = self.left.checked_sub(1)?;
        let (len, units) = self.filler.fill(self.text);
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
            .field("alphabet", &self.alphabet())
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

impl Boundary {
    /// The part of a text before the piece that contains a place in it.
    fn before(self, text: &str, byte: usize) -> &str {
        let end = match self {
            Self::Scalar => Some(byte),
            #[cfg(feature = "graphemes")]
            Self::Cluster => {
                let starts = text.grapheme_indices(true).map(|(start, _)| start);
                starts.take_while(|&start| start <= byte).last()
            }
        };
        end.and_then(|end| text.get(..end)).unwrap_or("")
    }
}

/// The longest beginning that is allowed, in an alphabet.
fn beginning(text: &str, alphabet: Alphabet, limits: Limits) -> &str {
    if Measure::within(text, alphabet, limits).segments <= u32::from(limits.max_segments) {
        return text;
    }
    let filler = match limits.max_segments {
        1 => Filler::single(alphabet, limits),
        _ => Filler::joining(alphabet, limits),
    };
    let mut end = 0;
    for _ in 0..limits.max_segments {
        let rest = text.get(end..).unwrap_or("");
        end += filler.fill(rest).0;
    }
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Reference, analyse, analyse_within};
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
        (reference, any_boundary(), any::<u8>(), alphabet).prop_map(
            |(reference, boundary, max_segments, alphabet)| Limits {
                reference,
                boundary,
                max_segments,
                alphabet,
            },
        )
    }

    #[cfg(feature = "graphemes")]
    fn any_boundary() -> impl Strategy<Value = Boundary> {
        prop_oneof![Just(Boundary::Scalar), Just(Boundary::Cluster)]
    }

    #[cfg(not(feature = "graphemes"))]
    fn any_boundary() -> impl Strategy<Value = Boundary> {
        Just(Boundary::Scalar)
    }

    /// The pieces of a text that a segment takes or leaves.
    fn pieces(text: &str, boundary: Boundary) -> Vec<&str> {
        match boundary {
            Boundary::Scalar => text.split("").filter(|piece| !piece.is_empty()).collect(),
            #[cfg(feature = "graphemes")]
            Boundary::Cluster => text.graphemes(true).collect(),
        }
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
        fn analysis_counts_what_segments_cut(text in any_text(), limits in any_limits()) {
            let analysis = analyse_within(&text, &limits);
            let Ok(parts) = segments(&text, &limits.with_max_segments(u8::MAX)) else {
                return Ok(());
            };
            prop_assert_eq!(analysis.alphabet(), parts.alphabet());
            prop_assert_eq!(analysis.segments() as usize, parts.clone().count());
            prop_assert_eq!(analysis.units(), parts.clone().map(|part| part.units).sum::<usize>());
            let capacity = match analysis.segments() {
                1 => analysis.alphabet().capacity(),
                _ => analysis.alphabet().segment_capacity(limits.reference),
            };
            let last = parts.last().map(|part| capacity - part.units);
            prop_assert_eq!(last, Some(analysis.free_units()));
        }

        #[test]
        fn no_segment_could_take_its_neighbours_first_piece(
            text in any_text(), limits in any_limits(),
        ) {
            let Ok(parts) = segments(&text, &limits) else { return Ok(()) };
            let alphabet = parts.alphabet();
            let capacity = match parts.len() {
                1 => alphabet.capacity(),
                _ => alphabet.segment_capacity(limits.reference),
            };
            let units = |text: &str| -> usize {
                text.chars().map(|ch| alphabet.units(ch).unwrap_or(1)).sum()
            };
            for part in parts {
                prop_assert_eq!(units(part.text), part.units);
                prop_assert!(part.units <= capacity);
                let rest = &text[part.range.end..];
                let Some(next) = pieces(rest, limits.boundary).first().copied() else { continue };
                prop_assert!(part.units + units(next) > capacity);
            }
        }

        #[test]
        fn truncation_keeps_the_longest_beginning_that_fits(
            text in any_text(), allowed in 0..5_u8, limits in any_limits(),
        ) {
            let limits = limits.with_boundary(Boundary::Scalar);
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

    #[cfg(feature = "graphemes")]
    mod clusters {
        use super::*;

        /// The longest beginning of whole clusters; of a cluster too long for any segment as many
        /// characters as fit, and the rest as a text of its own.
        fn oracle(text: &str, alphabet: Alphabet, capacity: usize) -> Vec<&str> {
            let units = |text: &str| -> usize {
                text.chars().map(|ch| alphabet.units(ch).unwrap_or(1)).sum()
            };
            let mut parts = Vec::new();
            let mut rest = text;
            while !rest.is_empty() {
                let mut end = 0;
                for cluster in rest.graphemes(true) {
                    let pieces = if units(cluster) > capacity {
                        pieces(cluster, Boundary::Scalar)
                    } else {
                        vec![cluster]
                    };
                    let fitting = pieces.iter().take_while(|piece| {
                        let fits = units(&rest[..end + piece.len()]) <= capacity;
                        end += if fits { piece.len() } else { 0 };
                        fits
                    });
                    if fitting.count() < pieces.len() {
                        break;
                    }
                }
                parts.push(&rest[..end]);
                rest = &rest[end..];
            }
            parts
        }

        /// Marks, joiners, flags, CR and LF, in runs longer than a segment now and then.
        fn clustered() -> impl Strategy<Value = String> {
            let piece = prop::sample::select(vec![
                "a",
                "é",
                "€",
                "e\u{301}",
                "\u{302}",
                "👨‍👩‍👧‍👦",
                "🇫🇷",
                "🇫",
                "👍🏽",
                "❤️",
                "\r\n",
                "\r",
                "\u{200D}",
                "क्षि",
                "각",
                "ж",
            ]);
            let run = (piece, prop_oneof![8 => 1..9_usize, 1 => 60..240_usize]);
            prop::collection::vec(run.prop_map(|(piece, times)| piece.repeat(times)), 0..40)
                .prop_map(|runs| runs.concat())
        }

        fn cut(text: &str, limits: Limits) -> Vec<usize> {
            segments(text, &limits).unwrap().map(|segment| segment.units).collect()
        }

        fn whole() -> Limits {
            Limits::default().with_boundary(Boundary::Cluster)
        }

        #[test]
        fn a_family_of_emoji_is_not_split_where_it_fits() {
            let text = format!("{}👨‍👩‍👧‍👦{}", "a".repeat(60), "a".repeat(10));
            assert_eq!(cut(&text, Limits::default()), [66, 15]);
            assert_eq!(cut(&text, whole()), [60, 21]);
        }

        #[test]
        fn a_cluster_longer_than_a_segment_is_split_at_a_scalar() {
            let text = format!("{}e{}", "a".repeat(10), "\u{302}".repeat(99));
            assert_eq!(cut(&text, whole()), [67, 43]);
        }

        #[test]
        fn a_cluster_without_end_is_cut_in_linear_time() {
            let text = "\u{302}".repeat(17_085);
            assert_eq!(cut(&text, whole()), [67; 255]);
            assert_eq!(analyse_within(&text.repeat(20), &whole()).segments(), 5_100);
        }

        #[test]
        fn a_text_is_not_cut_between_a_letter_and_the_accent_that_makes_it_unicode() {
            let text = format!("{}e\u{302}", "a".repeat(152));
            assert_eq!(truncate(&text, 1, &whole()).len(), 152);
            assert_eq!(truncate(&text, 1, &Limits::default()).len(), 153);
        }

        proptest! {
            #[test]
            fn segments_keep_clusters_whole_as_the_oracle_does(
                text in clustered(), limits in any_limits(),
            ) {
                let limits = limits.with_boundary(Boundary::Cluster).with_max_segments(u8::MAX);
                let Ok(parts) = segments(&text, &limits) else { return Ok(()) };
                let capacity = match parts.len() {
                    1 => return Ok(()),
                    _ => parts.alphabet().segment_capacity(limits.reference),
                };
                let expected = oracle(&text, parts.alphabet(), capacity);
                prop_assert_eq!(parts.map(|part| part.text).collect::<Vec<_>>(), expected);
            }

            #[test]
            fn analysis_counts_the_segments_that_keep_clusters_whole(
                text in clustered(), limits in any_limits(),
            ) {
                let limits = limits.with_boundary(Boundary::Cluster).with_max_segments(u8::MAX);
                let needed = analyse_within(&text, &limits).segments();
                match segments(&text, &limits) {
                    Ok(parts) => prop_assert_eq!(parts.count(), needed as usize),
                    Err(refused) => prop_assert_eq!(refused.needed, needed),
                }
            }

            #[test]
            fn truncation_keeps_whole_clusters(
                text in clustered(), allowed in 1..5_u8, limits in any_limits(),
            ) {
                let limits = limits.with_boundary(Boundary::Cluster).with_max_segments(u8::MAX);
                let kept = truncate(&text, allowed, &limits);
                prop_assert!(text.starts_with(kept));
                prop_assert!(segments(kept, &limits.with_max_segments(allowed)).is_ok());
                let next = text.grapheme_indices(true).find(|(start, _)| *start >= kept.len());
                let split = next.is_some_and(|(start, _)| start > kept.len());
                let longest = pieces(&text, Boundary::Cluster).iter().map(|c| c.len()).max();
                prop_assert!(!split || longest.unwrap_or(0) > 66);
            }
        }
    }
}
