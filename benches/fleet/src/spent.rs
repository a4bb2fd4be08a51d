//! What the statements of a database take, as it counts it itself.

use smsmode_benches::Result;

use crate::place::Place;

/// Milliseconds of the database, and bytes of its log.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spent {
    /// All statements, with whatever they wait for, but for the ends of transactions.
    pub statements: f64,
    /// `BEGIN` and `COMMIT`, with the disk that the latter waits for.
    pub ends: f64,
    /// The disk, for whoever waits for it: several may wait for one write.
    pub disk: f64,
    /// Bytes of the log.
    pub log: f64,
}

const LOOK: &str = "SELECT coalesce(sum(total_exec_time) FILTER (WHERE NOT is_end), 0) || ' '
        || coalesce(sum(total_exec_time) FILTER (WHERE is_end), 0) || ' ' || wal_sync_time || ' '
        || (pg_current_wal_insert_lsn() - '0/0')
    FROM pg_stat_wal LEFT JOIN (SELECT total_exec_time, query ~* '^(begin|commit)' AS is_end
        FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND query !~ 'pg_stat_') AS each ON true
    GROUP BY wal_sync_time";

impl Spent {
    pub(crate) fn begin(place: &Place) -> Result<Self> {
        Self::look(place)
    }

    pub(crate) fn end(self, place: &Place) -> Result<Self> {
        let after = Self::look(place)?;
        Ok(Self {
            statements: after.statements - self.statements,
            ends: after.ends - self.ends,
            disk: after.disk - self.disk,
            log: after.log - self.log,
        })
    }

    /// What it is for each of so many.
    pub fn each(self, many: u32) -> Self {
        let one = 1.0 / f64::from(many);
        let Self { statements, ends, disk, log } = self;
        Self { statements: statements * one, ends: ends * one, disk: disk * one, log: log * one }
    }

    fn look(place: &Place) -> Result<Self> {
        place.wait_until_left()?;
        let told = place.psql(LOOK);
        let figures: std::result::Result<Vec<f64>, _> =
            told.split(' ').map(str::parse::<f64>).collect();
        match figures?[..] {
            [statements, ends, disk, log] => Ok(Self { statements, ends, disk, log }),
            _ => Err("the database counts otherwise".into()),
        }
    }
}
