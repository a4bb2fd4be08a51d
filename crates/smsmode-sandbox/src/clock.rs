//! The clock of the sandbox: it runs with real time and can be advanced.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use jiff::{SignedDuration, Timestamp};

/// A clock that runs with real time plus an offset that management can advance.
#[derive(Debug)]
pub(crate) struct Clock {
    start: Timestamp,
    started: Instant,
    advanced: Mutex<SignedDuration>,
}

impl Clock {
    /// A clock that shows this time now.
    pub(crate) fn starting_at(start: Option<SystemTime>) -> Self {
        let start = start.and_then(|start| Timestamp::try_from(start).ok());
        Self::showing(start.unwrap_or_else(Timestamp::now))
    }

    /// A clock that is so far ahead of the system's, as [`Self::ahead`] was.
    #[cfg(feature = "store")]
    pub(crate) fn ahead_by(ahead: SignedDuration) -> Self {
        Self::showing(later(Timestamp::now(), ahead))
    }

    /// How far it is ahead of the system's clock.
    #[cfg(feature = "store")]
    pub(crate) fn ahead(&self) -> SignedDuration {
        self.now().duration_since(Timestamp::now())
    }

    fn showing(start: Timestamp) -> Self {
        Self { start, started: Instant::now(), advanced: Mutex::new(SignedDuration::ZERO) }
    }

    pub(crate) fn now(&self) -> Timestamp {
        let advanced = *self.advanced.lock().unwrap_or_else(PoisonError::into_inner);
        later(self.start, signed(self.started.elapsed()).saturating_add(advanced))
    }

    pub(crate) fn advance(&self, by: Duration) {
        let mut advanced = self.advanced.lock().unwrap_or_else(PoisonError::into_inner);
        *advanced = advanced.saturating_add(signed(by));
    }

    /// By how many seconds it was advanced so far.
    pub(crate) fn advanced(&self) -> i64 {
        self.advanced.lock().unwrap_or_else(PoisonError::into_inner).as_secs()
    }

    /// The real time until the clock shows `moment`, as long as nobody advances it.
    pub(crate) fn real_time_until(&self, moment: Timestamp) -> Duration {
        Duration::try_from(moment.duration_since(self.now())).unwrap_or(Duration::ZERO)
    }
}

/// `moment` plus a duration; the end of time where that does not exist.
pub(crate) fn later(moment: Timestamp, by: SignedDuration) -> Timestamp {
    moment.checked_add(by).unwrap_or(Timestamp::MAX)
}

/// The same duration as a signed one; the longest where it does not fit.
pub(crate) fn signed(duration: Duration) -> SignedDuration {
    SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advancing_moves_the_clock_at_once() {
        let clock = Clock::starting_at(Some(SystemTime::UNIX_EPOCH));
        clock.advance(Duration::from_secs(3600));
        let hour = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(1);
        assert!(clock.now() >= hour && clock.now() < hour + SignedDuration::from_secs(60));
    }

    #[test]
    fn an_absurd_advance_ends_at_the_end_of_time() {
        let clock = Clock::starting_at(None);
        clock.advance(Duration::MAX);
        clock.advance(Duration::MAX);
        assert_eq!(clock.now(), Timestamp::MAX);
        assert_eq!(clock.real_time_until(Timestamp::UNIX_EPOCH), Duration::ZERO);
    }
}
