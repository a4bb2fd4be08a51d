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

/// What is worth waiting for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// This moment alone: whatever comes meanwhile has to wait, too.
    Time(Instant),
    /// News, or this moment if something waits for it.
    News(Option<Instant>),
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

    /// All that could be tried at this time was tried: what was not, is done by somebody else.
    pub(super) fn tried_all(&mut self, now: Instant) {
        self.messages.retain(|_, pause| pause.until > now);
    }

    /// When to look again.
    pub(super) fn next(&self, now: Instant) -> Next {
        match self.everything {
            Some(Pause { until, .. }) if until > now => Next::Time(until),
            _ => Next::News(self.messages.values().map(|pause| pause.until).min()),
        }
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
            let Next::News(Some(next)) = patience.next(now) else { panic!() };
            pauses.push((next - now).as_millis());
            assert!(!patience.allows("A1", now) && patience.allows("A1", next));
            now = next;
        }
        assert_eq!(pauses, [500, 1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000]);
        patience.done("A1");
        assert_eq!(patience.next(now), Next::News(None));
        patience.failed("A1", now);
        assert_eq!(patience.next(now), Next::News(Some(now + FIRST)));
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
        // News would only make it look again and again, and try nothing.
        assert_eq!(patience.next(now), Next::Time(now + FIRST));
        assert_eq!(patience.next(now + FIRST), Next::News(None));
    }

    #[test]
    fn nobody_waits_for_what_somebody_else_has_done() {
        let (mut patience, now) = (Patience::default(), Instant::now());
        patience.failed("A1", now);
        patience.tried_all(now);
        assert_eq!(patience.next(now), Next::News(Some(now + FIRST)));
        patience.tried_all(now + FIRST);
        assert_eq!(patience.next(now + FIRST), Next::News(None));
    }
}
