//! Messages as rows of the file: added, and going on.

use rusqlite::{OptionalExtension as _, Transaction, named_params, params};
use smsmode_core::Timestamp;
use smsmode_core::outbox::{KnownId, OutboxId, Progress, Stage, State};
use smsmode_core::text::{OptOut, SegmentLimit};

use super::number;
use crate::commit::Step;
use crate::error::LedgerError;
use crate::ledger::Added;
use crate::new_message::NewMessage;
use crate::secret::LedgerSecret;

/// Adds a message, unless its key is there.
pub(super) fn add(
    file: &Transaction<'_>,
    secret: &LedgerSecret,
    message: &NewMessage,
    now: Timestamp,
    revision: i64,
) -> Result<Added, LedgerError> {
    let digest = secret.hash_message(message);
    let known = "SELECT id, digest FROM messages WHERE message_key = ?1";
    let known = file.prepare_cached(known)?.query_row(params![message.key.as_str()], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?))
    });
    if let Some((id, before)) = known.optional()? {
        let id = id.parse().map_err(|_| LedgerError::Content { id })?;
        return Ok(if before == digest { Added::Known(id) } else { Added::KeyTaken(id) });
    }
    let id = OutboxId::new(milliseconds(now), chance(file)?);
    insert(file, id, message, &digest, now, revision)?;
    Ok(Added::New(id))
}

fn insert(
    file: &Transaction<'_>,
    id: OutboxId,
    message: &NewMessage,
    digest: &[u8],
    now: Timestamp,
    revision: i64,
) -> Result<(), LedgerError> {
    let not_before = message.not_before.unwrap_or(now).max(now);
    let due = message.expires.map_or(not_before, |expires| expires.min(not_before));
    let (content, words) = (&message.content, &message.content.message);
    let insert = "INSERT INTO messages (id, message_key, digest, recipient, text, class, sender,
            max_segments, opt_out, own_reference, guarantee, created, expires, state, fence, attempt,
            put_offs, at, due, changed, revision)
        VALUES (:id, :key, :digest, :recipient, :text, :class, :sender, :max_segments, :opt_out,
            :own_reference, :guarantee, :now, :expires, :state, 0, 0, 0, :at, :due, :now, :revision)";
    file.prepare_cached(insert)?.execute(named_params! {
        ":id": id.to_string(),
        ":key": message.key.as_str(),
        ":digest": digest,
        ":recipient": message.to.to_string(),
        ":text": words.text(),
        ":class": words.class().number(),
        ":sender": words.sender().map(ToString::to_string),
        ":max_segments": content.max_segments.map(SegmentLimit::get),
        ":opt_out": content.opt_out.map(OptOut::name),
        ":own_reference": message.own_reference.as_ref().map(ToString::to_string),
        ":guarantee": message.terms().guarantee.name(),
        ":now": now.unix_seconds(),
        ":expires": message.expires.map(Timestamp::unix_seconds),
        ":state": State::Queued.name(),
        ":at": not_before.unix_seconds(),
        ":due": due.unix_seconds(),
        ":revision": revision,
    })?;
    Ok(())
}

/// The random numbers of SQLite come from the system, and are good enough for a key.
fn chance(file: &Transaction<'_>) -> Result<u128, LedgerError> {
    let bytes = file.prepare_cached("SELECT randomblob(16)")?;
    let bytes: [u8; 16] = { bytes }.query_row([], |row| row.get(0))?;
    Ok(u128::from_be_bytes(bytes))
}

fn milliseconds(now: Timestamp) -> u64 {
    u64::try_from(now.unix_seconds()).unwrap_or_default().saturating_mul(1000)
}

/// Has a message go on, if nobody else has had it go on meanwhile.
pub(super) fn step(
    file: &Transaction<'_>,
    step: &Step,
    now: Timestamp,
    revision: i64,
) -> Result<bool, LedgerError> {
    let columns = Columns::of(&step.next);
    let update = "UPDATE messages SET state = :next, fence = :fence, attempt = :attempt,
            put_offs = :put_offs, doubted_since = :doubted_since, at = :at, started = :started,
            ended = :ended, looked = :looked, look_absent = :look_absent,
            parked_because = :parked_because, message_id = :message_id, evidence = :evidence,
            due = CASE WHEN :next = 'queued' AND expires < :at THEN expires ELSE :at END,
            status = coalesce(:status, status), trouble = coalesce(:trouble, trouble),
            changed = :now, revision = :revision
        WHERE id = :id AND fence = :old_fence AND state = :old_state";
    let changed = file.prepare_cached(update)?.execute(named_params! {
        ":next": step.next.state().name(),
        ":fence": number(step.next.fence.get()),
        ":attempt": step.next.attempt.count(),
        ":put_offs": step.next.put_offs,
        ":doubted_since": step.next.doubted_since.map(Timestamp::unix_seconds),
        ":at": columns.at.map(Timestamp::unix_seconds),
        ":started": columns.started.map(Timestamp::unix_seconds),
        ":ended": columns.ended.map(Timestamp::unix_seconds),
        ":looked": columns.looked.map(Timestamp::unix_seconds),
        ":look_absent": columns.look_absent,
        ":parked_because": columns.parked_because,
        ":message_id": columns.known.map(|known| known.id.as_str()),
        ":evidence": columns.known.map(|known| known.evidence.name()),
        ":status": step.status.map(smsmode_core::MessageStatus::code),
        ":trouble": step.trouble,
        ":now": now.unix_seconds(),
        ":revision": revision,
        ":id": step.id.to_string(),
        ":old_fence": number(step.fence.get()),
        ":old_state": step.state.name(),
    })?;
    Ok(changed == 1)
}

/// What a stage has, as columns.
#[derive(Default)]
pub(super) struct Columns<'a> {
    pub(super) at: Option<Timestamp>,
    pub(super) started: Option<Timestamp>,
    pub(super) ended: Option<Timestamp>,
    pub(super) looked: Option<Timestamp>,
    pub(super) look_absent: Option<bool>,
    pub(super) parked_because: Option<&'static str>,
    pub(super) known: Option<&'a KnownId>,
}

impl<'a> Columns<'a> {
    pub(super) fn of(progress: &'a Progress) -> Self {
        let stage = &progress.stage;
        let (started, sent) = match stage {
            Stage::Submitting { started_at, .. } => (Some(*started_at), None),
            Stage::Unknown { sent, .. } | Stage::Accepted { sent, .. } => (None, Some(*sent)),
            Stage::Parked { sent, .. } => (None, *sent),
            _ => (None, None),
        };
        let look = match stage {
            Stage::Unknown { first_look, .. } => *first_look,
            _ => None,
        };
        let parked_because = match stage {
            Stage::Parked { because, .. } => Some(because.name()),
            _ => None,
        };
        Self {
            at: stage.due_at(),
            started: started.or(sent.map(|sent| sent.started_at)),
            ended: sent.map(|sent| sent.ended_at),
            looked: look.map(|look| look.at),
            look_absent: look.map(|look| look.absent),
            parked_because,
            known: stage.message_id(),
        }
    }
}
