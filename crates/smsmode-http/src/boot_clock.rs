//! A clock that nobody sets and that goes on while the machine sleeps.

use std::time::Duration;

/// An instant of the clock that counts from the boot of the machine, its sleep included.
///
/// The time of day can be set back, and the clock of [`Instant`](std::time::Instant) stands still on
/// Linux while the machine sleeps. Whoever asks whether a right has run out, by a lid that was closed
/// meanwhile for instance, asks this clock. Where a system has none, that of `Instant` takes its place.
///
/// ```
/// use std::time::Duration;
/// use smsmode_http::BootInstant;
///
/// let end = BootInstant::now().plus(Duration::from_secs(60));
/// assert!(!end.is_past());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BootInstant(Duration);

impl BootInstant {
    /// This instant.
    pub fn now() -> Self {
        Self(since_boot())
    }

    /// The instant so long after the boot.
    pub const fn after_boot(duration: Duration) -> Self {
        Self(duration)
    }

    /// How long after the boot it is.
    pub const fn since_boot(self) -> Duration {
        self.0
    }

    /// The instant so much later; stays at the end of time.
    pub const fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(duration))
    }

    /// Whether it has come.
    pub fn is_past(self) -> bool {
        self <= Self::now()
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn since_boot() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    let seconds = u64::try_from(now.tv_sec).unwrap_or_default();
    Duration::new(seconds, u32::try_from(now.tv_nsec).unwrap_or_default())
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn since_boot() -> Duration {
    use std::sync::OnceLock;
    use std::time::Instant;
    static BEGIN: OnceLock<Instant> = OnceLock::new();
    BEGIN.get_or_init(Instant::now).elapsed()
}
