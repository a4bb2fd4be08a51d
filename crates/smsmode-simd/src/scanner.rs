//! The way in.

#[cfg(not(target_arch = "x86_64"))]
use crate::absent::Absent as Processor;
#[cfg(target_arch = "x86_64")]
use crate::avx2::Avx2 as Processor;
use crate::{Alphabet, ByteSet, Count, Cuts, Stop};

/// Proof that the processor has the vector instructions.
#[derive(Debug, Clone, Copy)]
pub struct Scanner(Processor);

impl Scanner {
    /// Asks the processor; the answer is kept, so that asking again costs next to nothing.
    #[inline]
    pub fn detect() -> Option<Self> {
        Processor::detect().map(Self)
    }

    /// Counts a text, or finds where it leaves an alphabet.
    ///
    /// # Errors
    ///
    /// The first byte that is unknown.
    ///
    /// ```
    /// use smsmode_simd::{Alphabet, Kind, Scanner};
    ///
    /// static ASCII: Alphabet = Alphabet::new(&[Kind::Single; 128], &[]);
    ///
    /// if let Some(scanner) = Scanner::detect() {
    ///     assert!(scanner.scan("ete", &ASCII).is_ok());
    ///     assert_eq!(scanner.scan("été", &ASCII).unwrap_err().byte, 1);
    /// }
    /// ```
    #[inline]
    pub fn scan(self, text: &str, alphabet: &Alphabet) -> Result<Count, Stop> {
        self.0.scan(text, alphabet)
    }

    /// Cuts a text into parts without splitting a character. A character counts twice if its first
    /// byte is in a set, else once.
    ///
    /// A capacity below 2 is taken for 2, so that there is room for each character.
    ///
    /// ```
    /// use smsmode_simd::{ByteSet, Cuts, Scanner};
    ///
    /// static NONE: ByteSet = ByteSet::new(&[false; 256]);
    ///
    /// if let Some(scanner) = Scanner::detect() {
    ///     let cuts = scanner.cut("été", &NONE, 2);
    ///     assert_eq!(cuts, Cuts { units: 3, parts: 2, free: 1 });
    /// }
    /// ```
    #[inline]
    pub fn cut(self, text: &str, doubled: &ByteSet, capacity: usize) -> Cuts {
        self.0.cut(text, doubled, capacity.max(2))
    }

