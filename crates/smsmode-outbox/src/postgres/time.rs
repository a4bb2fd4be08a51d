//! All who share a database share its clock.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use smsmode_core::Timestamp;
use smsmode_http::BootInstant;

use crate::clock::Clock;

/// What a query asks for to learn the time: microseconds since 1970.
pub(super) const TIME: &str = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

/// The clock of the database, carried on between two looks at it by that of this host that nobody sets.
/// The time of day of the hosts may be as different as it likes.
#[derive(Debug)]
pub(super) struct DatabaseClock {
    host: Arc<dyn Clock>,
    learnt: Mutex<Learnt>,
}

#[derive(Debug, Default)]
struct Learnt {
    /// What to add to the microseconds since the boot of this host.
    offset: Option<i64>,
    /// By how many seconds the host differs, as was last told.
    told: i64,
}

/// Seconds by which a host may differ without a word.
const UNTOLD: i64 = 5;

impl DatabaseClock {
    pub(super) fn new(host: Arc<dyn Clock>) -> Self {
        Self { host, learnt: Mutex::default() }
    }

    /// The database told its time, some time after it was asked at this instant and before now. Where
    /// what is known can be right, it stays: an answer that took long tells little.
    pub(super) fn learn(&self, time: i64, asked: BootInstant) {
        let (earliest, latest) = (time - since_boot(self.host.boot()), time - since_boot(asked));
        let mut learnt = self.learnt();
        let known = learnt.offset.unwrap_or(earliest);
        learnt.offset = Some(known.clamp(earliest, latest.max(earliest)));
        let ahead = self.host.now().unix_seconds() - time.div_euclid(MICROSECONDS);
        if (ahead - learnt.told).abs() > UNTOLD {
            learnt.told = ahead;
            tell(ahead);
        }
    }
}

impl Clock for DatabaseClock {
    fn now(&self) -> Timestamp {
        match self.learnt().offset {
            Some(offset) => at(since_boot(self.host.boot()) + offset),
            None => self.host.now(),
        }
    }

    fn boot(&self) -> BootInstant {
        self.host.boot()
    }
}

impl DatabaseClock {
    fn learnt(&self) -> MutexGuard<'_, Learnt> {
        self.learnt.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const MICROSECONDS: i64 = 1_000_000;

fn since_boot(instant: BootInstant) -> i64 {
    i64::try_from(instant.since_boot().as_micros()).unwrap_or(i64::MAX / 4)
}

fn at(microseconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(microseconds.div_euclid(MICROSECONDS))
}

fn tell(ahead: i64) {
    match ahead {
        1.. => log::warn!(
            "the clock of this host is {ahead} s ahead of the database's, which counts: set it right"
        ),
        _ => log::warn!(
            "the clock of this host is {} s behind the database's, which counts: set it right",
            ahead.saturating_neg()
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::clock::ManualClock;

    const DATABASE: i64 = 1_795_353_900;

    /// A host whose clock is so many seconds ahead.
    fn clock(ahead: i64) -> (Arc<ManualClock>, DatabaseClock) {
        let host = Arc::new(ManualClock::at(Timestamp::from_unix_seconds(DATABASE + ahead)));
        (Arc::clone(&host), DatabaseClock::new(host))
    }

    fn learn(clock: &DatabaseClock, seconds: i64, asked: BootInstant) {
        clock.learn((DATABASE + seconds) * MICROSECONDS + MICROSECONDS / 2, asked);
    }

    fn shows(clock: &DatabaseClock) -> i64 {
        clock.now().unix_seconds() - DATABASE
    }

    #[test]
    fn hosts_that_are_ahead_or_behind_show_the_time_of_the_database() {
        for ahead in [-300, 0, 300] {
            let (host, clock) = clock(ahead);
            learn(&clock, 0, host.boot());
            assert_eq!(shows(&clock), 0);
            host.advance(Duration::from_secs(60));
            assert_eq!(shows(&clock), 60);
            host.set(Timestamp::from_unix_seconds(1));
            assert_eq!(shows(&clock), 60, "nobody sets this one");
        }
    }

    #[test]
    fn an_answer_that_took_long_moves_nothing() {
        let (host, clock) = clock(0);
        learn(&clock, 0, host.boot());
        let asked = host.boot();
        host.advance(Duration::from_secs(30));
        // It was told right after it was asked, and again right before it came.
        for told in [0, 30] {
            learn(&clock, told, asked);
            assert_eq!(shows(&clock), 30);
        }
    }

    #[test]
    fn a_database_whose_clock_is_set_is_followed() {
        let (host, clock) = clock(0);
        for seconds in [0, 3600, -3600] {
            learn(&clock, seconds, host.boot());
            assert_eq!(shows(&clock), seconds);
        }
    }
}
