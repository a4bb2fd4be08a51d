//! Reads a journal from its beginning, and believes only what was written whole.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Seek as _, SeekFrom};
use std::path::Path;

use super::error::{Difference, JournalError};
use super::file::failed;
use super::index::{Index, Standing};
use super::record::{BEGINNING, Binding, Record, Seal};

/// What a journal says.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) index: Index,
    /// Where the last whole record ends: 0 in a journal that says nothing yet.
    pub(super) end: u64,
    pub(super) seal: Seal,
    /// The call that was begun last, where nothing says what became of it.
    pub(super) unended: Option<u64>,
}

/// Reads the journal. A last record that was not written whole is passed over: nobody relied on it.
pub(super) fn read(file: &mut File, path: &Path, binding: &Binding) -> Result<Read, JournalError> {
    file.seek(SeekFrom::Start(0)).map_err(failed(path))?;
    let mut read = Read::nothing(binding);
    let mut reader = BufReader::new(file);
    let (mut line, mut difference) = (Vec::new(), None);
    for number in 1.. {
        line.clear();
        reader.read_until(b'\n', &mut line).map_err(failed(path))?;
        if !line.ends_with(b"\n") {
            break;
        }
        let damaged = || JournalError::Damaged { path: path.to_owned(), line: number };
        let record = read.open(&line).ok_or_else(|| foreign_or(&line, number, path, damaged()))?;
        match (record, difference) {
            (Record::Opened(opened), _) if number == 1 => difference = opened.difference(binding),
            (_, Some(what)) => {
                return Err(JournalError::OfAnother { path: path.to_owned(), what });
            }
            (record, None) => read.take(&record).ok_or_else(damaged)?,
        }
        read.end += line.len() as u64;
    }
    if read.end == 0 && !is_beginning(&line) {
        return Err(JournalError::NoJournal { path: path.to_owned() });
    }
    // Of another run that never made a call there is nothing to keep.
    Ok(if difference.is_some() { Read::nothing(binding) } else { read })
}

impl Read {
    fn nothing(binding: &Binding) -> Self {
        Self { index: Index::new(binding.calls), end: 0, seal: Seal::default(), unended: None }
    }

    fn open(&mut self, line: &[u8]) -> Option<Record> {
        let (record, seal) = self.seal.open(std::str::from_utf8(line).ok()?)?;
        self.seal = seal;
        Some(record)
    }

    /// A record that can follow those before; nothing where it cannot.
    fn take(&mut self, record: &Record) -> Option<()> {
        match (record, self.unended) {
            (Record::Begun(begun), None) => {
                let standing = self.index.standing(begun.call)?;
                standing.may_be_made().then(|| self.index.begin(begun.call, self.end))?;
                self.unended = Some(begun.call);
            }
            (Record::Ended(ended), Some(call)) if ended.call == call => {
                self.index.end(call, Standing::from(&ended.fate));
                self.unended = None;
            }
            _ => return None,
        }
        Some(())
    }
}

/// A first line that is none of a journal shows that the file is something else.
fn foreign_or(line: &[u8], number: u64, path: &Path, damaged: JournalError) -> JournalError {
    if number == 1 && !line.starts_with(BEGINNING.as_bytes()) {
        return JournalError::NoJournal { path: path.to_owned() };
    }
    damaged
}

/// Whether it can be the first record, as far as it was written.
fn is_beginning(bytes: &[u8]) -> bool {
    let beginning = BEGINNING.as_bytes();
    bytes.starts_with(beginning) || beginning.starts_with(bytes)
}

impl Binding {
    /// What is not as it was, if anything is.
    fn difference(&self, now: &Self) -> Option<Difference> {
        let differences = [
            (self.version != now.version, Difference::Version),
            (self.service != now.service, Difference::Service),
            (self.file != now.file, Difference::File),
            (self.options != now.options, Difference::Options),
            (self != now, Difference::Messages),
        ];
        differences.into_iter().find(|(differs, _)| *differs).map(|(_, what)| what)
    }
}
