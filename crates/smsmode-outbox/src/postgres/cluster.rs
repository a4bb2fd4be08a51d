//! Whether a database is the one that was sent from last: copies and backups could send twice.

use smsmode_core::Timestamp;
use sqlx::postgres::{PgConnection, PgPool};

use crate::error::LedgerError;

/// The database and its history: a backup that is restored, and a standby that takes over, begin a new
/// one, as the name of the log tells at once that is written to; the control file tells it only after its
/// next checkpoint. A dump that is restored, and a copy on the same server, is another database or has
/// other tables.
const HERE: &str = "SELECT concat_ws('.', system_identifier, (SELECT oid FROM pg_database
            WHERE datname = current_database()), 'smsmode.ledger'::regclass::oid),
        ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::bigint::text
    FROM pg_control_system()";

/// Refuses a database that was moved or restored since it was sent from.
pub(super) async fn check(pool: &PgPool) -> Result<(), LedgerError> {
    let mut database = pool.acquire().await?;
    let here = here(&mut database).await?;
    let before: Option<String> =
        sqlx::query_scalar("SELECT cluster FROM smsmode.ledger").fetch_one(&mut *database).await?;
    match before {
        None => settle(&mut database, &here).await,
        Some(before) if before == here => Ok(()),
        Some(before) if place(&before) == place(&here) => Err(LedgerError::Restored),
        Some(_) => Err(LedgerError::Moved),
    }
}

/// What was to be sent may have been sent from elsewhere: it is unknown from when it was added. How many
/// messages that are. Numbers go on far above those that the lost part of its history may have given.
pub(super) async fn take_over(pool: &PgPool, now: Timestamp) -> Result<usize, LedgerError> {
    let mut all = pool.begin().await?;
    sqlx::query("SELECT setval('smsmode.revision', last_value + 1000000000) FROM smsmode.revision")
        .execute(&mut *all)
        .await?;
    let doubt = "UPDATE smsmode.messages SET state = 'unknown', fence = fence + 1,
            doubted_since = least(doubted_since, created),
            at = $1, due = $1, started = created, ended = $1, looked = NULL, look_absent = NULL,
            changed = $1, revision = nextval('smsmode.revision')
        WHERE state IN ('queued', 'claimed', 'submitting', 'unknown')";
    let doubted = sqlx::query(doubt).bind(now.unix_seconds()).execute(&mut *all).await?;
    let here = here(&mut all).await?;
    settle(&mut all, &here).await?;
    all.commit().await?;
    Ok(usize::try_from(doubted.rows_affected()).unwrap_or(usize::MAX))
}

async fn settle(database: &mut PgConnection, here: &str) -> Result<(), LedgerError> {
    sqlx::query("UPDATE smsmode.ledger SET cluster = $1").bind(here).execute(database).await?;
    Ok(())
}

async fn here(database: &mut PgConnection) -> Result<String, LedgerError> {
    let (place, history): (String, String) = sqlx::query_as(HERE).fetch_one(database).await?;
    Ok(format!("{place} {history}"))
}

fn place(cluster: &str) -> Option<&str> {
    cluster.split(' ').next()
}
