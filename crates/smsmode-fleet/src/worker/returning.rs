//! Jobs that are done with are written down, many at a time.

use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::{sleep, timeout};

use crate::queue::{HandedBack, Queue, hand_back, timely};

/// Jobs of one write at most.
const AT_A_TIME: usize = 512;
/// How long more of them are waited for.
const TOGETHER: Duration = Duration::from_millis(2);
/// How long it waits after they could not be written.
const AFTER_FAILURE: Duration = Duration::from_millis(500);
/// How long the last write may take. Without it, others look at these jobs once more.
const LAST: Duration = Duration::from_secs(3);

/// Until the worker ends: what is still to be written then is written last.
pub(super) async fn return_jobs(
    queue: Queue,
    mut jobs: mpsc::UnboundedReceiver<HandedBack>,
    mut end: oneshot::Receiver<()>,
) {
    let mut some = Vec::new();
    loop {
        tokio::select! {
            biased;
            count = jobs.recv_many(&mut some, AT_A_TIME) => if count == 0 { return },
            _ = &mut end => break,
        }
        sleep(TOGETHER).await;
        while let Ok(job) = jobs.try_recv() {
            some.push(job);
        }
        write(&queue, &mut some).await;
    }
    while let Ok(job) = jobs.try_recv() {
        some.push(job);
    }
    if timeout(LAST, hand_back(queue.pool(), &some)).await.is_err() {
        log::debug!("the last jobs are not handed back: others look at them once more");
    }
}

/// What cannot be written is kept for the next time.
async fn write(queue: &Queue, some: &mut Vec<HandedBack>) {
    match timely(hand_back(queue.pool(), some)).await {
        Ok(Ok(())) => some.clear(),
        Ok(Err(error)) | Err(error) => {
            log::debug!("jobs cannot be handed back: {error}");
            sleep(AFTER_FAILURE).await;
        }
    }
}
