//! One pass over the bytes of a text: is it GSM, and how long is it?
//!
//! Blocks of ASCII are compared as wholes, which compilers turn into vector instructions. In other
//! blocks each byte is looked up in the row of the byte before it, see [`rows`](super::rows).

#![expect(
    clippy::needless_bitwise_bool,
    reason = "lazy operators would branch where whole blocks are compared"
)]

mod refused;
#[cfg_attr(not(feature = "simd"), path = "scan/no_vectors.rs")]
mod vectors;

pub(super) use refused::Refused;

use super::gsm7::table::{EXTENSION, OUTSIDE, code};
use super::rows::{Block, EURO_BEGINS, Row, Step, fill_up, row_table, take_block};
use super::{At, WireCharset, gsm7};

/// What a scan finds in a text that GSM can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct GsmCount {
    pub(super) septets: usize,
    /// The characters of two septets.
    pub(super) extensions: usize,
    /// Whether a message of the classes 2 and 4 lacks one of the characters.
    pub(super) beyond_latin9: bool,
}

/// Counts the septets of a text, or finds the first character that GSM does not have.
#[inline]
pub(super) fn gsm(text: &str) -> Result<GsmCount, At> {
    match vectors::detect() {
        Some(vectors) => vectors.gsm(text),
        None => gsm_without_vectors(text),
    }
}

fn gsm_without_vectors(text: &str) -> Result<GsmCount, At> {
    let mut scan = Scan::default();
    let (mut blocks, tail) = text.as_bytes().as_chunks();
    let mut is_gsm = true;
    while is_gsm && !blocks.is_empty() {
        if blocks.first().is_some_and(|block| block.is_ascii()) {
            blocks = scan.plain(blocks);
        }
        is_gsm = scan.others(&mut blocks);
    }
    if !is_gsm || !scan.tail(tail) {
        return Err(scan.first_outside(text));
    }
    Ok(GsmCount {
        septets: text.len() - scan.continuations + scan.extensions,
        extensions: scan.extensions,
        beyond_latin9: scan.seen & BEYOND_LATIN9 != 0,
    })
}

/// The entry of a byte in its row, which becomes that of the next byte.
#[inline]
fn take_entry(row: &mut &'static Row, byte: u8) -> u32 {
    let entry = row.get(usize::from(byte)).copied().unwrap_or(ONE_OUTSIDE);
    *row = ROWS.get(usize::from(byte)).copied().unwrap_or(&AFTER_OTHERS);
    entry
}

/// A text in several segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cuts {
    pub(super) units: usize,
    pub(super) segments: u32,
    /// What the last segment can still take.
    pub(super) free_units: usize,
}

/// Cuts a text that GSM can hold, as if it had several segments.
pub(super) fn cut_gsm(text: &str, capacity: usize) -> Cuts {
    match vectors::detect() {
        Some(vectors) => vectors.cut_gsm(text, capacity),
        None => cut(text, capacity, begins_two_septets),
    }
}

/// Cuts a text in UCS-2, as if it had several segments.
#[inline]
pub(super) fn cut_utf16(text: &str, capacity: usize) -> Cuts {
    match vectors::detect() {
        Some(vectors) => vectors.cut_utf16(text, capacity),
        None => cut(text, capacity, |byte| byte >= FOUR_BYTES),
    }
}

/// Each character is one unit, and those that begin with a doubled byte are two. A block is at
/// most 64 units, so at most one segment ends in it.
#[inline]
fn cut(text: &str, capacity: usize, doubled: impl Fn(u8) -> bool + Copy) -> Cuts {
    let (mut segments, mut used, mut units) = (1_u32, 0, 0);
    for group in text.as_bytes().chunks(GROUP) {
        let (mut rest, mut lanes, mut before) = (group, Lanes::default(), 0);
        while !rest.is_empty() {
            let mut last = Block::default();
            let block = take_block(&mut rest, &mut last, CONTINUATION);
            lanes.count(block, |byte| u8::from(begins(byte)) + u8::from(doubled(byte)));
            let taken = lanes.total() - before;
            before += taken;
            used += taken;
            if used > capacity {
                segments = segments.saturating_add(1);
                used = taken - fitting(block, capacity + taken - used, doubled);
            }
        }
        units += before;
    }
    Cuts { units, segments, free_units: capacity - used }
}

/// The units of the longest beginning of a block that fits into less than the block.
#[inline]
fn fitting(block: &Block, room: usize, doubled: impl Fn(u8) -> bool) -> usize {
    if !block.iter().fold(false, |any, &byte| any | doubled(byte)) {
        return room;
    }
    let mut taken = 0;
    for &byte in block {
        let more = taken + usize::from(begins(byte)) + usize::from(doubled(byte));
        if more > room {
            break;
        }
        taken = more;
    }
    taken
}

