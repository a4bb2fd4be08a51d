//! What concerns all messages.

use std::collections::BTreeMap;

use sqlx::postgres::PgPool;

use super::forms;
use super::reading::{horizon, number};
use super::time::{DatabaseClock, TIME};
use crate::clock::Clock as _;
use crate::error::LedgerError;
use crate::ledger::{Overview, Paused};

/// All as of one moment, but for the number of the last change, which may be newer.
const OVERVIEW: &str = "form, paused, callbacks_read,
        greatest((SELECT max(revision) FROM smsmode.messages WHERE revision <= $1),
            CASE WHEN revision <= $1 THEN revision END, 0),
        ARRAY(SELECT state::text FROM sums), ARRAY(SELECT count FROM sums)
    FROM smsmode.ledger";
const SUMS: &str = "WITH sums AS MATERIALIZED (SELECT state, sum(count)::bigint AS count
    FROM smsmode.counts GROUP BY state HAVING sum(count) > 0 ORDER BY state) ";

type Row = (i64, i32, Option<String>, i64, i64, Vec<String>, Vec<i64>);

pub(super) async fn overview(
    pool: &PgPool,
    clock: &DatabaseClock,
) -> Result<Overview, LedgerError> {
    let mut database = pool.acquire().await?;
    let up_to = horizon(&mut database).await?;
    let ask = sqlx::AssertSqlSafe(format!("{SUMS}SELECT {TIME}, {OVERVIEW}"));
    let asked = clock.boot();
    let (time, form, paused, callbacks_read, revision, states, counts): Row =
        sqlx::query_as(ask).bind(up_to).fetch_one(&mut *database).await?;
    clock.learn(time, asked);
    forms::check(form)?;
    Ok(Overview {
        counts: by_state(&states, &counts),
        paused: paused.as_deref().map(of_name),
        revision: number(revision),
        callbacks_read: number(callbacks_read),
        ..Overview::default()
    })
}

pub(super) async fn paused(
    pool: &PgPool,
    clock: &DatabaseClock,
) -> Result<Option<Paused>, LedgerError> {
    let mut database = pool.acquire().await?;
    let ask = sqlx::AssertSqlSafe(format!("SELECT {TIME}, form, paused FROM smsmode.ledger"));
    let asked = clock.boot();
    let (time, form, paused): (i64, i32, Option<String>) =
        sqlx::query_as(ask).fetch_one(&mut *database).await?;
    clock.learn(time, asked);
    forms::check(form)?;
    Ok(paused.as_deref().map(of_name))
}

fn of_name(name: &str) -> Paused {
    Paused::of_name(name).unwrap_or(Paused::OnRequest)
}

pub(super) async fn revision(pool: &PgPool) -> Result<u64, LedgerError> {
    let mut database = pool.acquire().await?;
    let up_to = horizon(&mut database).await?;
    let last = "SELECT greatest((SELECT max(revision) FROM smsmode.messages WHERE revision <= $1),
        CASE WHEN revision <= $1 THEN revision END, 0) FROM smsmode.ledger";
    Ok(number(sqlx::query_scalar(last).bind(up_to).fetch_one(&mut *database).await?))
}

fn by_state<S: std::str::FromStr + Ord>(states: &[String], counts: &[i64]) -> BTreeMap<S, u64> {
    let both = states.iter().zip(counts);
    both.filter_map(|(state, count)| Some((state.parse().ok()?, number(*count)))).collect()
}

/// Makes one line of many, of those that nobody else sums up at the same time. Where that fails, there
/// are some more lines.
pub(super) async fn sum_up(pool: PgPool) {
    if let Err(error) = sqlx::query(SUM_UP).execute(&pool).await {
        log::debug!("the counts are not summed up: {error}");
    }
}

const SUM_UP: &str = "WITH lines AS (DELETE FROM smsmode.counts WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM smsmode.counts LIMIT 100000 FOR UPDATE SKIP LOCKED)) RETURNING state, count)
    INSERT INTO smsmode.counts SELECT state, sum(count) FROM lines GROUP BY state HAVING sum(count) <> 0";
