//! Sets of bytes that a vector looks up by their halves.

/// Eight sets of bytes, one for each bit. A byte is in a set if the bit stands in the entry of its
/// high half and in that of its low half.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Nibbles {
    pub(crate) high: [u8; 16],
    pub(crate) low: [u8; 16],
}

impl Nibbles {
    pub(crate) const EMPTY: Self = Self { high: [0; 16], low: [0; 16] };

    /// Makes a bit stand for all bytes of which both halves are in a set.
    pub(crate) const fn with(self, bit: u8, high: HalfSet, low: HalfSet) -> Self {
        Self { high: entered(self.high, bit, high), low: entered(self.low, bit, low) }
    }

    /// What a vector finds for each of its bytes.
    #[cfg(test)]
    pub(crate) fn look_up(&self, byte: u8) -> u8 {
        self.high[usize::from(byte >> 4)] & self.low[usize::from(byte & 15)]
    }
}

/// A set of halves of bytes: a bit for each number below 16.
pub(crate) type HalfSet = u16;

#[expect(clippy::indexing_slicing, reason = "a half is below 16")]
const fn entered(mut entries: [u8; 16], bit: u8, halves: HalfSet) -> [u8; 16] {
    let mut half = 0;
    while half < 16 {
        if halves >> half & 1 == 1 {
            entries[half] |= bit;
        }
        half += 1;
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_in_a_set_by_both_halves() {
        let nibbles = Nibbles::EMPTY.with(1, 1 << 5 | 1 << 7, 1 << 0xB).with(2, 1 << 5, 1 << 0xC);
        let found = |bit| (0..=255).filter(move |&byte| nibbles.look_up(byte) & bit != 0);
        assert_eq!(found(1).collect::<Vec<u8>>(), b"[{");
        assert_eq!(found(2).collect::<Vec<u8>>(), b"\\");
    }
}
