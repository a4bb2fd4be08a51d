//! What the service calls on the caller's server.

use smsmode_http::PhoneNumber;

use crate::value::date::{Moment, Told};
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
        /// Whether a clock change makes received_at doubtful: one of the hour that Paris has twice in October, where it is
        /// the first, or of the hour that it skips in March. None where there is no date.
        received_at_ambiguous: Option<bool>,
        /// The reference that was given with the message.
        reference: Option<String>,
        /// The network of the phone.
        network: Option<String>,
        /// What it cost, in credits.
        cost: Option<Money>,
        /// Parameters that are not known here: pairs of a name and a value.
        unknown: Many<(String, Private)>,
    }

    /// The number of the recipient in international form without a sign; None if it is none.
    #[getter]
    fn recipient_number(&self) -> Option<Private> {
        number(self.recipient.as_ref()?)
    }
}

impl From<smsmode_http::DeliveryReceipt> for DeliveryReceipt {
    fn from(receipt: smsmode_http::DeliveryReceipt) -> Self {
        let (received_at, raw, ambiguous) = parts(receipt.received_at);
        Self {
            message_id: receipt.message_id.as_str().to_owned(),
            status: receipt.status.into(),
            recipient: receipt.recipient.map(Private::from),
            received_at,
            received_at_raw: raw,
            received_at_ambiguous: ambiguous,
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
        /// Whether a clock change makes received_at doubtful: one of the hour that Paris has twice in October, where it is
        /// the first, or of the hour that it skips in March. None where there is no date.
        received_at_ambiguous: Option<bool>,
        /// The message that was answered.
        message_id: Option<String>,
        /// The reference that was given with that message.
        reference: Option<String>,
        /// The id of the reply.
        reply_id: Option<String>,
        /// Parameters that are not known here: pairs of a name and a value.
        unknown: Many<(String, Private)>,
    }

    /// The number of who wrote it, in international form without a sign; None if it is none.
    #[getter]
    fn sender_number(&self) -> Option<Private> {
        number(&self.sender)
    }
}

impl From<smsmode_http::ReplyReceipt> for ReplyReceipt {
    fn from(receipt: smsmode_http::ReplyReceipt) -> Self {
        let (received_at, raw, ambiguous) = parts(receipt.received_at);
        Self {
            sender: receipt.from.into(),
            text: receipt.text.into(),
            to: receipt.to.map(Private::from),
            received_at,
            received_at_raw: raw,
            received_at_ambiguous: ambiguous,
            message_id: receipt.message_id.map(|id| id.as_str().to_owned()),
            reference: receipt.client_reference,
            reply_id: receipt.reply_id.map(|id| id.as_str().to_owned()),
            unknown: unknown(receipt.unknown),
        }
    }
}

fn number(written: &Private) -> Option<Private> {
    PhoneNumber::parse(written.as_str()).ok().map(|number| number.to_string().into())
}

/// The date of a receipt, which may lack one.
fn parts(
    date: Option<smsmode_http::ReceivedDate>,
) -> (Option<Moment>, Option<String>, Option<bool>) {
    match date.map(Told::from) {
        Some(told) => (told.at, Some(told.raw), told.ambiguous),
        None => (None, None, None),
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
