//! Who sends from a file: one dispatcher at a time.

use std::path::PathBuf;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::file;
use crate::claimant::Claim;
use crate::error::LedgerError;

/// It is SQLite's own lock, of a file beside the ledger: so the ledger itself can be read and written
/// by everybody meanwhile. It ends with its process, however that ends.
pub(super) fn claim(ledger: &Connection) -> Result<Claim, LedgerError> {
    let path = beside(ledger, "claim");
    file::make(&path)?;
    let lock = Connection::open(path)?;
    // Whoever only asks whether it is taken holds it for an instant.
    lock.busy_timeout(INSTANT)?;
    match lock.execute_batch("BEGIN EXCLUSIVE") {
        Ok(()) => Ok(Claim::new(lock)),
        Err(error) if is_taken(&error) => Err(LedgerError::AnotherDispatcher),
        Err(error) => Err(error.into()),
    }
}

/// Longer than a question takes, and short enough for whoever finds it taken.
const INSTANT: Duration = Duration::from_millis(300);

/// Whether somebody has the claim. To ask takes a lock for an instant, which a claim waits for.
pub(super) fn is_claimed(ledger: &Connection) -> Result<bool, LedgerError> {
    let path = beside(ledger, "claim");
    if !path.exists() {
        return Ok(false);
    }
    let lock = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    lock.busy_timeout(Duration::ZERO)?;
    match lock.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())) {
        Ok(()) => Ok(false),
        Err(error) if is_taken(&error) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// SQLite tells the whole path, with its links followed: a file has one, whatever it is called.
pub(super) fn beside(ledger: &Connection, what: &str) -> PathBuf {
    format!("{}-{what}", ledger.path().unwrap_or_default()).into()
}

fn is_taken(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}
