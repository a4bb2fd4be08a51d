//! Messages sent and replies received.

use crate::value::date::{Moment, Told};
use crate::value::field::{Blob, Many, Private};
use crate::value::number::Money;
use crate::value::value;

value! {
    /// A message that was sent, as the list of the service tells it.
    SentMessage {
        /// The id of the message.
        message_id: String,
        /// When it was sent, in UTC; None where the service wrote no date.
        sent_at: Option<Moment>,
        /// That date as the service wrote it, by the clocks of Paris.
        sent_at_raw: String,
        /// Whether a clock change makes sent_at doubtful: one of the hour that Paris has twice in October, where it is
        /// the first, or of the hour that it skips in March. None where there is no date.
        sent_at_ambiguous: Option<bool>,
        /// The text.
        text: Private,
        /// The number, as the service wrote it.
        recipient: Private,
        /// What it cost, in credits.
        cost: Money,
        /// How many recipients it has.
        recipients: u32,
    }
}

impl From<smsmode_http::SentMessage> for SentMessage {
    fn from(sent: smsmode_http::SentMessage) -> Self {
        let sent_at = Told::from(sent.sent_at);
        Self {
            message_id: sent.message_id.as_str().to_owned(),
            sent_at: sent_at.at,
            sent_at_raw: sent_at.raw,
            sent_at_ambiguous: sent_at.ambiguous,
            text: sent.text.into(),
            recipient: sent.recipient.into(),
            cost: sent.cost.into(),
            recipients: sent.recipients,
        }
    }
}

value! {
    /// One page of the messages sent, the newest first.
    SentList {
        /// The messages.
        messages: Many<SentMessage>,
        /// What could not be read.
        damaged: Many<Damaged>,
    }
}

impl From<smsmode_http::SentList> for SentList {
    fn from(list: smsmode_http::SentList) -> Self {
        Self { messages: Many::of(list.messages), damaged: Many::of(list.damaged) }
    }
}

value! {
    /// A reply that somebody wrote.
    Reply {
        /// The id of the reply.
        reply_id: String,
        /// When it came, in UTC; None where the service wrote no date.
        received_at: Option<Moment>,
        /// That date as the service wrote it, by the clocks of Paris.
        received_at_raw: String,
        /// Whether a clock change makes received_at doubtful: one of the hour that Paris has twice in October, where it is
        /// the first, or of the hour that it skips in March. None where there is no date.
        received_at_ambiguous: Option<bool>,
        /// Who wrote it: a number, as the service wrote it.
        sender: Private,
        /// The text.
        text: Private,
        /// The number that was answered to.
        to: Private,
        /// The message that was answered; None where the service does not say.
        message_id: Option<String>,
    }
}

impl From<smsmode_http::Reply> for Reply {
    fn from(reply: smsmode_http::Reply) -> Self {
        let received_at = Told::from(reply.received_at);
        Self {
            reply_id: reply.reply_id.as_str().to_owned(),
            received_at: received_at.at,
            received_at_raw: received_at.raw,
            received_at_ambiguous: received_at.ambiguous,
            sender: reply.from.into(),
            text: reply.text.into(),
            to: reply.to.into(),
            message_id: reply.message_id.map(|id| id.as_str().to_owned()),
        }
    }
}

value! {
    /// One page of the replies received, the newest first.
    ReplyList {
        /// The replies.
        replies: Many<Reply>,
        /// What could not be read.
        damaged: Many<Damaged>,
    }
}

impl From<smsmode_http::ReplyList> for ReplyList {
    fn from(list: smsmode_http::ReplyList) -> Self {
        Self { replies: Many::of(list.replies), damaged: Many::of(list.damaged) }
    }
}

value! {
    /// A record of an answer that could not be read; the records round it are whole.
    Damaged {
        /// Its place among all records of the answer, from 0.
        position: usize,
        /// Its bytes, as they came.
        raw: Blob,
    }
}

impl From<smsmode_http::DamagedRecord> for Damaged {
    fn from(record: smsmode_http::DamagedRecord) -> Self {
        Self { position: record.position, raw: record.raw.into() }
    }
}
