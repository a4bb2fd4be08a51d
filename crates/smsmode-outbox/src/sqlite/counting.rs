//! What concerns all messages of a file.

use rusqlite::Connection;

use super::reading::count;
use crate::error::LedgerError;
use crate::ledger::{Overview, Paused};
use crate::secret::LedgerSecret;

/// All as of one moment.
pub(super) fn overview(reader: &mut Connection) -> Result<Overview, LedgerError> {
    let file = reader.transaction()?;
    let ledger = "SELECT paused, revision, callbacks_read, moved_to FROM ledger";
    let mut overview = file.prepare_cached(ledger)?.query_row([], |row| {
        let paused: Option<String> = row.get(0)?;
        Ok(Overview {
            paused: paused.map(|name| Paused::of_name(&name).unwrap_or(Paused::OnRequest)),
            revision: count(row.get(1)?),
            callbacks_read: count(row.get(2)?),
            moved_to: row.get(3)?,
            ..Overview::default()
        })
    })?;
    let mut counts = file.prepare_cached("SELECT state, count FROM counts WHERE count > 0")?;
    let mut rows = counts.query([])?;
    while let Some(row) = rows.next()? {
        if let Ok(state) = row.get::<_, String>(0)?.parse() {
            overview.counts.insert(state, count(row.get(1)?));
        }
    }
    Ok(overview)
}

/// The secret, with those of ledgers whose messages came here.
pub(super) fn secret(file: &Connection) -> Result<LedgerSecret, LedgerError> {
    let own = file.query_row("SELECT secret FROM ledger", [], |row| row.get::<_, Vec<u8>>(0))?;
    let mut former = file.prepare("SELECT secret FROM former_secrets")?;
    let former = former.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
    let former = former.map(|bytes| whole(bytes?)).collect::<Result<_, _>>()?;
    Ok(whole(own)?.with_former(former))
}

fn whole(bytes: Vec<u8>) -> Result<LedgerSecret, LedgerError> {
    LedgerSecret::new(bytes).map_err(|error| LedgerError::Corrupt(error.into()))
}
