//! The ledger in PostgreSQL, which many machines share.

use std::collections::HashSet;
use std::fmt;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use smsmode_core::outbox::State;
use smsmode_core::{MessageId, Timestamp};
use sqlx::postgres::PgPool;

use crate::claimant::{Claim, Claimant};
use crate::clock::{Clock, SystemClock};
use crate::commit::Commit;
use crate::departure::Imported;
use crate::entry::Entry;
use crate::error::LedgerError;
use crate::ledger::{Added, Ledger, Overview, Paused, Which};
use crate::new_message::NewMessage;
use crate::rate::Rights;
use crate::role::Role;
use crate::secret::LedgerSecret;

mod adding;
mod claim;
mod cluster;
mod connection;
mod counting;
mod driver;
mod failure;
mod forms;
mod importing;
mod reading;
mod retention;
mod rights;
mod row;
mod time;
mod waking;
mod writing;

pub use adding::{enqueue_in, prepared};

use claim::Terms;
use driver::Driver;
use time::DatabaseClock;
use waking::Waker;

/// The messages of one PostgreSQL database (13 or later), in a schema `smsmode` of their own, which many
/// programs on many machines may have open.
///
/// It has a small runtime of its own, so its functions wait like those of any ledger, wherever they are
/// called from: in a thread without a runtime, or in somebody's. There they block the thread; a program
/// that cannot spare one calls them in `spawn_blocking`. A process that forks opens its ledger after
/// that. It needs sessions of its own: a pooler between them must not give each transaction another one.
///
/// ```no_run
/// use smsmode_outbox::{Ledger as _, PostgresLedger};
///
/// let ledger = PostgresLedger::open("postgres://smsmode:secret@db.example/shop")?;
/// println!("{:?}", ledger.overview()?.counts);
/// # Ok::<(), smsmode_outbox::LedgerError>(())
/// ```
pub struct PostgresLedger {
    pool: PgPool,
    secret: LedgerSecret,
    clock: Arc<DatabaseClock>,
    waker: Arc<Waker>,
    writes: AtomicU32,
    terms: Arc<Terms>,
    driver: Driver,
}

/// The roles with the least rights, as SQL for whoever administers the database.
pub const POSTGRES_ROLES: &str = include_str!("postgres/roles.sql");

/// Writes after which the lines of the counts are summed up.
const SUMMED_UP_EACH: u32 = 64;
/// How long an end waits for the connections.
const FAREWELL: Duration = Duration::from_secs(1);

impl PostgresLedger {
    /// Opens a database, and makes its tables where there are none.
    ///
    /// # Errors
    ///
    /// It cannot be reached or may not be used, `smsmode` is a schema of another program in it, or of a
    /// newer version of this one.
    pub fn open(url: &str) -> Result<Self, LedgerError> {
        Self::open_on(url, Arc::new(SystemClock))
    }

    /// The same on a host with these clocks: for tests.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open).
    pub fn open_on(url: &str, host: Arc<dyn Clock>) -> Result<Self, LedgerError> {
        let clock = Arc::new(DatabaseClock::new(host));
        let options = connection::options(url)?;
        let driver = Driver::start()?;
        let (pool, secret) = driver.ask(async {
            let pool = connection::pool(options).await?;
            forms::bring_up_to_date(&pool).await?;
            connection::warn_of_its_settings(&pool).await?;
            let secret = reading::secret(&pool).await?;
            counting::paused(&pool, &clock).await?;
            Ok::<_, LedgerError>((pool, secret))
        })?;
        let (waker, writes, terms) = (Arc::default(), AtomicU32::new(0), Arc::default());
        Ok(Self { pool, secret, clock, waker, writes, terms, driver })
    }

    /// Has those that are due go on, as `decide` decides: they are read and written in one transaction,
    /// and whoever takes some at the same time is given others. With [`entries`](Ledger::entries) and
    /// [`commit`](Ledger::commit) two dispatchers would decide about the same ones, and the slower of
    /// them for nothing.
    ///
    /// # Errors
    ///
    /// Nothing was written, as far as is known.
    pub fn take_due(
        &self,
        state: State,
        by: Timestamp,
        limit: usize,
        decide: impl FnOnce(Vec<Entry>) -> Commit + Send,
    ) -> Result<Vec<bool>, LedgerError> {
        let taken = self.driver.ask(writing::take_due(
            &self.pool,
            &self.terms,
            (state, by, limit),
            decide,
        ))?;
        self.wrote();
        Ok(taken)
    }

