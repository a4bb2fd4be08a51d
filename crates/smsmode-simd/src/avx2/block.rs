//! Blocks of a text, and sets of bytes in them.

use core::arch::x86_64::{
    __m256i, _mm_loadu_si128, _mm256_and_si256, _mm256_broadcastsi128_si256, _mm256_cmpeq_epi8,
    _mm256_cmpgt_epi8, _mm256_loadu_si256, _mm256_movemask_epi8, _mm256_or_si256, _mm256_set1_epi8,
    _mm256_setzero_si256, _mm256_shuffle_epi8, _mm256_srli_epi16,
};

use crate::nibbles::Nibbles;

/// The bytes of a block of a text.
pub(super) type Block = [u8; SIZE];

pub(super) const SIZE: usize = 32;

/// A bit for each byte of a block, the lowest for the first.
pub(super) type Mask = u32;

#[inline]
#[target_feature(enable = "avx2")]
pub(super) fn load(block: &Block) -> __m256i {
    // SAFETY: 32 bytes can be read, and the instruction takes them at any address.
    unsafe { _mm256_loadu_si256(block.as_ptr().cast()) }
}

/// The last block of a text. A shorter text stands at its end, after its own first byte.
#[inline]
pub(super) fn last_block(text: &[u8]) -> Block {
    text.last_chunk().copied().unwrap_or_else(|| {
        let mut block = [text.first().copied().unwrap_or_default(); SIZE];
        if let Some(end) = block.get_mut(SIZE - text.len()..) {
            end.copy_from_slice(text);
        }
        block
    })
}

/// The halves of the bytes of a block.
#[derive(Clone, Copy)]
pub(super) struct Halves {
    high: __m256i,
    low: __m256i,
}

impl Halves {
    #[inline]
    #[target_feature(enable = "avx2")]
    pub(super) fn of(bytes: __m256i) -> Self {
        let half = _mm256_set1_epi8(0x0F);
        // No instruction shifts bytes; one that shifts wider numbers lets bits of neighbours in.
        Self { high: both(_mm256_srli_epi16::<4>(bytes), half), low: both(bytes, half) }
    }

    /// The sets that each byte is in.
    #[inline]
    #[target_feature(enable = "avx2")]
    pub(super) fn look_up(self, sets: &Nibbles) -> __m256i {
        let high = _mm256_shuffle_epi8(table(&sets.high), self.high);
        let low = _mm256_shuffle_epi8(table(&sets.low), self.low);
        both(high, low)
    }
}

/// A table for each half of a vector.
#[inline]
#[target_feature(enable = "avx2")]
fn table(entries: &[u8; 16]) -> __m256i {
    // SAFETY: 16 bytes can be read, and the instruction takes them at any address.
    _mm256_broadcastsi128_si256(unsafe { _mm_loadu_si128(entries.as_ptr().cast()) })
}

#[inline]
#[target_feature(enable = "avx2")]
pub(super) fn both(some: __m256i, others: __m256i) -> __m256i {
    _mm256_and_si256(some, others)
}

#[inline]
#[target_feature(enable = "avx2")]
pub(super) fn either(some: __m256i, others: __m256i) -> __m256i {
    _mm256_or_si256(some, others)
}

/// Certain bits of each byte.
#[inline]
#[target_feature(enable = "avx2")]
pub(super) fn among(bytes: __m256i, bits: u8) -> __m256i {
    both(bytes, _mm256_set1_epi8(bits.cast_signed()))
}

/// The bytes that are not zero.
#[inline]
#[target_feature(enable = "avx2")]
pub(super) fn not_zero(bytes: __m256i) -> Mask {
    !negative(_mm256_cmpeq_epi8(bytes, _mm256_setzero_si256()))
}

/// The bytes that begin no character.
#[inline]
#[target_feature(enable = "avx2")]
pub(super) fn continuations(bytes: __m256i) -> Mask {
    let lowest_lead = _mm256_set1_epi8(0xC0_u8.cast_signed());
    negative(_mm256_cmpgt_epi8(lowest_lead, bytes))
}

/// The bytes with the highest bit, as comparisons leave them.
#[inline]
#[target_feature(enable = "avx2")]
pub(super) fn negative(bytes: __m256i) -> Mask {
    _mm256_movemask_epi8(bytes).cast_unsigned()
}
