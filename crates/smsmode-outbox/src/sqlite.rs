//! The ledger in one SQLite file.

use std::collections::HashSet;
use std::fmt;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Params, Row, Transaction, TransactionBehavior, params};
use smsmode_core::outbox::{OutboxId, State};
use smsmode_core::{MessageId, Timestamp};

use crate::claimant::Claim;
use crate::commit::Commit;
use crate::departure::{Departure, Destination, Imported};
use crate::entry::Entry;
use crate::error::LedgerError;
use crate::ledger::{Added, Ledger, Overview, Paused, Which};
use crate::new_message::NewMessage;
use crate::secret::LedgerSecret;

mod claim;
mod counting;
mod failure;
mod file;
mod forms;
mod identity;
mod importing;
mod leaving;
mod note;
mod reading;
mod retention;
mod writing;

use note::Note;

/// The messages of one SQLite file, which several processes may have open; one of them sends.
///
/// ```
/// use smsmode_outbox::{Ledger as _, SqliteLedger};
///
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("till.db");
/// let ledger = SqliteLedger::open(&path)?;
/// assert_eq!(ledger.overview()?.revision, 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct SqliteLedger {
    writer: Mutex<Connection>,
    /// Whoever reads does not wait for the disk of somebody who writes.
    reader: Mutex<Connection>,
    secret: LedgerSecret,
    /// Whoever sends notes how far the file has come.
    note: Mutex<Option<Note>>,
}

