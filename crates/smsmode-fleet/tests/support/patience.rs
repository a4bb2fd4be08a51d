//! A database that is away, or comes back.

use std::thread;
use std::time::Duration;

use smsmode_outbox::LedgerError;

/// Tries again what it did not do.
pub(crate) fn patiently<T>(mut act: impl FnMut() -> Result<T, LedgerError>) -> T {
    loop {
        match act() {
            Err(error) if error.is_passing() => thread::park_timeout(Duration::from_millis(20)),
            done => return done.unwrap(),
        }
    }
}
