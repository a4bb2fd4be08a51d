//! `smsmode replies`.

mod opting_out;

use serde::Serialize;
use smsmode_http::{
    InvalidInput, ListReplies, LocalDateTime, RepliesWindow, Reply, ReplyList, ServiceZone,
    Timestamp,
};

use crate::arguments::Replies;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Row, cell};

use super::call::call;
use super::lists;

#[derive(Debug, Serialize)]
struct ReplyRecord {
    reply_id: String,
    received_at: String,
    from: String,
    to: String,
    message_id: Option<String>,
    text: String,
}

impl Row<6> for ReplyRecord {
    const NAMES: [&'static str; 6] =
        ["reply_id", "received_at", "from", "to", "message_id", "text"];

    fn cells(&self) -> [String; 6] {
        let [reply_id, received_at] = [self.reply_id.clone(), self.received_at.clone()];
        let message_id = cell(self.message_id.as_ref());
        [reply_id, received_at, self.from.clone(), self.to.clone(), message_id, self.text.clone()]
    }
}

impl From<&Reply> for ReplyRecord {
    fn from(reply: &Reply) -> Self {
        Self {
            reply_id: reply.reply_id.to_string(),
            received_at: lists::date(&reply.received_at),
            from: reply.from.to_string(),
            to: reply.to.to_string(),
            message_id: reply.message_id.as_ref().map(ToString::to_string),
            text: reply.text.to_string(),
        }
    }
}

pub(super) fn run(arguments: &Replies, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let list = if arguments.part.all {
        all(arguments, context)?
    } else {
        let list = ListReplies::within(window(arguments, context.now())?);
        let Some(list) = call(&list, &arguments.call, context)? else { return Ok(Exit::Done) };
        list
    };
    let records = list.replies.iter().take(lists::limit(arguments.part.limit));
    let records: Vec<ReplyRecord> = records.map(ReplyRecord::from).collect();
    lists::show(records, &list.damaged, arguments.call.common.output, context);
    if !arguments.no_optout {
        opting_out::heed(&list.replies, arguments.call.common.profile.as_deref(), context)?;
    }
    Ok(Exit::Done)
}

/// As many calls as it takes.
fn all(arguments: &Replies, context: &mut Context<'_, '_>) -> Result<ReplyList, Failure> {
    let mut pages = super::client(&arguments.call.common, context)?.replies();
    let mut list = ReplyList::default();
    list.replies = pages.by_ref().collect::<Result<_, _>>()?;
    list.damaged = pages.damaged().to_vec();
    Ok(list)
}

/// A period, or a page: the service has no pages of a period.
fn window(arguments: &Replies, now: Timestamp) -> Result<RepliesWindow, InvalidInput> {
    let part = &arguments.part;
    let Some(since) = arguments.since else {
        return RepliesWindow::new(part.first, part.limit, None, None);
    };
    let until = arguments.until.map_or_else(|| next_minute(now), Ok)?;
    RepliesWindow::new(None, None, Some(since), Some(until))
}

/// The service is told minutes, and this one is not over.
fn next_minute(now: Timestamp) -> Result<LocalDateTime, InvalidInput> {
    let next = Timestamp::from_unix_seconds(now.unix_seconds().saturating_add(60));
    Ok(ServiceZone::PARIS.local(next)?)
}
