//! The ledger as one process has it open: what happens to the process happens in the middle of it.

use std::collections::HashSet;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use smsmode_core::outbox::State;
use smsmode_core::{MessageId, Timestamp};
use smsmode_outbox::{
    Added, Claim, Commit, Entry, Ledger, LedgerError, LedgerSecret, NewMessage, Overview, Which,
};

use super::disk::{Disk, Tables};

/// What becomes of the next write of a process, or of one of its reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Trouble {
    #[default]
    None,
    /// Nothing is written, and an error is told.
    Full,
    /// It is written, and an error is told.
    Torn,
    /// It is said to be written, and is not.
    Lie,
    /// The read after so many others fails.
    Unreadable(u8),
}

/// What somebody else does while a process decides.
type Interlude = Box<dyn FnOnce() + Send>;

/// One process's view of the disk.
#[derive(Clone)]
pub(crate) struct Handle {
    disk: Arc<Disk>,
    trouble: Arc<Mutex<Trouble>>,
    interlude: Arc<Mutex<Option<Interlude>>>,
}

impl Handle {
    pub(crate) fn of(disk: &Arc<Disk>) -> Self {
        let (trouble, interlude) = (Arc::default(), Arc::default());
        Self { disk: Arc::clone(disk), trouble, interlude }
    }

    /// For the turn that follows.
    pub(crate) fn trouble(&self, trouble: Trouble) {
        *lock(&self.trouble) = trouble;
    }

    /// Happens before the next write, after all reads for it.
    pub(crate) fn interlude(&self, interlude: impl FnOnce() + Send + 'static) {
        *lock(&self.interlude) = Some(Box::new(interlude));
    }

    pub(crate) fn no_interlude(&self) {
        *lock(&self.interlude) = None;
    }

    fn read(&self) -> Result<MutexGuard<'_, Tables>, LedgerError> {
        let mut trouble = lock(&self.trouble);
        if let Trouble::Unreadable(after) = *trouble {
            *trouble = after.checked_sub(1).map_or(Trouble::None, Trouble::Unreadable);
            if *trouble == Trouble::None {
                return Err(error());
            }
        }
        Ok(self.disk.tables())
    }
}

impl Ledger for Handle {
    fn secret(&self) -> &LedgerSecret {
        &self.disk.secret
    }

    fn add(&self, messages: &[NewMessage], now: Timestamp) -> Result<Vec<Added>, LedgerError> {
        let mut tables = self.disk.tables();
        Ok(messages.iter().map(|message| tables.add(message, now)).collect())
    }

    fn entries(&self, which: &Which<'_>, limit: usize) -> Result<Vec<Entry>, LedgerError> {
        Ok(self.read()?.entries(which, limit))
    }

    fn next_due(&self, states: &[State]) -> Result<Option<Timestamp>, LedgerError> {
        Ok(self.read()?.next_due(states))
    }

    fn known_ids(&self, ids: &[MessageId]) -> Result<HashSet<MessageId>, LedgerError> {
        let tables = self.read()?;
        Ok(ids.iter().filter(|id| tables.knows(id)).cloned().collect())
    }

    fn overview(&self) -> Result<Overview, LedgerError> {
        Ok(self.read()?.overview())
    }

    fn commit(&self, commit: &Commit) -> Result<Vec<bool>, LedgerError> {
        let interlude = lock(&self.interlude).take();
        if let Some(interlude) = interlude {
            interlude();
        }
        match std::mem::take(&mut *lock(&self.trouble)) {
            Trouble::Full => Err(error()),
            Trouble::Torn => {
                self.disk.tables().commit(commit);
                Err(error())
            }
            Trouble::Lie => Ok(self.disk.tables().clone().commit(commit)),
            Trouble::None | Trouble::Unreadable(_) => Ok(self.disk.tables().commit(commit)),
        }
    }

    fn claim(&self) -> Result<Claim, LedgerError> {
        let mut taken = lock(&self.disk.right);
        if std::mem::replace(&mut *taken, true) {
            return Err(LedgerError::AnotherDispatcher);
        }
        Ok(Claim::new(Right(Arc::clone(&self.disk.right))))
    }

    fn take_over(&self, _: Timestamp) -> Result<usize, LedgerError> {
        unreachable!("nobody moves this disk")
    }

    fn forget(&self, before: Timestamp, limit: usize) -> Result<usize, LedgerError> {
        Ok(self.disk.tables().forget(before, limit, &self.disk.secret))
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Handle")
    }
}

/// The right to send, until it is dropped.
struct Right(Arc<Mutex<bool>>);

impl Drop for Right {
    fn drop(&mut self) {
        *lock(&self.0) = false;
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn error() -> LedgerError {
    LedgerError::DiskFull("the disk of the simulation".into())
}
