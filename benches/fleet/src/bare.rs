//! apalis alone: jobs that do nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use apalis::prelude::{
    BoxDynError, Data, PollWith, StreamStrategy, WorkerBuilder, WorkerBuilderExt as _,
};
use apalis_postgres::{Config, PgPool, PostgresStorage};
use futures_util::stream::{StreamExt as _, unfold};
use smsmode_benches::Result;
use tokio::runtime::Builder;
use tokio::time::sleep;

use crate::place::Place;

/// How often it looks for jobs.
const EACH: Duration = Duration::from_millis(1);

/// How many jobs a second apalis hands out and puts away, as it does unless told otherwise: so many at a
/// time, of so many that wait. Its database has the extension hstore.
///
/// # Errors
///
/// Its tables cannot be made, or it ends.
pub fn bare_apalis(place: &Place, at_a_time: usize, many: u32) -> Result<f64> {
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let rate = runtime.block_on(hand_out(place, at_a_time, many));
    runtime.shutdown_background();
    rate
}

async fn hand_out(place: &Place, at_a_time: usize, many: u32) -> Result<f64> {
    let (pool, queue) = (PgPool::connect(&place.url()).await?, format!("bare-{at_a_time}"));
    PostgresStorage::<()>::setup(&pool).await?;
    place.psql(&format!(
        "INSERT INTO apalis.jobs (id, job_type, job, status, attempts, max_attempts, run_at, priority)
        SELECT lpad(({at_a_time} * 1000000 + n)::text, 26, '0'), '{queue}', '\"n\"', 'Pending', 0, 25, now(), 0 FROM generate_series(1, {many}) AS n"
    ));
    let done = Arc::<AtomicU64>::default();
    let config = Config::default().queue(&queue).batch_size(at_a_time);
    let looks = unfold((), |()| async { Some((sleep(EACH).await, ())) }).boxed();
    let storage: PostgresStorage<String> = PostgresStorage::new(&pool).with_config(config);
    let worker = WorkerBuilder::new(queue.as_str())
        .backend(PollWith::new(storage, StreamStrategy::new(looks)))
        .concurrency(at_a_time)
        .data(Arc::clone(&done))
        .build(nothing);
    let begun = Instant::now();
    tokio::select! {
        ended = worker.run() => return Err(format!("apalis ends: {ended:?}").into()),
        () = until(&done, u64::from(many)) => {}
    }
    Ok(f64::from(many) / begun.elapsed().as_secs_f64())
}

async fn nothing(_: String, done: Data<Arc<AtomicU64>>) -> std::result::Result<(), BoxDynError> {
    done.fetch_add(1, Ordering::Relaxed);
    Ok(())
}

async fn until(done: &AtomicU64, many: u64) {
    while done.load(Ordering::Relaxed) < many {
        sleep(EACH).await;
    }
}
