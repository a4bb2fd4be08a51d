//! How much of a text one segment takes.

#[cfg(feature = "graphemes")]
use unicode_segmentation::UnicodeSegmentation;

use super::{Alphabet, Boundary, Limits};

/// Fills segments of one kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filler {
    pub(super) alphabet: Alphabet,
    pub(super) capacity: usize,
    pub(super) boundary: Boundary,
}

impl Filler {
    /// For a text of one segment.
    pub(super) const fn single(alphabet: Alphabet, limits: Limits) -> Self {
        Self { alphabet, capacity: alphabet.capacity(), boundary: limits.boundary }
    }

    /// For a text of several.
    pub(super) const fn joining(alphabet: Alphabet, limits: Limits) -> Self {
        let capacity = alphabet.segment_capacity(limits.reference);
        Self { alphabet, capacity, boundary: limits.boundary }
    }

    /// How much of a text fits into a segment: bytes of UTF-8, and units.
    pub(super) fn fill(self, text: &str) -> (usize, usize) {
        match self.boundary {
            Boundary::Scalar => self.scalars(text, self.capacity),
            #[cfg(feature = "graphemes")]
            Boundary::Cluster => self.clusters(text),
        }
    }

    fn scalars(self, text: &str, capacity: usize) -> (usize, usize) {
        let mut units = 0;
        for (byte, ch) in text.char_indices() {
            let needed = units_sent(self.alphabet, ch);
            if units + needed > capacity {
                return (byte, units);
            }
            units += needed;
        }
        (text.len(), units)
    }
}

#[cfg(feature = "graphemes")]
impl Filler {
    fn clusters(self, text: &str) -> (usize, usize) {
        let (mut len, mut units) = (0, 0);
        for cluster in self.window(text).graphemes(true) {
            let needed = self.units(cluster);
            if units + needed > self.capacity {
                break;
            }
            len += cluster.len();
            units += needed;
        }
        let rest = text.get(len..).unwrap_or("");
        if !self.begins_with_a_giant(rest) {
            return (len, units);
        }
        let (more, taken) = self.scalars(rest, self.capacity - units);
        (len + more, units + taken)
    }

    /// Whether no segment can hold the first cluster.
    fn begins_with_a_giant(self, text: &str) -> bool {
        let first = self.window(text).graphemes(true).next();
        first.is_some_and(|cluster| self.units(cluster) > self.capacity)
    }

    /// A beginning that surely overfills a segment, so that a cluster without end costs no more.
    /// A unit is at most four bytes of UTF-8.
    fn window(self, text: &str) -> &str {
        let enough = 4 * self.capacity + 8;
        let ends = (enough..).take_while(|&end| end < text.len());
        let end = ends.into_iter().find(|&end| text.is_char_boundary(end));
        text.get(..end.unwrap_or(text.len())).unwrap_or(text)
    }

    fn units(self, text: &str) -> usize {
        text.chars().map(|ch| units_sent(self.alphabet, ch)).sum()
    }
}

/// The units of a character or, outside the alphabet, of the `?` that will stand for it.
pub(super) fn units_sent(alphabet: Alphabet, ch: char) -> usize {
    alphabet.units(ch).unwrap_or(1)
}
