//! Messages by what they are called.

use smsmode_http::outbox::OutboxId;
use smsmode_outbox::{Entry, Outbox};

use super::OutboxFailure;
use crate::arguments::Named;

/// All that are named, each once and in that order.
pub(super) fn entries(outbox: &Outbox, named: &Named) -> Result<Vec<Entry>, OutboxFailure> {
    let by_id = |id: &OutboxId| outbox.get(*id)?.ok_or(OutboxFailure::NoSuchMessage);
    let by_key = |key| outbox.find(key)?.ok_or(OutboxFailure::NoSuchMessage);
    let all = named.ids.iter().map(by_id).chain(named.key.iter().map(by_key));
    let mut entries: Vec<Entry> = Vec::new();
    for entry in all.collect::<Result<Vec<Entry>, OutboxFailure>>()? {
        if entries.iter().all(|other| other.id != entry.id) {
            entries.push(entry);
        }
    }
    Ok(entries)
}
