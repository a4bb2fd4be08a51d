//! Each worker tries to keep the outbox for the whole fleet; one of them does.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use smsmode_http::{Client, Transport};
use smsmode_outbox::{DispatcherSettings, Keeper, LedgerError, Outbox, StartError};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use tokio::time::sleep;

use super::shared::Shared;
use crate::queue::{Sweep, tidy_workers};

/// How often it is looked whether somebody keeps it, give or take a half.
const LOOK: Duration = Duration::from_secs(3);
/// How often it is looked whether its own keeper still does.
const GLANCE: Duration = Duration::from_millis(200);
/// How often workers are forgotten that are gone.
const TIDY: Duration = Duration::from_hours(1);

/// Keeps it, whenever nobody else does, until nobody holds the other end of `end` any more.
pub(super) fn keep<T: Transport + 'static>(
    shared: &Shared,
    outbox: &Outbox,
    client: &Client<T>,
    settings: &DispatcherSettings,
    end: &Receiver<()>,
) {
    loop {
        let rest = match outbox.keep(client, settings.clone()) {
            Ok(keeper) => {
                watch(shared, &keeper, end);
                Duration::ZERO
            }
            Err(error) => {
                shared.set_trouble_of_keeper(trouble(&error));
                LOOK.mul_f64(0.5 + fastrand::f64())
            }
        };
        if end.recv_timeout(rest) != Err(RecvTimeoutError::Timeout) {
            return;
        }
    }
}

/// Until it is over for this one: the worker ends, somebody else may keep by now, or it stopped for good.
fn watch(shared: &Shared, keeper: &Keeper, end: &Receiver<()>) {
    loop {
        let keeps = keeper.keeps();
        shared.keeps.store(keeps, Ordering::Relaxed);
        shared.set_trouble_of_keeper(keeper.trouble().filter(|_| keeps));
        let is_over = end.recv_timeout(GLANCE) != Err(RecvTimeoutError::Timeout);
        if is_over || !keeps || keeper.has_given_up() {
            shared.keeps.store(false, Ordering::Relaxed);
            return;
        }
    }
}

/// That another one does is how it should be.
fn trouble(error: &StartError) -> Option<String> {
    match error {
        StartError::Ledger(LedgerError::AnotherKeeper) => None,
        StartError::Ledger(error) => Some(error.to_string()),
        error => Some(error.to_string()),
    }
}

/// Whoever keeps gives a job to each message that has lost its own.
pub(super) async fn sweep(shared: Arc<Shared>, interval: Duration) {
    let (mut sweep, mut tidied) = (Sweep::default(), None);
    loop {
        sleep(interval).await;
        while shared.keeps.load(Ordering::Relaxed) {
            match sweep.step(shared.queue.pool()).await {
                Ok(step) if step.pushed > 0 => {
                    log::info!("{} messages had lost their job", step.pushed);
                    shared.arrivals.notify_one();
                }
                Ok(step) if step.is_last => break,
                Ok(_) => {}
                Err(error) => {
                    log::warn!("messages that lost their job cannot be looked for: {error}");
                    // Somebody may have thrown all of it away.
                    shared.queue.make().await.unwrap_or_else(|error| log::debug!("{error}"));
                    break;
                }
            }
            sleep(BETWEEN).await;
        }
        if tidied.is_none_or(|at: tokio::time::Instant| at.elapsed() > TIDY) {
            tidied = Some(tokio::time::Instant::now());
            tidy_workers(shared.queue.pool()).await.unwrap_or_else(|error| log::debug!("{error}"));
        }
    }
}

/// Between two steps: the database has more to do.
const BETWEEN: Duration = Duration::from_millis(20);
