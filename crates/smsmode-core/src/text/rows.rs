//! Tables that tell characters by the byte before the last one.
//!
//! In UTF-8 that is enough for all characters of GSM and of ISO-8859-15: they have one byte, or two
//! of which the first is C2, C3, C5 or CE, or they are `€`, which is E2 82 AC. Anything else is
//! told from them at its first byte or at the second, so 82 before AC is surely that of `€`.

/// What each byte adds after a certain one.
pub(super) type Row = [u32; 256];

/// One row each for the bytes after which the next one means something else, and one for the
/// others: the row that a byte selects for the next one.
pub(super) type Rows = [&'static Row; 256];

/// The bytes that have rows of their own.
pub(super) const LEADS: [u8; 6] = [0xC2, 0xC3, 0xC5, 0xCE, EURO_BEGINS, 0x82];

pub(super) const EURO_BEGINS: u8 = 0xE2;

/// What a byte of UTF-8 does after another.
pub(super) enum Step {
    /// It begins or continues a character.
    Pending,
    /// It is the last one of a character.
    Ends(char),
    /// It belongs to a character of no table.
    Unknown,
}

pub(super) const fn step(before: u8, byte: u8) -> Step {
    match (before, byte) {
        (_, 0..0x80) => Step::Ends(byte as char),
        (_, 0xC2 | 0xC3 | 0xC5 | 0xCE | EURO_BEGINS) | (EURO_BEGINS, 0x82) => Step::Pending,
        (0x82, 0xAC) => Step::Ends('€'),
        (0xC2 | 0xC3 | 0xC5 | 0xCE, 0x80..0xC0) => {
            match char::from_u32((before as u32 & 0x1F) << 6 | byte as u32 & 0x3F) {
                Some(ch) => Step::Ends(ch),
                None => Step::Unknown,
            }
        }
        _ => Step::Unknown,
    }
}

#[expect(clippy::indexing_slicing, reason = "runs at compile time")]
pub(super) const fn select(others: &'static Row, leads: &'static [Row; LEADS.len()]) -> Rows {
    let mut rows = [others; 256];
    let mut lead = 0;
    while lead < LEADS.len() {
        rows[LEADS[lead] as usize] = &leads[lead];
        lead += 1;
    }
    rows
}

/// Defines the rows of a table as a static, from what a [`Step`] adds.
macro_rules! row_table {
    ($name:ident, $others:ident, $entry:path) => {
        static $others: $crate::text::rows::Row = row(0);

        static $name: $crate::text::rows::Rows = {
            static LEADING: [$crate::text::rows::Row; $crate::text::rows::LEADS.len()] = {
                let [a, b, c, d, e, f] = $crate::text::rows::LEADS;
                [row(a), row(b), row(c), row(d), row(e), row(f)]
            };
            $crate::text::rows::select(&$others, &LEADING)
        };

        #[expect(
            clippy::indexing_slicing,
            clippy::cast_possible_truncation,
            reason = "runs at compile time"
        )]
        const fn row(before: u8) -> $crate::text::rows::Row {
            let mut row = [0; 256];
            let mut byte = 0;
            while byte < row.len() {
                let step = $crate::text::rows::step(before, byte as u8);
                row[byte] = $entry(before, byte as u8, &step);
                byte += 1;
            }
            row
        }
    };
}
pub(super) use row_table;

/// A block of a text.
pub(super) type Block = [u8; 32];

/// The next block; the last one is filled up in a place of its own.
#[inline]
pub(super) fn take_block<'b, 'text: 'b>(
    rest: &mut &'text [u8],
    last: &'b mut Block,
    filler: u8,
) -> &'b Block {
    if let Some((block, after)) = rest.split_first_chunk() {
        *rest = after;
        return block;
    }
    fill_up(last, core::mem::take(rest), filler);
    last
}

/// Fills a block up.
#[inline(never)]
pub(super) fn fill_up(block: &mut Block, tail: &[u8], filler: u8) {
    *block = [filler; 32];
    for (to, from) in block.iter_mut().zip(tail) {
        *to = *from;
    }
}
