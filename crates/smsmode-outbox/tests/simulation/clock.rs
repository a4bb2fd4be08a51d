//! A time of day and a boot clock that go as the world wants.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use smsmode_core::Timestamp;
use smsmode_http::BootInstant;
use smsmode_outbox::Clock;

/// Both in whole seconds: the simulation needs no less.
#[derive(Debug)]
pub(crate) struct VirtualClock {
    begin: i64,
    passed: AtomicU64,
    /// How wrong the time of day is.
    ahead: AtomicI64,
}

impl VirtualClock {
    pub(crate) fn at(begin: i64) -> Self {
        Self { begin, passed: AtomicU64::new(0), ahead: AtomicI64::new(0) }
    }

    pub(crate) fn pass_until(&self, at: u64) {
        self.passed.store(at, Ordering::Relaxed);
    }

    /// Sets the time of day, forward or back.
    pub(crate) fn jump(&self, seconds: i64) {
        self.ahead.fetch_add(seconds, Ordering::Relaxed);
    }

    pub(crate) fn is_off_by_more_than(&self, seconds: u64) -> bool {
        self.ahead.load(Ordering::Relaxed).unsigned_abs() > seconds
    }

    /// The time that the service has.
    pub(crate) fn true_time(&self, at: u64) -> Timestamp {
        Timestamp::from_unix_seconds(self.begin + i64::try_from(at).unwrap())
    }

    /// When the time of day will be this, as long as nobody sets it.
    pub(crate) fn instant(&self, time: Timestamp) -> u64 {
        let at = time.unix_seconds() - self.begin - self.ahead.load(Ordering::Relaxed);
        u64::try_from(at).unwrap_or_default()
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Timestamp {
        let ahead = self.ahead.load(Ordering::Relaxed);
        self.true_time(self.passed.load(Ordering::Relaxed)).plus_seconds(ahead)
    }

    fn boot(&self) -> BootInstant {
        BootInstant::after_boot(Duration::from_secs(self.passed.load(Ordering::Relaxed)))
    }
}
