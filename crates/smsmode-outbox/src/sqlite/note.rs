//! How far a file has come, noted beside it: so an older copy of it is known for one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek as _, Write as _};

use rusqlite::Connection;

use super::claim::beside;
use super::{file, identity};
use crate::error::LedgerError;

/// The note beside a file. It is written after the file itself, so it never tells more than what is on
/// the disk; a system call is all that it costs, and no room that is not there already.
pub(super) struct Note {
    file: File,
    installation: String,
}

impl Note {
    /// The note, made where there is none.
    pub(super) fn open(ledger: &Connection) -> Result<Self, LedgerError> {
        let path = beside(ledger, "seen");
        file::make(&path)?;
        let file = OpenOptions::new().write(true).open(path).map_err(LedgerError::Open)?;
        Ok(Self { file, installation: identity::installation(ledger)?.0 })
    }

    /// In its place: another process may have it open. The number stands there twice, so that nobody
    /// reads one half of an old and one half of a new one.
    pub(super) fn write(&mut self, revision: i64) -> io::Result<()> {
        self.file.rewind()?;
        let line = format!("{} {revision:020} {revision:020}\n", self.installation);
        self.file.write_all(line.as_bytes())
    }

    /// After a loss of power it is there, too.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }
}

/// How far it had come, if that was this very file. Whoever compares reads this first, and the file
/// after it.
pub(super) fn seen(ledger: &Connection) -> Result<Option<i64>, LedgerError> {
    let (installation, _) = identity::installation(ledger)?;
    let Ok(noted) = fs::read_to_string(beside(ledger, "seen")) else { return Ok(None) };
    let mut words = noted.split_whitespace();
    let is_of_this = words.next() == Some(installation.as_str());
    let (first, second) = (words.next(), words.next());
    let whole = first.filter(|first| is_of_this && Some(*first) == second);
    Ok(whole.and_then(|revision| revision.parse().ok()))
}
