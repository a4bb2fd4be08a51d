//! How the database of the queue is connected to.

use std::time::Duration;

use smsmode_outbox::LedgerError;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions as _, Connection as _};

use crate::error::FleetError;

/// Connections of one worker for its queue, besides the one that listens.
const MOST: u32 = 4;
/// How long is waited for a connection.
const PATIENCE: Duration = Duration::from_secs(10);
/// After this time without use, a connection may have been cut on the way.
const MAY_BE_CUT: Duration = Duration::from_secs(5);

/// The queue is no truth: what is written to it need not have reached the disk.
pub(super) async fn pool(url: &str) -> Result<PgPool, FleetError> {
    let options: PgConnectOptions = url.parse().map_err(|_| LedgerError::Address)?;
    let settings = [
        ("lock_timeout", "10s"),
        ("statement_timeout", "60s"),
        ("idle_in_transaction_session_timeout", "60s"),
        ("synchronous_commit", "off"),
        ("jit", "off"),
        ("tcp_keepalives_idle", "10"),
        ("tcp_keepalives_interval", "5"),
        ("tcp_keepalives_count", "4"),
    ];
    let options = options.application_name("smsmode-worker").options(settings);
    let pool = PgPoolOptions::new()
        .max_connections(MOST)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .before_acquire(|connection, used| {
            Box::pin(
                async move { Ok(used.idle_for < MAY_BE_CUT || connection.ping().await.is_ok()) },
            )
        })
        .connect_with(options.disable_statement_logging())
        .await;
    pool.map_err(|error| FleetError::Ledger(error.into()))
}
