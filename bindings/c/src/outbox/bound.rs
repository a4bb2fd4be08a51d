//! What belongs to the process that made it: threads, locks of files and connections to SQLite do not
//! survive a fork.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::fault::Fault;
use crate::outbox::trouble::Trouble;

/// Something that only the process that made it may use.
#[derive(Debug)]
pub(crate) struct Bound<T> {
    process: u32,
    inner: Option<T>,
}

impl<T> Bound<T> {
    /// Makes it, unless a parent had an outbox open when it forked: SQLite would take the locks of the
    /// parent for those of the child, and the parent would take the file away from it.
    pub(crate) fn make<E: From<Trouble>>(make: impl FnOnce() -> Result<T, E>) -> Result<Self, E> {
        let process = std::process::id();
        enter(process)?;
        // From here on it is counted, whatever comes.
        let mut bound = Self { process, inner: None };
        bound.inner = Some(make()?);
        Ok(bound)
    }

    pub(crate) fn get(&self) -> Result<&T, Fault> {
        let here = self.inner.as_ref().filter(|_| self.is_at_home());
        here.ok_or(Fault::Outbox(Trouble::Forked))
    }

    fn is_at_home(&self) -> bool {
        self.process == std::process::id()
    }
}

impl<T> Drop for Bound<T> {
    /// A process that was forked off leaves it alone: it could end a thread that is not there, or the
    /// file of its parent.
    fn drop(&mut self) {
        let inner = self.inner.take();
        if self.is_at_home() {
            drop(inner);
            leave(self.process);
        } else {
            std::mem::forget(inner);
        }
    }
}

/// Which process has things of outboxes, and how many: one number, since a lock may be held by a thread
/// that is not there after a fork.
static THERE: AtomicU64 = AtomicU64::new(0);

fn enter(process: u32) -> Result<(), Trouble> {
    let entered = THERE.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |there| {
        match (owner(there) == process, count(there)) {
            (true, _) => Some(there + 1),
            (false, 0) => Some((u64::from(process) << 32) + 1),
            (false, _) => None,
        }
    });
    entered.map(drop).map_err(|_| Trouble::Forked)
}

fn leave(process: u32) {
    // Nobody else counts for this process, so there is always one to take off.
    let left = THERE.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |there| {
        (owner(there) == process).then(|| there.saturating_sub(1))
    });
    debug_assert!(left.is_ok(), "it was counted");
}

const fn owner(there: u64) -> u32 {
    (there >> 32) as u32
}

const fn count(there: u64) -> u32 {
    (there & 0xFFFF_FFFF) as u32
}