impl SqliteLedger {
    /// Opens a file, or makes it, for its owner alone.
    ///
    /// # Errors
    ///
    /// It cannot be made or opened, is of another program, or of a newer version of this one.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, LedgerError> {
        let writer = file::open(path.as_ref())?;
        identity::look(&writer)?;
        let secret = counting::secret(&writer)?;
        let reader = Mutex::new(file::open_to_read(&writer)?);
        Ok(Self { writer: Mutex::new(writer), reader, secret, note: Mutex::new(None) })
    }

    /// Lets the file grow to so many pages at most: a disk that is full, for tests.
    #[doc(hidden)]
    pub fn with_most_pages(&self, pages: u32) -> &Self {
        if let Err(error) = self.lock().pragma_update(None, "max_page_count", pages) {
            log::warn!("the file may grow: {error}");
        }
        self
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reader(&self) -> MutexGuard<'_, Connection> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One durable write of all or nothing. It is given the number of its first change, and tells how
    /// many it made.
    fn write<T>(
        &self,
        write: impl FnOnce(&Transaction<'_>, i64) -> Result<(T, i64), LedgerError>,
    ) -> Result<T, LedgerError> {
        let mut connection = self.lock();
        let file = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (before, moved_to) = file
            .prepare_cached("SELECT revision, moved_to FROM ledger")?
            .query_row([], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))?;
        if let Some(address) = moved_to {
            return Err(LedgerError::MovedTo { address });
        }
        let (written, changes) = write(&file, before + 1)?;
        if changes > 0 {
            file.prepare_cached("UPDATE ledger SET revision = ?1")?
                .execute(params![before + changes])?;
        }
        file.commit()?;
        if changes > 0 {
            self.noted(before + changes);
        }
        Ok(written)
    }

    /// Without the note, only a restored backup would not be found out.
    fn noted(&self, revision: i64) {
        let mut note = self.note();
        if let Some(Err(error)) = note.as_mut().map(|note| note.write(revision)) {
            log::warn!("a restored backup may go unnoticed: {error}");
        }
    }

    fn note(&self) -> MutexGuard<'_, Option<Note>> {
        self.note.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ledger for SqliteLedger {
    fn secret(&self) -> &LedgerSecret {
        &self.secret
    }

    fn add(&self, messages: &[NewMessage], now: Timestamp) -> Result<Vec<Added>, LedgerError> {
        self.write(|file, first| {
            let (mut added, mut next) = (Vec::with_capacity(messages.len()), first);
            for message in messages {
                let one = writing::add(file, &self.secret, message, now, next)?;
                next += i64::from(matches!(one, Added::New(_)));
                added.push(one);
            }
            Ok((added, next - first))
        })
    }

    fn entries(&self, which: &Which<'_>, limit: usize) -> Result<Vec<Entry>, LedgerError> {
        let (file, limit) = (self.reader(), i64::try_from(limit).unwrap_or(i64::MAX));
        let read = |rest: &str, values: &dyn ReadWith| values.read(&file, rest);
        match which {
            Which::Id(id) => read("WHERE id = ?1 LIMIT ?2", &(id.to_string(), limit)),
            Which::Ids(ids) => {
                let each = ids.iter().map(|id| read("WHERE id = ?1", &(id.to_string(),)));
                Ok(each.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
            }
            Which::Key(key) => read("WHERE message_key = ?1 LIMIT ?2", &(key.as_str(), limit)),
            Which::Message(id) => read("WHERE message_id = ?1 LIMIT ?2", &(id.as_str(), limit)),
            Which::Newest(None) => read("ORDER BY number DESC LIMIT ?1", &(limit,)),
            Which::Newest(Some(state)) => {
                read("WHERE state = ?1 ORDER BY number DESC LIMIT ?2", &(state.name(), limit))
            }
            Which::Due(state, by) => read(
                "WHERE state = ?1 AND due <= ?2 ORDER BY due LIMIT ?3",
                &(state.name(), by.unix_seconds(), limit),
            ),
            Which::ToAsk(by) => read(
                "WHERE state = 'accepted' AND due <= ?1 AND message_id IS NOT NULL
                    ORDER BY due LIMIT ?2",
                &(by.unix_seconds(), limit),
            ),
            // Left to itself, SQLite would look at all that were accepted.
            Which::Nameless => read(
                "INDEXED BY messages_nameless WHERE state = 'accepted' AND message_id IS NULL
                    ORDER BY due NULLS LAST LIMIT ?1",
                &(limit,),
            ),
            Which::Listed(to) => read(
                "WHERE recipient = ?1 AND evidence <> 'told' LIMIT ?2",
                &(to.to_string(), limit),
            ),
            Which::ChangedAfter(revision) => {
                read("WHERE revision > ?1 ORDER BY revision LIMIT ?2", &(number(*revision), limit))
            }
        }
    }

    fn next_due(&self, states: &[State]) -> Result<Option<Timestamp>, LedgerError> {
        let file = self.reader();
        let mut first = file
            .prepare_cached("SELECT min(due) FROM messages WHERE state = ?1 AND due IS NOT NULL")?;
        let mut next = None;
        for state in states {
            let due: Option<i64> = first.query_row(params![state.name()], |row| row.get(0))?;
            next = [next, due].into_iter().flatten().min();
        }
        Ok(next.map(Timestamp::from_unix_seconds))
    }

    fn known_ids(&self, ids: &[MessageId]) -> Result<HashSet<MessageId>, LedgerError> {
        let file = self.reader();
        let mut known = file.prepare_cached("SELECT 1 FROM messages WHERE message_id = ?1")?;
        let mut found = HashSet::new();
        for id in ids {
            if known.exists(params![id.as_str()])? {
                found.insert(id.clone());
            }
        }
        Ok(found)
    }

    fn overview(&self) -> Result<Overview, LedgerError> {
        counting::overview(&mut self.reader())
    }

    fn revision(&self) -> Result<u64, LedgerError> {
        let file = self.reader();
        let mut ledger = file.prepare_cached("SELECT revision FROM ledger")?;
        Ok(reading::count(ledger.query_row([], |row| row.get(0))?))
    }

    fn commit(&self, commit: &Commit) -> Result<Vec<bool>, LedgerError> {
        self.write(|file, first| {
            let (mut taken, mut next) = (Vec::with_capacity(commit.steps.len()), first);
            for step in &commit.steps {
                let is_taken = writing::step(file, step, commit.now, next)?;
                next += i64::from(is_taken);
                taken.push(is_taken);
            }
            if let Some(paused) = commit.paused {
                file.prepare_cached("UPDATE ledger SET paused = ?1")?
                    .execute(params![paused.map(Paused::name)])?;
                // Whoever waits for changes learns of this one too.
                next += 1;
            }
            if let Some(place) = commit.callbacks_read {
                file.prepare_cached("UPDATE ledger SET callbacks_read = ?1")?
                    .execute(params![number(place)])?;
            }
            Ok((taken, next - first))
        })
    }

    fn claim(&self) -> Result<Claim, LedgerError> {
        let ledger = self.lock();
        if let Some(noted) = leaving::noted(&ledger)? {
            return Err(noted.into());
        }
        let claim = claim::claim(&ledger)?;
        *self.note() = Some(identity::check(&ledger, &self.secret)?);
        Ok(claim)
    }

    fn is_claimed(&self) -> Result<Option<bool>, LedgerError> {
        claim::is_claimed(&self.lock()).map(Some)
    }

    fn take_over(&self, now: Timestamp) -> Result<usize, LedgerError> {
        let _claim = claim::claim(&self.lock())?;
        let seen = note::seen(&self.lock())?.unwrap_or_default();
        let doubted = self.write(|file, first| {
            let (doubted, last) = retention::doubt(file, now, first.max(seen + 1))?;
            Ok((doubted, last - first + 1))
        })?;
        identity::settle(&self.lock(), &self.secret)?;
        Ok(doubted)
    }

    fn import(&self, entries: &[Entry], from: &LedgerSecret) -> Result<Vec<Imported>, LedgerError> {
        self.write(|file, first| {
            importing::adopt(file, from)?;
            let (mut fates, mut next) = (Vec::with_capacity(entries.len()), first);
            for entry in entries {
                let (fate, is_new) = importing::import(file, &self.secret, entry, next)?;
                next += i64::from(is_new);
                fates.push(fate);
            }
            Ok((fates, next - first))
        })
    }

    fn leave(&self, to: &Destination) -> Result<Departure, LedgerError> {
        let claim = claim::claim(&self.lock())?;
        let noted = leaving::noted(&self.lock())?;
        if let Some(noted) = noted {
            noted.check(to)?;
        } else {
            *self.note() = Some(identity::check(&self.lock(), &self.secret)?);
            self.write(|file, _| Ok((leaving::note(file, to)?, 1)))?;
        }
        leaving::departure(&self.lock(), claim)
    }

    fn left(&self, through: u64, behind: &[OutboxId]) -> Result<(), LedgerError> {
        let mut connection = self.lock();
        let file = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        leaving::left(&file, number(through), behind)?;
        Ok(file.commit()?)
    }

    fn forget(&self, before: Timestamp, limit: usize) -> Result<usize, LedgerError> {
        self.write(|file, _| Ok((retention::forget(file, &self.secret, before, limit)?, 0)))
    }
}

impl fmt::Debug for SqliteLedger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SqliteLedger")
    }
}

/// How far the file has come is noted once more, so that an older copy is known for one.
impl Drop for SqliteLedger {
    fn drop(&mut self) {
        let connection = self.writer.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = identity::note_if_known(connection) {
            log::warn!("{error}");
        }
    }
}

/// The values of a query, of whatever types.
trait ReadWith {
    fn read(&self, file: &Connection, rest: &str) -> Result<Vec<Entry>, LedgerError>;
}

impl<P: Params + Clone> ReadWith for P {
    fn read(&self, file: &Connection, rest: &str) -> Result<Vec<Entry>, LedgerError> {
        let mut query = file.prepare_cached(&format!("SELECT * FROM messages {rest}"))?;
        let mut rows = query.query(self.clone())?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push(entry(row)?);
        }
        Ok(entries)
    }
}

fn entry(row: &Row<'_>) -> Result<Entry, LedgerError> {
    reading::entry(row)
}

/// No number comes near the limit.
fn number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
