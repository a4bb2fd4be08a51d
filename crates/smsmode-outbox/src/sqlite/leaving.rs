//! The messages of a file leave for another ledger.

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};
use smsmode_core::outbox::OutboxId;

use super::reading::count;
use crate::claimant::Claim;
use crate::departure::{Departure, Destination};
use crate::error::LedgerError;

/// Where they are leaving for, and how far that came.
pub(super) struct Noted {
    to: Destination,
    through: u64,
}

/// What was noted; nothing where they stay.
pub(super) fn noted(file: &Connection) -> Result<Option<Noted>, LedgerError> {
    let noted = "SELECT moved_to, moved_into, moved_through FROM ledger WHERE moved_to IS NOT NULL";
    let noted = file.prepare_cached(noted)?.query_row([], |row| {
        let to = Destination { address: row.get(0)?, mark: row.get(1)? };
        Ok(Noted { to, through: count(row.get(2)?) })
    });
    Ok(noted.optional()?)
}

impl From<Noted> for LedgerError {
    fn from(noted: Noted) -> Self {
        Self::MovedTo { address: noted.to.address }
    }
}

impl Noted {
    /// Refuses another destination than that which was noted.
    pub(super) fn check(self, to: &Destination) -> Result<(), LedgerError> {
        if self.to.mark == to.mark { Ok(()) } else { Err(self.into()) }
    }
}

/// Notes where they leave for. Programs of the first form do not look there: to them, each write fails.
pub(super) fn note(file: &Transaction<'_>, to: &Destination) -> Result<(), LedgerError> {
    let note = "UPDATE ledger SET moved_to = ?1, moved_into = ?2";
    file.execute(note, params![to.address, to.mark])?;
    Ok(file.execute_batch(
        "CREATE TRIGGER moved_and_not_added BEFORE INSERT ON messages
            BEGIN SELECT RAISE(ABORT, 'this outbox has moved'); END;
        CREATE TRIGGER moved_and_not_sent BEFORE UPDATE OF fence ON messages
            BEGIN SELECT RAISE(ABORT, 'this outbox has moved'); END;",
    )?)
}

/// How far it came, for whoever goes on.
pub(super) fn departure(file: &Connection, claim: Claim) -> Result<Departure, LedgerError> {
    let through = noted(file)?.map(|noted| noted.through).unwrap_or_default();
    let mut behind = file.prepare("SELECT id FROM messages WHERE trouble = ?1")?;
    let behind = behind.query_map(params![KEY_TAKEN], |row| row.get::<_, String>(0))?;
    let behind = behind.map(|id| {
        let id = id?;
        id.parse().map_err(|_| LedgerError::Content { id })
    });
    Ok(Departure { claim, through, behind: behind.collect::<Result<_, LedgerError>>()? })
}

/// Notes that those up to this change are there, but for these.
pub(super) fn left(
    file: &Transaction<'_>,
    through: i64,
    behind: &[OutboxId],
) -> Result<(), LedgerError> {
    let mut mark = file.prepare_cached("UPDATE messages SET trouble = ?2 WHERE id = ?1")?;
    for id in behind {
        mark.execute(params![id.to_string(), KEY_TAKEN])?;
    }
    file.prepare_cached("UPDATE ledger SET moved_through = ?1")?.execute(params![through])?;
    Ok(())
}

/// The name of the trouble of a message that stayed behind.
const KEY_TAKEN: &str = "key taken";
