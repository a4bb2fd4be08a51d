//! The characters that a scan knows.

use crate::classes::{Classes, places};
use crate::nibbles::Nibbles;

/// What a byte is where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It belongs to no character of the alphabet.
    Unknown,
    /// It belongs to a character that counts once.
    Single,
    /// It ends a character that counts twice.
    Double,
    /// It ends a character that counts once, and of which the caller wants to know.
    MarkedSingle,
    /// It ends a character that counts twice, and of which the caller wants to know.
    MarkedDouble,
}

impl Kind {
    pub(crate) const fn is(self, other: Self) -> bool {
        self as u8 == other as u8
    }

    pub(crate) const fn is_unknown(self) -> bool {
        matches!(self, Self::Unknown)
    }

    pub(crate) const fn is_double(self) -> bool {
        matches!(self, Self::Double | Self::MarkedDouble)
    }

    pub(crate) const fn is_marked(self) -> bool {
        matches!(self, Self::MarkedSingle | Self::MarkedDouble)
    }
}

/// The characters that a scan knows, made at compile time.
///
/// A text is in the alphabet if each byte of ASCII is known, and each continuation byte after the
/// byte before it. So characters of two bytes are told exactly, and longer ones if their pairs of
/// bytes occur in no others.
///
/// ```
/// use smsmode_simd::{Alphabet, Kind};
///
/// // All of ASCII, and `é`, which is C3 A9.
/// static ALPHABET: Alphabet = Alphabet::new(&[Kind::Single; 128], &[(0xC3, {
///     let mut after = [Kind::Unknown; 64];
///     after[0x29] = Kind::Single;
///     after
/// })]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alphabet {
    pub(crate) ascii: Classes,
    /// The pairs that count once and are not marked.
    pub(crate) plain_pairs: Pairs,
    pub(crate) notable_pairs: Pairs,
}

impl Alphabet {
    /// An alphabet, from what each byte of ASCII is, and what the bytes 80 to BF are after certain
    /// others; after those that are not given, they are unknown.
    ///
    /// # Panics
    ///
    /// If the tables cannot hold that much. Each row of sixteen neighbours in which a kind occurs
    /// takes a place; there are eight places for ASCII, where rows that are alike share one and
    /// what counts once needs none, eight for pairs that count once, and eight for other pairs.
    pub const fn new(ascii: &[Kind; 128], pairs: &[(u8, [Kind; 64])]) -> Self {
        Self {
            ascii: classes_of_ascii(ascii),
            plain_pairs: Pairs::EMPTY.with_all(pairs, Kind::Single),
            notable_pairs: Pairs::EMPTY
                .with_all(pairs, Kind::Double)
                .with_all(pairs, Kind::MarkedSingle)
                .with_all(pairs, Kind::MarkedDouble),
        }
    }
}

/// Sets of pairs of bytes: a bit of the first byte that the second one has too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pairs {
    pub(crate) first: Nibbles,
    pub(crate) second: Classes,
}

impl Pairs {
    const EMPTY: Self = Self { first: Nibbles::EMPTY, second: Classes::EMPTY };

    /// Adds the pairs of a kind.
    #[expect(clippy::indexing_slicing, reason = "the loop ends with the pairs")]
    const fn with_all(mut self, pairs: &[(u8, [Kind; 64])], kind: Kind) -> Self {
        let mut pair = 0;
        while pair < pairs.len() {
            let (first, seconds) = &pairs[pair];
            self = self.with_first(*first, seconds.as_chunks().0, kind);
            pair += 1;
        }
        self
    }

    /// Adds the pairs of a kind that begin with a byte.
    #[expect(clippy::indexing_slicing, reason = "the loop ends with the rows")]
    const fn with_first(mut self, first: u8, rows: &[[Kind; 16]], kind: Kind) -> Self {
        let mut row = 0;
        while row < rows.len() {
            let low = places(&rows[row], kind);
            if low != 0 {
                let bit = self.second.free_bit();
                self.first = self.first.with(bit, 1 << (first >> 4), 1 << (first & 15));
                self.second = self.second.with(kind, 1 << (8 + row), low);
            }
            row += 1;
        }
        self
    }
}

/// What is in no class counts once.
const fn classes_of_ascii(ascii: &[Kind; 128]) -> Classes {
    let (rows, _) = ascii.as_chunks();
    Classes::EMPTY
        .with_rows(rows, Kind::Unknown)
        .with_rows(rows, Kind::Double)
        .with_rows(rows, Kind::MarkedSingle)
        .with_rows(rows, Kind::MarkedDouble)
}
