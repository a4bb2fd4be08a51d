//! How long callbacks are kept.

use std::time::Duration;

use rusqlite::{Connection, params};
use smsmode_core::{CallbackKind, Timestamp};

use super::rows::{as_place, as_row, name};
use super::{StoreError, Task};

/// So many callbacks are looked at in one step, however many there are.
const STEP: i64 = 256;

/// How long callbacks are kept.
///
/// A receipt is kept at least as long as its address is good, so that nothing can be told any more
/// about a message whose final status is forgotten. The same holds for replies, which are good longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention(Duration);

impl Retention {
    /// Keeps receipts so long, at least 7 days, and replies too, at least 90.
    pub fn new(keep: Duration) -> Self {
        Self(keep)
    }

    /// Callbacks of this kind that came before this are old.
    fn limit(self, kind: CallbackKind, now: Timestamp) -> i64 {
        let keep = i64::try_from(self.0.as_secs()).unwrap_or(i64::MAX);
        now.unix_seconds().saturating_sub(keep.max(kind.lifetime_seconds()))
    }
}

/// Deletes what is old among the next callbacks after this place. The place to go on from; nothing
/// where all others are young.
///
/// The last callback stays, so that no number is ever given twice.
pub(super) fn forget(
    file: &Connection,
    after: u64,
    retention: Retention,
    now: Timestamp,
) -> Result<Option<u64>, StoreError> {
    let limit = |kind| retention.limit(kind, now);
    let (receipts, replies) = (limit(CallbackKind::Delivery), limit(CallbackKind::Reply));
    let Some(end) = end_of_old(file, after, receipts.max(replies))? else { return Ok(None) };
    let delete = format!(
        "DELETE FROM callbacks WHERE number > ?1 AND number <= ?2
            AND arrived < CASE kind WHEN '{}' THEN ?4 ELSE ?3 END
            AND number < (SELECT max(number) FROM callbacks)
            AND NOT EXISTS
                (SELECT 1 FROM tasks WHERE task IN ({}) AND callback = callbacks.number)",
        name(CallbackKind::Reply),
        quoted_tasks(),
    );
    file.prepare(&delete)?.execute(params![as_row(after), end, receipts, replies])?;
    Ok(Some(as_place(end)))
}

/// The last of the next callbacks that came before this; nothing if the first of them did not.
fn end_of_old(file: &Connection, after: u64, limit: i64) -> Result<Option<i64>, StoreError> {
    let query = "SELECT max(number) FROM
        (SELECT number, arrived FROM callbacks WHERE number > ?1 ORDER BY number LIMIT ?2)
        WHERE arrived < ?3";
    let values = params![as_row(after), STEP, limit];
    Ok(file.prepare(query)?.query_row(values, |row| row.get(0))?)
}

/// All of them, so that the index of the tasks is used.
fn quoted_tasks() -> String {
    Task::ALL.map(|task| format!("'{}'", task.name())).join(", ")
}
