//! apalis' worker: takes jobs from the queue and has them handled. It ends at each failure of the
//! database, and is begun anew.

use std::sync::Arc;
use std::time::Duration;

use apalis::prelude::{PollWith, WorkerBuilder, WorkerBuilderExt as _, WorkerContext};
use apalis_postgres::{Error, PostgresStorage, queries};
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval, sleep};

use super::handling::handle;
use super::shared::Shared;
use super::waking::Looks;
use super::{WorkerSettings, name};
use crate::queue::{self, HEARTBEAT, Queue, release_all, timely};

/// How long it waits after a first failure, and after many.
const AFTER_FAILURE: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(5));
/// After this time without a failure, the next one is a first one.
const LONG: Duration = Duration::from_mins(1);

/// Until it is told to stop, and all jobs are handled that it has begun.
pub(super) async fn carry(
    shared: Arc<Shared>,
    settings: WorkerSettings,
    mut stop: watch::Receiver<bool>,
) {
    let mut wait = AFTER_FAILURE.0;
    while !*stop.borrow() {
        let (context, begun) = (WorkerContext::new(&shared.holder()), tokio::time::Instant::now());
        match run(&shared, &settings, &context, stop.clone()).await {
            Ok(()) if *stop.borrow() => return,
            Ok(()) => log::warn!("the queue of the worker ended by itself"),
            Err(error) => log::warn!("the queue of the worker rests: {error}"),
        }
        shared.set_trouble_of_queue(Some(TROUBLE.to_owned()));
        wait =
            if begun.elapsed() > LONG { AFTER_FAILURE.0 } else { (wait * 2).min(AFTER_FAILURE.1) };
        tokio::select! {
            () = sleep(wait.mul_f64(0.5 + fastrand::f64() / 2.0)) => {}
            _ = stop.changed() => {}
        }
        begin_anew(&shared, &settings).await;
    }
}

const TROUBLE: &str = "the queue of the workers cannot be read or written; messages wait";

/// Others may have what it held: it begins under another name, since apalis takes each for one process
/// and one time.
async fn begin_anew(shared: &Shared, settings: &WorkerSettings) {
    let before = shared.holder();
    if let Err(error) = shared.queue.make().await {
        log::debug!("the queue cannot be made: {error}");
    }
    if let Ok(Err(error)) | Err(error) = timely(release_all(shared.queue.pool(), &before)).await {
        log::debug!("what {before} held waits for a while: {error}");
    }
    shared.set_holder(name::new(settings.name.as_deref()));
}

async fn run(
    shared: &Arc<Shared>,
    settings: &WorkerSettings,
    context: &WorkerContext,
    mut stop: watch::Receiver<bool>,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let calls = settings.concurrency;
    let storage = PostgresStorage::new(shared.queue.pool()).with_config(Queue::config(calls));
    let looks = Looks::new(Arc::clone(shared), settings.poll);
    // As many more as are under way are there when a call ends.
    let worker = WorkerBuilder::new(context)
        .backend(PollWith::new(storage, looks))
        .concurrency(calls * 2)
        .data(Arc::clone(shared))
        .build(handle);
    let running = worker.run();
    tokio::pin!(running);
    tokio::select! {
        ended = &mut running => return Ok(ended?),
        lost = beat(shared, context) => return Err(lost.into()),
        _ = stop.wait_for(|stop| *stop) => {}
    }
    context.stop()?;
    Ok(running.await?)
}

/// Says that it is there, even where all its places are taken for long: apalis itself would not. Tells
/// why it cannot.
async fn beat(shared: &Shared, context: &WorkerContext) -> Error {
    let mut beats = interval(HEARTBEAT);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // Until apalis has put it on its list.
    beats.tick().await;
    loop {
        beats.tick().await;
        match timely(beat_once(shared, context)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => return error,
            Err(late) => return late.into(),
        }
        shared.set_trouble_of_queue(None);
    }
}

/// Jobs whose holder does not say any more that it is there are given to others.
async fn beat_once(shared: &Shared, context: &WorkerContext) -> Result<(), Error> {
    let mut database = shared.queue.pool().acquire().await?;
    queries::keep_alive(&mut *database, queue::NAME, context).await?;
    let patience = queue::patience().as_secs();
    queries::reenqueue_orphaned(&mut *database, queue::NAME, patience).await.map(drop)
}
