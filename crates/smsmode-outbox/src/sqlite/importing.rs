//! Messages come from another ledger.

use rusqlite::{OptionalExtension as _, Transaction, named_params, params};
use smsmode_core::text::{OptOut, SegmentLimit};
use smsmode_core::{MessageStatus, Timestamp};

use super::number;
use super::writing::Columns;
use crate::departure::Imported;
use crate::entry::Entry;
use crate::error::LedgerError;
use crate::new_message::Content;
use crate::secret::LedgerSecret;

/// Takes a message in as it is there, unless it is here or its key is.
pub(super) fn import(
    file: &Transaction<'_>,
    secret: &LedgerSecret,
    entry: &Entry,
    revision: i64,
) -> Result<(Imported, bool), LedgerError> {
    let is_new = insert(file, secret, entry, revision)? == 1;
    let here = "SELECT id FROM messages WHERE message_key = ?1";
    let here = file
        .prepare_cached(here)?
        .query_row(params![entry.key.as_str()], |row| row.get::<_, String>(0))
        .optional()?;
    let is_here = here.is_some_and(|id| id == entry.id.to_string());
    Ok((if is_here { Imported::Here } else { Imported::KeyTaken }, is_new))
}

fn insert(
    file: &Transaction<'_>,
    secret: &LedgerSecret,
    entry: &Entry,
    revision: i64,
) -> Result<usize, LedgerError> {
    let insert = "INSERT INTO messages (id, message_key, digest, recipient, text, class, sender,
            max_segments, opt_out, own_reference, guarantee, created, expires, state, fence, attempt,
            put_offs, doubted_since, at, started, ended, looked, look_absent, parked_because,
            message_id, evidence, due, status, trouble, changed, revision)
        VALUES (:id, :key, :digest, :recipient, :text, :class, :sender, :max_segments, :opt_out,
            :own_reference, :guarantee, :created, :expires, :state, :fence, :attempt, :put_offs,
            :doubted_since, :at, :started, :ended, :looked, :look_absent, :parked_because,
            :message_id, :evidence,
            CASE WHEN :state = 'queued' AND :expires < :at THEN :expires ELSE :at END,
            :status, :trouble, :changed, :revision)
        ON CONFLICT DO NOTHING";
    let (content, progress) = (entry.content.as_ref(), &entry.progress);
    let (columns, seconds) = (Columns::of(progress), Timestamp::unix_seconds);
    let inserted = file.prepare_cached(insert)?.execute(named_params! {
        ":id": entry.id.to_string(),
        ":key": entry.key.as_str(),
        ":digest": digest(secret, entry),
        ":recipient": entry.to.column(),
        ":text": content.map(|content| content.message.text()),
        ":class": content.map_or(ANY_CLASS, |content| content.message.class().number()),
        ":sender": content.and_then(|content| content.message.sender()).map(ToString::to_string),
        ":max_segments": content.and_then(|content| content.max_segments).map(SegmentLimit::get),
        ":opt_out": content.and_then(|content: &Content| content.opt_out).map(OptOut::name),
        ":own_reference": entry.own_reference.as_ref().map(ToString::to_string),
        ":guarantee": entry.terms.guarantee.name(),
        ":created": seconds(entry.created_at),
        ":expires": entry.terms.expires_at.map(seconds),
        ":state": progress.state().name(),
        ":fence": number(progress.fence.get()),
        ":attempt": progress.attempt.count(),
        ":put_offs": progress.put_offs,
        ":doubted_since": progress.doubted_since.map(seconds),
        ":at": columns.at.map(seconds),
        ":started": columns.started.map(seconds),
        ":ended": columns.ended.map(seconds),
        ":looked": columns.looked.map(seconds),
        ":look_absent": columns.look_absent,
        ":parked_because": columns.parked_because,
        ":message_id": columns.known.map(|known| known.id.as_str()),
        ":evidence": columns.known.map(|known| known.evidence.name()),
        ":status": entry.status.map(MessageStatus::code),
        ":trouble": entry.trouble,
        ":changed": seconds(entry.changed_at),
        ":revision": revision,
    })?;
    Ok(inserted)
}

/// Of what was forgotten, no words are known to be the same.
fn digest(secret: &LedgerSecret, entry: &Entry) -> Vec<u8> {
    match (entry.to.number(), &entry.content) {
        (Some(to), Some(content)) => secret.hash_content(to, content),
        _ => Vec::new(),
    }
}

/// The class of what was forgotten is of no use to anybody.
const ANY_CLASS: u8 = 2;

/// Whatever signs receipts that are under way.
pub(super) fn adopt(file: &Transaction<'_>, from: &LedgerSecret) -> Result<(), LedgerError> {
    let mut adopt = file.prepare_cached("INSERT OR IGNORE INTO former_secrets VALUES (?1)")?;
    for secret in from.all_bytes() {
        adopt.execute(params![secret])?;
    }
    Ok(())
}
