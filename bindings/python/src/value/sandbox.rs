//! What the sandbox took, heard and did.

pub(crate) mod callback;
pub(crate) mod duplicate;
pub(crate) mod reply;
pub(crate) mod request;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use smsmode_http::MessageStatus;
use smsmode_sandbox::{Alphabet, MessageKind, StoredMessage};

use crate::value::date::Moment;
use crate::value::field::{Many, Private, Word};
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
        /// What it is sent in: "gsm7" or "unicode"; "voice" if it is spoken.
        alphabet: Word,
        /// How many segments it takes.
        segments: u32,
        /// Where each segment ends in the text, in characters from its beginning.
        segment_ends: Many<usize>,
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
        /// Its number, from 1 in the order of acceptance.
        sequence: u64,
    }
}

impl TryFrom<StoredMessage> for SandboxMessage {
    type Error = PyErr;

    fn try_from(stored: StoredMessage) -> PyResult<Self> {
        Ok(Self {
            message_id: stored.message_id,
            recipient: stored.recipient.into(),
            text: stored.text.into(),
            text_as_read: stored.text_as_read.into(),
            kind: kind(stored.kind).into(),
            sender: stored.sender,
            reference: stored.reference,
            alphabet: alphabet(stored.alphabet).into(),
            segments: stored.segments,
            segment_ends: Many(stored.segment_ends),
            cost: stored.cost.into(),
            status: MessageStatus::new(stored.status).into(),
            accepted_at: moment(&stored.accepted_at)?,
            sent_at: moment(&stored.sent_at)?,
            delivery_url: stored.delivery_url.map(Private::from),
            reply_url: stored.reply_url.map(Private::from),
            deleted: stored.deleted,
            sequence: stored.sequence,
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

fn alphabet(alphabet: Alphabet) -> &'static str {
    match alphabet {
        Alphabet::Unicode => "unicode",
        Alphabet::Voice => "voice",
        _ => "gsm7",
    }
}

fn moment(rfc3339: &str) -> PyResult<Moment> {
    let instant: Result<jiff::Timestamp, _> = rfc3339.parse();
    let instant = instant.map_err(|error| PyValueError::new_err(error.to_string()))?;
    Ok(smsmode_http::Timestamp::from_unix_seconds(instant.as_second()).into())
}
