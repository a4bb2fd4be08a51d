//! The form encoding of texts that ISO-8859-15 does not hold, without a branch for most bytes.

use super::encode;
use crate::text::form::{self, PIECE, Written};
use crate::text::rows::{EURO_BEGINS, Step, row_table};

/// Appends a text with the entry of a substitute for each character outside.
pub(super) fn form_encode_into(out: &mut Vec<u8>, text: &str, substitute: u32) {
    let (mut row, mut before, mut earlier) = (&AFTER_OTHERS, 0, 0);
    for piece in text.as_bytes().chunks(PIECE) {
        let mut written = Written::default();
        for &byte in piece {
            let mut entry = row.get(usize::from(byte)).copied().unwrap_or(0);
            row = ROWS.get(usize::from(byte)).copied().unwrap_or(&AFTER_OTHERS);
            if entry & AFTER_EURO_LEAD != 0 && earlier != EURO_BEGINS {
                entry = 0;
            }
            written.push(if entry & SUBSTITUTE == 0 { entry } else { substitute });
            (earlier, before) = (before, byte);
        }
        out.extend_from_slice(written.bytes());
    }
}

/// The flag of an entry for which the substitute stands.
const SUBSTITUTE: u32 = 1 << 31;
/// The flag of an entry that counts only if the byte before the last one was E2: a longer character
/// may have 82 too, and was written at its first byte.
const AFTER_EURO_LEAD: u32 = 1 << 30;

row_table!(ROWS, AFTER_OTHERS, entry);

/// A character outside is written at its first byte, if that tells.
const fn entry(before: u8, byte: u8, step: &Step) -> u32 {
    match (step, before) {
        (Step::Pending, _) => 0,
        (Step::Ends('€'), _) => AFTER_EURO_LEAD | form::entry_of(0xA4),
        (Step::Ends(ch), _) => match encode(*ch) {
            Some(byte) => form::entry_of(byte),
            None => SUBSTITUTE,
        },
        (Step::Unknown, 0x82) if byte < 0xC0 => AFTER_EURO_LEAD | SUBSTITUTE,
        (Step::Unknown, EURO_BEGINS) => SUBSTITUTE,
        (Step::Unknown, _) if byte < 0xC0 => 0,
        (Step::Unknown, _) => SUBSTITUTE,
    }
}
