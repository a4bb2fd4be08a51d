//! Text to septets.

use thiserror::Error;

use super::table::{ESCAPE, EXTENSION, OUTSIDE, code};
use crate::language::{Describe, Language};
use crate::text::At;
use crate::text::rows::{Block, Row, Step, row_table, take_block};
use crate::text::scan::{self, is_ascii_extension, is_unusual};

/// Encodes a text, one septet a byte, each below 0x80.
///
/// # Errors
///
/// The first character that the alphabet does not have. U+001B is one: the code 0x1B is the
/// escape and stands for no character.
///
/// ```
/// use smsmode_core::text::gsm7;
///
/// assert_eq!(gsm7::encode("é €")?, [0x05, 0x20, 0x1B, 0x65]);
/// # Ok::<(), gsm7::OutsideGsm>(())
/// ```
pub fn encode(text: &str) -> Result<Vec<u8>, OutsideGsm> {
    let mut out = Vec::with_capacity(text.len());
    encode_into(&mut out, text)?;
    Ok(out)
}

/// Appends an encoded text to `out`, as [`encode`] does.
///
/// # Errors
///
/// The first character that the alphabet does not have; `out` is then as it was before.
///
/// ```
/// use smsmode_core::text::gsm7;
///
/// let mut out = vec![0x41];
/// assert!(gsm7::encode_into(&mut out, "[ê]").is_err());
/// assert_eq!(out, [0x41]);
/// ```
pub fn encode_into(out: &mut Vec<u8>, text: &str) -> Result<(), OutsideGsm> {
    let before = out.len();
    out.reserve(text.len());
    let (mut rest, mut row) = (text.as_bytes(), &AFTER_OTHERS);
    while !rest.is_empty() {
        let mut last = Block::default();
        let block = take_block(&mut rest, &mut last, SILENT);
        if is_plain(block) {
            let mut septets = *block;
            for septet in &mut septets {
                *septet = plain(*septet);
            }
            out.extend_from_slice(&septets);
            row = &AFTER_OTHERS;
        } else if !encode_block(out, block, &mut row) {
            out.truncate(before);
            return scan::gsm(text).map(|_| ()).map_err(|at| OutsideGsm { at });
        }
    }
    Ok(())
}

/// A character that the GSM alphabet does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
#[error("{at} is not in the GSM alphabet")]
#[non_exhaustive]
pub struct OutsideGsm {
    /// Which character, and where.
    pub at: At,
}

impl Describe for OutsideGsm {
    fn describe(&self, language: Language) -> String {
        let at = self.at.describe(language);
        language.pick(
            format!("{at} is not in the GSM alphabet"),
            format!("{at} n'est pas dans l'alphabet GSM"),
        )
    }
}

/// Whether a block is ASCII, one septet a character.
#[inline]
fn is_plain(block: &Block) -> bool {
    !block.iter().fold(false, |any, &byte| any | is_unusual(byte) | is_ascii_extension(byte))
}

/// The septet of a byte of a plain block: that of ASCII but for `$`, `@` and `_`.
fn plain(byte: u8) -> u8 {
    // Without branches, so that a block is done at once.
    let if_equal =
        |ascii: u8, septet: u8| u8::from(byte == ascii).wrapping_neg() & (ascii ^ septet);
    byte ^ if_equal(b'$', 0x02) ^ if_equal(b'@', 0x00) ^ if_equal(b'_', 0x11)
}

/// Looks up each byte of a block; whether all are of GSM.
#[inline]
fn encode_block(out: &mut Vec<u8>, block: &Block, row: &mut &'static Row) -> bool {
    // A byte is two septets at most, and two are written whether they count or not.
    let mut septets = [0; 128];
    let (mut len, mut seen) = (0, 0);
    for &byte in block {
        let entry = row.get(usize::from(byte)).copied().unwrap_or(UNKNOWN);
        *row = ROWS.get(usize::from(byte)).copied().unwrap_or(&AFTER_OTHERS);
        let [first, second, count, _] = entry.to_le_bytes();
        for (place, septet) in [(len, first), (len + 1, second)] {
            if let Some(slot) = septets.get_mut(place & 0x7F) {
                *slot = septet;
            }
        }
        len += usize::from(count);
        seen |= entry;
    }
    out.extend_from_slice(septets.get(..len).unwrap_or_default());
    seen & UNKNOWN == 0
}

/// A byte that adds nothing by itself.
const SILENT: u8 = 0xC2;

/// An entry is the first septet, the second, how many they are, and whether it is none.
const UNKNOWN: u32 = 1 << 24;

row_table!(ROWS, AFTER_OTHERS, entry);

const fn entry(_: u8, _: u8, step: &Step) -> u32 {
    let Step::Ends(ch) = step else {
        return if matches!(step, Step::Pending) { 0 } else { UNKNOWN };
    };
    match code(*ch) {
        OUTSIDE => UNKNOWN,
        extended @ EXTENSION.. => u32::from_le_bytes([ESCAPE, extended - EXTENSION, 2, 0]),
        septet => u32::from_le_bytes([septet, 0, 1, 0]),
    }
}
