//! Whoever may want a call to end before its time.

use std::fmt;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// A question that a call asks while it waits: shall it be given up?
///
/// It is asked by the thread that makes the call, each 50 ms and whenever a signal ends a system call. A
/// call that is given up fails as by a connection that breaks, and its outcome follows from what had left.
/// It may be asked again before the call has ended, and must then say the same.
///
/// ```
/// use std::sync::Arc;
/// use std::sync::atomic::{AtomicBool, Ordering};
/// use smsmode_http::{HttpSettings, Interrupt};
///
/// let enough = Arc::new(AtomicBool::new(false));
/// let asked = Arc::clone(&enough);
/// let interrupt = Interrupt::new(move || asked.load(Ordering::Relaxed));
/// let settings = HttpSettings::default().with_interrupt(interrupt);
/// ```
#[derive(Clone)]
pub struct Interrupt(Arc<dyn Fn() -> bool + Send + Sync>);

impl Interrupt {
    /// Asks this function.
    pub fn new(wanted: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self(Arc::new(wanted))
    }

    /// Whether the call shall be given up.
    pub fn is_wanted(&self) -> bool {
        (self.0)()
    }

    /// Waits; `false` if the call shall be given up.
    pub(crate) fn pause(&self, duration: Duration) -> bool {
        let begin = Instant::now();
        while !self.is_wanted() {
            match duration.saturating_sub(begin.elapsed()) {
                Duration::ZERO => return true,
                left => thread::sleep(left.min(TICK)),
            }
        }
        false
    }
}

impl fmt::Debug for Interrupt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Interrupt")
    }
}

/// How long nobody is asked.
pub(crate) const TICK: Duration = Duration::from_millis(50);

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[test]
    fn a_pause_that_nobody_ends_takes_its_time() {
        let begin = Instant::now();
        assert!(Interrupt::new(|| false).pause(Duration::from_millis(60)));
        assert!(begin.elapsed() >= Duration::from_millis(60));
    }

    #[test]
    fn a_pause_ends_when_somebody_wants_it_to() {
        let asked = AtomicU32::new(0);
        let interrupt = Interrupt::new(move || asked.fetch_add(1, Ordering::Relaxed) > 0);
        let begin = Instant::now();
        assert!(!interrupt.pause(Duration::from_secs(60)));
        assert!(begin.elapsed() < Duration::from_secs(30));
    }
}
