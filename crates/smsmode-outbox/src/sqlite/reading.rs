//! A row of the file as a message.

use rusqlite::Row;
use smsmode_core::outbox::{
    Attempt, Evidence, Fence, Guarantee, KnownId, Look, OutboxId, ParkedBecause, Progress, Sent,
    Stage, State, Terms,
};
use smsmode_core::text::{OptOut, SegmentLimit};
use smsmode_core::{
    ClientReference, GsmText, Message, MessageId, MessageStatus, PhoneNumber, Sender, Timestamp,
    UnicodeText,
};

use crate::entry::{Entry, EntryRecipient};
use crate::error::LedgerError;
use crate::key::MessageKey;
use crate::new_message::Content;

/// The message of a row.
pub(super) fn entry(row: &Row<'_>) -> Result<Entry, LedgerError> {
    let id: String = row.get("id")?;
    read(row, &id)?.ok_or(LedgerError::Content { id })
}

/// Nothing where something in it makes no sense.
fn read(row: &Row<'_>, id: &str) -> rusqlite::Result<Option<Entry>> {
    let Ok(id) = id.parse::<OutboxId>() else { return Ok(None) };
    let Some(key) = MessageKey::new(row.get::<_, String>("message_key")?).ok() else {
        return Ok(None);
    };
    let (Some(to), Some(content)) = (recipient(&row.get::<_, String>("recipient")?), content(row)?)
    else {
        return Ok(None);
    };
    let (Some(terms), Some(progress)) = (terms(row)?, progress(row)?) else { return Ok(None) };
    let own_reference: Option<String> = row.get("own_reference")?;
    Ok(Some(Entry {
        id,
        key,
        to,
        content,
        own_reference: own_reference.and_then(|text| ClientReference::new(text).ok()),
        created_at: Timestamp::from_unix_seconds(row.get("created")?),
        terms,
        progress,
        status: row.get::<_, Option<u16>>("status")?.map(MessageStatus::new),
        trouble: row.get("trouble")?,
        changed_at: Timestamp::from_unix_seconds(row.get("changed")?),
        revision: count(row.get("revision")?),
    }))
}

fn recipient(text: &str) -> Option<EntryRecipient> {
    match text.strip_prefix('#') {
        Some(hash) => Some(EntryRecipient::Forgotten(hash.to_owned())),
        None => PhoneNumber::parse(text).ok().map(EntryRecipient::Number),
    }
}

/// The outer nothing: it makes no sense. The inner one: it was forgotten.
#[expect(clippy::option_option, reason = "each of the two says another thing")]
fn content(row: &Row<'_>) -> rusqlite::Result<Option<Option<Content>>> {
    let Some(text) = row.get::<_, Option<String>>("text")? else { return Ok(Some(None)) };
    let sender = row.get::<_, Option<String>>("sender")?;
    let Some(message) = message(row.get("class")?, text, sender) else { return Ok(None) };
    let max_segments = row.get::<_, Option<u8>>("max_segments")?;
    let opt_out = row.get::<_, Option<String>>("opt_out")?;
    Ok(Some(Some(Content {
        message,
        max_segments: max_segments.and_then(|limit| SegmentLimit::try_from(limit).ok()),
        opt_out: opt_out.and_then(|name| {
            [OptOut::Always, OptOut::IfFree].into_iter().find(|one| one.name() == name)
        }),
    })))
}

fn message(class: u8, text: String, sender: Option<String>) -> Option<Message> {
    let sender = match sender {
        Some(name) => Some(Sender::any_ascii(name).ok()?),
        None => None,
    };
    match class {
        2 => Message::gsm(GsmText::unlimited(text).ok()?, sender, false).ok(),
        4 => Message::gsm(GsmText::unlimited(text).ok()?, sender, true).ok(),
        9 => Message::unicode(UnicodeText::unlimited(text).ok()?, sender, false).ok(),
        _ => None,
    }
}

fn terms(row: &Row<'_>) -> rusqlite::Result<Option<Terms>> {
    let expires_at = time(row, "expires")?;
    let name: String = row.get("guarantee")?;
    let all = [Guarantee::AtMostOnce, Guarantee::AtLeastOnce];
    let guarantee = all.into_iter().find(|guarantee| guarantee.name() == name);
    Ok(guarantee.map(|guarantee| Terms { expires_at, guarantee }))
}

fn progress(row: &Row<'_>) -> rusqlite::Result<Option<Progress>> {
    let Some(stage) = stage(row)? else { return Ok(None) };
    let Ok(attempt) = Attempt::new(row.get("attempt")?) else { return Ok(None) };
    Ok(Some(Progress {
        stage,
        fence: Fence::new(count(row.get("fence")?)),
        attempt,
        put_offs: row.get("put_offs")?,
        doubted_since: time(row, "doubted_since")?,
    }))
}

fn stage(row: &Row<'_>) -> rusqlite::Result<Option<Stage>> {
    let Ok(state) = row.get::<_, String>("state")?.parse::<State>() else { return Ok(None) };
    let (at, started) = (time(row, "at")?, time(row, "started")?);
    let sent = started.zip(time(row, "ended")?);
    let sent = sent.map(|(started_at, ended_at)| Sent { started_at, ended_at });
    let message_id = known_id(row)?;
    Ok(match state {
        State::Queued => at.map(|not_before| Stage::Queued { not_before }),
        State::Claimed => at.map(|lease_until| Stage::Claimed { lease_until }),
        State::Submitting => started
            .zip(at)
            .map(|(started_at, lease_until)| Stage::Submitting { started_at, lease_until }),
        State::Unknown => {
            let first_look = look(row)?;
            sent.zip(at).map(|(sent, look_at)| Stage::Unknown { sent, look_at, first_look })
        }
        State::Parked => because(row)?.map(|because| Stage::Parked { because, sent }),
        State::Accepted => sent.map(|sent| Stage::Accepted { message_id, sent, poll_at: at }),
        State::Delivered => message_id.map(|message_id| Stage::Delivered { message_id }),
        State::Undelivered => message_id.map(|message_id| Stage::Undelivered { message_id }),
        State::Rejected => Some(Stage::Rejected),
        State::Expired => Some(Stage::Expired),
        State::Cancelled => Some(Stage::Cancelled),
    })
}

fn known_id(row: &Row<'_>) -> rusqlite::Result<Option<KnownId>> {
    let id = row.get::<_, Option<String>>("message_id")?.and_then(|id| MessageId::new(id).ok());
    let name: Option<String> = row.get("evidence")?;
    let all = [Evidence::Told, Evidence::AcceptedAndListed, Evidence::Listed];
    let evidence = all.into_iter().find(|evidence| Some(evidence.name()) == name.as_deref());
    Ok(id.zip(evidence).map(|(id, evidence)| KnownId { id, evidence }))
}

fn look(row: &Row<'_>) -> rusqlite::Result<Option<Look>> {
    let absent = row.get::<_, Option<bool>>("look_absent")?;
    Ok(time(row, "looked")?.zip(absent).map(|(at, absent)| Look { at, absent }))
}

fn because(row: &Row<'_>) -> rusqlite::Result<Option<ParkedBecause>> {
    let name: Option<String> = row.get("parked_because")?;
    let all = [ParkedBecause::InDoubt, ParkedBecause::Exhausted];
    Ok(all.into_iter().find(|because| Some(because.name()) == name.as_deref()))
}

fn time(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Timestamp>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Timestamp::from_unix_seconds))
}

pub(super) fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}
