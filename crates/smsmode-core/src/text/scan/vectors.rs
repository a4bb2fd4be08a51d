//! The scans by vector instructions, where the processor has them.

use smsmode_simd::{Alphabet, ByteSet, Kind, Scanner, Stop};

use super::{BEYOND_LATIN9, Cuts, GsmCount, OUTSIDE_GSM, begins_two_septets, entry};
use crate::text::At;
use crate::text::rows::{LEADS, step};

/// A processor that has them.
#[derive(Clone, Copy)]
pub(super) struct Vectors(Scanner);

#[inline]
pub(super) fn detect() -> Option<Vectors> {
    Scanner::detect().map(Vectors)
}

impl Vectors {
    #[inline]
    pub(super) fn gsm(self, text: &str) -> Result<GsmCount, At> {
        match self.0.scan(text, &GSM) {
            Ok(count) => Ok(GsmCount {
                septets: text.len() - count.continuations + count.doubles,
                extensions: count.doubles,
                beyond_latin9: count.marked,
            }),
            Err(stop) => Err(outside(text, stop)),
        }
    }

    #[inline]
    pub(super) fn cut_gsm(self, text: &str, capacity: usize) -> Cuts {
        cuts(self.0.cut(text, &TWO_SEPTETS, capacity))
    }

    #[inline]
    pub(super) fn cut_utf16(self, text: &str, capacity: usize) -> Cuts {
        cuts(self.0.cut_utf16(text, capacity))
    }
}

/// The character to which an unknown byte belongs.
#[inline]
fn outside(text: &str, Stop { byte, continuations }: Stop) -> At {
    let start = (0..=byte).rev().find(|&start| text.is_char_boundary(start)).unwrap_or(0);
    // One that began before was counted there.
    let scalar = byte - continuations - usize::from(start < byte);
    let ch = text.get(start..).and_then(|rest| rest.chars().next()).unwrap_or_default();
    At { byte: start, scalar, ch }
}

const fn cuts(cuts: smsmode_simd::Cuts) -> Cuts {
    Cuts { units: cuts.units, segments: cuts.parts, free_units: cuts.free }
}

/// Made of the table of the scan without vectors.
static GSM: Alphabet = {
    let [a, b, c, d, e, f] = LEADS;
    let pairs = [after(a), after(b), after(c), after(d), after(e), after(f)];
    Alphabet::new(&kinds(0, 0), &pairs)
};

#[expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "runs at compile time"
)]
static TWO_SEPTETS: ByteSet = ByteSet::new(&{
    let mut bytes = [false; 256];
    let mut byte = 0;
    while byte < bytes.len() {
        bytes[byte] = begins_two_septets(byte as u8);
        byte += 1;
    }
    bytes
});

/// What the continuation bytes are after a byte.
const fn after(byte: u8) -> (u8, [Kind; 64]) {
    (byte, kinds(byte, 0x80))
}

/// What the bytes from a first one on are after another.
#[expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "runs at compile time"
)]
const fn kinds<const N: usize>(before: u8, first: u8) -> [Kind; N] {
    let mut kinds = [Kind::Unknown; N];
    let mut place = 0;
    while place < N {
        let byte = first + place as u8;
        kinds[place] = kind(entry(before, byte, &step(before, byte)));
        place += 1;
    }
    kinds
}

const fn kind(entry: u32) -> Kind {
    let [_, extensions, ..] = entry.to_le_bytes();
    match (entry & OUTSIDE_GSM, extensions, entry & BEYOND_LATIN9) {
        (0, 0, 0) => Kind::Single,
        (0, _, 0) => Kind::Double,
        (0, 0, _) => Kind::MarkedSingle,
        (0, ..) => Kind::MarkedDouble,
        _ => Kind::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{cut, gsm_without_vectors};
    use super::*;
    use crate::text::{WireCharset, gsm7};
    use proptest::prelude::*;

    /// Asserts that all scans find the same as those without vectors.
    fn assert_same(text: &str) {
        let Some(vectors) = detect() else { return };
        assert_eq!(vectors.gsm(text), gsm_without_vectors(text), "{text:?}");
        for capacity in [66, 67, 152, 153] {
            let gsm = cut(text, capacity, begins_two_septets);
            assert_eq!(vectors.cut_gsm(text, capacity), gsm, "{text:?} by {capacity}");
            let utf16 = cut(text, capacity, |byte| byte >= 0xF0);
            assert_eq!(vectors.cut_utf16(text, capacity), utf16, "{text:?} by {capacity}");
        }
    }

    #[test]
    fn every_character_is_told_as_the_alphabet_tells_it() {
        let Some(vectors) = detect() else { return };
        for ch in '\0'..=char::MAX {
            let found = vectors.gsm(ch.encode_utf8(&mut [0; 4]));
            let expected = match gsm7::septets(ch) {
                None => Err(At { byte: 0, scalar: 0, ch }),
                Some(septets) => Ok(GsmCount {
                    septets,
                    extensions: septets - 1,
                    beyond_latin9: !WireCharset::Latin9.can_carry(ch),
                }),
            };
            assert_eq!(found, expected, "{ch:?}");
        }
    }

    /// Between accents each block is looked at by pairs, between plain letters only some are.
    #[test]
    fn every_character_is_told_wherever_it_stands_in_a_block() {
        for (filler, after) in [("a", " suivre"), ("é", "à suivre")] {
            for place in 0..70 {
                let before =
                    filler.repeat(place / filler.len()) + &"a".repeat(place % filler.len());
                for ch in ('\0'..='\u{7FF}').chain("€₂ガ\u{82C}ﬁ\u{FFFF}😀\u{2082C}".chars())
                {
                    assert_same(&format!("{before}{ch}{after}"));
                }
            }
        }
    }

    #[test]
    fn one_character_among_many_letters_is_not_overlooked() {
        for place in 0..300 {
            for ch in "[`\u{C}\u{1B}éêΔ¤€😀".chars() {
                assert_same(&format!("{}{ch}{}", "a".repeat(place), "a".repeat(300 - place)));
            }
        }
    }

    #[test]
    fn a_message_of_any_length_is_counted_at_any_address() {
        let text = "Été [12 €] à Ω{é}\u{C}¤ ".repeat(12);
        for start in (0..40).filter(|&start| text.is_char_boundary(start)) {
            for end in (start..start + 200).filter(|&end| text.is_char_boundary(end)) {
                assert_same(&text[start..end]);
            }
        }
    }

    #[test]
    fn a_long_text_is_cut_as_without_vectors() {
        for piece in ["a", "é", "[", "€", "ж", "😀", "a€", "ab[", "😀ж", "ab😀"] {
            assert_same(&piece.repeat(1_000));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_counted_as_without_vectors(text: String, times in 1..8_usize) {
            assert_same(&text.repeat(times));
        }

        #[test]
        fn a_text_that_is_nearly_gsm_is_counted_as_without_vectors(
            text in "([ -~\\n\\r]{0,40}|[a-zéàùèòÄ€ΔΩ¡\\[]{0,60}|[êж😀`¤\u{0}\u{C}]{0,1}){0,6}",
        ) {
            assert_same(&text);
        }
    }
}
