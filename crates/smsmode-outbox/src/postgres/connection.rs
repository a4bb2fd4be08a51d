//! How the database is connected to.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions as _, Connection as _};

use crate::error::LedgerError;

/// Connections that one ledger has at most, besides those of a claim and of a listener.
const MOST: u32 = 4;
/// How long is waited for a connection.
const PATIENCE: Duration = Duration::from_secs(10);
/// After this time without use, a connection may have been cut on the way.
const MAY_BE_CUT: Duration = Duration::from_secs(5);

/// No word about what is wrong with it: there may be a password in it.
pub(super) fn options(url: &str) -> Result<PgConnectOptions, LedgerError> {
    let options: PgConnectOptions = url.parse().map_err(|_| LedgerError::Address)?;
    // A row that somebody else holds is not waited for without end; and where a host is cut off, the
    // server gives its claim to somebody else after half a minute.
    let settings = [
        ("lock_timeout", "10s"),
        ("idle_in_transaction_session_timeout", "60s"),
        // All that is asked for has an index, and the statistics of a queue are those of another hour.
        ("enable_seqscan", "off"),
        ("enable_bitmapscan", "off"),
        ("enable_hashjoin", "off"),
        ("enable_mergejoin", "off"),
        // And what is asked for in an order has one in that order.
        ("enable_sort", "off"),
        // So each statement is planned once a connection: planning one takes as long as running it.
        ("plan_cache_mode", "force_generic_plan"),
        // To the planner, what is off costs so much that it would compile each query.
        ("jit", "off"),
        ("tcp_keepalives_idle", "10"),
        ("tcp_keepalives_interval", "5"),
        ("tcp_keepalives_count", "4"),
    ];
    Ok(options.application_name("smsmode").options(settings).disable_statement_logging())
}

pub(super) async fn pool(options: PgConnectOptions) -> Result<PgPool, LedgerError> {
    let pool = PgPoolOptions::new()
        .max_connections(MOST)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .before_acquire(|connection, used| {
            Box::pin(
                async move { Ok(used.idle_for < MAY_BE_CUT || connection.ping().await.is_ok()) },
            )
        })
        .after_connect(|connection, _| {
            Box::pin(async move { sqlx::raw_sql(DURABLE).execute(connection).await.map(drop) })
        })
        .connect_with(options)
        .await?;
    Ok(pool)
}

/// What was accepted survives a power failure, even where others of the database care less.
const DURABLE: &str = "SELECT set_config('synchronous_commit', 'on', false)
    WHERE current_setting('synchronous_commit') = 'off'";

/// What no program can set for itself.
pub(super) async fn warn_of_its_settings(pool: &PgPool) -> Result<(), LedgerError> {
    let fsync: String =
        sqlx::query_scalar("SELECT current_setting('fsync')").fetch_one(pool).await?;
    if fsync != "on" {
        log::warn!(
            "the database does not wait for its disk (fsync): a loss of power loses messages"
        );
    }
    Ok(())
}
