//! Callbacks in one SQLite file: kept before the service is thanked, and readable while they come.

use std::fmt;
use std::path::Path;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};
use smsmode_core::{MessageId, MessageStatus, PhoneNumber, Timestamp};

use crate::event::{Event, EventKey};
use crate::keeping::{Keep, Kept};
use crate::precedence::status_by;

mod claim;
mod error;
mod file;
mod retention;
mod rows;
mod task;

#[cfg(test)]
mod tests;

pub use claim::StoreClaim;
pub use error::StoreError;
pub use retention::Retention;
pub use task::Task;

use rows::NewRow;

/// The callbacks of a file, which several processes may have open.
///
/// A callback that came twice is kept once. What is to be done with each, and is not done yet, is
/// written in the file too: see [`Task`].
///
/// ```
/// use smsmode_receiver::CallbackStore;
///
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("callbacks.db");
/// let store = CallbackStore::open(&path)?;
/// assert!(store.after(0, 100)?.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct CallbackStore {
    connection: Mutex<Connection>,
    tasks: Vec<Task>,
    /// The number of the last callback that was kept here.
    last: Mutex<u64>,
    news: Condvar,
}

/// A callback with its place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StoredCallback {
    /// Its place: from 1, in the order of arrival.
    pub number: u64,
    /// When it came here.
    pub arrived: Timestamp,
    /// What it told.
    pub event: Event,
}

impl CallbackStore {
    /// Opens a file, or makes it, for its owner alone.
    ///
    /// # Errors
    ///
    /// It cannot be made or opened, is of another program, or of a newer version of this one.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let connection = file::open(path.as_ref())?;
        Ok(Self {
            connection: Mutex::new(connection),
            tasks: Vec::new(),
            last: Mutex::new(0),
            news: Condvar::new(),
        })
    }

    /// Writes down, with each callback that is kept from now on, that these tasks are to be done.
    pub fn with_tasks(mut self, tasks: impl IntoIterator<Item = Task>) -> Self {
        self.tasks = tasks.into_iter().collect();
        self
    }

    /// Claims the work of the file: what is to be done with a callback is done by one process only.
    /// Others can still read the file.
    ///
    /// # Errors
    ///
    /// [`StoreError::Claimed`] while somebody else has it, in this process or in another one.
    pub fn claim(&self) -> Result<StoreClaim, StoreError> {
        StoreClaim::on(&self.lock())
    }

    /// Deletes the old ones among the next 256 callbacks after this place, which takes the same time
    /// however many there are. The place to go on from; nothing where all others are young.
    ///
    /// What is still to be done with a callback keeps it, however old it is; so does being the last.
    ///
    /// # Errors
    ///
    /// The file cannot be written.
    pub fn forget(
        &self,
        after: u64,
        retention: Retention,
        now: Timestamp,
    ) -> Result<Option<u64>, StoreError> {
        retention::forget(&self.lock(), after, retention, now)
    }

    /// The callbacks after this place, the oldest first, so many at most. Whoever keeps the number of
    /// the last one reads each callback once.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub fn after(&self, number: u64, limit: usize) -> Result<Vec<StoredCallback>, StoreError> {
        rows::after(&self.lock(), number, limit)
    }

    /// The callbacks after this place for which the task is still to be done, the oldest first.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub fn waiting(
        &self,
        task: Task,
        number: u64,
        limit: usize,
    ) -> Result<Vec<StoredCallback>, StoreError> {
        rows::waiting(&self.lock(), task, number, limit)
    }

    /// Writes down that a task is done.
    ///
    /// # Errors
    ///
    /// The file cannot be written.
    pub fn done(&self, task: Task, number: u64) -> Result<(), StoreError> {
        rows::done(&self.lock(), task, number)
    }

    /// What became of a message to one recipient, by all receipts of the file, in any order: a
    /// temporary status never overwrites a final one.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub fn status_of(
        &self,
        message_id: &MessageId,
        recipient: PhoneNumber,
    ) -> Result<Option<MessageStatus>, StoreError> {
        let receipts = rows::receipts_of(&self.lock(), message_id)?;
        Ok(status_by(receipts.iter().filter(|one| one.recipient_number() == Some(recipient))))
    }

    /// Waits until a callback after this place was kept by this process, or time runs out; whether one
    /// was.
    pub fn wait_for_news(&self, after: u64, timeout: Duration) -> bool {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.news.wait_timeout_while(last, timeout, |last| *last <= after);
        let (last, _) = waited.unwrap_or_else(PoisonError::into_inner);
        *last > after
    }

    /// Keeps an event in one transaction, which is on the disk when this returns.
    fn insert(&self, event: &Event, query: &str, now: Timestamp) -> Result<Kept, StoreError> {
        let row = NewRow::new(event, query, now);
        let mut connection = self.lock();
        let file = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Some(number) = rows::insert(&file, &EventKey::of(event).written(), &row)? else {
            return Ok(Kept::Known);
        };
        rows::assign(&file, &self.tasks, number)?;
        file.commit()?;
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = number;
        self.news.notify_all();
        Ok(Kept::New)
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keep for CallbackStore {
    fn keep(&self, event: Event, query: &str, now: Timestamp) -> Kept {
        self.insert(&event, query, now).unwrap_or_else(|error| {
            // Neither it nor what is below it quotes what was to be written.
            log::error!("a callback cannot be stored: {error}");
            Kept::NoRoom
        })
    }
}

impl fmt::Debug for CallbackStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallbackStore").field("tasks", &self.tasks).finish_non_exhaustive()
    }
}
