//! What an error of SQLite means for an outbox.

use std::io;

use rusqlite::ErrorCode;

use crate::error::LedgerError;

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NotALedger,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly(error.into()),
            // Its log, mostly: in a folder where nothing can be made.
            Some(ErrorCode::CannotOpen) => Self::Open(io::Error::other(error)),
            Some(ErrorCode::DiskFull) => Self::DiskFull(error.into()),
            Some(ErrorCode::DatabaseCorrupt) => Self::Corrupt(error.into()),
            // The last where a process was frozen in the middle of a write: it may be thawed, or killed.
            Some(
                ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::FileLockingProtocolFailed,
            ) => Self::Busy(error.into()),
            _ => Self::Storage(error.into()),
        }
    }
}
