//! What is shown of a fleet, as it is at one time.

use std::sync::atomic::Ordering;

use smsmode_core::outbox::State;
use smsmode_outbox::{Entry, LedgerError, Overview};
use sqlx::postgres::PgPool;
use tokio::task::spawn_blocking;

use super::Subject;

/// How a fleet stands.
#[derive(Debug)]
pub(super) struct View {
    pub(super) overview: Overview,
    /// The newest whose outcome nobody knows.
    pub(super) doubtful: Vec<Entry>,
    /// The worker that shows this.
    pub(super) here: String,
    pub(super) keeper: KeptBy,
    pub(super) trouble: Option<String>,
    pub(super) queue: InQueue,
}

/// Who keeps the outbox for the whole fleet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeptBy {
    Here,
    Another,
    Nobody,
}

/// What is in the queue.
#[derive(Debug, Default)]
pub(super) struct InQueue {
    pub(super) workers: Vec<WorkerRow>,
    /// Jobs that wait, as far as they are counted.
    pub(super) waiting: i64,
}

/// A worker that said lately that it is there.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct WorkerRow {
    pub(super) name: String,
    /// Seconds since it said so.
    pub(super) seen: i64,
    /// Jobs that it holds.
    pub(super) holds: i64,
}

/// Nobody wants to know more exactly, and it would take long.
pub(super) const COUNTED: i64 = 100_000;
/// Messages of each doubtful state.
const LISTED: usize = 20;

impl View {
    pub(super) async fn of(subject: &Subject) -> Result<Self, LedgerError> {
        let (overview, doubtful) = look(subject).await?;
        let pool = subject.shared.queue.pool();
        Ok(Self {
            overview,
            doubtful,
            here: subject.shared.holder().to_string(),
            keeper: keeper(subject, pool).await?,
            trouble: subject.shared.trouble(),
            queue: InQueue::look(pool).await?,
        })
    }
}

/// An outbox lets whoever asks wait.
async fn look(subject: &Subject) -> Result<(Overview, Vec<Entry>), LedgerError> {
    let outbox = subject.outbox.clone();
    let looked = spawn_blocking(move || {
        let mut doubtful = outbox.list(Some(State::Parked), LISTED)?;
        doubtful.extend(outbox.list(Some(State::Unknown), LISTED)?);
        Ok((outbox.overview()?, doubtful))
    });
    looked.await.unwrap_or_else(|broken| Err(LedgerError::Storage(broken.into())))
}

async fn keeper(subject: &Subject, pool: &PgPool) -> Result<KeptBy, sqlx::Error> {
    if subject.shared.keeps.load(Ordering::Relaxed) {
        return Ok(KeptBy::Here);
    }
    let is_kept = sqlx::query_scalar(IS_KEPT).fetch_one(pool).await?;
    Ok(if is_kept { KeptBy::Another } else { KeptBy::Nobody })
}

impl InQueue {
    pub(super) async fn look(pool: &PgPool) -> Result<Self, sqlx::Error> {
        let workers = sqlx::query_as(WORKERS).fetch_all(pool).await?;
        let waiting = sqlx::query_scalar(WAITING).bind(COUNTED).fetch_one(pool).await?;
        Ok(Self { workers, waiting })
    }
}

/// The lock of whoever keeps.
const IS_KEPT: &str =
    "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2
    AND classid = 1397576559 AND objid = 5 AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))";

const WORKERS: &str =
    "SELECT id AS name, greatest(extract(epoch FROM now() - last_seen), 0)::bigint AS seen,
        (SELECT count(*) FROM apalis.jobs WHERE lock_by = worker.id) AS holds
    FROM apalis.workers AS worker
    WHERE worker_type = 'smsmode' AND last_seen > now() - interval '1 minute'
    ORDER BY id LIMIT 500";

const WAITING: &str = "SELECT count(*) FROM (SELECT FROM apalis.jobs
    WHERE job_type = 'smsmode' AND status = 'Pending' LIMIT $1) AS counted";
