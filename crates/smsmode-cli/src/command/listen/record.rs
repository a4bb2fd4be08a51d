//! A callback for programs.

use std::collections::BTreeMap;

use serde::Serialize;
use smsmode_http::{DeliveryReceipt, PrivateText, ReceivedDate, ReplyReceipt};
use smsmode_receiver::{Event, StoredCallback};

use crate::output::{Row, StatusRecord};

/// A callback. What a kind does not have is `null`.
#[derive(Debug, Default, Serialize)]
pub(super) struct CallbackRecord {
    /// Its place in the file: the same when it is handed on again.
    number: u64,
    /// When it came, in UTC.
    pub(super) arrived: String,
    /// `delivery` or `reply`.
    pub(super) kind: &'static str,
    pub(super) message_id: Option<String>,
    pub(super) client_reference: Option<String>,
    /// Whom the message went to.
    pub(super) recipient: Option<String>,
    pub(super) status: Option<StatusRecord>,
    is_final: Option<bool>,
    network: Option<String>,
    cost: Option<String>,
    reply_id: Option<String>,
    /// Who answered.
    pub(super) from: Option<String>,
    /// The number that was answered to.
    to: Option<String>,
    pub(super) text: Option<String>,
    /// As the service wrote it, a local time.
    received_at: Option<String>,
    /// Parameters that we do not know.
    unknown: BTreeMap<String, String>,
}

impl Row<11> for CallbackRecord {
    const NAMES: [&'static str; 11] = [
        "number",
        "arrived",
        "kind",
        "message_id",
        "client_reference",
        "recipient",
        "status_code",
        "status_name",
        "status_class",
        "from",
        "text",
    ];

    fn cells(&self) -> [String; 11] {
        let [code, name, class] = StatusRecord::cells(self.status.as_ref());
        let cell = |value: &Option<String>| value.clone().unwrap_or_default();
        [
            self.number.to_string(),
            self.arrived.clone(),
            self.kind.to_owned(),
            cell(&self.message_id),
            cell(&self.client_reference),
            cell(&self.recipient),
            code,
            name,
            class,
            cell(&self.from),
            cell(&self.text),
        ]
    }
}

impl From<&StoredCallback> for CallbackRecord {
    fn from(callback: &StoredCallback) -> Self {
        let event = &callback.event;
        let of_kind = match event {
            Event::Delivery(receipt) => Self::of_receipt(receipt),
            Event::Reply(reply) => Self::of_reply(reply),
            _ => Self::default(),
        };
        let arrived = jiff::Timestamp::from_second(callback.arrived.unix_seconds());
        Self {
            number: callback.number,
            arrived: arrived.unwrap_or_default().to_string(),
            message_id: event.message_id().map(ToString::to_string),
            client_reference: event.client_reference().map(str::to_owned),
            ..of_kind
        }
    }
}

impl CallbackRecord {
    fn of_receipt(receipt: &DeliveryReceipt) -> Self {
        Self {
            kind: "delivery",
            recipient: receipt.recipient.as_deref().map(str::to_owned),
            status: Some(receipt.status.into()),
            is_final: Some(receipt.status.is_final()),
            network: receipt.network.clone(),
            cost: receipt.cost.map(|cost| cost.to_string()),
            received_at: receipt.received_at.as_ref().map(raw),
            unknown: readable(&receipt.unknown),
            ..Self::default()
        }
    }

    fn of_reply(reply: &ReplyReceipt) -> Self {
        Self {
            kind: "reply",
            reply_id: reply.reply_id.as_ref().map(ToString::to_string),
            from: Some(reply.from.as_str().to_owned()),
            to: reply.to.as_deref().map(str::to_owned),
            text: Some(reply.text.as_str().to_owned()),
            received_at: reply.received_at.as_ref().map(raw),
            unknown: readable(&reply.unknown),
            ..Self::default()
        }
    }
}

fn raw(date: &ReceivedDate) -> String {
    date.raw().to_owned()
}

fn readable(fields: &[(String, PrivateText)]) -> BTreeMap<String, String> {
    fields.iter().map(|(name, text)| (name.clone(), text.as_str().to_owned())).collect()
}
