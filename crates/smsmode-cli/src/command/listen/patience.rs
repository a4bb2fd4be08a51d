//! When to try again what failed: later and later, message by message.

use std::collections::HashMap;
use std::time::{Duration, Instant};

/// The first pause; each further one is twice as long.
const FIRST: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_secs(60);

/// What has to wait, and until when.
#[derive(Debug, Default)]
pub(super) struct Patience {
    messages: HashMap<String, Pause>,
    everything: Option<Pause>,
}

#[derive(Debug, Clone, Copy)]
struct Pause {
    until: Instant,
    length: Duration,
}

impl Patience {
    /// Whether anything may be tried.
    pub(super) fn allows_anything(&self, now: Instant) -> bool {
        self.everything.is_none_or(|pause| pause.until <= now)
    }

    /// Whether a callback of this message may be tried.
    pub(super) fn allows(&self, message: &str, now: Instant) -> bool {
        self.messages.get(message).is_none_or(|pause| pause.until <= now)
    }

    /// The next callbacks of this message are tried at once.
    pub(super) fn done(&mut self, message: &str) {
        self.messages.remove(message);
        self.everything = None;
    }

    /// All callbacks of this message wait, so that they keep their order.
    pub(super) fn failed(&mut self, message: &str, now: Instant) {
        let pause = Pause::after(self.messages.get(message), now);
        self.messages.insert(message.to_owned(), pause);
    }

    /// Everything waits.
    pub(super) fn all_failed(&mut self, now: Instant) {
        self.everything = Some(Pause::after(self.everything.as_ref(), now));
    }

    /// When something may be tried again; nothing if nothing waits.
    pub(super) fn next(&self) -> Option<Instant> {
        let first = self.messages.values().map(|pause| pause.until).min();
        first.max(self.everything.map(|pause| pause.until))
    }
}

impl Pause {
    fn after(last: Option<&Self>, now: Instant) -> Self {
        let length = last.map_or(FIRST, |last| (last.length * 2).min(LONGEST));
        Self { until: now + length, length }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_minute_and_begin_anew_after_success() {
        let (mut patience, mut now) = (Patience::default(), Instant::now());
        let mut pauses = Vec::new();
        for _ in 0..9 {
            patience.failed("A1", now);
            let next = patience.next().unwrap();
            pauses.push((next - now).as_millis());
            assert!(!patience.allows("A1", now) && patience.allows("A1", next));
            now = next;
        }
        assert_eq!(pauses, [500, 1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000]);
        patience.done("A1");
        assert_eq!(patience.next(), None);
        patience.failed("A1", now);
        assert_eq!(patience.next(), Some(now + FIRST));
    }

    #[test]
    fn one_message_does_not_hold_up_another() {
        let (mut patience, now) = (Patience::default(), Instant::now());
        patience.failed("A1", now);
        assert!(patience.allows("A2", now) && patience.allows_anything(now));
    }

    #[test]
    fn a_server_that_is_down_is_asked_once_for_all_messages() {
        let (mut patience, now) = (Patience::default(), Instant::now());
        patience.all_failed(now);
        assert!(!patience.allows_anything(now) && patience.allows_anything(now + FIRST));
        assert_eq!(patience.next(), Some(now + FIRST));
    }
}
