//! Messages are put in: by a ledger, or in a transaction of somebody else's.

use serde_json::{Value, json};
use smsmode_core::Timestamp;
use smsmode_core::text::{OptOut, SegmentLimit};
use sqlx::AssertSqlSafe;
use sqlx::postgres::{PgExecutor, PgPool};

use super::row::id_of;
use super::time::{DatabaseClock, TIME};
use crate::clock::Clock as _;
use crate::error::LedgerError;
use crate::ledger::Added;
use crate::new_message::NewMessage;

/// The database puts them in itself: so do all, whatever language they are written in.
const ENQUEUE: &str = "message::text, fate FROM smsmode.enqueue($1::jsonb, $2)";

/// Puts messages in within a transaction of yours: they are there if and when it is committed, together
/// with whatever else it writes, such as the order that they are about. What became of each, in their
/// order. They are due by the clock of the database, whatever that of this host shows. An open transaction
/// keeps nobody waiting but for who puts in the same keys; whoever reads [changes](crate::Changes) learns of
/// later ones once it has ended, so that none is missed.
///
/// A dispatcher finds them within 0.2 s of the commit; sooner where you `NOTIFY smsmode` after it.
///
/// The schema must be there: somebody has [opened](super::PostgresLedger::open) the database before.
///
/// ```no_run
/// # async fn order(messages: &[smsmode_outbox::NewMessage]) -> Result<(), Box<dyn std::error::Error>> {
/// use sqlx::Connection as _;
///
/// let mut database = sqlx::PgConnection::connect("postgres://shop@db.example/shop").await?;
/// let mut order = database.begin().await?;
/// sqlx::query("INSERT INTO orders VALUES (12)").execute(&mut *order).await?;
/// smsmode_outbox::enqueue_in(&mut *order, messages).await?;
/// order.commit().await?; // both, or neither
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// None of them was put in; PostgreSQL then refuses to commit the transaction.
pub async fn enqueue_in(
    transaction: impl PgExecutor<'_>,
    messages: &[NewMessage],
) -> Result<Vec<Added>, LedgerError> {
    Ok(enqueue(transaction, messages, None).await?.0)
}

/// At this time, or at that of the database, which is told after it.
async fn enqueue(
    database: impl PgExecutor<'_>,
    messages: &[NewMessage],
    now: Option<Timestamp>,
) -> Result<(Vec<Added>, Option<i64>), LedgerError> {
    if messages.is_empty() {
        return Ok((Vec::new(), None));
    }
    let ask = AssertSqlSafe(format!("SELECT {TIME}, {ENQUEUE}"));
    let enqueue = sqlx::query_as(ask).bind(prepared(messages));
    let fates: Vec<(i64, String, String)> =
        enqueue.bind(now.map(Timestamp::unix_seconds)).fetch_all(database).await?;
    let time = fates.last().map(|(time, ..)| *time);
    let added: Option<Vec<_>> = fates.iter().map(|(_, id, fate)| added(id, fate)).collect();
    let added = added.filter(|added| added.len() == messages.len());
    Ok((added.ok_or(LedgerError::Incomplete)?, time))
}

fn added(id: &str, fate: &str) -> Option<Added> {
    let id = id_of(id)?;
    match fate {
        "new" => Some(Added::New(id)),
        "known" => Some(Added::Known(id)),
        "key_taken" => Some(Added::KeyTaken(id)),
        _ => None,
    }
}

/// The same with a transaction of its own; once more where the connection was cut, since whoever is
/// there already is known by its key.
pub(super) async fn add(
    pool: &PgPool,
    clock: &DatabaseClock,
    messages: &[NewMessage],
    now: Timestamp,
) -> Result<Vec<Added>, LedgerError> {
    let mut asked = clock.boot();
    let mut added = enqueue(pool, messages, Some(now)).await;
    if let Err(LedgerError::Unreachable(_) | LedgerError::Busy(_)) = added {
        asked = clock.boot();
        added = enqueue(pool, messages, Some(now)).await;
    }
    let (added, time) = added?;
    // Whoever only puts in asks the database for nothing else.
    if let Some(time) = time {
        clock.learn(time, asked);
    }
    Ok(added)
}

/// Messages as the function `smsmode.enqueue` of the database takes them, for programs that talk to it
/// by other means: `SELECT * FROM smsmode.enqueue($1::jsonb)`. It needs no database.
pub fn prepared(messages: &[NewMessage]) -> String {
    messages.iter().map(given).collect::<Value>().to_string()
}

/// Named as the columns of `smsmode.given` are.
fn given(message: &NewMessage) -> Value {
    let (content, words) = (&message.content, &message.content.message);
    json!({
        "key": message.key.as_str(),
        "recipient": message.to.to_string(),
        "text": words.text(),
        "class": words.class().number(),
        "sender": words.sender().map(ToString::to_string),
        "max_segments": content.max_segments.map(SegmentLimit::get),
        "opt_out": content.opt_out.map(OptOut::name),
        "own_reference": message.own_reference.as_ref().map(ToString::to_string),
        "guarantee": message.terms().guarantee.name(),
        "not_before": message.not_before.map(Timestamp::unix_seconds),
        "expires": message.expires.map(Timestamp::unix_seconds),
    })
}
