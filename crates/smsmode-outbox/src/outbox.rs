//! What programs hold of an outbox.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use smsmode_core::Timestamp;
use smsmode_core::outbox::{Event, OutboxId, Rules, State};

use crate::changes::Changes;
use crate::clock::{Clock, SystemClock};
use crate::commit::Commit;
use crate::draft::{Draft, Happened};
use crate::entry::Entry;
use crate::error::LedgerError;
use crate::key::MessageKey;
use crate::ledger::{Added, Ledger, Overview, Paused, Which};
use crate::new_message::NewMessage;
use crate::news::News;
use crate::sqlite::SqliteLedger;
use crate::will::WillError;

mod sending;

/// An outbox: messages are put into it, and one dispatcher sends them. Cheap to clone.
///
/// Several processes may have the same outbox open and add to it; one of them sends.
///
/// ```
/// use smsmode_http::{GsmText, PhoneNumber};
/// use smsmode_outbox::{Added, MessageKey, NewMessage, Outbox};
///
/// # let folder = tempfile::tempdir()?;
/// # let url = format!("sqlite:{}", folder.path().join("till.db").display());
/// let outbox = Outbox::open(&url)?; // such as sqlite:till.db
/// let text = GsmText::new("Votre commande est arrivée")?;
/// let message = NewMessage::new(MessageKey::new("order-12")?, PhoneNumber::parse("0639980011")?, text);
///
/// let added = outbox.enqueue(&message)?; // on the disk when this returns
/// assert_eq!(outbox.enqueue(&message)?, Added::Known(added.id())); // again, after any doubt
/// assert_eq!(outbox.get(added.id())?.unwrap().state().name(), "queued");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Outbox {
    ledger: Arc<dyn Ledger>,
    clock: Arc<dyn Clock>,
    news: Arc<News>,
}

