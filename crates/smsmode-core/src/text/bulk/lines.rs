//! The lines of a file, from pieces as they come.

use core::fmt;

use memchr::memchr;
use thiserror::Error;

use crate::language::{Describe, Language};

/// Cuts a file into its lines, given in pieces of any size, in constant memory.
///
/// Lines end with LF or CR LF; the last one need not. They are texts in UTF-8; a byte order mark at
/// the very beginning is no part of the first. Whoever reads the file hands over what was read:
///
/// ```
/// use smsmode_core::text::bulk::{BadLine, LineSplitter};
///
/// let mut splitter = LineSplitter::default();
/// let mut lines = Vec::new();
/// for piece in [&b"Bonjour\nVotre co"[..], b"lis\r\nl\xE0\nfin"] {
///     splitter.push(piece, |line| lines.push((line.number, line.text.map(str::to_owned))));
/// }
/// splitter.finish(|line| lines.push((line.number, line.text.map(str::to_owned))));
/// assert_eq!(lines[1], (2, Ok("Votre colis".to_owned())));
/// assert_eq!(lines[2], (3, Err(BadLine::NotUtf8 { valid_up_to: 1 })));
/// assert_eq!(lines[3], (4, Ok("fin".to_owned())));
/// ```
#[derive(Clone, Default)]
pub struct LineSplitter {
    /// The beginning of a line whose end has not come yet.
    pending: Pending,
    /// Lines that ended.
    lines: u64,
}

/// A line of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Line<'l> {
    /// Its number, from 1.
    pub number: u64,
    /// The text without the line end, if it is one.
    pub text: Result<&'l str, BadLine>,
}

/// Why a line is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
#[error("{}", self.describe(Language::English))]
#[non_exhaustive]
pub enum BadLine {
    /// It is not UTF-8.
    NotUtf8 {
        /// How many bytes from its beginning are.
        valid_up_to: usize,
    },
    /// It has more than 78,030 bytes, and was not kept: as it is written, no message of 255
    /// segments holds it.
    TooLong,
}

impl Describe for BadLine {
    fn describe(&self, language: Language) -> String {
        match self {
            Self::NotUtf8 { valid_up_to } => language.pick(
                format!("not UTF-8 (byte {valid_up_to})"),
                format!("pas en UTF-8 (octet {valid_up_to})"),
            ),
            Self::TooLong => language
                .pick(
                    "longer than 255 segments, the most that can be joined",
                    "plus long que 255 segments, le plus qui puisse être joint",
                )
                .to_owned(),
        }
    }
}

impl LineSplitter {
    /// Takes the next piece, and hands over each line that ends in it.
    pub fn push(&mut self, piece: &[u8], mut each: impl FnMut(Line<'_>)) {
        let mut rest = piece;
        while let Some(end) = memchr(b'\n', rest) {
            let (line, after) = rest.split_at_checked(end).unwrap_or((rest, &[]));
            self.end_line(line, &mut each);
            rest = after.get(1..).unwrap_or_default();
        }
        self.pending.push(rest);
    }

    /// Hands over a last line without a line end.
    pub fn finish(mut self, mut each: impl FnMut(Line<'_>)) {
        if self.pending != Pending::default() {
            self.end_line(&[], &mut each);
        }
    }

    /// Hands over a line, of which the beginning may be pending.
    fn end_line(&mut self, end: &[u8], each: &mut impl FnMut(Line<'_>)) {
        self.lines += 1;
        let number = self.lines;
        if self.pending == Pending::default() {
            return each(Line { number, text: text(end, number) });
        }
        self.pending.push(end);
        match core::mem::take(&mut self.pending) {
            Pending::Line(mut line) => {
                each(Line { number, text: text(&line, number) });
                // The allocation is used again.
                line.clear();
                self.pending = Pending::Line(line);
            }
            Pending::TooLong => each(Line { number, text: Err(BadLine::TooLong) }),
        }
    }
}

/// The text of a line that may end with CR and, if it is the first, begin with a mark.
fn text(line: &[u8], number: u64) -> Result<&str, BadLine> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let mark = if number == 1 { b"\xEF\xBB\xBF".as_slice() } else { b"" };
    let line = line.strip_prefix(mark).unwrap_or(line);
    if line.len() > MOST_BYTES {
        return Err(BadLine::TooLong);
    }
    str::from_utf8(line).map_err(|error| BadLine::NotUtf8 { valid_up_to: error.valid_up_to() })
}

/// Without the text, which may be about people and must not get into logs by accident.
impl fmt::Debug for LineSplitter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LineSplitter").field("lines", &self.lines).finish_non_exhaustive()
    }
}

