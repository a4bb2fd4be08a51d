//! Messages that wait and lost their job get another one: the queue may be emptied at any time.

use sqlx::postgres::PgPool;

/// Messages that are looked at in one transaction.
const AT_A_TIME: i32 = 5_000;

/// Before the first of all ids.
const BEGINNING: &str = "00000000-0000-0000-0000-000000000000";

/// Goes through all messages that wait, and begins again.
#[derive(Debug)]
pub(crate) struct Sweep {
    /// The last message that was looked at.
    after: String,
}

impl Default for Sweep {
    fn default() -> Self {
        Self { after: BEGINNING.to_owned() }
    }
}

/// What a step of a sweep came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    /// Whether all messages were looked at, and it begins again.
    pub(crate) is_last: bool,
    /// How many had lost their job.
    pub(crate) pushed: i64,
}

impl Sweep {
    pub(crate) async fn step(&mut self, pool: &PgPool) -> Result<Step, sqlx::Error> {
        let (last, pushed): (Option<String>, i64) =
            sqlx::query_as("SELECT last::text, pushed FROM smsmode.push_lost($1::text::uuid, $2)")
                .bind(&self.after)
                .bind(AT_A_TIME)
                .fetch_one(pool)
                .await?;
        let is_last = last.is_none();
        self.after = last.unwrap_or_else(|| BEGINNING.to_owned());
        Ok(Step { is_last, pushed })
    }
}

/// Forgets workers that have been gone for a day: each process has a name of its own.
pub(crate) async fn tidy_workers(pool: &PgPool) -> Result<(), sqlx::Error> {
    let gone = "DELETE FROM apalis.workers AS worker
        WHERE worker_type = 'smsmode' AND last_seen < now() - interval '1 day'
            AND NOT EXISTS (SELECT FROM apalis.jobs WHERE lock_by = worker.id)";
    sqlx::query(gone).execute(pool).await.map(drop)
}
