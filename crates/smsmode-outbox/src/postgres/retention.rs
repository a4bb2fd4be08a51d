//! What ended long ago is forgotten.

use smsmode_core::{PhoneNumber, Timestamp};
use sqlx::postgres::PgPool;

use super::forms;
use super::reading::limit_of;
use crate::error::LedgerError;
use crate::secret::LedgerSecret;

/// Hashes the numbers and cuts the texts of what ended before this time.
pub(super) async fn forget(
    pool: &PgPool,
    secret: &LedgerSecret,
    before: Timestamp,
    limit: usize,
) -> Result<usize, LedgerError> {
    let mut all = pool.begin().await?;
    // Not from a ledger that a newer program has taken over.
    let still = sqlx::query("SELECT smsmode.still($1, NULL, NULL, NULL)").bind(forms::known());
    still.execute(&mut *all).await?;
    let old = "SELECT id::text, recipient FROM smsmode.messages
        WHERE text IS NOT NULL AND due IS NULL AND changed < $1 AND state <> 'parked'
        ORDER BY changed LIMIT $2 FOR UPDATE SKIP LOCKED";
    let old: Vec<(String, String)> = sqlx::query_as(old)
        .bind(before.unix_seconds())
        .bind(limit_of(limit))
        .fetch_all(&mut *all)
        .await?;
    let (ids, recipients): (Vec<_>, Vec<_>) =
        old.into_iter().map(|(id, recipient)| (id, hashed(secret, &recipient))).unzip();
    let cut =
        "UPDATE smsmode.messages AS m SET text = NULL, sender = NULL, recipient = old.recipient
        FROM unnest($1::text[]::uuid[], $2::text[]) AS old (id, recipient) WHERE m.id = old.id";
    sqlx::query(cut).bind(&ids).bind(recipients).execute(&mut *all).await?;
    all.commit().await?;
    Ok(ids.len())
}

fn hashed(secret: &LedgerSecret, recipient: &str) -> String {
    let hash = PhoneNumber::parse(recipient).map(|number| secret.hash_number(number));
    format!("#{}", hash.unwrap_or_default())
}
