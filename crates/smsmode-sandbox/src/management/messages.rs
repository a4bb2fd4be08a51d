//! The messages that the sandbox took, as management shows them.

use std::sync::Arc;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use smsmode_core::MessageStatus;

use super::MessageFilter;
use crate::MessageKind;
use crate::segments::{self, Counting};
use crate::service::Service;
use crate::state::delivery::Delivery;
use crate::state::message::Message;

/// So many messages are read under one lock.
const AT_A_TIME: usize = 1000;

/// One message to one recipient: a send to three people makes three, with the same
/// [`message_id`](Self::message_id).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StoredMessage {
    /// Its number, in the order of acceptance.
    pub sequence: u64,
    /// The id that the send was answered with.
    pub message_id: String,
    /// Login of the account that sent it.
    pub account: String,
    /// The number in international form.
    pub recipient: String,
    /// What kind of message it is.
    pub kind: MessageKind,
    /// What the phone shows: with `?` for what GSM lacks, with the STOP mention, cut.
    pub text: String,
    /// What the service read from the bytes of the request. A wrong charset shows here.
    pub text_as_read: String,
    /// The personal sender.
    pub sender: Option<String>,
    /// The caller's own reference.
    pub reference: Option<String>,
    /// What it is sent in.
    pub alphabet: Alphabet,
    /// How many segments it takes.
    pub segments: u32,
    /// Where each segment ends, in Unicode code points of [`text`](Self::text). A character is never
    /// split.
    pub segment_ends: Vec<usize>,
    /// What it cost, in credits.
    pub cost: Decimal,
    /// The number of its present status.
    pub status: u16,
    /// The name of that status.
    pub status_name: String,
    /// All its statuses, in their order.
    pub history: Vec<StatusChange>,
    /// When it was accepted, RFC 3339.
    pub accepted_at: String,
    /// When it leaves or left, RFC 3339.
    pub sent_at: String,
    /// Where receipts go.
    pub delivery_url: Option<String>,
    /// Where replies go.
    pub reply_url: Option<String>,
    /// Whether it was deleted since.
    pub deleted: bool,
}

/// What a message is sent in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Alphabet {
    /// The GSM alphabet: 160 septets, or 153 in each of several segments.
    Gsm7,
    /// UTF-16: 70 units, or 67 in each of several segments.
    Unicode,
    /// It is spoken: 160 characters.
    Voice,
}

impl From<Counting> for Alphabet {
    fn from(counting: Counting) -> Self {
        match counting {
            Counting::Gsm => Self::Gsm7,
            Counting::Unicode => Self::Unicode,
            Counting::Voice => Self::Voice,
        }
    }
}

/// A status and when it came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StatusChange {
    /// RFC 3339.
    pub at: String,
    /// The number of the status.
    pub status: u16,
    /// Its name.
    pub status_name: String,
}

impl StoredMessage {
    pub(crate) fn new(sequence: u64, message: &Message, delivery: &Delivery) -> Self {
        Self {
            sequence,
            message_id: message.id.clone(),
            account: message.account.clone(),
            recipient: delivery.number.clone(),
            kind: message.kind,
            text: delivery.text().to_owned(),
            text_as_read: delivery.text_as_read.clone(),
            sender: delivery.sender.clone(),
            reference: delivery.reference.clone(),
            alphabet: Alphabet::from(delivery.counting),
            segments: delivery.segments,
            segment_ends: segments::ends(delivery.text(), delivery.counting),
            cost: delivery.cost,
            status: delivery.status().code(),
            status_name: delivery.status().name().to_owned(),
            history: delivery.history.iter().map(StatusChange::new).collect(),
            accepted_at: message.accepted_at.to_string(),
            sent_at: message.sent_at.to_string(),
            delivery_url: message.delivery_url.clone(),
            reply_url: message.reply_url.clone(),
            deleted: message.deleted,
        }
    }
}

impl StatusChange {
    fn new((at, status): &(Timestamp, MessageStatus)) -> Self {
        let status_name = status.name().to_owned();
        Self { at: at.to_string(), status: status.code(), status_name }
    }
}

impl std::fmt::Debug for StoredMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StoredMessage")
            .field("message_id", &self.message_id)
            .field("kind", &self.kind)
            .field("segments", &self.segments)
            .field("status", &self.status_name)
            .finish_non_exhaustive()
    }
}

impl Service {
    /// The messages that a filter takes, the oldest first. The lock is held for a moment at a time,
    /// so that sends go on meanwhile.
    pub(crate) fn messages(&self, filter: &MessageFilter) -> Vec<StoredMessage> {
        let most = filter.newest.unwrap_or(usize::MAX);
        let mut found: Vec<StoredMessage> = Vec::new();
        let (mut before, mut epoch) = (u64::MAX, None);
        while let Some(part) = self.part_before(before, &mut epoch) {
            before = part.last().map_or(0, |message| message.number);
            let left = most - found.len();
            found.extend(part.iter().flat_map(|message| filter.newest_copies(message)).take(left));
            if found.len() == most {
                break;
            }
        }
        found.reverse();
        found
    }

    /// The next messages towards the oldest; nothing at the end, or after a reset.
    fn part_before(&self, number: u64, epoch: &mut Option<u64>) -> Option<Vec<Arc<Message>>> {
        let state = self.settled();
        let is_same = *epoch.get_or_insert(state.epoch) == state.epoch;
        let part = is_same.then(|| state.messages.before(number, AT_A_TIME))?;
        (!part.is_empty()).then_some(part)
    }
}
