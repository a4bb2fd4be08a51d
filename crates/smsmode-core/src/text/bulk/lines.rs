//! A text a line, from pieces of a file as they come.

use memchr::memchr;

use super::Totals;

/// Analyses a file of one text a line, given in pieces of any size, in constant memory.
///
/// Lines end with LF or CR LF; the last one need not. They are texts in UTF-8; a byte order mark at
/// the very beginning is no part of the first. Whoever reads the file hands over what was read:
///
/// ```
/// use smsmode_core::text::bulk::LineAnalyser;
///
/// let mut analyser = LineAnalyser::default();
/// for piece in [&b"Bonjour\nVotre co"[..], b"lis est l\xC3", b"\xA0\r\n", b"\xFF\n"] {
///     analyser.push(piece);
/// }
/// let totals = analyser.finish();
/// assert_eq!((totals.texts.texts(), totals.invalid), (2, 1));
/// ```
#[derive(Debug, Clone, Default)]
pub struct LineAnalyser {
    totals: LineTotals,
    /// The beginning of a line whose end has not come yet.
    pending: Pending,
    /// Lines that ended.
    lines: u64,
}

/// What the lines of a file take together.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct LineTotals {
    /// The lines that are texts.
    pub texts: Totals,
    /// Lines that are not UTF-8; they are in no other number.
    pub invalid: u64,
    /// Lines that no message of 255 segments holds, so long that they were not kept for analysis;
    /// they are in no other number.
    pub too_long: u64,
}

impl LineTotals {
    /// How many lines there were.
    pub const fn lines(&self) -> u64 {
        self.texts.texts() + self.invalid + self.too_long
    }
}

impl LineAnalyser {
    /// Takes the next piece.
    pub fn push(&mut self, piece: &[u8]) {
        let mut rest = piece;
        while let Some(end) = memchr(b'\n', rest) {
            let (line, after) = rest.split_at_checked(end).unwrap_or((rest, &[]));
            self.end_line(line);
            rest = after.get(1..).unwrap_or_default();
        }
        self.pending.push(rest);
    }

    /// What was counted so far, of lines that have ended.
    pub const fn so_far(&self) -> &LineTotals {
        &self.totals
    }

    /// Counts a last line without a line end, and returns the totals.
    pub fn finish(mut self) -> LineTotals {
        if self.pending != Pending::default() {
            self.end_line(&[]);
        }
        self.totals
    }

    /// Counts a line, of which the beginning may be pending.
    fn end_line(&mut self, end: &[u8]) {
        let is_first = self.lines == 0;
        self.lines += 1;
        if self.pending == Pending::default() {
            return self.totals.add(end, is_first);
        }
        self.pending.push(end);
        match core::mem::take(&mut self.pending) {
            Pending::Line(mut line) => {
                self.totals.add(&line, is_first);
                // The allocation is used again.
                line.clear();
                self.pending = Pending::Line(line);
            }
            Pending::TooLong => self.totals.too_long += 1,
        }
    }
}

impl LineTotals {
    fn add(&mut self, line: &[u8], is_first: bool) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let mark = if is_first { b"\xEF\xBB\xBF".as_slice() } else { b"" };
        let line = line.strip_prefix(mark).unwrap_or(line);
        match str::from_utf8(line) {
            _ if line.len() > MOST_BYTES => self.too_long += 1,
            Ok(text) => self.texts.add(text),
            Err(_) => self.invalid += 1,
        }
    }
}

/// The beginning of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Pending {
    Line(Vec<u8>),
    TooLong,
}

impl Default for Pending {
    fn default() -> Self {
        Self::Line(Vec::new())
    }
}

impl Pending {
    fn push(&mut self, piece: &[u8]) {
        match self {
            // Two bytes more may be the line end that is yet to come, and three the mark.
            Self::Line(line) if line.len() + piece.len() <= MOST_BYTES + 5 => {
                line.extend_from_slice(piece);
            }
            _ => *self = Self::TooLong,
        }
    }
}

