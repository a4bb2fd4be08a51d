//! A database that is measured.

use std::thread;
use std::time::{Duration, Instant};

use smsmode_benches::Result;
use smsmode_core::{GsmText, PhoneNumber};
use smsmode_outbox::{MessageKey, NewMessage, PostgresLedger};

use crate::spent::Spent;

#[allow(
    dead_code,
    unreachable_pub,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "that of the tests, where some of it is needed and whatever is amiss ends them"
)]
#[path = "../../../crates/smsmode-outbox/tests/support/postgres.rs"]
mod server;

/// A database of a server that counts what its statements take. It waits for its disk as in production.
pub struct Place(server::Database);

/// Those of a small server; the statistics are what is measured with.
const OPTIONS: [&str; 7] = [
    "-cshared_buffers=256MB",
    "-cmax_wal_size=4GB",
    "-cshared_preload_libraries=pg_stat_statements",
    "-cpg_stat_statements.max=1000",
    "-ctrack_io_timing=on",
    "-ctrack_wal_io_timing=on",
    "-cmaintenance_work_mem=512MB",
];

const OTHERS: &str = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
    AND application_name LIKE 'smsmode%'";
const PATIENCE: Duration = Duration::from_secs(30);

impl Place {
    /// Two databases of one server, with nothing in them.
    ///
    /// # Errors
    ///
    /// The outbox cannot be made.
    pub fn two() -> Result<[Self; 2]> {
        // It ends with the program.
        let server: &'static server::Server =
            Box::leak(Box::new(server::Server::start_with(&OPTIONS)));
        let place = || {
            let place = Self(server::Database::on(server));
            place.psql("CREATE EXTENSION pg_stat_statements");
            place.ledger().map(|_| place)
        };
        Ok([place()?, place()?])
    }

    /// Where it is.
    pub fn url(&self) -> String {
        self.0.url()
    }

    /// Its ledger.
    ///
    /// # Errors
    ///
    /// It cannot be opened.
    pub fn ledger(&self) -> Result<PostgresLedger> {
        Ok(PostgresLedger::open(&self.url())?)
    }

    /// What a person would type; what comes of it.
    pub fn psql(&self, sql: &str) -> String {
        self.0.psql(sql)
    }

    /// What its statements take while something is done by somebody who connects for that.
    ///
    /// # Errors
    ///
    /// What that fails with.
    pub fn spent<T>(&self, act: impl FnOnce() -> Result<T>) -> Result<Spent> {
        let before = Spent::begin(self)?;
        act()?;
        before.end(self)
    }

    /// The server counts what a connection did at its end.
    pub(crate) fn wait_until_left(&self) -> Result<()> {
        let begun = Instant::now();
        while self.psql(OTHERS) != "0" {
            if begun.elapsed() > PATIENCE {
                return Err("somebody stays connected".into());
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Place")
    }
}

/// Messages as a shop makes them, under keys that begin alike.
///
/// # Errors
///
/// There are none with such keys.
pub fn messages(label: &str, many: u64) -> Result<Vec<NewMessage>> {
    let to = PhoneNumber::parse("0639980011")?;
    let message = |number| {
        let text = GsmText::new(format!("Votre commande {number} est arrivée au magasin."))?;
        Ok(NewMessage::new(MessageKey::new(format!("{label}-{number:09}/ready"))?, to, text))
    };
    (0..many).map(message).collect()
}
