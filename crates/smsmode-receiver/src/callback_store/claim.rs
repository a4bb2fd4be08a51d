//! Who does the work of a store: one process at a time.

use std::io::{self, ErrorKind};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};

use super::StoreError;

/// As long as it lives, nobody else can claim the same store. It ends with its process, however that
/// ends.
///
/// It is SQLite's own lock, of a file beside the store: so the store itself can be read and written
/// by everybody meanwhile.
#[derive(Debug)]
pub struct StoreClaim(#[expect(dead_code, reason = "it holds the lock")] Connection);

impl StoreClaim {
    /// The claim on the store of this connection.
    pub(super) fn on(store: &Connection) -> Result<Self, StoreError> {
        // SQLite tells the whole path, with its links followed: a store has one, whatever it is called.
        let path = store.path().filter(|path| !path.is_empty()).ok_or_else(nowhere)?;
        let path = format!("{path}-claim");
        super::file::make(path.as_ref()).map_err(StoreError::Open)?;
        let lock = Connection::open(path)?;
        lock.busy_timeout(Duration::ZERO)?;
        match lock.execute_batch("BEGIN EXCLUSIVE") {
            Ok(()) => Ok(Self(lock)),
            Err(error) if is_taken(&error) => Err(StoreError::Claimed),
            Err(error) => Err(error.into()),
        }
    }
}

/// A store in memory, such as `:memory:`, or one whose path is not UTF-8.
fn nowhere() -> StoreError {
    let told = "SQLite cannot tell the path of the store";
    StoreError::Open(io::Error::new(ErrorKind::InvalidInput, told))
}

fn is_taken(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}
