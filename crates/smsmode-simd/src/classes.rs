//! Kinds of bytes, looked up by halves.

use crate::Kind;
use crate::nibbles::{HalfSet, Nibbles};

/// Sets of bytes, and which of them are of what kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Classes {
    pub(crate) nibbles: Nibbles,
    /// The bits of the sets that are unknown.
    pub(crate) unknown: u8,
    /// The bits of those that count twice.
    pub(crate) double: u8,
    pub(crate) marked: u8,
    /// The bits of all.
    taken: u8,
}

impl Classes {
    pub(crate) const EMPTY: Self =
        Self { nibbles: Nibbles::EMPTY, unknown: 0, double: 0, marked: 0, taken: 0 };

    /// Adds the bytes of a kind, of which the high half selects the row and the low half the place.
    #[expect(clippy::indexing_slicing, reason = "the loop ends with the rows")]
    pub(crate) const fn with_rows(mut self, rows: &[[Kind; 16]], kind: Kind) -> Self {
        let mut row = 0;
        while row < rows.len() {
            let low = places(&rows[row], kind);
            let high = rows_with(rows, kind, low);
            let is_first = high.trailing_zeros() as usize == row;
            if low != 0 && is_first {
                self = self.with(kind, high, low);
            }
            row += 1;
        }
        self
    }

    /// Adds the bytes of a kind of which both halves are in a set.
    pub(crate) const fn with(self, kind: Kind, high: HalfSet, low: HalfSet) -> Self {
        let bit = self.free_bit();
        Self {
            nibbles: self.nibbles.with(bit, high, low),
            unknown: self.unknown | if kind.is_unknown() { bit } else { 0 },
            double: self.double | if kind.is_double() { bit } else { 0 },
            marked: self.marked | if kind.is_marked() { bit } else { 0 },
            taken: self.taken | bit,
        }
    }

    /// The bit of the next set.
    pub(crate) const fn free_bit(&self) -> u8 {
        assert!(self.taken < u8::MAX, "a table tells at most eight sets of bytes apart");
        self.taken + 1
    }
}

/// The places of a kind in a row.
#[expect(clippy::indexing_slicing, reason = "the loop ends with the row")]
pub(crate) const fn places(row: &[Kind; 16], kind: Kind) -> HalfSet {
    let (mut places, mut place) = (0, 0);
    while place < row.len() {
        if row[place].is(kind) {
            places |= 1 << place;
        }
        place += 1;
    }
    places
}

/// The rows that have a kind in just these places.
#[expect(clippy::indexing_slicing, reason = "the loop ends with the rows")]
const fn rows_with(rows: &[[Kind; 16]], kind: Kind, wanted: HalfSet) -> HalfSet {
    let (mut found, mut row) = (0, 0);
    while row < rows.len() {
        if places(&rows[row], kind) == wanted {
            found |= 1 << row;
        }
        row += 1;
    }
    found
}
