//! A row of the database as a message, and how far a message has come as columns.

use serde::{Deserialize, Serialize};
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

/// A row, as PostgreSQL writes it in JSON.
#[derive(Deserialize)]
pub(super) struct Row {
    id: String,
    message_key: String,
    recipient: String,
    text: Option<String>,
    class: u8,
    sender: Option<String>,
    max_segments: Option<u8>,
    opt_out: Option<String>,
    own_reference: Option<String>,
    guarantee: String,
    created: i64,
    expires: Option<i64>,
    #[serde(flatten)]
    progress: Columns,
    status: Option<u16>,
    trouble: Option<String>,
    changed: i64,
    revision: u64,
}

/// How far a message has come, in columns.
#[derive(Serialize, Deserialize)]
pub(super) struct Columns {
    state: String,
    fence: u64,
    attempt: u8,
    put_offs: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    doubted_since: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    started: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    looked: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    look_absent: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parked_because: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<String>,
}

/// The message of a row, as JSON.
pub(super) fn entry(json: &str) -> Result<Entry, LedgerError> {
    let row: Row =
        serde_json::from_str(json).map_err(|_| LedgerError::Corrupt(Box::new(Garbled)))?;
    let id = id_of(&row.id).ok_or_else(|| LedgerError::Content { id: row.id.clone() })?;
    row.entry(id).ok_or_else(|| LedgerError::Content { id: id.to_string() })
}

/// It says nothing of what is in it.
#[derive(Debug)]
struct Garbled;

impl std::fmt::Display for Garbled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a row of smsmode.messages has values that no program of smsmode writes")
    }
}

impl std::error::Error for Garbled {}

/// PostgreSQL has them as UUIDs: as many bits, in the same order.
pub(super) fn id_of(uuid: &str) -> Option<OutboxId> {
    let bits = u128::from_str_radix(&uuid.replace('-', ""), 16).ok()?;
    Some(OutboxId::new(u64::try_from(bits >> 80).ok()?, bits))
}

pub(super) fn uuid_of(id: OutboxId) -> String {
    format!("{:032x}", id.to_u128())
}

impl Row {
    /// Nothing where something in it makes no sense.
    fn entry(self, id: OutboxId) -> Option<Entry> {
        Some(Entry {
            id,
            to: recipient(&self.recipient)?,
            content: self.content()?,
            terms: self.terms()?,
            progress: self.progress.progress()?,
            key: MessageKey::new(self.message_key).ok()?,
            own_reference: self.own_reference.and_then(|text| ClientReference::new(text).ok()),
            created_at: Timestamp::from_unix_seconds(self.created),
            status: self.status.map(MessageStatus::new),
            trouble: self.trouble,
            changed_at: Timestamp::from_unix_seconds(self.changed),
            revision: self.revision,
        })
    }

    /// The outer nothing: it makes no sense. The inner one: it was forgotten.
    #[expect(clippy::option_option, reason = "each of the two says another thing")]
    fn content(&self) -> Option<Option<Content>> {
        let Some(text) = &self.text else { return Some(None) };
        let all = [OptOut::Always, OptOut::IfFree];
        Some(Some(Content {
            message: message(self.class, text, self.sender.as_deref())?,
            max_segments: self.max_segments.and_then(|limit| SegmentLimit::try_from(limit).ok()),
            opt_out: all.into_iter().find(|one| Some(one.name()) == self.opt_out.as_deref()),
        }))
    }

    fn terms(&self) -> Option<Terms> {
        let all = [Guarantee::AtMostOnce, Guarantee::AtLeastOnce];
        let guarantee = all.into_iter().find(|one| one.name() == self.guarantee)?;
        Some(Terms { expires_at: self.expires.map(Timestamp::from_unix_seconds), guarantee })
    }
}

fn recipient(text: &str) -> Option<EntryRecipient> {
    match text.strip_prefix('#') {
        Some(hash) => Some(EntryRecipient::Forgotten(hash.to_owned())),
        None => PhoneNumber::parse(text).ok().map(EntryRecipient::Number),
    }
}

fn message(class: u8, text: &str, sender: Option<&str>) -> Option<Message> {
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

impl Columns {
    pub(super) fn of(progress: &Progress) -> Self {
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
            Stage::Parked { because, .. } => Some(because.name().to_owned()),
            _ => None,
        };
        let known = stage.message_id();
        let seconds = Timestamp::unix_seconds;
        Self {
            state: progress.state().name().to_owned(),
            fence: progress.fence.get(),
            attempt: progress.attempt.count(),
            put_offs: progress.put_offs,
            doubted_since: progress.doubted_since.map(seconds),
            at: stage.due_at().map(seconds),
            started: started.or(sent.map(|sent| sent.started_at)).map(seconds),
            ended: sent.map(|sent| seconds(sent.ended_at)),
            looked: look.map(|look| seconds(look.at)),
            look_absent: look.map(|look| look.absent),
            parked_because,
            message_id: known.map(|known| known.id.as_str().to_owned()),
            evidence: known.map(|known| known.evidence.name().to_owned()),
        }
    }

    /// Nothing where something in them makes no sense.
    fn progress(&self) -> Option<Progress> {
        Some(Progress {
            stage: self.stage()?,
            fence: Fence::new(self.fence),
            attempt: Attempt::new(self.attempt).ok()?,
            put_offs: self.put_offs,
            doubted_since: time(self.doubted_since),
        })
    }

    fn stage(&self) -> Option<Stage> {
        let (at, started) = (time(self.at), time(self.started));
        let sent = started.zip(time(self.ended));
        let sent = sent.map(|(started_at, ended_at)| Sent { started_at, ended_at });
        let message_id = self.known_id();
        Some(match self.state.parse().ok()? {
            State::Queued => Stage::Queued { not_before: at? },
            State::Claimed => Stage::Claimed { lease_until: at? },
            State::Submitting => Stage::Submitting { started_at: started?, lease_until: at? },
            State::Unknown => {
                Stage::Unknown { sent: sent?, look_at: at?, first_look: self.first_look() }
            }
            State::Parked => Stage::Parked { because: self.because()?, sent },
            State::Accepted => Stage::Accepted { message_id, sent: sent?, poll_at: at },
            State::Delivered => Stage::Delivered { message_id: message_id? },
            State::Undelivered => Stage::Undelivered { message_id: message_id? },
            State::Rejected => Stage::Rejected,
            State::Expired => Stage::Expired,
            State::Cancelled => Stage::Cancelled,
        })
    }

    fn known_id(&self) -> Option<KnownId> {
        let id = MessageId::new(self.message_id.clone()?).ok()?;
        let all = [Evidence::Told, Evidence::AcceptedAndListed, Evidence::Listed];
        let evidence = all.into_iter().find(|one| Some(one.name()) == self.evidence.as_deref())?;
        Some(KnownId { id, evidence })
    }

    fn first_look(&self) -> Option<Look> {
        Some(Look { at: time(self.looked)?, absent: self.look_absent? })
    }

    fn because(&self) -> Option<ParkedBecause> {
        let all = [ParkedBecause::InDoubt, ParkedBecause::Exhausted];
        all.into_iter().find(|one| Some(one.name()) == self.parked_because.as_deref())
    }
}

fn time(seconds: Option<i64>) -> Option<Timestamp> {
    seconds.map(Timestamp::from_unix_seconds)
}
