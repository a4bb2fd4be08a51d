//! How long to wait before the next attempt.

use std::time::Duration;

/// How long to wait before the next attempt: twice as long each time, up to a longest, and between
/// half and all of that by chance, so that many tills do not come back together.
///
/// ```
/// use std::time::Duration;
/// use smsmode_core::outbox::BackOff;
///
/// let back_off = BackOff::default();
/// assert_eq!(back_off.delay(0, None, u32::MAX), Duration::from_secs(2));
/// assert_eq!(back_off.delay(0, None, 0), Duration::from_secs(1));
/// assert_eq!(back_off.delay(99, None, u32::MAX), Duration::from_secs(600));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BackOff {
    first: Duration,
    longest: Duration,
}

impl BackOff {
    /// The first delay and the longest one, each at most an hour.
    pub fn new(first: Duration, longest: Duration) -> Self {
        let longest = longest.min(AT_MOST);
        Self { first: first.min(longest), longest }
    }

    /// The delay after a message was put off `before` times in a row and now once more. `random` is
    /// any number. What the service asked for is a lower bound, up to an hour.
    pub fn delay(&self, before: u32, retry_after: Option<Duration>, random: u32) -> Duration {
        let doubled = self.first.saturating_mul(1_u32.checked_shl(before).unwrap_or(u32::MAX));
        let half = doubled.min(self.longest) / 2;
        let chance = half.mul_f64(f64::from(random) / f64::from(u32::MAX));
        (half + chance).max(retry_after.unwrap_or_default().min(AT_MOST))
    }
}

const AT_MOST: Duration = Duration::from_secs(3600);

impl Default for BackOff {
    fn default() -> Self {
        Self::new(Duration::from_secs(2), Duration::from_secs(600))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_service_may_ask_for_an_hour_and_no_more() {
        let asked = |hours: u64| Some(Duration::from_secs(hours * 3600));
        assert_eq!(BackOff::default().delay(0, asked(1), 0), AT_MOST);
        assert_eq!(BackOff::default().delay(0, asked(9), 0), AT_MOST);
    }

    proptest! {
        #[test]
        fn a_delay_is_between_half_and_all_of_the_doubled_first(
            first in 1_u32..100, longest in 100_u32..5_000, before: u32, random: u32,
        ) {
            let seconds = |seconds: u32| Duration::from_secs(u64::from(seconds));
            let back_off = BackOff::new(seconds(first), seconds(longest));
            let delay = back_off.delay(before, None, random).as_secs_f64();
            let doubled = f64::from(first) * 2_f64.powf(f64::from(before));
            let whole = doubled.min(f64::from(longest.min(3600)));
            prop_assert!(delay >= whole / 2.0 - 1e-6 && delay <= whole + 1e-6, "{delay} of {whole}");
        }
    }
}
