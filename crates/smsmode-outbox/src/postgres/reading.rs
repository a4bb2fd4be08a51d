//! What is read of the messages.

use std::collections::HashSet;

use smsmode_core::outbox::State;
use smsmode_core::{MessageId, Timestamp};
use sqlx::AssertSqlSafe;
use sqlx::postgres::{PgConnection, PgPool, Postgres};
use sqlx::query::QueryScalar;

use super::row::{entry, uuid_of};
use crate::entry::Entry;
use crate::error::LedgerError;
use crate::ledger::Which;
use crate::secret::LedgerSecret;

/// One row each, in JSON.
type Rows<'q> = QueryScalar<'q, Postgres, String, sqlx::postgres::PgArguments>;

pub(super) async fn entries(
    pool: &PgPool,
    which: &Which<'_>,
    limit: usize,
) -> Result<Vec<Entry>, LedgerError> {
    let mut database = pool.acquire().await?;
    let (limit, ask) = (limit_of(limit), |rest: &str| select(rest, ""));
    let rows = match which {
        Which::Id(id) => ask("WHERE id = $2::text::uuid").bind(limit).bind(uuid_of(*id)),
        Which::Ids(ids) => {
            let ids: Vec<_> = ids.iter().map(|id| uuid_of(*id)).collect();
            ask("WHERE id = ANY ($2::text[]::uuid[])").bind(limit).bind(ids)
        }
        Which::Key(key) => ask("WHERE message_key = $2").bind(limit).bind(key.as_str()),
        Which::Message(id) => ask("WHERE message_id = $2").bind(limit).bind(id.as_str()),
        Which::Newest(None) => ask("ORDER BY id DESC").bind(limit),
        Which::Newest(Some(state)) => {
            ask(&format!("WHERE state = '{}' ORDER BY id DESC", state.name())).bind(limit)
        }
        Which::Due(state, by) => due(*state, *by, limit, ""),
        Which::ToAsk(by) => {
            ask("WHERE state = 'accepted' AND message_id IS NOT NULL AND due <= $2 ORDER BY due")
                .bind(limit)
                .bind(by.unix_seconds())
        }
        Which::Nameless => {
            ask("WHERE state = 'accepted' AND message_id IS NULL ORDER BY due").bind(limit)
        }
        Which::Listed(to) => {
            ask("WHERE recipient = $2 AND evidence <> 'told'").bind(limit).bind(to.to_string())
        }
        Which::ChangedAfter(after) => {
            let up_to = horizon(&mut database).await?;
            ask("WHERE revision > $2 AND revision <= $3 ORDER BY revision")
                .bind(limit)
                .bind(i64::try_from(*after).unwrap_or(i64::MAX))
                .bind(up_to)
        }
    };
    all(rows, &mut database).await
}

/// Those that are due, the longest waiting first; with a lock or without.
pub(super) fn due(state: State, by: Timestamp, limit: i64, lock: &str) -> Rows<'static> {
    let rest = format!("WHERE state = '{}' AND due <= $2 ORDER BY due", state.name());
    select(&rest, lock).bind(limit).bind(by.unix_seconds())
}

/// `rest` is of our own words; the names of states are in it and not beside it, so that the planner
/// sees which index has them.
fn select(rest: &str, lock: &str) -> Rows<'static> {
    let query =
        format!("SELECT to_json(m)::text FROM smsmode.messages AS m {rest} LIMIT $1 {lock}");
    sqlx::query_scalar(AssertSqlSafe(query))
}

pub(super) async fn all(
    rows: Rows<'_>,
    database: &mut PgConnection,
) -> Result<Vec<Entry>, LedgerError> {
    rows.fetch_all(database).await?.iter().map(|row| entry(row)).collect()
}

pub(super) async fn next_due(
    pool: &PgPool,
    states: &[State],
) -> Result<Option<Timestamp>, LedgerError> {
    let first = |state: &State| {
        format!(
            "(SELECT due FROM smsmode.messages WHERE state = '{}' AND due IS NOT NULL ORDER BY due LIMIT 1)",
            state.name()
        )
    };
    let first: Vec<_> = states.iter().map(first).chain(["NULL::bigint".to_owned()]).collect();
    let ask = AssertSqlSafe(format!("SELECT least({})", first.join(", ")));
    let due: Option<i64> = sqlx::query_scalar(ask).fetch_one(pool).await?;
    Ok(due.map(Timestamp::from_unix_seconds))
}

pub(super) async fn known_ids(
    pool: &PgPool,
    ids: &[MessageId],
) -> Result<HashSet<MessageId>, LedgerError> {
    let ids: Vec<_> = ids.iter().map(MessageId::as_str).collect();
    let known = "SELECT message_id FROM smsmode.messages WHERE message_id = ANY ($1)";
    let known: Vec<String> = sqlx::query_scalar(known).bind(ids).fetch_all(pool).await?;
    Ok(known.into_iter().filter_map(|id| MessageId::new(id).ok()).collect())
}

pub(super) async fn secret(pool: &PgPool) -> Result<LedgerSecret, LedgerError> {
    let own = sqlx::query_scalar("SELECT secret FROM smsmode.ledger").fetch_one(pool).await?;
    let former = sqlx::query_scalar("SELECT secret FROM smsmode.former_secrets");
    let former: Vec<Vec<u8>> = former.fetch_all(pool).await?;
    let whole = |bytes: Vec<u8>| {
        LedgerSecret::new(bytes).map_err(|error| LedgerError::Corrupt(error.into()))
    };
    Ok(whole(own)?.with_former(former.into_iter().map(whole).collect::<Result<_, _>>()?))
}

/// The number up to which every change is there for good: for the statements after this one.
pub(super) async fn horizon(database: &mut PgConnection) -> Result<i64, LedgerError> {
    Ok(sqlx::query_scalar("SELECT smsmode.horizon()").fetch_one(database).await?)
}

pub(super) fn limit_of(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

pub(super) fn number(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}
