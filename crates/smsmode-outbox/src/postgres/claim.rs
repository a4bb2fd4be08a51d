//! Who sends from a database: one dispatcher alone, or the workers of a fleet.

use std::collections::HashMap;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sqlx::Connection as _;
use sqlx::postgres::{PgConnection, PgPool};
use tokio::runtime::Handle;

use super::driver::Driver;
use super::forms;
use crate::claimant::{Claim, Claimant, Hold};
use crate::error::LedgerError;
use crate::role::Role;

/// In whose time a ledger writes, by the part that it has; nothing where it never had it.
#[derive(Debug, Default)]
pub(super) struct Terms(Mutex<HashMap<Role, Term>>);

/// When a part was begun, in the counting of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) number: i64,
    pub(super) keeping: Option<i64>,
    pub(super) account: Option<String>,
}

/// It is a lock of PostgreSQL's own, of a connection that does nothing else. It ends with its process,
/// however that ends, and half a minute after its host was cut off.
pub(super) fn take(
    claimant: &Claimant,
    pool: &PgPool,
    terms: &Arc<Terms>,
    driver: &Driver,
) -> Result<Claim, LedgerError> {
    let role = claimant.role;
    let (connection, term) = driver.ask(begin(claimant, pool))?;
    terms.of_all().insert(role, term.clone());
    let (connection, handle) = (Some(connection), driver.handle().clone());
    Ok(Claim::on(Held { connection, role, term, terms: Arc::clone(terms), handle }))
}

/// Whoever is refused gives his locks back before he is told so.
async fn begin(claimant: &Claimant, pool: &PgPool) -> Result<(PgConnection, Term), LedgerError> {
    let mut connection = PgConnection::connect_with(&pool.connect_options()).await?;
    match begin_on(&mut connection, claimant).await {
        Ok(term) => Ok((connection, term)),
        Err(refused) => {
            sqlx::query(UNLOCK).execute(&mut connection).await.map(drop).unwrap_or_default();
            Err(refused)
        }
    }
}

const UNLOCK: &str = "SELECT pg_advisory_unlock_all()";

async fn begin_on(connection: &mut PgConnection, claimant: &Claimant) -> Result<Term, LedgerError> {
    for (lock, refused) in locks(claimant.role) {
        if !sqlx::query_scalar(lock).fetch_one(&mut *connection).await? {
            return Err(refused);
        }
    }
    let begin = sqlx::query_as("SELECT term, keeping FROM smsmode.begin($1, $2, $3, $4)")
        .bind(forms::known())
        .bind(claimant.role.name())
        .bind(&claimant.account)
        .bind(claimant.key_is_renewed);
    let (number, keeping) = begin.fetch_one(connection).await?;
    let keeping = Some(keeping).filter(|_| claimant.role == Role::Keeper);
    Ok(Term { number, keeping, account: claimant.account.clone() })
}

/// The locks of a part, and what it means that somebody else has them.
fn locks(role: Role) -> Vec<(&'static str, LedgerError)> {
    let alone = ("SELECT pg_try_advisory_lock(1397576559, 1)", LedgerError::AnotherDispatcher);
    let shared =
        ("SELECT pg_try_advisory_lock_shared(1397576559, 1)", LedgerError::AnotherDispatcher);
    let keeper = ("SELECT pg_try_advisory_lock(1397576559, 5)", LedgerError::AnotherKeeper);
    match role {
        Role::Alone => vec![alone],
        Role::Sender => vec![shared],
        Role::Keeper => vec![shared, keeper],
    }
}

/// Whether there is a dispatcher, or any worker.
pub(super) async fn is_claimed(pool: &PgPool) -> Result<bool, LedgerError> {
    let held = "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2
        AND classid = 1397576559 AND objid = 1 AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))";
    Ok(sqlx::query_scalar(held).fetch_one(pool).await?)
}

impl Terms {
    /// In whose time to write, for the database to refuse it in the time of somebody else. A ledger without
    /// a claim, such as that of whoever cancels, writes at any time: the fences are enough for that.
    pub(super) fn of(&self, role: Role) -> Option<Term> {
        self.of_all().get(&role).cloned()
    }

    /// Unless there is another one by now. What a sender or a keeper still has to write, it writes in its
    /// own time only; what somebody writes who did send alone, he may write at any time.
    fn end(&self, role: Role, term: &Term) {
        let mut all = self.of_all();
        if role == Role::Alone && all.get(&role) == Some(term) {
            all.remove(&role);
        }
    }

    fn of_all(&self) -> MutexGuard<'_, HashMap<Role, Term>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Held {
    connection: Option<PgConnection>,
    role: Role,
    term: Term,
    terms: Arc<Terms>,
    handle: Handle,
}

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// It lasts as long as its session. Whose connection was cut learns of it by asking.
impl Hold for Held {
    fn is_held(&mut self) -> bool {
        let Some(mut connection) = self.connection.take() else { return false };
        let (tell, told) = channel();
        self.handle.spawn(async move {
            if let Ok(Ok(())) = tokio::time::timeout(PATIENCE, connection.ping()).await {
                tell.send(connection).unwrap_or_default();
            }
        });
        self.connection = told.recv().ok();
        self.connection.is_some()
    }
}

/// Given back at once, and not only when the server finds out that nobody is there any more.
impl Drop for Held {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.give_back(connection);
        }
        self.terms.end(self.role, &self.term);
    }
}

impl Held {
    fn give_back(&self, mut connection: PgConnection) {
        let (ended, end) = channel();
        self.handle.spawn(async move {
            if let Err(error) = sqlx::query(UNLOCK).execute(&mut connection).await {
                log::debug!("the claim ended before: {error}");
            }
            ended.send(()).unwrap_or_default();
        });
        // Without its ledger there is nobody to give it back; it ends all the same.
        end.recv_timeout(Duration::from_secs(2)).unwrap_or_default();
    }
}
