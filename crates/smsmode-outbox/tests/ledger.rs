//! What every ledger does: the same tests for each kind.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers too"
)]

#[path = "ledger/conformance.rs"]
mod conformance;
#[path = "ledger/importing.rs"]
mod importing;
#[path = "ledger/sqlite.rs"]
mod sqlite;

#[cfg(feature = "postgres")]
#[path = "ledger/postgres.rs"]
mod postgres;
#[cfg(feature = "postgres")]
#[path = "ledger/postgres_together.rs"]
mod postgres_together;
#[cfg(feature = "postgres")]
#[path = "support/postgres.rs"]
mod server;
