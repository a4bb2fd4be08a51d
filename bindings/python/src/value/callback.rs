//! What the service calls on the caller's server.

use crate::value::date::Moment;
use crate::value::field::{Many, Private, Word};
use crate::value::number::{Money, Status};
use crate::value::value;

value! {
    /// A delivery receipt: the state of one message to one recipient.
    DeliveryReceipt {
        /// The id of the message.
        message_id: String,
        /// The state.
        status: Status,
        /// The number of the recipient, as the service wrote it.
        recipient: Option<Private>,
        /// When the phone got it, in UTC.
        received_at: Option<Moment>,
        /// That date as the service wrote it, by the clocks of Paris.
        received_at_raw: Option<String>,
        /// The reference that was given with the message.
        reference: Option<String>,
        /// The network of the phone.
        network: Option<String>,
        /// What it cost, in credits.
        cost: Option<Money>,
        /// Parameters that are not known here: pairs of a name and a value.
        unknown: Many<(String, Private)>,
    }
}

impl From<smsmode_http::DeliveryReceipt> for DeliveryReceipt {
    fn from(receipt: smsmode_http::DeliveryReceipt) -> Self {
        Self {
            message_id: receipt.message_id.as_str().to_owned(),
            status: receipt.status.into(),
            recipient: receipt.recipient.map(Private::from),
            received_at: receipt.received_at.as_ref().and_then(Moment::of),
            received_at_raw: receipt.received_at.map(|date| date.raw().to_owned()),
            reference: receipt.client_reference,
            network: receipt.network,
            cost: receipt.cost.map(Money::from),
            unknown: unknown(receipt.unknown),
        }
    }
}

value! {
    /// A reply that somebody wrote, as the service pushes it.
    ReplyReceipt {
        /// Who wrote it: a number, as the service wrote it.
        sender: Private,
        /// The text.
        text: Private,
        /// The number that was answered to.
        to: Option<Private>,
        /// When it came, in UTC.
        received_at: Option<Moment>,
        /// That date as the service wrote it, by the clocks of Paris.
        received_at_raw: Option<String>,
        /// The message that was answered.
        message_id: Option<String>,
        /// The reference that was given with that message.
        reference: Option<String>,
        /// The id of the reply.
        reply_id: Option<String>,
        /// Parameters that are not known here: pairs of a name and a value.
        unknown: Many<(String, Private)>,
    }
}

impl From<smsmode_http::ReplyReceipt> for ReplyReceipt {
    fn from(receipt: smsmode_http::ReplyReceipt) -> Self {
        Self {
            sender: receipt.from.into(),
            text: receipt.text.into(),
            to: receipt.to.map(Private::from),
            received_at: receipt.received_at.as_ref().and_then(Moment::of),
            received_at_raw: receipt.received_at.map(|date| date.raw().to_owned()),
            message_id: receipt.message_id.map(|id| id.as_str().to_owned()),
            reference: receipt.client_reference,
            reply_id: receipt.reply_id.map(|id| id.as_str().to_owned()),
            unknown: unknown(receipt.unknown),
        }
    }
}

fn unknown(parameters: Vec<(String, smsmode_http::PrivateText)>) -> Many<(String, Private)> {
    Many(parameters.into_iter().map(|(name, value)| (name, value.into())).collect())
}

value! {
    /// What a callback address that we signed stands for.
    VerifiedCallback {
        /// What it brings: "delivery" or "reply".
        kind: Word,
        /// The reference of the message; None on the address of the whole account.
        reference: Option<String>,
    }
}

impl From<smsmode_http::VerifiedCallback> for VerifiedCallback {
    fn from(verified: smsmode_http::VerifiedCallback) -> Self {
        let kind = match verified.kind {
            smsmode_http::CallbackKind::Delivery => "delivery",
            smsmode_http::CallbackKind::Reply => "reply",
        };
        let reference = verified.client_reference.map(|reference| reference.as_str().to_owned());
        Self { kind: kind.into(), reference }
    }
}
