//! The SQLite file: its form, its mode, its promises.

use std::fs::OpenOptions;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::StoreError;

/// `SMSc`, so that nothing else is taken for a store of callbacks.
const APPLICATION: i64 = 0x534d_5363;

/// The form of the file. A change of the tables or of what they hold needs another one.
const FORM: i64 = 1;

/// A callback is kept as the service wrote it: what a later version reads in it is not lost. `identity`
/// is what makes two callbacks one, come twice.
const TABLES: &str = "
    CREATE TABLE callbacks (
        number INTEGER PRIMARY KEY,
        identity TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        query TEXT NOT NULL,
        client_reference TEXT,
        message_id TEXT,
        arrived INTEGER NOT NULL
    );
    CREATE INDEX callbacks_of_message ON callbacks (message_id);
    CREATE TABLE tasks (
        task TEXT NOT NULL,
        callback INTEGER NOT NULL REFERENCES callbacks,
        PRIMARY KEY (task, callback)
    ) WITHOUT ROWID;
";

/// How long a writer waits for another one. The service is told 503 then.
const PATIENCE: Duration = Duration::from_secs(3);

/// Opens a file, or makes it, for its owner alone.
pub(super) fn open(path: &Path) -> Result<Connection, StoreError> {
    make(path).map_err(StoreError::Open)?;
    let mut connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_timeout(PATIENCE)?;
    check_form(&mut connection)?;
    // Others can read while one writes.
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // The service is thanked for what survives a power failure.
    connection.pragma_update(None, "synchronous", "FULL")?;
    Ok(connection)
}

/// SQLite gives its other files the same mode.
pub(super) fn make(path: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).write(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// Makes the tables of an empty file, and refuses whatever is not ours.
fn check_form(connection: &mut Connection) -> Result<(), StoreError> {
    let file = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let number = |query: &str| file.query_row(query, [], |row| row.get::<_, i64>(0));
    let is_empty = number("SELECT count(*) FROM sqlite_schema")? == 0;
    match (number("PRAGMA application_id")?, number("PRAGMA user_version")?) {
        (0, 0) if is_empty => {
            file.execute_batch(TABLES)?;
            file.pragma_update(None, "application_id", APPLICATION)?;
            file.pragma_update(None, "user_version", FORM)?;
        }
        (APPLICATION, FORM) => {}
        (APPLICATION, found) => return Err(StoreError::Newer { found, known: FORM }),
        _ => return Err(StoreError::NotAStore),
    }
    Ok(file.commit()?)
}
