//! How many parts does a text need?

use core::arch::x86_64::{__m256i, _mm256_cmpeq_epi8, _mm256_max_epu8, _mm256_set1_epi8};

use super::block::{Halves, Mask, SIZE, continuations, last_block, load, negative, not_zero};

use crate::{ByteSet, Cuts};

/// Cuts a text of which the characters that begin with certain bytes count twice.
#[target_feature(enable = "avx2,bmi1,popcnt")]
pub(super) fn cut(text: &[u8], doubled: &ByteSet, capacity: usize) -> Cuts {
    cut_by(text, capacity, |bytes| not_zero(Halves::of(bytes).look_up(&doubled.0)))
}

/// Cuts a text by its UTF-16 units.
#[target_feature(enable = "avx2,bmi1,popcnt")]
pub(super) fn cut_utf16(text: &[u8], capacity: usize) -> Cuts {
    let four_bytes = _mm256_set1_epi8(0xF0_u8.cast_signed());
    cut_by(text, capacity, |bytes| {
        negative(_mm256_cmpeq_epi8(_mm256_max_epu8(bytes, four_bytes), bytes))
    })
}

#[inline]
#[target_feature(enable = "avx2,bmi1,popcnt")]
fn cut_by(text: &[u8], capacity: usize, doubled: impl Fn(__m256i) -> Mask) -> Cuts {
    let units = |bytes| Units { begins: !continuations(bytes), doubled: doubled(bytes) };
    let mut cuts = Cuts { units: 0, parts: 1, free: capacity };
    let (blocks, tail) = text.as_chunks();
    for block in blocks {
        add(&mut cuts, units(load(block)), capacity);
    }
    if !tail.is_empty() {
        let last = units(load(&last_block(text)));
        add(&mut cuts, last.after(SIZE - tail.len()), capacity);
    }
    cuts
}

/// The bytes of a block that count.
#[derive(Clone, Copy)]
struct Units {
    /// Those that begin a character.
    begins: Mask,
    /// Those that begin a character that counts twice.
    doubled: Mask,
}

#[inline]
#[target_feature(enable = "avx2,bmi1,popcnt")]
fn add(cuts: &mut Cuts, block: Units, capacity: usize) {
    let units = block.count();
    // Counted from the beginning of the block.
    let mut room = cuts.free;
    while units > room {
        room = block.fitting(room) + capacity;
        cuts.parts = cuts.parts.saturating_add(1);
    }
    cuts.free = room - units;
    cuts.units += units;
}

impl Units {
    #[inline]
    #[target_feature(enable = "popcnt")]
    fn count(self) -> usize {
        (self.begins.count_ones() + self.doubled.count_ones()) as usize
    }

    /// Without so many of the first bytes.
    #[inline]
    fn after(self, bytes: usize) -> Self {
        Self { begins: self.begins >> bytes, doubled: self.doubled >> bytes }
    }

    /// Those among some bytes.
    #[inline]
    fn among(self, bytes: Mask) -> Self {
        Self { begins: self.begins & bytes, doubled: self.doubled & bytes }
    }

    /// How many of the first units fit: as many as there is room for, or one less where that would
    /// split a character.
    #[inline]
    #[target_feature(enable = "bmi1,popcnt")]
    fn fitting(self, room: usize) -> usize {
        let mut rest = self.doubled;
        while rest != 0 {
            let lowest = rest & rest.wrapping_neg();
            let before = self.among(lowest - 1).count();
            if before + 1 >= room {
                return before.min(room);
            }
            rest ^= lowest;
        }
        room
    }
}
