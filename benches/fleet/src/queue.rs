//! The queue of the workers, without one that takes from it.

use apalis_postgres::{PgPool, PostgresStorage};
use smsmode_benches::Result;
use tokio::runtime::Builder;

use crate::place::Place;

/// What a worker makes beside apalis' tables.
const JOBS: &str = include_str!("../../../crates/smsmode-fleet/src/queue/jobs.sql");

/// Makes it, as the first worker does.
///
/// # Errors
///
/// Its tables cannot be made.
pub fn make_queue(place: &Place) -> Result<()> {
    place.psql("CREATE EXTENSION IF NOT EXISTS hstore");
    Builder::new_current_thread().enable_all().build()?.block_on(async {
        let pool = PgPool::connect(&place.url()).await?;
        PostgresStorage::<()>::setup(&pool).await?;
        pool.close().await;
        Ok::<(), Box<dyn std::error::Error>>(())
    })?;
    place.psql(JOBS);
    Ok(())
}
