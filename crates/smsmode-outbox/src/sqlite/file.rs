//! The SQLite file: how it is opened, its mode, its promises.

use std::fs::OpenOptions;
use std::io;
use std::path::{self, Path};
use std::thread;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::forms;
use crate::error::LedgerError;

/// How long a writer waits for another one: 10 s, of so many milliseconds.
const PATIENCE: i32 = 10_000;

/// More than there are.
const STATEMENTS: usize = 64;

/// Opens a file, or makes it, for its owner alone.
pub(super) fn open(path: &Path) -> Result<Connection, LedgerError> {
    // SQLite takes `:memory:` and `file:…` for something else than a file of this name.
    let path = path::absolute(path).map_err(LedgerError::Open)?;
    make(&path)?;
    let connection = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_WRITE);
    let mut connection = connection.map_err(|error| cannot_open(&path, error))?;
    if connection.is_readonly("main")? {
        return Err(LedgerError::ReadOnly(io::Error::from(io::ErrorKind::PermissionDenied).into()));
    }
    connection.busy_handler(Some(wait))?;
    // A file of somebody else is left as it is: before anything is set, its form is looked at.
    forms::check_before(&mut connection)?;
    // Others can read while one writes.
    patiently(|| connection.pragma_update(None, "journal_mode", "WAL"))?;
    // What was accepted survives a power failure.
    connection.pragma_update(None, "synchronous", "FULL")?;
    // On macOS a write is on the disk only after this; elsewhere it has no effect.
    connection.pragma_update(None, "fullfsync", "ON")?;
    connection.pragma_update(None, "checkpoint_fullfsync", "ON")?;
    // What is forgotten is gone, not only out of sight.
    connection.pragma_update(None, "secure_delete", "ON")?;
    // A statement is made once.
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    forms::bring_up_to_date(&mut connection)?;
    Ok(connection)
}

/// Opens once more what is open, to be read while somebody writes.
pub(super) fn open_to_read(writer: &Connection) -> Result<Connection, LedgerError> {
    let path = writer.path().unwrap_or_default();
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_handler(Some(wait))?;
    connection.pragma_update(None, "query_only", true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}

/// SQLite itself would look less and less often: a process that writes all the time would keep the others
/// waiting.
fn wait(tries: i32) -> bool {
    thread::sleep(Duration::from_millis(1));
    tries < PATIENCE
}

/// SQLite asks nobody whether to wait for a file whose journal is just becoming another.
fn patiently(set: impl Fn() -> rusqlite::Result<()>) -> rusqlite::Result<()> {
    let mut tries = 0;
    loop {
        match set() {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && wait(tries) =>
            {
                tries += 1;
            }
            set => return set,
        }
    }
}

fn cannot_open(path: &Path, error: rusqlite::Error) -> LedgerError {
    match error.sqlite_error_code() {
        Some(ErrorCode::CannotOpen) if path.is_file() => LedgerError::ReadOnly(error.into()),
        Some(ErrorCode::CannotOpen) => LedgerError::Open(io::Error::other(error)),
        _ => error.into(),
    }
}

/// SQLite gives its other files the same mode.
///
/// A file that is there is not opened: to close it again would end every lock that this process has on it,
/// SQLite's too.
pub(super) fn make(path: &Path) -> Result<(), LedgerError> {
    let mut options = OpenOptions::new();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) => match error.kind() {
            io::ErrorKind::AlreadyExists => Ok(()),
            io::ErrorKind::StorageFull => Err(LedgerError::DiskFull(error.into())),
            _ => Err(LedgerError::Open(error)),
        },
    }
}
