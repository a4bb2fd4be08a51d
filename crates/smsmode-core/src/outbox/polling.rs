//! When to ask what became of a message.

use crate::time::Timestamp;

/// When to ask for the status of an accepted message next: 2 minutes, 15 minutes, 2 hours, 24 hours
/// and 48 hours after it was sent; nothing later, since a report takes at most 48 hours.
///
/// ```
/// use smsmode_core::Timestamp;
/// use smsmode_core::outbox::next_poll;
///
/// let sent_at = Timestamp::from_unix_seconds(1_795_353_900);
/// assert_eq!(next_poll(sent_at, sent_at), Some(sent_at.plus_seconds(120)));
/// assert_eq!(next_poll(sent_at, sent_at.plus_seconds(48 * 3600)), None);
/// ```
pub fn next_poll(sent_at: Timestamp, now: Timestamp) -> Option<Timestamp> {
    SECONDS.iter().map(|seconds| sent_at.plus_seconds(*seconds)).find(|at| *at > now)
}

const HOUR: i64 = 3600;
const SECONDS: [i64; 5] = [120, 900, 2 * HOUR, 24 * HOUR, 48 * HOUR];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_polls_and_no_more() {
        let sent_at = Timestamp::from_unix_seconds(1_795_353_900);
        let polls =
            std::iter::successors(next_poll(sent_at, sent_at), |at| next_poll(sent_at, *at));
        let after: Vec<i64> = polls.map(|at| at.unix_seconds() - sent_at.unix_seconds()).collect();
        assert_eq!(after, [120, 900, 7_200, 86_400, 172_800]);
    }

    #[test]
    fn what_was_missed_is_asked_once() {
        let sent_at = Timestamp::from_unix_seconds(0);
        let late = sent_at.plus_seconds(3 * HOUR);
        assert_eq!(next_poll(sent_at, late), Some(sent_at.plus_seconds(24 * HOUR)));
    }
}
