//! The tables of the queue are made, and what pushes jobs into it.

use apalis_postgres::PostgresStorage;
use sqlx::postgres::{PgConnection, PgPool};

use super::of_queue;
use crate::error::FleetError;

const JOBS: &str = include_str!("jobs.sql");

/// The number in the comment of our trigger. Where a lower one stands, it is all made anew; a higher one
/// is that of a newer worker, which older ones leave alone.
const FORM: i32 = 1;

/// Makes what is missing, one worker at a time. Where nothing is missing, nothing is asked that needs a
/// right to make tables.
pub(super) async fn make(pool: &PgPool) -> Result<(), FleetError> {
    if is_made(&mut *pool.acquire().await.map_err(of_queue)?).await.map_err(of_queue)? {
        return Ok(());
    }
    let mut all = pool.begin().await.map_err(of_queue)?;
    sqlx::raw_sql(ALONE).execute(&mut *all).await.map_err(of_queue)?;
    if is_made(&mut all).await.map_err(of_queue)? {
        return Ok(());
    }
    add_hstore(pool).await?;
    // It commits each of its steps, and begins where it stopped.
    PostgresStorage::<()>::setup(pool).await.map_err(|error| FleetError::Queue(error.into()))?;
    sqlx::raw_sql(JOBS).execute(&mut *all).await.map_err(of_queue)?;
    all.commit().await.map_err(of_queue)
}

/// One at a time; and what was made here survives a loss of power.
const ALONE: &str =
    "SET LOCAL synchronous_commit = on; SELECT pg_advisory_xact_lock(1397576559, 6)";

/// Whether another worker has made it all.
async fn is_made(database: &mut PgConnection) -> Result<bool, sqlx::Error> {
    let made = "SELECT to_regclass('apalis.jobs') IS NOT NULL
        AND coalesce(substring(obj_description(to_regprocedure('smsmode.push_jobs()'))
            FROM '^smsmode-fleet (\\d+)$')::integer >= $1, false)
        AND (SELECT count(*) = 2 FROM pg_trigger WHERE tgname IN ('push_jobs_of_added', 'push_jobs_of_changed')
            AND tgrelid = to_regclass('smsmode.messages'))";
    sqlx::query_scalar(made).bind(FORM).fetch_one(database).await
}

/// A part of apalis' first steps: said apart, since it is what an administrator may have to do.
async fn add_hstore(pool: &PgPool) -> Result<(), FleetError> {
    let is_there = "SELECT to_regtype('hstore') IS NOT NULL";
    if sqlx::query_scalar(is_there).fetch_one(pool).await.map_err(of_queue)? {
        return Ok(());
    }
    let added = sqlx::query("CREATE EXTENSION IF NOT EXISTS hstore").execute(pool).await;
    added.map(drop).map_err(|error| FleetError::NoHstore(error.into()))
}
