//! Whether a file is where it was, and as new as it was: copies and backups could send twice.

use std::fs;
use std::path::Path;

use rusqlite::{Connection, params};

use super::note::{self, Note};
use crate::error::LedgerError;
use crate::secret::LedgerSecret;

/// Refuses a file of another machine, and one that is older than what was sent from it last.
pub(super) fn check(ledger: &Connection, secret: &LedgerSecret) -> Result<Note, LedgerError> {
    let (machine, is_restored) =
        ledger.query_row("SELECT machine, restored FROM ledger", [], |row| {
            Ok((row.get::<_, Option<String>>(0)?, row.get::<_, bool>(1)?))
        })?;
    let here = this_machine(secret);
    if machine.is_some() && here.is_some() && machine != here {
        return Err(LedgerError::Moved);
    }
    if is_restored {
        return Err(LedgerError::Restored);
    }
    settle(ledger, secret)
}

/// Whoever opens a file finds out whether it is older than it was: later, what is put in would hide it.
pub(super) fn look(ledger: &Connection) -> Result<(), LedgerError> {
    let seen = note::seen(ledger)?;
    let (_, revision) = installation(ledger)?;
    if seen.is_some_and(|seen| seen > revision) {
        ledger.execute("UPDATE ledger SET restored = 1", [])?;
    }
    Ok(())
}

/// From now on it is this machine's. The note to be kept of how far it comes.
pub(super) fn settle(ledger: &Connection, secret: &LedgerSecret) -> Result<Note, LedgerError> {
    if let Some(here) = this_machine(secret) {
        ledger.execute("UPDATE ledger SET machine = ?1 WHERE machine IS NOT ?1", params![here])?;
    }
    ledger.execute("UPDATE ledger SET restored = 0 WHERE restored", [])?;
    let (mut note, (_, revision)) = (Note::open(ledger)?, installation(ledger)?);
    note.write(revision).and_then(|()| note.sync()).map_err(LedgerError::Open)?;
    Ok(note)
}

/// Notes beside the file how far it has come, where whoever sends from it did so before.
pub(super) fn note_if_known(ledger: &Connection) -> Result<(), LedgerError> {
    let seen = note::seen(ledger)?;
    let (_, revision) = installation(ledger)?;
    if seen.is_some_and(|seen| seen <= revision) {
        Note::open(ledger)?.write(revision).map_err(LedgerError::Open)?;
    }
    Ok(())
}

pub(super) fn installation(ledger: &Connection) -> Result<(String, i64), LedgerError> {
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    Ok(ledger.query_row("SELECT installation, revision FROM ledger", [], row)?)
}

/// The machine, hashed with the secret of the file; nothing where it has no name.
fn this_machine(secret: &LedgerSecret) -> Option<String> {
    machine_name().map(|name| secret.hash_machine(&name))
}

fn machine_name() -> Option<String> {
    let read = |path: &str| fs::read_to_string(Path::new(path)).ok();
    let name = read("/etc/machine-id").or_else(|| read("/var/lib/dbus/machine-id"))?;
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}
