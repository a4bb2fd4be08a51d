//! What became of a message, and deleting it (sections 4, 9 and 11).

use smsmode_core::wire::param;
use smsmode_core::{Describe, Language, MessageStatus, RefusalCode};

use super::Context;
use crate::answer::{Answer, Refused};
use crate::state::message::Message;
use crate::switches::{ReportSeparator, ReportsShown, TrailingPipe};

pub(super) const BY_ID: &[&str] = &[param::MESSAGE_ID];
pub(super) const BY_ID_OR_NUMBER: &[&str] = &[param::MESSAGE_ID, param::RECIPIENTS];

/// `number status | number status | …`
pub(super) fn report(context: &mut Context<'_>) -> Result<Answer, Refused> {
    let message = context.asked_message()?;
    let part = |(number, status): (&str, MessageStatus)| format!("{number} {}", status.code());
    let parts =
        message.deliveries.iter().map(|delivery| part((&delivery.number, delivery.status())));
    let separator = match context.switches().report_separator {
        ReportSeparator::Spaced => " | ",
        ReportSeparator::Bare => "|",
        ReportSeparator::EmptyPart => " |  | ",
        ReportSeparator::LineEnd => " |\r\n",
    };
    let end = match context.switches().report_trailing_pipe {
        TrailingPipe::Written => " | ",
        TrailingPipe::LeftOut => "",
    };
    Ok(Answer::Text(parts.collect::<Vec<_>>().join(separator) + end))
}

/// `status | text`
pub(super) fn status(context: &mut Context<'_>) -> Result<Answer, Refused> {
    let message = context.asked_message()?;
    let status = shown_status(message, context.switches().reports_shown);
    Ok(Answer::Text(format!("{} | {}", status.code(), status.describe(Language::French))))
}

/// Without a report, `sent` is the last status that is ever shown (grade B). What the annex calls 35
/// is 39 here, where 35 is a refusal.
fn shown_status(message: &Message, shown: ReportsShown) -> MessageStatus {
    let has_report = match shown {
        ReportsShown::Always => true,
        ReportsShown::WithDeliveryUrl => message.delivery_url.is_some(),
        ReportsShown::Never => false,
    };
    match message.status() {
        MessageStatus::AT_OPERATOR | MessageStatus::RECEIVED if !has_report => MessageStatus::SENT,
        MessageStatus::RECEPTION_ERROR => MessageStatus::RECEPTION_ERROR_39,
        status => status,
    }
}

/// Deletes by id, or the most recent message to a number. What was charged for a message that has
/// not left yet comes back (grade D).
pub(super) fn delete(context: &mut Context<'_>) -> Result<Answer, Refused> {
    let number = context.number_to_delete()?.ok_or_else(unknown_message)?;
    let now = context.now;
    let message = context.state.messages.get_mut(number).ok_or_else(unknown_message)?;
    message.deleted = true;
    let waits = message.sent_at > now;
    let cost = message.cost();
    if waits {
        context.account()?.credits += cost;
    }
    Ok(Answer::done("SMS supprimé"))
}

impl Context<'_> {
    fn asked_message(&self) -> Result<&Message, Refused> {
        let id = self.parameters.required(param::MESSAGE_ID)?;
        self.asked_for(id).ok_or_else(unknown_message)
    }

    fn asked_for(&self, id: &str) -> Option<&Message> {
        self.state.message(id).filter(|message| self.sees(message))
    }

    fn number_to_delete(&self) -> Result<Option<u64>, Refused> {
        let (id, number) = (param::MESSAGE_ID, param::RECIPIENTS);
        match (self.parameters.optional(id), self.parameters.optional(number)) {
            (Some(_), Some(_)) => Err(Refused::incorrect(number, "un seul des deux")),
            (None, None) => Err(Refused::missing(id)),
            (Some(id), None) => Ok(self.asked_for(id).map(|message| message.number)),
            (None, Some(number)) => Ok(self.most_recent_to(&self.number(number)?)),
        }
    }

    fn most_recent_to(&self, number: &str) -> Option<u64> {
        let mut own = self.state.messages.newest_of(&self.login);
        let message = own.find(|message| message.is_for(number) && self.sees(message))?;
        Some(message.number)
    }

    fn sees(&self, message: &Message) -> bool {
        message.is_visible_to(&self.login, self.now)
    }
}

fn unknown_message() -> Refused {
    Refused::with_code(RefusalCode::UNKNOWN_MESSAGE.code())
}
