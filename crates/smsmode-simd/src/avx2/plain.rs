//! Does each character of a text count once, without being marked?

use core::arch::x86_64::{__m256i, _mm256_setzero_si256, _mm256_testz_si256};

use super::block::{Block, Halves, either, last_block, load, negative};
use crate::nibbles::Nibbles;

/// Whether a text is ASCII of which no byte is in a set.
#[inline]
#[target_feature(enable = "avx2")]
pub(super) fn is_plain(bytes: &[u8], sets: &Nibbles) -> bool {
    // Texts in other scripts are mostly told by their first byte.
    if !bytes.first().is_some_and(u8::is_ascii) {
        return false;
    }
    let (blocks, tail) = bytes.as_chunks();
    let last = [last_block(bytes)];
    let last = if tail.is_empty() { &[] } else { &last[..] };
    is_ascii(blocks) && is_ascii(last) && is_in_none(blocks, sets) && is_in_none(last, sets)
}

/// Asked for all blocks first: a text that is not plain is seldom ASCII.
#[inline]
#[target_feature(enable = "avx2")]
fn is_ascii(blocks: &[Block]) -> bool {
    // By fours, so that there are few branches, and long texts are left early.
    let (fours, rest) = blocks.as_chunks::<4>();
    fours.iter().all(|four| negative(joined(four, |bytes| bytes)) == 0)
        && negative(joined(rest, |bytes| bytes)) == 0
}

#[inline]
#[target_feature(enable = "avx2")]
fn is_in_none(blocks: &[Block], sets: &Nibbles) -> bool {
    let found = |bytes| Halves::of(bytes).look_up(sets);
    let (fours, rest) = blocks.as_chunks::<4>();
    fours.iter().all(|four| is_zero(joined(four, found))) && is_zero(joined(rest, found))
}

#[inline]
#[target_feature(enable = "avx2")]
fn joined(blocks: &[Block], find: impl Fn(__m256i) -> __m256i) -> __m256i {
    blocks.iter().fold(_mm256_setzero_si256(), |joined, block| either(joined, find(load(block))))
}

#[inline]
#[target_feature(enable = "avx2")]
pub(super) fn is_zero(bytes: __m256i) -> bool {
    _mm256_testz_si256(bytes, bytes) == 1
}
