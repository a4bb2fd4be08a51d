//! Wakes whoever waits for a change, in this process.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Counts what happened; whoever waits tells what it knows of.
#[derive(Debug, Default)]
pub(crate) struct News {
    count: Mutex<u64>,
    told: Condvar,
}

impl News {
    /// Tells, and how often somebody has told by now.
    pub(crate) fn tell(&self) -> u64 {
        let mut count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        *count += 1;
        self.told.notify_all();
        *count
    }

    pub(crate) fn count(&self) -> u64 {
        *self.count.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until more happened than that, or time runs out.
    pub(crate) fn wait(&self, known: u64, timeout: Duration) {
        let count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.told.wait_timeout_while(count, timeout, |count| *count <= known));
    }
}
