//! What the disk alone can do, and SQLite alone on it: no outbox is faster than they are.

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::Path;

use rusqlite::{Connection, params};
use smsmode_benches::Result;

use crate::times::Times;

const PAGE: [u8; 4096] = [0x5a; 4096];

/// The times of so many pages, each written over one that is there and synced, as a log does it.
///
/// # Errors
///
/// The file cannot be written.
pub fn fsyncs(folder: &Path, many: usize) -> Result<Times> {
    let file = File::create(folder.join("pages"))?;
    (0..1024).try_for_each(|page| file.write_all_at(&PAGE, page * 4096))?;
    file.sync_all()?;
    let mut times = Times::default();
    for page in (0..1024).cycle().take(many) {
        times.of(|| {
            file.write_all_at(&PAGE, page * 4096)?;
            Ok(file.sync_data()?)
        })?;
    }
    Ok(times)
}

/// The times of so many rows of 160 characters, each put into a table without an index and committed with
/// the settings of the outbox.
///
/// # Errors
///
/// SQLite cannot write.
pub fn bare_inserts(folder: &Path, many: usize) -> Result<Times> {
    let file = Connection::open(folder.join("bare.db"))?;
    file.pragma_update(None, "journal_mode", "WAL")?;
    file.pragma_update(None, "synchronous", "FULL")?;
    file.execute_batch("CREATE TABLE messages (number INTEGER PRIMARY KEY, text TEXT)")?;
    let (mut times, text) = (Times::default(), "x".repeat(160));
    for _ in 0..many {
        let mut insert = file.prepare_cached("INSERT INTO messages (text) VALUES (?1)")?;
        times.of(|| Ok(insert.execute(params![text])?))?;
    }
    Ok(times)
}
