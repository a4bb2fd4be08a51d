//! `smsmode sent`.

use serde::Serialize;
use smsmode_http::{ListSent, LocalDateTime, SentMessage};

use crate::arguments::{Part, Sent};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, Row};

use super::call::call;
use super::lists;

#[derive(Debug, Serialize)]
struct SentRecord {
    message_id: String,
    sent_at: String,
    recipient: String,
    recipients: u32,
    /// A decimal, as text: JSON numbers are binary in most readers.
    cost: String,
    text: String,
}

impl Row<6> for SentRecord {
    const NAMES: [&'static str; 6] =
        ["message_id", "sent_at", "recipient", "recipients", "cost", "text"];

    fn cells(&self) -> [String; 6] {
        let [message_id, sent_at] = [self.message_id.clone(), self.sent_at.clone()];
        let [recipient, recipients] = [self.recipient.clone(), self.recipients.to_string()];
        [message_id, sent_at, recipient, recipients, self.cost.clone(), self.text.clone()]
    }
}

impl From<&SentMessage> for SentRecord {
    fn from(message: &SentMessage) -> Self {
        Self {
            message_id: message.message_id.to_string(),
            sent_at: lists::date(&message.sent_at),
            recipient: message.recipient.to_string(),
            recipients: message.recipients,
            cost: message.cost.to_string(),
            text: message.text.to_string(),
        }
    }
}

pub(super) fn run(arguments: &Sent, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let messages = if arguments.part.all || arguments.since.is_some() {
        paged(arguments, context)?
    } else {
        match one_page(arguments, context)? {
            Some(messages) => messages,
            None => return Ok(Exit::Done),
        }
    };
    let records: Vec<SentRecord> = messages.iter().map(SentRecord::from).collect();
    output::show(&records, arguments.call.common.output, context);
    Ok(Exit::Done)
}

/// One call; nothing where it was only shown.
fn one_page(
    arguments: &Sent,
    context: &mut Context<'_, '_>,
) -> Result<Option<Vec<SentMessage>>, Failure> {
    let Part { limit, first, .. } = arguments.part;
    let mut list = ListSent::new();
    if let Some(limit) = limit {
        list = list.with_page_size(limit)?;
    }
    if let Some(first) = first {
        list = list.with_first(first);
    }
    let Some(list) = call(&list, &arguments.call, context)? else { return Ok(None) };
    lists::tell_damaged(&list.damaged, context);
    Ok(Some(list.messages))
}

/// As many calls as it takes.
fn paged(arguments: &Sent, context: &mut Context<'_, '_>) -> Result<Vec<SentMessage>, Failure> {
    let client = super::client(&arguments.call.common, context)?;
    let since = arguments.since;
    let wanted = client
        .sent_messages()
        .take_while(|message| message.as_ref().map_or(true, |message| is_since(message, since)))
        .take(lists::limit(arguments.part.limit));
    Ok(wanted.collect::<Result<_, _>>()?)
}

/// What has no date that can be read is rather shown than left out.
fn is_since(message: &SentMessage, since: Option<LocalDateTime>) -> bool {
    let (Some(since), Some(sent_at)) = (since, message.sent_at.local()) else { return true };
    sent_at >= since
}