    /// Cuts a text into parts by its UTF-16 units, as [`cut`](Self::cut) does.
    ///
    /// ```
    /// use smsmode_simd::{Cuts, Scanner};
    ///
    /// if let Some(scanner) = Scanner::detect() {
    ///     let cuts = scanner.cut_utf16("an 😀", 4);
    ///     assert_eq!(cuts, Cuts { units: 5, parts: 2, free: 2 });
    /// }
    /// ```
    #[inline]
    pub fn cut_utf16(self, text: &str, capacity: usize) -> Cuts {
        self.0.cut_utf16(text, capacity.max(2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;
    use proptest::prelude::*;

    /// An alphabet with every kind, in ASCII and in pairs, and with a character of three bytes.
    fn kind(ch: char) -> Kind {
        match ch {
            '{' | '|' | '^' | 'ж' | '€' => Kind::Double,
            '$' | '%' | 'ã' | 'é' => Kind::MarkedSingle,
            '\u{C}' | '¤' | 'Ω' => Kind::MarkedDouble,
            ' '..='~' | 'À'..='Ü' | 'à'..='þ' | 'Δ' | 'Π' => Kind::Single,
            _ => Kind::Unknown,
        }
    }

    fn alphabet() -> Alphabet {
        let ascii = core::array::from_fn(|byte| kind(char::from(u8::try_from(byte).unwrap())));
        let after = |lead: u8| {
            let kind_of_second = |place: usize| {
                let bytes = [lead, 0x80 + u8::try_from(place).unwrap()];
                core::str::from_utf8(&bytes).unwrap().chars().next().map_or(Kind::Unknown, kind)
            };
            (lead, core::array::from_fn(kind_of_second))
        };
        let only = |first: u8, second: u8, kind: Kind| {
            let mut seconds = [Kind::Unknown; 64];
            seconds[usize::from(second - 0x80)] = kind;
            (first, seconds)
        };
        let two = [0xC2, 0xC3, 0xCE, 0xD0].map(after);
        let euro = [only(0xE2, 0x82, Kind::Single), only(0x82, 0xAC, Kind::Double)];
        let pairs = [&two[..], &euro].concat();
        Alphabet::new(&ascii, &pairs)
    }

    /// Counts character by character; an error is the character, not yet the byte.
    fn count(text: &str) -> Result<Count, usize> {
        let mut count = Count { continuations: 0, doubles: 0, marked: false };
        for (start, ch) in text.char_indices() {
            if kind(ch).is_unknown() {
                return Err(start);
            }
            count.continuations += ch.len_utf8() - 1;
            count.doubles += usize::from(kind(ch).is_double());
            count.marked |= kind(ch).is_marked();
        }
        Ok(count)
    }

    fn assert_counted(scanner: Scanner, alphabet: &Alphabet, text: &str) {
        let found = scanner.scan(text, alphabet).map_err(|stop| {
            let begins = |byte: &u8| byte.cast_signed() >= -0x40;
            let before = &text.as_bytes()[..stop.byte];
            assert_eq!(
                before.len() - before.iter().filter(|byte| begins(byte)).count(),
                stop.continuations
            );
            (0..=stop.byte).rev().find(|&start| text.is_char_boundary(start)).unwrap()
        });
        assert_eq!(found, count(text), "{text:?}");
    }

    #[test]
    fn every_character_is_of_its_kind() {
        let Some(scanner) = Scanner::detect() else { return };
        let alphabet = alphabet();
        for ch in '\0'..=char::MAX {
            assert_counted(scanner, &alphabet, ch.encode_utf8(&mut [0; 4]));
        }
    }

    #[test]
    fn every_pair_of_bytes_is_told_wherever_it_stands() {
        let Some(scanner) = Scanner::detect() else { return };
        let alphabet = alphabet();
        for place in 0..68 {
            for ch in ('\0'..='\u{7FF}').chain("€₂ガ\u{82C}😀\u{2082C}".chars()) {
                assert_counted(scanner, &alphabet, &format!("{}{ch}é", "a".repeat(place)));
            }
        }
    }

    #[test]
    fn one_character_among_many_letters_is_not_overlooked() {
        let Some(scanner) = Scanner::detect() else { return };
        let alphabet = alphabet();
        for place in 0..300 {
            for ch in "{$\u{C}`éê¤€😀".chars() {
                let (before, after) = ("a".repeat(place), "a".repeat(300 - place));
                assert_counted(scanner, &alphabet, &format!("{before}{ch}{after}"));
            }
        }
    }

    #[test]
    fn a_text_of_any_length_is_counted() {
        let Some(scanner) = Scanner::detect() else { return };
        let (alphabet, text) = (alphabet(), "été {12 €} à ".repeat(20));
        for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
            assert_counted(scanner, &alphabet, &text[..end]);
        }
    }

    /// Cuts character by character.
    fn cut(text: &str, capacity: usize, units: impl Fn(char) -> usize) -> Cuts {
        let mut cuts = Cuts { units: 0, parts: 1, free: capacity };
        for units in text.chars().map(units) {
            if units > cuts.free {
                cuts = Cuts { parts: cuts.parts + 1, free: capacity, ..cuts };
            }
            cuts.free -= units;
            cuts.units += units;
        }
        cuts
    }

    proptest! {
        #[test]
        fn any_text_is_counted_as_character_by_character(
            text in "([ -~]{0,40}|[éàã¤ΔΩж€{]{0,40}|[ê😀`\u{0}\u{C}]{0,1}){0,6}",
        ) {
            if let Some(scanner) = Scanner::detect() {
                assert_counted(scanner, &alphabet(), &text);
            }
        }

        #[test]
        fn any_text_is_cut_as_character_by_character(
            text in "([ -~]{0,20}|[éж€{]{0,40}|[ê😀🚚]{0,4}){0,8}", capacity in 2..200_usize,
        ) {
            let doubled = ByteSet::new(&core::array::from_fn(|byte| matches!(byte, 0x7B | 0xE2)));
            let units = |ch| if matches!(ch, '{' | '\u{2000}'..='\u{2FFF}') { 2 } else { 1 };
            if let Some(scanner) = Scanner::detect() {
                let found = scanner.cut(&text, &doubled, capacity);
                prop_assert_eq!(found, cut(&text, capacity, units));
                let found = scanner.cut_utf16(&text, capacity);
                prop_assert_eq!(found, cut(&text, capacity, char::len_utf16));
            }
        }
    }
}