/// So few bytes that no lane overflows: in each block a lane grows by at most 4.
const GROUP: usize = 60 * size_of::<Block>();

/// Sums or maxima, byte by byte, of blocks folded in two.
#[derive(Debug, Clone, Copy, Default)]
struct Lanes([u8; 16]);

impl Lanes {
    #[inline]
    fn count(&mut self, block: &Block, units: impl Fn(u8) -> u8) {
        let (halves, _) = block.as_chunks::<16>();
        for half in halves {
            for (lane, &byte) in self.0.iter_mut().zip(half) {
                *lane = lane.wrapping_add(units(byte));
            }
        }
    }

    #[inline]
    fn total(self) -> usize {
        self.0.iter().map(|&lane| u32::from(lane)).sum::<u32>() as usize
    }
}

/// The lowest byte that begins a character of two UTF-16 units.
const FOUR_BYTES: u8 = 0xF0;
/// A byte that begins nothing.
const CONTINUATION: u8 = 0x80;

/// Whether a byte of a text that GSM can hold begins a character of two septets.
const fn begins_two_septets(byte: u8) -> bool {
    is_ascii_extension(byte) | (byte == 0x0C) | (byte == EURO_BEGINS)
}

const fn begins(byte: u8) -> bool {
    byte.cast_signed() >= -0x40
}

/// `[ \ ] ^` and `{ | } ~`, which differ in one bit.
pub(super) const fn is_ascii_extension(byte: u8) -> bool {
    (byte & 0xDF).wrapping_sub(b'[') < 4
}

/// Whether a byte needs a closer look: what is not ASCII, not GSM, or the form feed.
pub(super) const fn is_unusual(byte: u8) -> bool {
    let control = (byte.cast_signed() < 0x20) & (byte != b'\n') & (byte != b'\r');
    control | (byte == b'`') | (byte == 0x7F)
}

/// Blocks of plain ASCII.
struct Plain {
    blocks: usize,
    extensions: usize,
}

/// Counts blocks as long as they are of ASCII of which no byte needs a closer look.
#[inline(never)]
fn plain(blocks: &[Block]) -> Plain {
    let mut doubled = Lanes::default();
    let mut plain = 0;
    for block in blocks.iter().take(GROUP / size_of::<Block>()) {
        if block.iter().fold(false, |any, &byte| any | is_unusual(byte)) {
            break;
        }
        doubled.count(block, |byte| u8::from(is_ascii_extension(byte)));
        plain += 1;
    }
    Plain { blocks: plain, extensions: if plain == 0 { 0 } else { doubled.total() } }
}

/// What was counted so far.
#[derive(Debug, Clone, Copy)]
struct Scan {
    continuations: usize,
    extensions: usize,
    /// All sums of the table, joined by or.
    seen: u32,
    /// The row of the next byte.
    row: &'static Row,
    /// Bytes looked at.
    byte: usize,
}

impl Default for Scan {
    fn default() -> Self {
        Self { continuations: 0, extensions: 0, seen: 0, row: &AFTER_OTHERS, byte: 0 }
    }
}

impl Scan {
    /// Counts blocks of plain ASCII, and returns what comes after them.
    #[inline]
    fn plain<'t>(&mut self, blocks: &'t [Block]) -> &'t [Block] {
        let plain = plain(blocks);
        if plain.blocks > 0 {
            self.row = &AFTER_OTHERS;
            self.byte += plain.blocks * size_of::<Block>();
            self.extensions += plain.extensions;
        }
        blocks.get(plain.blocks..).unwrap_or_default()
    }

    /// Counts a block, and those after it that are not of ASCII. Whether GSM has all.
    #[inline(never)]
    fn others(&mut self, blocks: &mut &[Block]) -> bool {
        // A copy stays in registers.
        let mut scan = *self;
        let mut is_gsm = true;
        while let Some((block, after)) = blocks.split_first() {
            is_gsm = scan.block(block);
            *blocks = after;
            if !is_gsm || after.first().is_some_and(|block| block.is_ascii()) {
                break;
            }
        }
        *self = scan;
        is_gsm
    }

    /// Counts what is no whole block.
    #[inline]
    fn tail(&mut self, tail: &[u8]) -> bool {
        if tail.is_empty() {
            return true;
        }
        let mut last = Block::default();
        fill_up(&mut last, tail, b' ');
        self.plain(&[last]).is_empty() || self.others(&mut &[last][..])
    }

    /// Looks up each byte of a block; whether GSM has all the characters.
    #[inline]
    fn block(&mut self, block: &Block) -> bool {
        let (eights, _) = block.as_chunks();
        let mut sum = 0;
        for &eight in eights {
            let more = sum + self.eight(eight);
            if more & OUTSIDE_GSM != 0 {
                self.add(sum);
                return false;
            }
            sum = more;
            self.byte += eight.len();
        }
        self.add(sum);
        true
    }

    #[inline]
    fn eight(&mut self, eight: [u8; 8]) -> u32 {
        let mut row = self.row;
        let sum = eight.into_iter().map(|byte| take_entry(&mut row, byte)).sum();
        self.row = row;
        sum
    }

    #[inline]
    fn add(&mut self, sum: u32) {
        self.seen |= sum;
        self.continuations += (sum & 0xFF) as usize;
        self.extensions += (sum >> 8 & 0xFF) as usize;
    }

    /// Finds the character that stopped it.
    #[cold]
    fn first_outside(&self, text: &str) -> At {
        let (mut byte, mut scalar) = (self.byte, self.byte - self.continuations);
        if !text.is_char_boundary(byte) {
            // The character began before, and was counted there.
            byte = (0..byte).rev().find(|&byte| text.is_char_boundary(byte)).unwrap_or(0);
            scalar -= 1;
        }
        let rest = text.get(byte..).unwrap_or("");
        let outside = |&(_, (_, ch)): &(usize, (usize, char))| gsm7::septets(ch).is_none();
        let found = rest.char_indices().enumerate().find(outside);
        let (scalars, (bytes, ch)) = found.unwrap_or_default();
        At { byte: byte + bytes, scalar: scalar + scalars, ch }
    }
}

