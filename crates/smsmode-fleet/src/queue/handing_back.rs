//! Jobs are handed back: their messages are settled, or they are to come again.

use std::collections::HashMap;

use sqlx::postgres::PgPool;

use super::Holder;

/// A job that its holder is done with.
#[derive(Debug, Clone)]
pub(crate) struct HandedBack {
    /// Its id, and that of its message.
    pub(crate) id: String,
    pub(crate) holder: Holder,
    pub(crate) fate: Fate,
}

/// What becomes of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Fate {
    /// Its message needs it no more.
    Done,
    /// Anybody may take it a moment later.
    Again,
}

/// Who lost a job meanwhile, since its message was put off or somebody thought that he was gone, changes
/// nothing.
pub(crate) async fn hand_back(pool: &PgPool, jobs: &[HandedBack]) -> Result<(), sqlx::Error> {
    let mut by_holder: HashMap<(Holder, Fate), Vec<&str>> = HashMap::new();
    for job in jobs {
        by_holder.entry((job.holder.clone(), job.fate)).or_default().push(&job.id);
    }
    for ((holder, fate), ids) in by_holder {
        let change = match fate {
            Fate::Done => DONE,
            Fate::Again => AGAIN,
        };
        sqlx::query(change).bind(ids).bind(&*holder).execute(pool).await?;
    }
    Ok(())
}

/// Somebody ends, or begins anew under another name: whatever he holds may be taken at once.
pub(crate) async fn release_all(pool: &PgPool, holder: &str) -> Result<(), sqlx::Error> {
    sqlx::query(RELEASE).bind(holder).execute(pool).await.map(drop)
}

/// Somebody ends: he holds nothing any more, and is forgotten.
pub(crate) async fn leave(pool: &PgPool, holder: &str) -> Result<(), sqlx::Error> {
    release_all(pool, holder).await?;
    let gone = "DELETE FROM apalis.workers AS worker WHERE id = $1
        AND NOT EXISTS (SELECT FROM apalis.jobs WHERE lock_by = worker.id)";
    sqlx::query(gone).bind(holder).execute(pool).await.map(drop)
}

/// All lock in one order: nobody waits for somebody who waits for him.
const DONE: &str = "WITH held AS MATERIALIZED (SELECT id FROM apalis.jobs
        WHERE id = ANY ($1) AND lock_by = $2 AND job_type = 'smsmode'
        ORDER BY id COLLATE \"C\" FOR UPDATE)
    DELETE FROM apalis.jobs AS job USING held WHERE job.id = held.id";

const AGAIN: &str = "WITH held AS MATERIALIZED (SELECT id FROM apalis.jobs
        WHERE id = ANY ($1) AND lock_by = $2 AND job_type = 'smsmode'
        ORDER BY id COLLATE \"C\" FOR UPDATE)
    UPDATE apalis.jobs AS job SET status = 'Pending', lock_by = NULL, lock_at = NULL,
        run_at = greatest(job.run_at, now() + interval '1 second')
    FROM held WHERE job.id = held.id";

const RELEASE: &str = "WITH held AS MATERIALIZED (SELECT id FROM apalis.jobs
        WHERE lock_by = $1 AND job_type = 'smsmode' AND status IN ('Queued', 'Running')
        ORDER BY id COLLATE \"C\" FOR UPDATE SKIP LOCKED),
    released AS (UPDATE apalis.jobs AS job SET status = 'Pending', lock_by = NULL, lock_at = NULL
        FROM held WHERE job.id = held.id RETURNING job.id)
    SELECT count(*) FROM released";
