//! What happens to many rows at once: they are forgotten, or doubted.

use rusqlite::{Transaction, params};
use smsmode_core::{PhoneNumber, Timestamp};

use crate::error::LedgerError;
use crate::secret::LedgerSecret;

/// Hashes the numbers and cuts the texts of what ended before this time.
pub(super) fn forget(
    file: &Transaction<'_>,
    secret: &LedgerSecret,
    before: Timestamp,
    limit: usize,
) -> Result<usize, LedgerError> {
    // Parked ones wait for a person, however long.
    let old = "SELECT number, recipient FROM messages
        WHERE text IS NOT NULL AND due IS NULL AND changed < ?1 AND state <> 'parked'
        ORDER BY changed LIMIT ?2";
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let old = file
        .prepare_cached(old)?
        .query_map(params![before.unix_seconds(), limit], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let mut cut = file.prepare_cached(
        "UPDATE messages SET text = NULL, sender = NULL, recipient = ?2 WHERE number = ?1",
    )?;
    for (number, recipient) in &old {
        let hash = PhoneNumber::parse(recipient).map(|number| secret.hash_number(number));
        cut.execute(params![number, format!("#{}", hash.unwrap_or_default())])?;
    }
    Ok(old.len())
}

/// What was to be sent may have been sent from a newer copy of this file: it is unknown from when it
/// was added. How many messages that are, and the number of the last change.
pub(super) fn doubt(
    file: &Transaction<'_>,
    now: Timestamp,
    revision: i64,
) -> Result<(usize, i64), LedgerError> {
    let doubt = "UPDATE messages SET state = 'unknown', fence = fence + 1,
            doubted_since = min(coalesce(doubted_since, created), created),
            at = ?1, due = ?1, started = created, ended = ?1, looked = NULL, look_absent = NULL,
            changed = ?1, revision = ?2 + number
        WHERE state IN ('queued', 'claimed', 'submitting', 'unknown')";
    let doubted = file.execute(doubt, params![now.unix_seconds(), revision])?;
    let last = "SELECT max(coalesce(max(revision), 0), ?1) FROM messages";
    Ok((doubted, file.query_row(last, params![revision], |row| row.get(0))?))
}
