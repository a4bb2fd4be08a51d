//! The records of a file, with the line on which each begins.

use std::io::{self, Read};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::decoded::Decoded;
use super::quotes;

/// Reads records one after another, in memory that does not grow with the file.
///
/// A line that is no record by itself, such as one with a quotation mark that nothing closes, is handed
/// on as damaged, and reading goes on with the next line: no damage hides more than its line.
pub(super) struct Records<R> {
    input: Decoded<R>,
    reader: Reader,
    delimiter: u8,
    /// Where numbers stand; nothing before that is known.
    to: Option<usize>,
    window: Vec<u8>,
    start: usize,
    is_at_end: bool,
    line: u64,
    record: Record,
}

impl<R> std::fmt::Debug for Records<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Records").field("line", &self.line).finish_non_exhaustive()
    }
}

/// The fields of a record.
#[derive(Debug)]
pub(super) struct Record {
    /// Its first line, from 1.
    pub(super) line: u64,
    fields: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
}

/// Why a line is no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Damage {
    /// A quotation mark is not closed, or something follows the one that closes.
    Quotes,
    /// It has more bytes or fields than any message.
    TooLong,
}

/// The most bytes and fields of a record.
const MOST: usize = 16 * 1024;
const MOST_FIELDS: usize = 512;

impl<R: Read> Records<R> {
    pub(super) fn new(input: Decoded<R>, delimiter: u8) -> Self {
        Self {
            input,
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            delimiter,
            to: None,
            window: Vec::new(),
            start: 0,
            is_at_end: false,
            line: 1,
            record: Record { line: 0, fields: vec![0; MOST], ends: vec![0; MOST_FIELDS], count: 0 },
        }
    }

    /// Looks for messages within messages, too: numbers stand in this column.
    pub(super) fn with_numbers_in(self, to: usize) -> Self {
        Self { to: Some(to), ..self }
    }

    /// The next record, or the number of the line that is none; nothing at the end. Empty lines are
    /// passed over.
    pub(super) fn next(&mut self) -> io::Result<Option<Result<&Record, (u64, Damage)>>> {
        if !self.find_beginning()? {
            return Ok(None);
        }
        let line = self.line;
        let rest = self.window.get(self.start..).unwrap_or_default();
        let Record { fields, ends, .. } = &mut self.record;
        let (result, taken, _, count) = self.reader.read_record(rest, fields, ends);
        let raw = rest.get(..taken).unwrap_or_default();
        let is_whole = matches!(result, ReadRecordResult::Record);
        if !is_whole || !has_own_quotes(raw, self.delimiter, self.to) {
            let has_too_many_fields = matches!(result, ReadRecordResult::OutputEndsFull);
            let is_too_long = self.pass_over_line()? > MOST || has_too_many_fields;
            return Ok(Some(Err((
                line,
                if is_too_long { Damage::TooLong } else { Damage::Quotes },
            ))));
        }
        self.line += line_feeds(raw);
        self.start += taken;
        (self.record.line, self.record.count) = (line, count);
        Ok(Some(Ok(&self.record)))
    }

    /// Goes to the next line that is not empty, and has the whole record in the window unless that is
    /// too long; whether there is one.
    fn find_beginning(&mut self) -> io::Result<bool> {
        loop {
            self.fill()?;
            match self.window.get(self.start) {
                None => return Ok(false),
                Some(b'\n') => self.line += 1,
                Some(b'\r') => {}
                Some(_) => return Ok(true),
            }
            self.start += 1;
        }
    }

    /// Has as many bytes in the window as a record may have, or all that are left. The last line gets
    /// an end, by which the reader knows that no field is open.
    fn fill(&mut self) -> io::Result<()> {
        if self.is_at_end || self.window.len() - self.start > MOST {
            return Ok(());
        }
        self.window.drain(..self.start);
        self.start = 0;
        while self.window.len() <= MOST {
            if !self.input.append_to(&mut self.window)? {
                self.is_at_end = true;
                if self.window.last().is_some_and(|last| *last != b'\n') {
                    self.window.push(b'\n');
                }
                break;
            }
        }
        Ok(())
    }

    /// Leaves the line that is damaged behind, and tells how many bytes it has.
    fn pass_over_line(&mut self) -> io::Result<usize> {
        self.reader.reset();
        let mut passed = 0;
        loop {
            self.fill()?;
            let rest = self.window.get(self.start..).unwrap_or_default();
            let end = memchr::memchr(b'\n', rest);
            let taken = end.map_or(rest.len(), |end| end + 1);
            (self.start, passed) = (self.start + taken, passed + taken);
            if end.is_some() || taken == 0 {
                self.line += 1;
                return Ok(passed);
            }
        }
    }
}

impl Record {
    /// The fields in order, as bytes.
    pub(super) fn fields(&self) -> impl Iterator<Item = &[u8]> {
        let ends = self.ends().iter();
        let mut start = 0;
        ends.map(move |end| {
            self.fields.get(std::mem::replace(&mut start, *end)..*end).unwrap_or_default()
        })
    }

    /// How many fields there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// All fields behind one another.
    pub(super) fn content(&self) -> &[u8] {
        let end = self.ends().last().copied().unwrap_or(0);
        self.fields.get(..end).unwrap_or_default()
    }

    /// Where the fields end in the content.
    pub(super) fn ends(&self) -> &[usize] {
        self.ends.get(..self.count).unwrap_or_default()
    }

    /// Where a field stands in the content.
    pub(super) fn range(&self, index: usize) -> Option<std::ops::Range<usize>> {
        let end = *self.ends().get(index)?;
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        Some(start.unwrap_or(0)..end)
    }
}

/// Whether what the reader took for one record is one.
fn has_own_quotes(raw: &[u8], delimiter: u8, to: Option<usize>) -> bool {
    let has_lines = || line_feeds(raw.strip_suffix(b"\n").unwrap_or(raw)) > 0;
    quotes::are_well_placed(raw, delimiter)
        && !to.is_some_and(|to| has_lines() && quotes::join_messages(raw, delimiter, to))
}

fn line_feeds(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}
