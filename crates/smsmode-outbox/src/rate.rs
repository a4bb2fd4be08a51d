//! At most so many messages a second.

use std::num::NonZeroU32;
use std::time::Duration;

use smsmode_http::BootInstant;

/// A bucket of rights to send: it fills up evenly, and holds those of a second at most.
#[derive(Debug)]
pub(crate) struct Rate {
    per_second: Option<NonZeroU32>,
    rights: f64,
    at: BootInstant,
}

impl Rate {
    pub(crate) fn new(per_second: Option<NonZeroU32>, now: BootInstant) -> Self {
        Self { per_second, rights: 1.0, at: now }
    }

    /// How many may be sent now, at most so many.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the rights of a second"
    )]
    pub(crate) fn allowed(&mut self, wanted: usize, now: BootInstant) -> usize {
        let Some(per_second) = self.per_second else { return wanted };
        let passed = now.since_boot().saturating_sub(self.at.since_boot());
        let per_second = f64::from(per_second.get());
        self.rights = (self.rights + passed.as_secs_f64() * per_second).min(per_second);
        self.at = now;
        wanted.min(self.rights as usize)
    }

    /// So many were sent.
    pub(crate) fn take(&mut self, sent: usize) {
        if self.per_second.is_some() {
            self.rights -= f64::from(u32::try_from(sent).unwrap_or(u32::MAX));
        }
    }

    /// Takes as many as there are, so many at most.
    pub(crate) fn take_up_to(&mut self, wanted: usize, now: BootInstant) -> Rights {
        let taken = self.allowed(wanted, now);
        self.take(taken);
        let next = if taken < wanted { self.wait() } else { Duration::ZERO };
        Rights { taken, next }
    }

    /// How long until the next one may be sent.
    pub(crate) fn wait(&self) -> Duration {
        match self.per_second {
            Some(per_second) if self.rights < 1.0 => {
                Duration::from_secs_f64((1.0 - self.rights) / f64::from(per_second.get()))
            }
            _ => Duration::ZERO,
        }
    }
}

/// Rights to send that were taken of those that many share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    /// How many.
    pub taken: usize,
    /// How long until there is another one, where fewer were taken than wanted.
    pub next: Duration,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(milliseconds: u64) -> BootInstant {
        BootInstant::after_boot(Duration::from_millis(milliseconds))
    }

    #[test]
    fn ten_a_second_are_ten_in_each_second() {
        let mut rate = Rate::new(NonZeroU32::new(10), after(0));
        let mut sent = 0;
        for step in 0..300 {
            let allowed = rate.allowed(9, after(step * 10));
            rate.take(allowed);
            sent += allowed;
        }
        assert_eq!(sent, 30);
    }

    #[test]
    fn an_hour_of_silence_gives_the_rights_of_a_second() {
        let mut rate = Rate::new(NonZeroU32::new(5), after(0));
        assert_eq!(rate.allowed(99, after(3_600_000)), 5);
    }

    #[test]
    fn the_next_one_is_waited_for() {
        let mut rate = Rate::new(NonZeroU32::new(10), after(0));
        let allowed = rate.allowed(1, after(0));
        rate.take(allowed);
        assert_eq!(rate.wait(), Duration::from_millis(100));
        assert_eq!(Rate::new(None, after(0)).wait(), Duration::ZERO);
    }
}
