//! `smsmode sent`.

use serde::Serialize;
use smsmode_http::{ListSent, LocalDateTime, SentList, SentMessage};

use crate::arguments::{Part, Sent};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Row;

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
    let list = if arguments.part.all || arguments.since.is_some() {
        paged(arguments, context)?
    } else {
        match call(&one_page(arguments)?, &arguments.call, context)? {
            Some(list) => list,
            None => return Ok(Exit::Done),
        }
    };
    let records: Vec<SentRecord> = list.messages.iter().map(SentRecord::from).collect();
    lists::show(records, &list.damaged, arguments.call.common.output, context);
    Ok(Exit::Done)
}

fn one_page(arguments: &Sent) -> Result<ListSent, Failure> {
    let Part { limit, first, .. } = arguments.part;
    let mut list = ListSent::new();
    if let Some(limit) = limit {
        list = list.with_page_size(limit)?;
    }
    if let Some(first) = first {
        list = list.with_first(first);
    }
    Ok(list)
}

/// As many calls as it takes.
fn paged(arguments: &Sent, context: &mut Context<'_, '_>) -> Result<SentList, Failure> {
    let client = super::client(&arguments.call.common, context)?;
    let (mut pages, since) = (client.sent_messages(), arguments.since);
    let wanted = pages
        .by_ref()
        .take_while(|message| message.as_ref().map_or(true, |message| is_since(message, since)))
        .take(lists::limit(arguments.part.limit));
    let mut list = SentList::default();
    list.messages = wanted.collect::<Result<_, _>>()?;
    list.damaged = pages.damaged().to_vec();
    Ok(list)
}

/// What has no date that can be read is rather shown than left out.
fn is_since(message: &SentMessage, since: Option<LocalDateTime>) -> bool {
    let (Some(since), Some(sent_at)) = (since, message.sent_at.local()) else { return true };
    sent_at >= since
}
