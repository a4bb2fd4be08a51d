//! The queue beside the outbox: apalis' tables in the same database. It carries the ids of messages, and
//! may be lost whole at any time.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use apalis_postgres::Config;
use smsmode_outbox::LedgerError;
use sqlx::postgres::PgPool;
use tokio::time::timeout;

use crate::error::FleetError;

mod connection;
mod handing_back;
mod setup;
mod sweep;

pub(crate) use handing_back::{Fate, HandedBack, hand_back, leave, release_all};
pub(crate) use sweep::{Sweep, tidy_workers};

/// What apalis calls our jobs: whoever else has jobs in its tables keeps them.
pub(crate) const NAME: &str = "smsmode";

/// How often a worker says that it is there.
pub(crate) const HEARTBEAT: Duration = Duration::from_secs(5);
/// After so many that failed to come, its jobs are given to others.
const MISSED_HEARTBEATS: u8 = 6;

/// Jobs, and who holds them.
#[derive(Debug, Clone)]
pub(crate) struct Queue {
    pool: PgPool,
}

/// The name under which a worker holds jobs.
pub(crate) type Holder = Arc<str>;

impl Queue {
    /// Connects to it, and makes it where there is none.
    pub(crate) async fn open(url: &str) -> Result<Self, FleetError> {
        let pool = connection::pool(url).await?;
        setup::make(&pool).await?;
        Ok(Self { pool })
    }

    /// Makes what somebody has thrown away.
    pub(crate) async fn make(&self) -> Result<(), FleetError> {
        timely(setup::make(&self.pool)).await.unwrap_or_else(|late| Err(of_queue(late)))
    }

    pub(crate) fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// How apalis takes jobs: so many at a time. What became of them is told by
    /// [`hand_back`] and not by apalis, so that the queue holds nothing but what is to do.
    pub(crate) fn config(at_a_time: usize) -> Config {
        Config::default()
            .queue(NAME)
            .batch_size(at_a_time.max(1))
            .heartbeat_interval(HEARTBEAT)
            .missed_heartbeats(MISSED_HEARTBEATS.into())
            .lock_tasks(false)
            .persist_results(false)
    }
}

/// What is asked of the queue, but not without end where a network loses it.
pub(crate) async fn timely<T>(work: impl Future<Output = T>) -> Result<T, sqlx::Error> {
    timeout(PATIENCE, work).await.map_err(|_| sqlx::Error::PoolTimedOut)
}

const PATIENCE: Duration = Duration::from_secs(15);

/// Of a database that is away, or has too much to do, it is no word about the queue: the same may succeed later.
fn of_queue(error: sqlx::Error) -> FleetError {
    match LedgerError::from(error) {
        error @ (LedgerError::Unreachable(_) | LedgerError::Busy(_) | LedgerError::DiskFull(_)) => {
            FleetError::Ledger(error)
        }
        LedgerError::Forbidden(source) | LedgerError::Storage(source) => FleetError::Queue(source),
        error => FleetError::Queue(error.into()),
    }
}

/// After this time without a sign of its holder, a job is given to another one.
pub(crate) fn patience() -> Duration {
    HEARTBEAT * MISSED_HEARTBEATS.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_that_is_away_is_no_fault_of_the_queue() {
        let away = of_queue(sqlx::Error::PoolTimedOut);
        assert!(matches!(away, FleetError::Ledger(error) if error.is_passing()));
        let other = of_queue(sqlx::Error::RowNotFound);
        assert!(matches!(other, FleetError::Queue(_)), "{other:?}");
    }
}