impl Outbox {
    /// Opens an outbox by its address, such as `sqlite:till.db`, or makes it. Where the feature
    /// `postgres` is built in, `postgres://user:password@host/database` is another one.
    ///
    /// # Errors
    ///
    /// No such address, or [`LedgerError::WithoutPostgres`]; a file or a database that cannot be made,
    /// opened or used.
    pub fn open(url: &str) -> Result<Self, LedgerError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Self::of_database(url);
        }
        let path = url.strip_prefix("sqlite:").filter(|path| !path.is_empty());
        let path = path.ok_or(LedgerError::Address)?;
        Ok(Self::with_ledger(SqliteLedger::open(path)?))
    }

    #[cfg(feature = "postgres")]
    fn of_database(url: &str) -> Result<Self, LedgerError> {
        Ok(Self::with_ledger(crate::postgres::PostgresLedger::open(url)?))
    }

    #[cfg(not(feature = "postgres"))]
    fn of_database(_url: &str) -> Result<Self, LedgerError> {
        Err(LedgerError::WithoutPostgres)
    }

    /// An outbox on a ledger of any kind.
    pub fn with_ledger(ledger: impl Ledger + 'static) -> Self {
        let clock = ledger.clock().unwrap_or_else(|| Arc::new(SystemClock));
        let news = Arc::<News>::default();
        let told = Arc::downgrade(&news);
        ledger.when_changed(Box::new(move || told.upgrade().map(|news| news.tell()).is_some()));
        Self { ledger: Arc::new(ledger), clock, news }
    }

    /// Takes its time from this clock: for tests.
    pub fn with_clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// The time of day that counts here: in PostgreSQL that of the database, which all hosts share.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The ledger.
    pub fn ledger(&self) -> &Arc<dyn Ledger> {
        &self.ledger
    }

    /// Puts a message in. It is on the disk when this returns, once, however often it is put in.
    ///
    /// # Errors
    ///
    /// It cannot be written: it is not in the outbox.
    pub fn enqueue(&self, message: &NewMessage) -> Result<Added, LedgerError> {
        let added = self.enqueue_all(std::slice::from_ref(message))?;
        added.into_iter().next().ok_or(LedgerError::Incomplete)
    }

    /// Puts many messages in with one durable write: what became of each, in their order.
    ///
    /// # Errors
    ///
    /// They cannot be written: none of them is in the outbox.
    pub fn enqueue_all(&self, messages: &[NewMessage]) -> Result<Vec<Added>, LedgerError> {
        let added = self.ledger.add(messages, self.now())?;
        self.news.tell();
        Ok(added)
    }

    /// A message by its id.
    ///
    /// # Errors
    ///
    /// The outbox cannot be read.
    pub fn get(&self, id: OutboxId) -> Result<Option<Entry>, LedgerError> {
        Ok(self.ledger.entries(&Which::Id(id), 1)?.into_iter().next())
    }

    /// A message by the caller's key.
    ///
    /// # Errors
    ///
    /// The outbox cannot be read.
    pub fn find(&self, key: &MessageKey) -> Result<Option<Entry>, LedgerError> {
        Ok(self.ledger.entries(&Which::Key(key), 1)?.into_iter().next())
    }

    /// The newest messages, in one state or in any, so many at most.
    ///
    /// # Errors
    ///
    /// The outbox cannot be read.
    pub fn list(&self, state: Option<State>, limit: usize) -> Result<Vec<Entry>, LedgerError> {
        self.ledger.entries(&Which::Newest(state), limit)
    }

    /// How many messages are in each state, and whether the queue is paused.
    ///
    /// # Errors
    ///
    /// The outbox cannot be read.
    pub fn overview(&self) -> Result<Overview, LedgerError> {
        self.ledger.overview()
    }

    /// Does not send a message any more: one that waits, or that is parked.
    ///
    /// # Errors
    ///
    /// [`WillError::Refused`] where it is too late, or where nobody knows whether it is.
    pub fn cancel(&self, id: OutboxId) -> Result<Entry, WillError> {
        self.happen(id, &Event::Cancel)
    }

    /// Sends a message again that is parked or was rejected. For a parked one, somebody has made sure
    /// that it did not arrive, or would rather have it arrive twice.
    ///
    /// # Errors
    ///
    /// [`WillError::Refused`] for one that is neither, [`WillError::Forgotten`] for one whose number and
    /// text are gone.
    pub fn retry(&self, id: OutboxId) -> Result<Entry, WillError> {
        self.happen(id, &Event::SendAgain)
    }

    /// Nothing new is sent from now on, by anybody. Messages can still be put in; what was accepted is
    /// still followed, what is unknown still looked up.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub fn pause(&self) -> Result<(), LedgerError> {
        self.set_paused(Some(Paused::OnRequest))
    }

    /// Sends again, whatever the reason of the pause was.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub fn resume(&self) -> Result<(), LedgerError> {
        self.set_paused(None)
    }

    /// All changes from now on: whoever reads them learns of each message that changed, in the state
    /// that it has then.
    ///
    /// # Errors
    ///
    /// The outbox cannot be read.
    pub fn subscribe(&self) -> Result<Changes, LedgerError> {
        let after = self.ledger.overview()?.revision;
        Ok(self.subscribe_after(after))
    }

    /// All changes after this one: whoever keeps the number of the last one misses none.
    pub fn subscribe_after(&self, revision: u64) -> Changes {
        Changes::new(Arc::clone(&self.ledger), Arc::clone(&self.news), revision)
    }

    /// Takes over an outbox that was moved to this machine, or restored from a backup. What was to be
    /// sent may have been sent since: it becomes unknown, and is looked up before it is sent. How many
    /// messages that are.
    ///
    /// # Errors
    ///
    /// [`LedgerError::AnotherDispatcher`], or it cannot be written.
    pub fn take_over(&self) -> Result<usize, LedgerError> {
        let doubted = self.ledger.take_over(self.now())?;
        self.news.tell();
        Ok(doubted)
    }

    /// Whether somebody sends from it at this time; nothing where the ledger cannot tell.
    ///
    /// # Errors
    ///
    /// The outbox cannot be read.
    pub fn is_dispatched(&self) -> Result<Option<bool>, LedgerError> {
        self.ledger.is_claimed()
    }

    fn happen(&self, id: OutboxId, event: &Event) -> Result<Entry, WillError> {
        let rules = Rules::default();
        for _ in 0..ATTEMPTS {
            let entry = self.get(id)?.ok_or(WillError::NoSuchMessage)?;
            if *event == Event::SendAgain && entry.content.is_none() {
                return Err(WillError::Forgotten);
            }
            let mut draft = Draft::new(&rules, self.now());
            draft.know(entry);
            draft.happen(Happened::new(id, event.clone()))?;
            if self.ledger.commit(draft.commit())? == [true] {
                self.news.tell();
                return self.get(id)?.ok_or(WillError::NoSuchMessage);
            }
        }
        Err(WillError::Refused(smsmode_core::outbox::Refused::Overtaken))
    }

    fn set_paused(&self, paused: Option<Paused>) -> Result<(), LedgerError> {
        let commit = Commit { paused: Some(paused), ..Commit::at(self.now()) };
        self.ledger.commit(&commit)?;
        self.news.tell();
        Ok(())
    }
}

/// How often somebody else may change a message in between.
const ATTEMPTS: u32 = 8;

/// How long nobody looks whether another process changed something.
pub(crate) const GLANCE: Duration = Duration::from_millis(200);

impl fmt::Debug for Outbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outbox").field("ledger", &self.ledger).finish_non_exhaustive()
    }
}
