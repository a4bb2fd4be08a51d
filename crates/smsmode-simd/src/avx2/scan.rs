//! Is a text in an alphabet, and what does it count?

use core::arch::x86_64::{
    __m256i, _mm256_alignr_epi8, _mm256_permute2x128_si256, _mm256_setzero_si256,
};

use super::block::{
    Halves, Mask, SIZE, among, both, continuations, either, last_block, load, not_zero,
};
use super::plain::{is_plain, is_zero};
use crate::alphabet::Pairs;
use crate::{Alphabet, Count, Stop};

/// Counts a text, or finds the first byte that is unknown.
#[target_feature(enable = "avx2,bmi1,popcnt")]
pub(super) fn scan(text: &[u8], alphabet: &Alphabet) -> Result<Count, Stop> {
    if is_plain(text, &alphabet.ascii.nibbles) {
        return Ok(Count { continuations: 0, doubles: 0, marked: false });
    }
    scan_pairs(text, alphabet)
}

/// Looks at each byte and at the one before it.
#[inline(never)]
#[target_feature(enable = "avx2,bmi1,popcnt")]
fn scan_pairs(text: &[u8], alphabet: &Alphabet) -> Result<Count, Stop> {
    let mut scan = Scan::new(alphabet);
    let (blocks, tail) = text.as_chunks();
    if let Some((first, others)) = blocks.split_first() {
        let first = load(first);
        scan.add(scan.look_up(first, moved(first)), SIZE)?;
        // The same blocks, one byte earlier: loading twice is cheaper than moving bytes.
        let (befores, _) = text.get(SIZE - 1..).unwrap_or_default().as_chunks();
        for (block, before) in others.iter().zip(befores) {
            scan.add(scan.look_up(load(block), load(before)), SIZE)?;
        }
    }
    if !tail.is_empty() {
        scan.add(scan.look_up_last(text).last(tail.len()), tail.len())?;
    }
    Ok(scan.count())
}

/// What was found so far.
struct Scan<'a> {
    alphabet: &'a Alphabet,
    bytes: usize,
    continuations: usize,
    doubles: usize,
    /// All classes, joined by or.
    classes: __m256i,
    /// All sets of notable pairs, joined by or.
    pairs: __m256i,
}

impl<'a> Scan<'a> {
    #[inline]
    #[target_feature(enable = "avx2")]
    fn new(alphabet: &'a Alphabet) -> Self {
        let none = _mm256_setzero_si256();
        Self { alphabet, bytes: 0, continuations: 0, doubles: 0, classes: none, pairs: none }
    }

    /// Looks up bytes and those before them.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn look_up(&self, bytes: __m256i, before: __m256i) -> Found {
        let Alphabet { ascii, plain_pairs, notable_pairs } = self.alphabet;
        let (halves, halves_before) = (Halves::of(bytes), Halves::of(before));
        let classes = halves.look_up(&ascii.nibbles);
        let plain = look_up_pairs(plain_pairs, halves_before, halves);
        let pairs = look_up_pairs(notable_pairs, halves_before, halves);
        let continuations = continuations(bytes);
        let known = not_zero(either(plain, pairs));
        let doubles =
            either(among(classes, ascii.double), among(pairs, notable_pairs.second.double));
        Found {
            unknown: not_zero(among(classes, ascii.unknown)) | continuations & !known,
            continuations,
            doubles: not_zero(doubles),
            classes,
            pairs,
        }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn look_up_last(&self, text: &[u8]) -> Found {
        let last = load(&last_block(text));
        let before = text.split_last().and_then(|(_, before)| before.last_chunk());
        self.look_up(last, before.map_or_else(|| moved(last), |before| load(before)))
    }

    /// Adds what was found in the next bytes.
    #[inline]
    #[target_feature(enable = "avx2,bmi1,popcnt")]
    fn add(&mut self, found: Found, bytes: usize) -> Result<(), Stop> {
        if found.unknown != 0 {
            let known = found.unknown.trailing_zeros();
            let continuations = (found.continuations & !(Mask::MAX << known)).count_ones();
            return Err(Stop {
                byte: self.bytes + known as usize,
                continuations: self.continuations + continuations as usize,
            });
        }
        self.bytes += bytes;
        self.continuations += found.continuations.count_ones() as usize;
        self.doubles += found.doubles.count_ones() as usize;
        self.classes = either(self.classes, found.classes);
        self.pairs = either(self.pairs, found.pairs);
        Ok(())
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn count(self) -> Count {
        let Self { continuations, doubles, .. } = self;
        let Alphabet { ascii, notable_pairs, .. } = self.alphabet;
        let marked_pairs = among(self.pairs, notable_pairs.second.marked);
        let marked = either(among(self.classes, ascii.marked), marked_pairs);
        Count { continuations, doubles, marked: !is_zero(marked) }
    }
}

/// What is found in a block.
#[derive(Clone, Copy)]
struct Found {
    unknown: Mask,
    continuations: Mask,
    doubles: Mask,
    classes: __m256i,
    pairs: __m256i,
}

impl Found {
    /// That of the last bytes alone; what is joined may hold more, which was or will be joined too.
    #[inline]
    fn last(self, bytes: usize) -> Self {
        let others = SIZE - bytes;
        Self {
            unknown: self.unknown >> others,
            continuations: self.continuations >> others,
            doubles: self.doubles >> others,
            ..self
        }
    }
}

#[inline]
#[target_feature(enable = "avx2")]
fn look_up_pairs(pairs: &Pairs, before: Halves, bytes: Halves) -> __m256i {
    both(before.look_up(&pairs.first), bytes.look_up(&pairs.second.nibbles))
}

/// The bytes before those of a first block, but for the first one: nothing before it is looked at,
/// since it begins a character.
#[inline]
#[target_feature(enable = "avx2")]
fn moved(block: __m256i) -> __m256i {
    // Zeros in the lower half, the lower half of the block in the upper one.
    let halves_before = _mm256_permute2x128_si256::<0x08>(block, block);
    _mm256_alignr_epi8::<15>(block, halves_before)
}
