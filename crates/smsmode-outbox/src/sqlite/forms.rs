//! The forms that the file has had: each step from one to the next, once.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::LedgerError;

/// `SMSo`, so that nothing else is taken for an outbox.
const APPLICATION: i64 = 0x534d_536f;

/// Step by step from an empty file. One that was released is never changed: another one follows it.
const STEPS: &[&str] = &[include_str!("form_1.sql"), include_str!("form_2.sql")];

/// The newest form.
fn known() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// Refuses whatever is not ours, and what a newer program wrote. All of it is read at once: somebody may be
/// making the tables.
pub(super) fn check_before(connection: &mut Connection) -> Result<usize, LedgerError> {
    let file = connection.transaction()?;
    check(&file)
}

fn check(connection: &Connection) -> Result<usize, LedgerError> {
    let number = |query: &str| connection.query_row(query, [], |row| row.get::<_, i64>(0));
    let is_empty = number("SELECT count(*) FROM sqlite_schema")? == 0;
    match (number("PRAGMA application_id")?, number("PRAGMA user_version")?) {
        (0, 0) if is_empty => Ok(0),
        (APPLICATION, found) if (1..=known()).contains(&found) => {
            Ok(usize::try_from(found).unwrap_or_default())
        }
        (APPLICATION, found) => Err(LedgerError::Newer { found, known: known() }),
        _ => Err(LedgerError::NotALedger),
    }
}

/// Takes the steps that are missing, all or none.
pub(super) fn bring_up_to_date(connection: &mut Connection) -> Result<(), LedgerError> {
    let file = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = check(&file)?;
    for step in STEPS.iter().skip(found) {
        file.execute_batch(step)?;
    }
    if found < STEPS.len() {
        file.pragma_update(None, "application_id", APPLICATION)?;
        file.pragma_update(None, "user_version", known())?;
    }
    Ok(file.commit()?)
}
