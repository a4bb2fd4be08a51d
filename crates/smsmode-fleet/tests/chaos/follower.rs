//! Whoever follows what becomes of the messages, and sees to the account.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use smsmode_core::outbox::{OutboxId, State};
use smsmode_outbox::{LedgerError, Outbox, Paused};

use crate::patience::patiently;

const GLANCE: Duration = Duration::from_millis(100);

/// Follows the changes, and has a queue that the service paused go on.
pub(crate) struct Follower {
    ends: Arc<AtomicBool>,
    thread: JoinHandle<BTreeSet<OutboxId>>,
}

impl Follower {
    pub(crate) fn begin(outbox: Outbox) -> Self {
        let ends = Arc::<AtomicBool>::default();
        let told = Arc::clone(&ends);
        Self { ends, thread: thread::spawn(move || follow(&outbox, &told)) }
    }

    /// The messages whose fate was unknown at some time.
    pub(crate) fn end(self) -> BTreeSet<OutboxId> {
        self.ends.store(true, Ordering::Relaxed);
        self.thread.join().unwrap()
    }
}

fn follow(outbox: &Outbox, ends: &AtomicBool) -> BTreeSet<OutboxId> {
    let (mut changes, mut unknown) = (patiently(|| outbox.subscribe()), BTreeSet::new());
    while !ends.load(Ordering::Relaxed) {
        let mut look = || -> Result<(), LedgerError> {
            let news = changes.wait(GLANCE)?;
            let doubted = news.iter().filter(|entry| entry.state() == State::Unknown);
            unknown.extend(doubted.map(|entry| entry.id));
            // Somebody has seen to the account.
            let is_refused = matches!(outbox.overview()?.paused, Some(Paused::ByService(_)));
            if is_refused { outbox.resume() } else { Ok(()) }
        };
        patiently(&mut look);
    }
    unknown
}