/// The fields of a table entry, wide enough for the sum of a block.
const ONE_CONTINUATION: u32 = 1;
const ONE_EXTENSION: u32 = 1 << 8;
const ONE_BEYOND_LATIN9: u32 = 1 << 16;
const BEYOND_LATIN9: u32 = 0xFF << 16;
const ONE_OUTSIDE: u32 = 1 << 24;
const OUTSIDE_GSM: u32 = 0xFF << 24;

row_table!(ROWS, AFTER_OTHERS, entry);

/// What a byte adds. Bytes that begin a character add nothing before its last one.
const fn entry(_: u8, byte: u8, step: &Step) -> u32 {
    let continuation = if begins(byte) { 0 } else { ONE_CONTINUATION };
    match step {
        Step::Pending => continuation,
        Step::Ends(ch) => continuation + of_character(*ch),
        Step::Unknown => ONE_OUTSIDE,
    }
}

const fn of_character(ch: char) -> u32 {
    let beyond = if WireCharset::Latin9.can_carry(ch) { 0 } else { ONE_BEYOND_LATIN9 };
    match code(ch) {
        OUTSIDE => ONE_OUTSIDE,
        EXTENSION.. => ONE_EXTENSION + beyond,
        _ => beyond,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::outside_gsm;
    use proptest::prelude::*;

    /// Every character at every place of a block, so that each is split between blocks and eights
    /// in every way.
    #[test]
    fn every_character_is_told_wherever_it_stands() {
        for place in 28..34 {
            let mut text = "é".repeat(place / 2) + &"a".repeat(place % 2);
            let before = text.chars().count();
            for ch in ('\0'..='\u{2FFF}').chain(['\u{FFFF}', '😀', char::MAX]) {
                text.truncate(place);
                text.push(ch);
                text.push_str("à suivre");
                let count = gsm(&text).map(|count| (count.septets, count.extensions));
                let expected = match gsm7::septets(ch) {
                    None => Err(At { byte: place, scalar: before, ch }),
                    Some(septets) => Ok((before + septets + 8, septets - 1)),
                };
                assert_eq!(count, expected, "{ch:?} at {place}");
            }
        }
    }

    #[test]
    fn what_iso_8859_15_messages_lack_is_seen() {
        for ch in ('\0'..=char::MAX).filter(|&ch| gsm7::septets(ch).is_some()) {
            let count = gsm(&format!("Texte accentué{ch}")).unwrap();
            assert_eq!(count.beyond_latin9, !WireCharset::Latin9.can_carry(ch), "{ch:?}");
        }
    }

    proptest! {
        #[test]
        fn a_scan_finds_what_a_look_at_each_character_finds(
            text in "([ -~\\n\\r]{0,40}|[a-zéàùèòÄ€ΔΩ¡\\[]{0,20}|[êж😀`\u{0}]{0,1}){0,6}",
        ) {
            let naive: Option<usize> = text.chars().map(gsm7::septets).sum();
            prop_assert_eq!(gsm(&text).ok().map(|count| count.septets), naive);
            prop_assert_eq!(gsm(&text).err(), outside_gsm(&text).next());
        }

        #[test]
        fn utf_16_is_counted_as_the_standard_library_does(text: String) {
            prop_assert_eq!(cut_utf16(&text.repeat(3), 67).units, 3 * text.encode_utf16().count());
        }
    }
}
