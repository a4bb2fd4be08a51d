//! The two lists (sections 10 and 14): records with pipes, texts as they are.

use jiff::Timestamp;
use smsmode_core::RefusalCode;
use smsmode_core::wire::param;

use super::Context;
use super::balance::printed;
use crate::answer::{Answer, Refused};
use crate::state::delivery::Delivery;
use crate::state::message::Message;
use crate::state::reply::{Reply, SHORT_CODE};
use crate::switches::{EmptyList, ListSentFirst, ListSeparator, RepliesTrailingPipe, TrailingPipe};

const PAGE_SIZE: usize = 50;
const LARGEST_PAGE: usize = 10_000;

pub(super) const SENT: &[&str] = &[param::PAGE_SIZE, param::FIRST];
pub(super) const REPLIES: &[&str] =
    &[param::PAGE_SIZE, param::FIRST, param::FROM_DATE, param::TO_DATE];

/// Messages sent, the newest first.
pub(super) fn sent(context: &mut Context<'_>) -> Result<Answer, Refused> {
    let mut page = Page::read(context)?;
    if context.switches().list_sent_first == ListSentFirst::Ignored {
        page.first = 0;
    }
    let own = context.state.messages.newest_of(&context.login);
    let own = own.filter(|message| !message.deleted);
    let records = own.skip(page.first).take(page.size).map(|message| context.sent_record(message));
    let records: Vec<_> = records.collect();
    context.list(&records)
}

/// Replies, the newest first: a page, or those of a period.
pub(super) fn replies(context: &mut Context<'_>) -> Result<Answer, Refused> {
    let selection = Selection::read(context)?;
    let replies = context.state.replies.iter().rev();
    let own = replies.filter(|reply| reply.account == context.login);
    let record = |reply| context.reply_record(reply);
    let records: Vec<_> = match selection {
        Selection::Page(page) => own.skip(page.first).take(page.size).map(record).collect(),
        Selection::Period(from, to) => {
            let inside = |reply: &&Reply| reply.received_at >= from && reply.received_at <= to;
            own.filter(inside).map(record).collect()
        }
    };
    context.list(&records)
}

struct Page {
    first: usize,
    size: usize,
}

impl Page {
    fn read(context: &Context<'_>) -> Result<Self, Refused> {
        let first = context.parameters.number(param::FIRST)?.unwrap_or(0);
        let size = context.parameters.number(param::PAGE_SIZE)?.unwrap_or(PAGE_SIZE);
        if !(1..=LARGEST_PAGE).contains(&size) {
            return Err(Refused::incorrect(param::PAGE_SIZE, "de 1 à 10000"));
        }
        Ok(Self { first, size })
    }
}

enum Selection {
    Page(Page),
    Period(Timestamp, Timestamp),
}

impl Selection {
    /// Paging and dates exclude each other; either date needs the other.
    fn read(context: &Context<'_>) -> Result<Self, Refused> {
        let given = |name| context.parameters.optional(name);
        let Some(any) =
            [param::FROM_DATE, param::TO_DATE].into_iter().find(|name| given(name).is_some())
        else {
            return Page::read(context).map(Self::Page);
        };
        if given(param::FIRST).or(given(param::PAGE_SIZE)).is_some() {
            return Err(Refused::incorrect(any, "dates ou pagination, pas les deux"));
        }
        Ok(Self::Period(context.date(param::FROM_DATE)?, context.date(param::TO_DATE)?))
    }
}

impl Context<'_> {
    fn date(&self, name: &str) -> Result<Timestamp, Refused> {
        let date = self.switches().time_zone.read_minutes(self.parameters.required(name)?);
        let code = self.switches().bad_date_code;
        date.ok_or_else(|| Refused::incorrect_with(code, name, "format ddMMyyyy-HH:mm attendu"))
    }

    /// `id | date | text | phone | cost | recipients |`. A campaign shows its first recipient.
    fn sent_record(&self, message: &Message) -> String {
        let first = message.deliveries.first();
        let text = first.map(Delivery::text).unwrap_or_default();
        let number = first.map(|delivery| delivery.number.as_str()).unwrap_or_default();
        let date = self.switches().time_zone.slashes(message.sent_at);
        let (cost, recipients) = (printed(message.cost()), message.deliveries.len());
        let end = match self.switches().trailing_pipe {
            TrailingPipe::Written => " |",
            TrailingPipe::LeftOut => "",
        };
        format!("{} | {date} | {text} | {number} | {cost} | {recipients}{end}", message.id)
    }

    /// `id | date | from | text | to | message id`
    fn reply_record(&self, reply: &Reply) -> String {
        let date = self.switches().time_zone.minutes(reply.received_at);
        let Reply { id, from, text, message_id, .. } = reply;
        let end = match self.switches().replies_trailing_pipe {
            RepliesTrailingPipe::LeftOut => "",
            RepliesTrailingPipe::Written => " |",
        };
        format!("{id} | {date} | {from} | {text} | {SHORT_CODE} | {message_id}{end}")
    }

    fn list(&self, records: &[String]) -> Result<Answer, Refused> {
        if records.is_empty() && self.switches().empty_list == EmptyList::UnknownMessage {
            return Err(Refused::with_code(RefusalCode::UNKNOWN_MESSAGE.code()));
        }
        let separator = match self.switches().list_separator {
            ListSeparator::EmptyLine => "\r\n\r\n",
            ListSeparator::HtmlBreak => "<br/>",
            ListSeparator::LineEnd => "\r\n",
        };
        Ok(Answer::Text(records.join(separator)))
    }
}
