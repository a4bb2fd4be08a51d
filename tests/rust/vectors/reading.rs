//! The five calls that only read.

use serde::Deserialize;
use serde_json::{Value, json};
use smsmode_core::{
    Balance, CurrentStatus, DeliveryReport, GetBalance, GetDeliveryReport, GetMessageStatus,
    InvalidInput, ListReplies, ListSent, MessageId, RepliesWindow, Reply, ReplyList, SentList,
    SentMessage,
};

use crate::call::{Call, show_damaged, show_date};
use crate::sending::local;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

impl Call for GetBalance {
    type Input = Nothing;

    fn build(Nothing {}: Nothing) -> Result<Self, InvalidInput> {
        Ok(Self::new())
    }

    fn show(output: Balance) -> Value {
        json!({ "credits": output.credits.to_string() })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OneMessage {
    message_id: String,
}

impl Call for GetDeliveryReport {
    type Input = OneMessage;

    fn build(input: OneMessage) -> Result<Self, InvalidInput> {
        Ok(Self::new(MessageId::new(input.message_id)?))
    }

    fn show(output: DeliveryReport) -> Value {
        let recipients: Value = output
            .recipients
            .iter()
            .map(|one| json!({ "recipient": one.recipient.to_string(), "status": one.status.code() }))
            .collect();
        json!({ "recipients": recipients, "damaged": show_damaged(&output.damaged) })
    }
}

impl Call for GetMessageStatus {
    type Input = OneMessage;

    fn build(input: OneMessage) -> Result<Self, InvalidInput> {
        Ok(Self::new(MessageId::new(input.message_id)?))
    }

    fn show(output: CurrentStatus) -> Value {
        json!({ "status": output.status.code(), "description": output.description.as_str() })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SentInput {
    first: Option<u32>,
    page_size: Option<u32>,
}

impl Call for ListSent {
    type Input = SentInput;

    fn build(input: SentInput) -> Result<Self, InvalidInput> {
        let mut list = Self::new();
        if let Some(first) = input.first {
            list = list.with_first(first);
        }
        match input.page_size {
            Some(size) => list.with_page_size(size),
            None => Ok(list),
        }
    }

    fn show(output: SentList) -> Value {
        let messages: Value = output.messages.iter().map(show_sent).collect();
        json!({ "messages": messages, "damaged": show_damaged(&output.damaged) })
    }
}

fn show_sent(message: &SentMessage) -> Value {
    json!({
        "message_id": message.message_id.as_str(),
        "sent_at": show_date(&message.sent_at),
        "text": message.text.as_str(),
        "recipient": message.recipient.as_str(),
        "cost": message.cost.to_string(),
        "recipients": message.recipients,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RepliesInput {
    first: Option<u32>,
    page_size: Option<u32>,
    from: Option<String>,
    to: Option<String>,
}

impl Call for ListReplies {
    type Input = RepliesInput;

    fn build(input: RepliesInput) -> Result<Self, InvalidInput> {
        let from = input.from.as_deref().map(local).transpose()?;
        let to = input.to.as_deref().map(local).transpose()?;
        RepliesWindow::new(input.first, input.page_size, from, to).map(Self::within)
    }

    fn show(output: ReplyList) -> Value {
        let replies: Value = output.replies.iter().map(show_reply).collect();
        json!({ "replies": replies, "damaged": show_damaged(&output.damaged) })
    }
}

fn show_reply(reply: &Reply) -> Value {
    json!({
        "reply_id": reply.reply_id.as_str(),
        "received_at": show_date(&reply.received_at),
        "from": reply.from.as_str(),
        "text": reply.text.as_str(),
        "to": reply.to.as_str(),
        "message_id": reply.message_id.as_ref().map(ToString::to_string),
    })
}
