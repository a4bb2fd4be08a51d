//! Rights to send, of which all senders of a fleet have some together.

use std::num::NonZeroU32;
use std::time::Duration;

use sqlx::postgres::PgPool;

use crate::error::LedgerError;
use crate::rate::Rights;

/// A transaction of its own, which waits for no disk: what a crash forgets is part of a second.
pub(super) async fn take(
    pool: &PgPool,
    wanted: usize,
    per_second: NonZeroU32,
) -> Result<Rights, LedgerError> {
    let (taken, next): (i32, i64) =
        sqlx::query_as("SELECT taken, next FROM smsmode.take_rights($1, $2)")
            .bind(i32::try_from(wanted).unwrap_or(i32::MAX))
            .bind(i32::try_from(per_second.get()).unwrap_or(i32::MAX))
            .fetch_one(pool)
            .await?;
    let taken = usize::try_from(taken).unwrap_or_default();
    Ok(Rights { taken, next: Duration::from_micros(u64::try_from(next).unwrap_or_default()) })
}
