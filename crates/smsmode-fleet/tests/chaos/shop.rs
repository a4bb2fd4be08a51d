//! Whoever puts messages in, whatever happens to the workers and the database.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use fastrand::Rng;
use smsmode_core::Timestamp;
use smsmode_outbox::{NewMessage, Outbox};

use crate::letter::message;
use crate::patience::patiently;

/// A shop that is open: it puts one message or several in, and again after any doubt.
pub(crate) struct Shop {
    closes: Arc<AtomicBool>,
    thread: JoinHandle<u64>,
}

impl Shop {
    pub(crate) fn open(outbox: Outbox, seed: u64) -> Self {
        let closes = Arc::<AtomicBool>::default();
        let (told, random) = (Arc::clone(&closes), Rng::with_seed(!seed));
        Self { closes, thread: thread::spawn(move || sell(&outbox, random, &told)) }
    }

    /// The messages below this number are in the outbox.
    pub(crate) fn close(self) -> u64 {
        self.closes.store(true, Ordering::Relaxed);
        self.thread.join().unwrap()
    }
}

fn sell(outbox: &Outbox, mut random: Rng, closes: &AtomicBool) -> u64 {
    let mut next = 0;
    while !closes.load(Ordering::Relaxed) {
        let end = next + if random.u8(0..8) == 0 { random.u64(2..12) } else { 1 };
        // The last ones are put in again.
        let again = next - random.u64(0..=next.min(3));
        put_in(outbox, again..next);
        put_in(outbox, next..end);
        next = end;
        thread::park_timeout(Duration::from_millis(random.u64(0..160)));
    }
    next
}

/// The same, until it is surely there.
fn put_in(outbox: &Outbox, numbers: std::ops::Range<u64>) {
    let now = Timestamp::from(std::time::SystemTime::now());
    let messages: Vec<NewMessage> = numbers.map(|number| message(number, now)).collect();
    patiently(|| outbox.enqueue_all(&messages));
}