    /// What is done after a write, and nobody waits for.
    fn wrote(&self) {
        if self.waker.is_to_wake() {
            self.driver.begin(Arc::clone(&self.waker).wake_others(self.pool.clone()));
        }
        if self.writes.fetch_add(1, Ordering::Relaxed) % SUMMED_UP_EACH == SUMMED_UP_EACH - 1 {
            self.driver.begin(counting::sum_up(self.pool.clone()));
        }
    }
}

impl Ledger for PostgresLedger {
    fn secret(&self) -> &LedgerSecret {
        &self.secret
    }

    fn clock(&self) -> Option<Arc<dyn Clock>> {
        Some(self.clock.clone())
    }

    fn add(&self, messages: &[NewMessage], now: Timestamp) -> Result<Vec<Added>, LedgerError> {
        let added = self.driver.ask(adding::add(&self.pool, &self.clock, messages, now))?;
        self.wrote();
        Ok(added)
    }

    fn entries(&self, which: &Which<'_>, limit: usize) -> Result<Vec<Entry>, LedgerError> {
        self.driver.ask(reading::entries(&self.pool, which, limit))
    }

    fn next_due(&self, states: &[State]) -> Result<Option<Timestamp>, LedgerError> {
        self.driver.ask(reading::next_due(&self.pool, states))
    }

    fn known_ids(&self, ids: &[MessageId]) -> Result<HashSet<MessageId>, LedgerError> {
        self.driver.ask(reading::known_ids(&self.pool, ids))
    }

    fn overview(&self) -> Result<Overview, LedgerError> {
        self.driver.ask(counting::overview(&self.pool, &self.clock))
    }

    fn paused(&self) -> Result<Option<Paused>, LedgerError> {
        self.driver.ask(counting::paused(&self.pool, &self.clock))
    }

    fn revision(&self) -> Result<u64, LedgerError> {
        self.driver.ask(counting::revision(&self.pool))
    }

    /// Where the connection is lost meanwhile, nobody knows whether it was written. That does no harm:
    /// the fences of the rows tell it when the same is written again.
    fn commit(&self, commit: &Commit) -> Result<Vec<bool>, LedgerError> {
        let taken = self.driver.ask(writing::commit(&self.pool, &self.terms, commit))?;
        self.wrote();
        Ok(taken)
    }

    fn claim(&self) -> Result<Claim, LedgerError> {
        self.claim_as(&Claimant::new(Role::Alone))
    }

    fn claim_as(&self, claimant: &Claimant) -> Result<Claim, LedgerError> {
        let claim = claim::take(claimant, &self.pool, &self.terms, &self.driver)?;
        self.driver.ask(cluster::check(&self.pool))?;
        Ok(claim)
    }

    fn take_rights(
        &self,
        wanted: usize,
        per_second: NonZeroU32,
    ) -> Result<Option<Rights>, LedgerError> {
        self.driver.ask(rights::take(&self.pool, wanted, per_second)).map(Some)
    }

    fn is_claimed(&self) -> Result<Option<bool>, LedgerError> {
        self.driver.ask(async { Ok(Some(claim::is_claimed(&self.pool).await?)) })
    }

    fn take_over(&self, now: Timestamp) -> Result<usize, LedgerError> {
        let _claim =
            claim::take(&Claimant::new(Role::Alone), &self.pool, &self.terms, &self.driver)?;
        let doubted = self.driver.wait(cluster::take_over(&self.pool, now))?;
        self.wrote();
        Ok(doubted)
    }

    fn import(&self, entries: &[Entry], from: &LedgerSecret) -> Result<Vec<Imported>, LedgerError> {
        let imported = self.driver.ask(importing::import(&self.pool, entries, from))?;
        self.wrote();
        Ok(imported)
    }

    fn forget(&self, before: Timestamp, limit: usize) -> Result<usize, LedgerError> {
        self.driver.ask(retention::forget(&self.pool, &self.secret, before, limit))
    }

    fn when_changed(&self, wake: Box<dyn Fn() -> bool + Send + Sync>) {
        self.driver.begin(Arc::clone(&self.waker).listen(self.pool.clone(), wake));
    }
}

/// Its connections end first: whoever forks after that has none of them, and the server holds none for
/// as long as a child lives. Where the database is gone, nobody waits for it.
impl Drop for PostgresLedger {
    fn drop(&mut self) {
        self.driver.wait(async {
            tokio::time::timeout(FAREWELL, self.pool.close()).await.unwrap_or_default();
        });
    }
}

impl fmt::Debug for PostgresLedger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PostgresLedger")
    }
}