/// Without the text.
impl fmt::Debug for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Line")
            .field("number", &self.number)
            .field("bytes", &self.text.map(str::len))
            .finish()
    }
}

/// The beginning of a line.
#[derive(Clone, PartialEq, Eq)]
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
    use proptest::prelude::*;

    fn lines(pieces: &[&[u8]]) -> Vec<Result<String, BadLine>> {
        let (mut splitter, mut lines) = (LineSplitter::default(), Vec::new());
        let mut number = 0;
        let mut take = |line: Line<'_>| {
            number += 1;
            assert_eq!(line.number, number);
            lines.push(line.text.map(str::to_owned));
        };
        for piece in pieces {
            splitter.push(piece, &mut take);
        }
        splitter.finish(&mut take);
        lines
    }

    fn texts(pieces: &[&[u8]]) -> Vec<String> {
        lines(pieces).into_iter().map(Result::unwrap).collect()
    }

    #[test]
    fn a_last_line_needs_no_line_end() {
        assert_eq!(texts(&[b"a\nbc"]), ["a", "bc"]);
        assert_eq!(texts(&[b"a\nbc\n"]), ["a", "bc"]);
        assert_eq!(texts(&[b"a\n\nbc"]), ["a", "", "bc"]);
        assert_eq!(texts(&[b"a\n\n"]), ["a", ""]);
        assert_eq!(texts(&[]), [""; 0]);
    }

    #[test]
    fn a_carriage_return_before_the_line_end_is_part_of_it() {
        assert_eq!(texts(&[b"a\r", b"\nb\rc\r\n"]), ["a", "b\rc"]);
    }

    #[test]
    fn a_byte_order_mark_is_no_text_at_the_beginning_of_the_file_only() {
        let pieces = [b"\xEF\xBB".as_slice(), b"\xBFa\n", b"\xEF\xBB\xBFb\n"];
        assert_eq!(texts(&pieces), ["a", "\u{FEFF}b"]);
    }

    #[test]
    fn a_line_that_is_not_utf_8_is_told_with_its_place_and_the_rest_goes_on() {
        let bad = Err(BadLine::NotUtf8 { valid_up_to: 3 });
        assert_eq!(lines(&[b"caf\xE9\ncaf\xC3\xA9\n"]), [bad, Ok("café".to_owned())]);
    }

    #[test]
    fn a_line_without_end_takes_no_memory_without_end() {
        let mut splitter = LineSplitter::default();
        for _ in 0..100 {
            splitter.push(&[b'a'; 10_000], |_| unreachable!());
            let Pending::Line(line) = &splitter.pending else { continue };
            assert!(line.capacity() < 4 * MOST_BYTES);
        }
        let mut lines = Vec::new();
        splitter.push(b"\na\n", |line| lines.push(line.text.map(str::len)));
        assert_eq!(lines, [Err(BadLine::TooLong), Ok(1)]);
    }

    #[test]
    fn the_longest_message_that_can_be_joined_is_a_line() {
        let longest = "é".repeat(255 * 153);
        for line in [format!("{longest}\r\n"), format!("\u{FEFF}{longest}\r\n")] {
            let middle = line.len() / 2 + line.len() / 2 % 2;
            let (first, second) = line.as_bytes().split_at(middle);
            for pieces in [vec![line.as_bytes()], vec![first, second]] {
                assert_eq!(texts(&pieces), [longest.as_str()]);
            }
        }
        assert_eq!(lines(&[format!("{longest}a\n").as_bytes()]), [Err(BadLine::TooLong)]);
    }

    #[test]
    fn the_text_of_a_line_stays_out_of_logs() {
        let mut splitter = LineSplitter::default();
        splitter.push(b"Jacques\nJacques", |line| {
            assert_eq!(format!("{line:?}"), "Line { number: 1, bytes: Ok(7) }");
        });
        assert_eq!(format!("{splitter:?}"), "LineSplitter { lines: 1, .. }");
    }

    proptest! {
        #[test]
        fn pieces_of_any_size_give_the_same_lines(
            written in prop::collection::vec("[a-zéê😀\\r]{0,30}", 0..30), size in 1..50_usize,
        ) {
            let file: String = written.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
            let pieces: Vec<&[u8]> = file.as_bytes().chunks(size).collect();
            let expected: Vec<_> =
                written.iter().map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
            prop_assert_eq!(texts(&pieces), expected);
        }
    }
}