/// 255 segments of 153 septets, each at most two bytes of UTF-8; in UCS-2 they are fewer.
const MOST_BYTES: usize = 2 * 255 * 153;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::bulk::analyse_many;
    use proptest::prelude::*;

    fn analysed(pieces: &[&[u8]]) -> LineTotals {
        let mut analyser = LineAnalyser::default();
        for piece in pieces {
            analyser.push(piece);
        }
        analyser.finish()
    }

    fn numbers(totals: &LineTotals) -> (u64, u64, u64, u64) {
        let units = totals.texts.gsm7().units + totals.texts.ucs2().units;
        (totals.texts.texts(), units, totals.invalid, totals.too_long)
    }

    #[test]
    fn a_last_line_needs_no_line_end() {
        assert_eq!(numbers(&analysed(&[b"a\nbc"])), (2, 3, 0, 0));
        assert_eq!(numbers(&analysed(&[b"a\nbc\n"])), (2, 3, 0, 0));
        assert_eq!(numbers(&analysed(&[b"a\n\nbc"])), (3, 3, 0, 0));
        assert_eq!(numbers(&analysed(&[])), (0, 0, 0, 0));
    }

    #[test]
    fn a_carriage_return_before_the_line_end_is_part_of_it() {
        assert_eq!(numbers(&analysed(&[b"a\r", b"\nb\rc\r\n"])), (2, 4, 0, 0));
    }

    #[test]
    fn a_byte_order_mark_is_no_text_at_the_beginning_of_the_file_only() {
        let totals = analysed(&[b"\xEF\xBB", b"\xBFa\n", b"\xEF\xBB\xBFb\n"]);
        assert_eq!((totals.texts.gsm7().texts, totals.texts.ucs2().texts), (1, 1));
    }

    #[test]
    fn a_line_that_is_not_utf_8_is_counted_apart() {
        assert_eq!(numbers(&analysed(&[b"caf\xE9\ncaf\xC3\xA9\n"])), (1, 4, 1, 0));
    }

    #[test]
    fn a_line_without_end_takes_no_memory_without_end() {
        let mut analyser = LineAnalyser::default();
        for _ in 0..100 {
            analyser.push(&[b'a'; 10_000]);
            let Pending::Line(line) = &analyser.pending else { continue };
            assert!(line.capacity() < 4 * MOST_BYTES);
        }
        analyser.push(b"\na\n");
        assert_eq!(numbers(&analyser.finish()), (1, 1, 0, 1));
    }

    #[test]
    fn the_longest_message_that_can_be_joined_is_a_text() {
        let longest = "é".repeat(255 * 153);
        for line in [format!("{longest}\r\n"), format!("\u{FEFF}{longest}\r\n")] {
            let middle = line.len() / 2 + line.len() / 2 % 2;
            let (first, second) = line.as_bytes().split_at(middle);
            for pieces in [vec![line.as_bytes()], vec![first, second]] {
                let totals = analysed(&pieces);
                assert_eq!((totals.texts.texts(), totals.too_long), (1, 0));
                assert_eq!(totals.texts.beyond_limit(), 0);
            }
        }
    }

    proptest! {
        #[test]
        fn pieces_of_any_size_give_the_same_totals(
            lines in prop::collection::vec("[a-zéê😀\\r]{0,30}", 0..30), size in 1..50_usize,
        ) {
            let file: String = lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
            let pieces: Vec<&[u8]> = file.as_bytes().chunks(size).collect();
            let totals = analysed(&pieces);
            let texts = lines.iter().map(|line| line.strip_suffix('\r').unwrap_or(line));
            let expected = analyse_many(texts);
            prop_assert_eq!(totals.texts.segments(), expected.segments());
            prop_assert_eq!(totals.texts.gsm7(), expected.gsm7());
            prop_assert_eq!(totals.texts.ucs2(), expected.ucs2());
            prop_assert_eq!(totals.texts.costly_characters(), expected.costly_characters());
            prop_assert_eq!(totals.lines(), lines.len() as u64);
        }
    }
}
