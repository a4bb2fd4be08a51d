//! Where the outbox takes its time from.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use smsmode_core::Timestamp;
use smsmode_http::BootInstant;

/// The two clocks that a dispatcher looks at.
pub trait Clock: Send + Sync + fmt::Debug {
    /// The time of day.
    fn now(&self) -> Timestamp;

    /// The clock that nobody sets and that counts while the machine sleeps: leases end by it.
    fn boot(&self) -> BootInstant;
}

/// The clocks of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        SystemTime::now().into()
    }

    fn boot(&self) -> BootInstant {
        BootInstant::now()
    }
}

/// A clock that is moved by hand, for tests.
///
/// ```
/// use smsmode_core::Timestamp;
/// use smsmode_outbox::{Clock as _, ManualClock};
/// use std::time::Duration;
///
/// let clock = ManualClock::at(Timestamp::from_unix_seconds(1_795_353_900));
/// clock.advance(Duration::from_secs(60));
/// assert_eq!(clock.now().unix_seconds(), 1_795_353_960);
/// ```
#[derive(Debug)]
pub struct ManualClock(Mutex<(Timestamp, Duration)>);

impl ManualClock {
    /// A clock that shows this time.
    pub fn at(now: Timestamp) -> Self {
        Self(Mutex::new((now, Duration::ZERO)))
    }

    /// Lets whole seconds pass: the time of day goes on, and so does the boot clock.
    pub fn advance(&self, by: Duration) {
        let seconds = i64::try_from(by.as_secs()).unwrap_or(i64::MAX);
        let (now, passed) = *self.read();
        *self.read() = (now.plus_seconds(seconds), passed.saturating_add(by));
    }

    /// Sets the time of day, forward or back, while no time passes.
    pub fn set(&self, now: Timestamp) {
        self.read().0 = now;
    }

    fn read(&self) -> MutexGuard<'_, (Timestamp, Duration)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        self.read().0
    }

    /// Ahead of the machine's by as much as was passed by hand.
    fn boot(&self) -> BootInstant {
        BootInstant::now().plus(self.read().1)
    }
}
