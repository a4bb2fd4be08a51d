//! What can be the matter with a store.

/// Why a file cannot be a store, or cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    #[error("another sandbox uses it: stop that one, or name another file")]
    InUse,
    #[error("it is no file of a sandbox: name another one")]
    NotAStore,
    #[error(
        "it was written by a newer smsmode (form {found}; this one knows {known}): update, or name another file"
    )]
    Newer { found: i64, known: i64 },
    #[error("it cannot be made or opened")]
    Open(#[source] std::io::Error),
    #[error("it holds something that cannot be read")]
    Content(#[from] serde_json::Error),
    #[error("SQLite cannot read or write it")]
    Sqlite(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
                Self::InUse
            }
            Some(rusqlite::ErrorCode::NotADatabase) => Self::NotAStore,
            _ => Self::Sqlite(error),
        }
    }
}
