//! How long things wait, and what a message may ask for.

use std::time::Duration;

use super::BackOff;
use crate::time::Timestamp;

/// How long things wait in an outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    back_off: BackOff,
    quiet_time: Duration,
    look_again: Duration,
    longest_lease: Duration,
}

impl Rules {
    /// The delays between attempts.
    pub const fn with_back_off(mut self, back_off: BackOff) -> Self {
        self.back_off = back_off;
        self
    }

    /// How long after the end of an attempt the list of the service must have shown it; 15 minutes
    /// by default. A shorter one is for tests: a message that is listed later is then sent twice.
    pub const fn with_quiet_time(mut self, quiet_time: Duration) -> Self {
        self.quiet_time = quiet_time;
        self
    }

    /// The larger of the quiet time and three times the longest that a request may take.
    ///
    /// ```
    /// use std::time::Duration;
    /// use smsmode_core::outbox::Rules;
    ///
    /// let rules = Rules::default().with_request_timeout(Duration::from_secs(600));
    /// assert_eq!(rules.quiet_time(), Duration::from_secs(1800));
    /// ```
    pub fn with_request_timeout(mut self, timeout: Duration) -> Self {
        self.quiet_time = self.quiet_time.max(timeout.saturating_mul(3));
        self
    }

    /// How long after the first look the second one is; 60 seconds by default.
    pub const fn with_look_again(mut self, look_again: Duration) -> Self {
        self.look_again = look_again;
        self
    }

    /// No lease is longer; 10 minutes by default. One that ends later than this from now was given
    /// before the clock was set back, and is over.
    pub const fn with_longest_lease(mut self, longest_lease: Duration) -> Self {
        self.longest_lease = longest_lease;
        self
    }

    /// The delays between attempts.
    pub const fn back_off(&self) -> &BackOff {
        &self.back_off
    }

    /// How long after the end of an attempt the list must have shown it.
    pub const fn quiet_time(&self) -> Duration {
        self.quiet_time
    }

    /// How long after the first look the second one is.
    pub const fn look_again(&self) -> Duration {
        self.look_again
    }

    /// The longest lease.
    pub const fn longest_lease(&self) -> Duration {
        self.longest_lease
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            back_off: BackOff::default(),
            quiet_time: Duration::from_secs(15 * 60),
            look_again: Duration::from_secs(60),
            longest_lease: Duration::from_secs(10 * 60),
        }
    }
}

/// What the caller of a message asked for; it never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Terms {
    /// It is not sent from here on.
    pub expires_at: Option<Timestamp>,
    /// What is right where nobody can tell whether it was sent.
    pub guarantee: Guarantee,
}

/// What is right where nobody can tell whether a message was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Guarantee {
    /// Park it, so that a person decides.
    #[default]
    AtMostOnce,
    /// Send it again: for alerts that must arrive, even twice.
    AtLeastOnce,
}

impl Guarantee {
    /// The name for programs: `at_most_once` or `at_least_once`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AtMostOnce => "at_most_once",
            Self::AtLeastOnce => "at_least_once",
        }
    }
}

/// The first whole second at which so much time has surely passed since `from`, which may have been
/// rounded down.
pub(super) fn surely_after(from: Timestamp, wait: Duration) -> Timestamp {
    let seconds = wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0));
    let seconds = i64::try_from(seconds).unwrap_or(i64::MAX).saturating_add(1);
    from.plus_seconds(if wait.is_zero() { 0 } else { seconds })
}
