//! What `sent` and `replies` have in common.

use smsmode_http::{DamagedRecord, ReceivedDate};

use crate::context::Context;

/// As ISO 8601 writes it, in the zone of the service; as the service wrote it where that is no
/// date.
pub(super) fn date(date: &ReceivedDate) -> String {
    date.local().map_or_else(|| date.raw().to_owned(), |local| local.to_string())
}

/// Says that records could not be read.
pub(super) fn tell_damaged(damaged: &[DamagedRecord], context: &mut Context<'_, '_>) {
    if !damaged.is_empty() {
        let text = context.pick(
            "records that could not be read, and are left out:",
            "enregistrements illisibles, laissés de côté :",
        );
        context.note(&format!("{text} {}", damaged.len()));
    }
}

/// As many as were asked for.
pub(super) fn limit(limit: Option<u32>) -> usize {
    limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX))
}
