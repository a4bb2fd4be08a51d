//! What the lines of a file take together, from pieces as they come.

use super::{BadLine, LineSplitter, Totals};
use crate::text::TextMode;

/// Analyses a file of one text a line, given in pieces of any size, in constant memory.
///
/// Lines are those of a [`LineSplitter`]. Whoever reads the file hands over what was read:
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
    lines: LineSplitter,
}

/// What the lines of a file take together.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct LineTotals {
    /// The lines that are texts.
    pub texts: Totals,
    /// Lines that are not UTF-8; they are in no other number.
    pub invalid: u64,
    /// Lines of more than 78,030 bytes, which as they are written no message of 255 segments
    /// holds; they are in no other number.
    pub too_long: u64,
}

impl LineTotals {
    /// How many lines there were.
    pub const fn lines(&self) -> u64 {
        self.texts.texts() + self.invalid + self.too_long
    }

    fn add(&mut self, line: Result<&str, BadLine>) {
        match line {
            Ok(text) => self.texts.add(text),
            Err(BadLine::NotUtf8 { .. }) => self.invalid += 1,
            Err(BadLine::TooLong) => self.too_long += 1,
        }
    }
}

impl LineAnalyser {
    /// Counts the texts as they would be sent, see [`Totals::with_mode`]; [`LineAnalyser::default`]
    /// analyses them as they are.
    ///
    /// ```
    /// use smsmode_core::text::TextMode;
    /// use smsmode_core::text::bulk::LineAnalyser;
    /// use smsmode_core::text::smart::SmartOptions;
    ///
    /// let mut analyser = LineAnalyser::new(TextMode::Smart(SmartOptions::default()));
    /// analyser.push("Forêt\nForêt 😀\n".as_bytes());
    /// let texts = analyser.finish().texts;
    /// assert_eq!((texts.gsm7().texts, texts.replaced(), texts.ucs2().texts), (1, 1, 1));
    /// ```
    pub fn new(mode: TextMode) -> Self {
        let totals = LineTotals { texts: Totals::with_mode(mode), ..LineTotals::default() };
        Self { totals, ..Self::default() }
    }

    /// Takes the next piece.
    pub fn push(&mut self, piece: &[u8]) {
        self.lines.push(piece, |line| self.totals.add(line.text));
    }

    /// What was counted so far, of lines that have ended.
    pub const fn so_far(&self) -> &LineTotals {
        &self.totals
    }

    /// Counts a last line without a line end, and returns the totals.
    pub fn finish(mut self) -> LineTotals {
        self.lines.finish(|line| self.totals.add(line.text));
        self.totals
    }
}

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

    #[test]
    fn lines_that_are_no_texts_are_counted_apart() {
        let long = vec![b'a'; 100_000];
        let totals = analysed(&[b"caf\xE9\n", &long, b"\nabc"]);
        assert_eq!((totals.invalid, totals.too_long, totals.lines()), (1, 1, 3));
        assert_eq!((totals.texts.texts(), totals.texts.gsm7().units), (1, 3));
    }

    #[test]
    fn the_longest_message_that_can_be_joined_is_within_the_limit() {
        let totals = analysed(&["é".repeat(255 * 153).as_bytes()]);
        assert_eq!((totals.texts.texts(), totals.texts.beyond_limit()), (1, 0));
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
