//! The journal of a batch: what was begun is on the disk before the first byte leaves, what became
//! of it as soon as that is known. So a run that was stopped can go on, and no line is sent twice.
//!
//! It holds no number and no text.

mod error;
mod file;
mod index;
mod reading;
mod record;

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

pub(crate) use error::JournalError;
pub(super) use file::set_aside;
pub(super) use index::Standing;
pub(super) use record::{Begun, Binding, Fate, hexadecimal};

use file::failed;
use index::Index;
use record::{Ended, Record, Seal};

/// A journal that nobody else uses.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    end: u64,
    seal: Seal,
    index: Index,
    sync: fn(&File) -> io::Result<()>,
}

/// A call that was begun. What becomes of it is unknown until it is ended.
#[derive(Debug)]
#[must_use]
pub(super) struct BegunCall<'a> {
    journal: &'a mut Journal,
    call: u64,
}

/// What a journal tells of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) opted_out: Vec<u64>,
    pub(super) fate: Fate,
}

impl Journal {
    /// Opens the journal at this path, or begins one there.
    pub(super) fn open(path: &Path, binding: &Binding) -> Result<Self, JournalError> {
        let mut file = file::open(path)?;
        let read = reading::read(&mut file, path, binding)?;
        file.set_len(read.end).map_err(failed(path))?;
        let path = path.to_owned();
        let (end, seal, index, sync) = (read.end, read.seal, read.index, File::sync_data as _);
        let mut journal = Self { path, file, end, seal, index, sync };
        if read.end == 0 {
            journal.append(&Record::Opened(binding.clone()))?;
            file::keep_name(&journal.path).map_err(failed(&journal.path))?;
        }
        if let Some(call) = read.unended {
            journal.end(call, Fate::stopped())?;
        }
        Ok(journal)
    }

    /// Where a call stands; nothing where the file had no such call when the journal was bound to it.
    pub(super) fn standing(&self, call: u64) -> Option<Standing> {
        self.index.standing(call)
    }

    /// Whether no call was ever begun.
    pub(super) fn is_new(&self) -> bool {
        self.index.is_new()
    }

    /// Where every call stands.
    pub(super) fn standings(&self) -> impl Iterator<Item = Standing> {
        self.index.standings()
    }

    /// Says that a call is about to be made, leaving these lines out of it.
    pub(super) fn begin(
        &mut self,
        call: u64,
        opted_out: Vec<u64>,
    ) -> Result<BegunCall<'_>, JournalError> {
        let place = self.end;
        self.append(&Record::Begun(Begun { call, opted_out }))?;
        self.index.begin(call, place);
        Ok(BegunCall { journal: self, call })
    }

    /// What became of a call the last time that it was made; nothing where it never was.
    pub(super) fn tell(&mut self, call: u64) -> Result<Option<Told>, JournalError> {
        let Some(place) = self.index.place(call) else { return Ok(None) };
        self.file.seek(SeekFrom::Start(place)).map_err(failed(&self.path))?;
        let mut lines = BufReader::new(&self.file).lines();
        let mut next = || lines.next().transpose().map_err(failed(&self.path));
        let (begun, ended) = (next()?.unwrap_or_default(), next()?.unwrap_or_default());
        // Their seals were looked at when the journal was opened, or they were written since.
        let opted_out = match record::unsealed(&begun) {
            Some(Record::Begun(begun)) => begun.opted_out,
            _ => Vec::new(),
        };
        let fate = match record::unsealed(&ended) {
            Some(Record::Ended(ended)) => ended.fate,
            _ => Fate::stopped(),
        };
        Ok(Some(Told { opted_out, fate }))
    }

    fn end(&mut self, call: u64, fate: Fate) -> Result<(), JournalError> {
        let standing = Standing::from(&fate);
        self.append(&Record::Ended(Ended { call, fate }))?;
        self.index.end(call, standing);
        Ok(())
    }

    /// When this returns, the record is on the disk.
    fn append(&mut self, record: &Record) -> Result<(), JournalError> {
        let (line, seal) = self.seal.close(record);
        let file = &mut self.file;
        let written = file
            .seek(SeekFrom::Start(self.end))
            .and_then(|_| file.write_all(line.as_bytes()))
            .and_then(|()| (self.sync)(file));
        if let Err(error) = written {
            // Or the next run would believe what this one does not: it may be whole and not kept.
            let _ = self.file.set_len(self.end);
            return Err(failed(&self.path)(error));
        }
        self.end += line.len() as u64;
        self.seal = seal;
        Ok(())
    }
}

impl BegunCall<'_> {
    /// Says what became of the call.
    pub(super) fn end(self, fate: Fate) -> Result<(), JournalError> {
        self.journal.end(self.call, fate)
    }
}

impl Fate {
    /// The run was stopped between the call and its outcome.
    fn stopped() -> Self {
        Self::Unknown { reason: "the run was stopped in the middle of the call".to_owned() }
    }
}

#[cfg(test)]
mod tests;
