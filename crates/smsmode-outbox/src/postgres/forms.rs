//! The forms that the schema has had: each step from one to the next, once.

use sqlx::postgres::{PgConnection, PgPool};

use crate::error::LedgerError;

/// Step by step from nothing. One that was released is never changed: another one follows it.
const STEPS: &[&str] =
    &[concat!(include_str!("form_1.sql"), include_str!("fleet.sql"), include_str!("import.sql"))];

/// The newest form.
pub(super) fn known() -> i32 {
    i32::try_from(STEPS.len()).unwrap_or(i32::MAX)
}

/// Takes the steps that are missing, all or none, one program at a time. Where none is missing, nothing
/// is asked that needs a right to change tables.
pub(super) async fn bring_up_to_date(pool: &PgPool) -> Result<(), LedgerError> {
    if found(&mut *pool.acquire().await?).await? == STEPS.len() {
        return Ok(());
    }
    let mut all = pool.begin().await?;
    sqlx::raw_sql("SELECT pg_advisory_xact_lock(1397576559, 3)").execute(&mut *all).await?;
    // What programs of the form before are writing comes to its end first.
    sqlx::raw_sql("SELECT pg_advisory_xact_lock(1397576559, 4)").execute(&mut *all).await?;
    let found = found(&mut all).await?;
    for step in STEPS.iter().skip(found) {
        sqlx::raw_sql(*step).execute(&mut *all).await?;
    }
    sqlx::query("UPDATE smsmode.ledger SET form = $1 WHERE form <> $1")
        .bind(known())
        .execute(&mut *all)
        .await?;
    Ok(all.commit().await?)
}

/// The form that is there. Refuses whatever is not ours, and what a newer program wrote.
async fn found(database: &mut PgConnection) -> Result<usize, LedgerError> {
    let there = "SELECT to_regclass('smsmode.ledger') IS NOT NULL,
        EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace('smsmode'))";
    match sqlx::query_as(there).fetch_one(&mut *database).await? {
        (true, _) => {}
        (false, true) => return Err(LedgerError::NotALedger),
        (false, false) => return Ok(0),
    }
    let form = sqlx::query_scalar("SELECT form FROM smsmode.ledger");
    check(form.fetch_one(database).await?)
}

/// Also asked while it is open: another program may bring it to a newer form meanwhile.
pub(super) fn check(form: i32) -> Result<usize, LedgerError> {
    match form {
        found if (1..=known()).contains(&found) => Ok(usize::try_from(found).unwrap_or_default()),
        found => Err(LedgerError::Newer { found: found.into(), known: known().into() }),
    }
}
