//! What arrived on the phones of the sandbox.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use smsmode_http::MessageStatus;
use smsmode_sandbox::{MessageKind, StoredMessage};

use crate::value::date::Moment;
use crate::value::field::{Private, Word};
use crate::value::number::{Money, Status};
use crate::value::value;

value! {
    /// A message to one recipient, as it arrived in the sandbox: a send to three people makes three.
    SandboxMessage {
        /// The id that the send was answered with.
        message_id: String,
        /// The number, in international form without "+".
        recipient: Private,
        /// What the phone shows: with "?" for what GSM lacks, with the STOP mention, cut.
        text: Private,
        /// What the service read, before that. A wrong charset shows here.
        text_as_read: Private,
        /// "standard", "reply_allowed", "unicode" or "voice".
        kind: Word,
        /// The personal sender.
        sender: Option<String>,
        /// The reference that was given with the message.
        reference: Option<String>,
        /// How many segments it takes.
        segments: u32,
        /// What it cost, in credits.
        cost: Money,
        /// The state now.
        status: Status,
        /// When it was accepted by the sandbox's clock, in UTC.
        accepted_at: Moment,
        /// When it left or will leave, in UTC.
        sent_at: Moment,
        /// Where receipts go.
        delivery_url: Option<Private>,
        /// Where replies go.
        reply_url: Option<Private>,
        /// Whether it was deleted since.
        deleted: bool,
    }
}

impl SandboxMessage {
    pub(crate) fn of(stored: StoredMessage) -> PyResult<Self> {
        Ok(Self {
            message_id: stored.message_id,
            recipient: stored.recipient.into(),
            text: stored.text.into(),
            text_as_read: stored.text_as_read.into(),
            kind: kind(stored.kind).into(),
            sender: stored.sender,
            reference: stored.reference,
            segments: stored.segments,
            cost: stored.cost.into(),
            status: MessageStatus::new(stored.status).into(),
            accepted_at: moment(&stored.accepted_at)?,
            sent_at: moment(&stored.sent_at)?,
            delivery_url: stored.delivery_url.map(Private::from),
            reply_url: stored.reply_url.map(Private::from),
            deleted: stored.deleted,
        })
    }
}

fn kind(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Replies => "reply_allowed",
        MessageKind::Unicode => "unicode",
        MessageKind::Voice => "voice",
        _ => "standard",
    }
}

fn moment(rfc3339: &str) -> PyResult<Moment> {
    let instant: Result<jiff::Timestamp, _> = rfc3339.parse();
    let instant = instant.map_err(|error| PyValueError::new_err(error.to_string()))?;
    Ok(smsmode_http::Timestamp::from_unix_seconds(instant.as_second()).into())
}
