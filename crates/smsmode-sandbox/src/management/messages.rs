//! The messages that the sandbox took, as management shows them.

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use smsmode_core::MessageStatus;

use crate::MessageKind;
use crate::phone;
use crate::service::Service;
use crate::state::State;
use crate::state::delivery::Delivery;
use crate::state::message::Message;
use crate::switches::PlusPrefix;

/// One message to one recipient: a send to three people makes three, with the same
/// [`message_id`](Self::message_id).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StoredMessage {
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
    /// How many segments it takes.
    pub segments: u32,
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
    fn new(message: &Message, delivery: &Delivery) -> Self {
        Self {
            message_id: message.id.clone(),
            account: message.account.clone(),
            recipient: delivery.number.clone(),
            kind: message.kind,
            text: delivery.text.clone(),
            text_as_read: delivery.text_as_read.clone(),
            sender: delivery.sender.clone(),
            reference: delivery.reference.clone(),
            segments: delivery.segments,
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

/// Which messages are meant: all that agree with every field that is given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct MessageFilter {
    /// To this number, national or international.
    pub recipient: Option<String>,
    /// With this reference.
    pub reference: Option<String>,
    /// Whose text holds this.
    pub text: Option<String>,
    /// With this id.
    pub message_id: Option<String>,
    /// With this status now, by its number.
    pub status: Option<u16>,
}

impl MessageFilter {
    /// All messages.
    pub fn new() -> Self {
        Self::default()
    }

    /// To this number, national or international.
    pub fn with_recipient(mut self, number: impl Into<String>) -> Self {
        self.recipient = Some(number.into());
        self
    }

    /// With this reference.
    pub fn with_reference(mut self, reference: impl Into<String>) -> Self {
        self.reference = Some(reference.into());
        self
    }

    /// Whose text holds this.
    pub fn with_text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// With this id.
    pub fn with_message_id(mut self, id: impl Into<String>) -> Self {
        self.message_id = Some(id.into());
        self
    }

    /// With this status now.
    pub fn with_status(mut self, status: MessageStatus) -> Self {
        self.status = Some(status.code());
        self
    }

    fn takes(&self, message: &Message, delivery: &Delivery) -> bool {
        let recipient =
            self.recipient.as_ref().is_none_or(|number| is_same(number, &delivery.number));
        let reference = self.reference.is_none() || self.reference == delivery.reference;
        let text = self.text.as_ref().is_none_or(|text| delivery.text.contains(text));
        let id = self.message_id.as_ref().is_none_or(|id| *id == message.id);
        let status = self.status.is_none_or(|status| status == delivery.status().code());
        recipient && reference && text && id && status
    }

    fn select<'a>(&self, state: &'a State) -> impl Iterator<Item = (&'a Message, &'a Delivery)> {
        let all = state.messages.iter();
        let all = all.flat_map(|message| message.deliveries.iter().map(move |one| (message, one)));
        all.filter(|(message, delivery)| self.takes(message, delivery))
    }

    /// Whether at least so many messages are there.
    pub(crate) fn finds(&self, count: usize, state: &State) -> bool {
        count == 0 || self.select(state).nth(count - 1).is_some()
    }
}

fn is_same(wanted: &str, number: &str) -> bool {
    phone::international(wanted, PlusPrefix::Accepted).as_deref() == Some(number)
}

impl Service {
    pub(crate) fn messages(&self, filter: &MessageFilter) -> Vec<StoredMessage> {
        let state = self.settled();
        filter
            .select(&state)
            .map(|(message, delivery)| StoredMessage::new(message, delivery))
            .collect()
    }
}
