//! When a call is made again: a pure rule. Time and chance are arguments.

use std::time::Duration;

use smsmode_core::Repeat;

use crate::error::Error;

/// How often, and after how long, a call is made again.
///
/// Calls that only read are repeated after any passing failure. Calls that cost are repeated only if
/// asked to, and only where they surely did not reach the service or were put off by it. A call
/// whose outcome is unknown is never repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryPolicy {
    attempts: u32,
    base: Duration,
    cap: Duration,
    costly: bool,
}

impl RetryPolicy {
    /// Every call is made once.
    pub const NEVER: Self = Self { attempts: 1, ..Self::DEFAULT };

    const DEFAULT: Self = Self {
        attempts: 3,
        base: Duration::from_millis(250),
        cap: Duration::from_secs(10),
        costly: false,
    };

    /// At most this many attempts, the first included.
    pub fn with_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// The longest wait before the second attempt; it doubles from attempt to attempt up to `cap`.
    pub fn with_delays(mut self, base: Duration, cap: Duration) -> Self {
        self.base = base;
        self.cap = cap;
        self
    }

    /// Repeats calls that cost, too, where nothing can have been done.
    pub fn with_costly_calls(mut self, repeat: bool) -> Self {
        self.costly = repeat;
        self
    }

    /// How long to wait before the next attempt; nothing where there is none.
    ///
    /// `attempt` is the number of attempts made, `chance` a random number from 0 to 1 (full jitter:
    /// clients that failed together do not come back together).
    pub fn next_delay(&self, error: &Error, attempt: u32, chance: f64) -> Option<Duration> {
        let asked = error.repeat() == Repeat::Safe || self.costly;
        if !asked || !error.retry() || attempt >= self.attempts {
            return None;
        }
        let doubled = 2_u32.saturating_pow(attempt.saturating_sub(1));
        let longest = self.base.saturating_mul(doubled).min(self.cap);
        let jittered = longest.mul_f64(chance.clamp(0.0, 1.0));
        Some(error.retry_after().map_or(jittered, |asked| asked.min(LONGEST_WAIT)))
    }
}

/// No `Retry-After` is believed beyond this.
pub(crate) const LONGEST_WAIT: Duration = Duration::from_secs(3600);

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::{Sent, TransportError, TransportErrorKind};
    use smsmode_core::{Endpoint, GetBalance, Response};

    fn interrupted(repeat: Repeat, sent: Sent) -> Error {
        Error::new("x", repeat, TransportError::new(TransportErrorKind::Interrupted, sent))
    }

    fn answered(repeat: Repeat, http_status: u16, body: &[u8], retry_after: Option<u64>) -> Error {
        let mut response = Response::new(http_status, body);
        if let Some(seconds) = retry_after {
            response = response.with_retry_after(Duration::from_secs(seconds));
        }
        Error::new("x", repeat, GetBalance::new().parse(response).unwrap_err())
    }

    #[test]
    fn a_costly_call_is_not_repeated_by_itself() {
        let policy = RetryPolicy::default();
        assert_eq!(policy.next_delay(&interrupted(Repeat::Costly, Sent::NotSent), 1, 1.0), None);
        assert_eq!(
            policy.next_delay(&answered(Repeat::Costly, 200, b"50 | x", None), 1, 1.0),
            None
        );
    }

    #[test]
    fn a_costly_call_is_repeated_on_demand_only_where_nothing_was_done() {
        let policy = RetryPolicy::default().with_costly_calls(true);
        assert!(policy.next_delay(&interrupted(Repeat::Costly, Sent::NotSent), 1, 1.0).is_some());
        assert!(
            policy.next_delay(&answered(Repeat::Costly, 200, b"50 | x", None), 1, 1.0).is_some()
        );
        assert_eq!(policy.next_delay(&interrupted(Repeat::Costly, Sent::MaybeSent), 1, 1.0), None);
        assert_eq!(
            policy.next_delay(&answered(Repeat::Costly, 200, b"31 | x", None), 1, 1.0),
            None
        );
        assert_eq!(policy.next_delay(&answered(Repeat::Costly, 502, b"", None), 1, 1.0), None);
    }

    #[test]
    fn delays_double_up_to_the_cap() {
        let policy = RetryPolicy::default().with_attempts(9);
        let delays: Vec<u128> = (1..9)
            .filter_map(|attempt| {
                policy.next_delay(&interrupted(Repeat::Safe, Sent::MaybeSent), attempt, 1.0)
            })
            .map(|delay| delay.as_millis())
            .collect();
        assert_eq!(delays, [250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    }

    #[test]
    fn chance_spreads_the_delay_down_to_nothing() {
        let error = interrupted(Repeat::Safe, Sent::MaybeSent);
        assert_eq!(RetryPolicy::default().next_delay(&error, 1, 0.0), Some(Duration::ZERO));
        assert_eq!(
            RetryPolicy::default().next_delay(&error, 1, 0.5),
            Some(Duration::from_millis(125))
        );
    }

    #[test]
    fn attempts_end() {
        let error = interrupted(Repeat::Safe, Sent::MaybeSent);
        assert_eq!(RetryPolicy::default().next_delay(&error, 3, 1.0), None);
        assert_eq!(RetryPolicy::NEVER.next_delay(&error, 1, 1.0), None);
    }

    #[test]
    fn retry_after_is_honoured_up_to_an_hour() {
        let policy = RetryPolicy::default();
        let asked =
            |seconds| policy.next_delay(&answered(Repeat::Safe, 429, b"", Some(seconds)), 1, 0.5);
        assert_eq!(asked(7), Some(Duration::from_secs(7)));
        assert_eq!(asked(86_400), Some(Duration::from_secs(3600)));
    }
}
