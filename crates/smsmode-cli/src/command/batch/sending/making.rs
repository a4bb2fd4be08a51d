//! Makes a call, and judges what became of it.

use smsmode_http::{
    Accepted, BatchClass, BatchRow, Cause, Client, Describe as _, Error, InvalidInput, Language,
    Message, Outcome, PolicyError, Recipients, SendBatch, SendSms, Transport,
};

use crate::batch::Line;
use crate::exit::Exit;

use super::journal::Fate;
use super::order::Campaign;

/// A call that was made.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) fate: Fate,
    pub(super) error: Option<Error>,
}

/// A call that can be made.
enum Prepared {
    Batch(SendBatch),
    One(SendSms),
}

/// Makes a call with these lines, of which there is at least one.
pub(super) fn make<T: Transport>(client: &Client<T>, campaign: &Campaign, lines: &[&Line]) -> Made {
    let answer = match prepare(campaign, lines) {
        Ok(Prepared::Batch(call)) => client.call(&call),
        Ok(Prepared::One(call)) => client.call(&call),
        Err(input) => return Made { fate: Fate::refused_here(&input), error: None },
    };
    match answer {
        Ok(accepted) => Made { fate: Fate::from(&accepted), error: None },
        Err(error) => Made { fate: Fate::from(&error), error: Some(error) },
    }
}

fn prepare(campaign: &Campaign, lines: &[&Line]) -> Result<Prepared, InvalidInput> {
    match lines {
        [line] if campaign.each => one(campaign, line).map(Prepared::One),
        lines => batch(campaign, lines).map(Prepared::Batch),
    }
}

fn one(campaign: &Campaign, line: &Line) -> Result<SendSms, InvalidInput> {
    let to = Recipients::new([line.recipient])?;
    let mut call = SendSms::new(to, line.message.clone());
    if let Some(limit) = campaign.max_segments {
        call = call.with_max_segments(limit)?;
    }
    if let Some(schedule) = campaign.schedule {
        call = call.with_schedule(schedule);
    }
    if let Some(reference) = line.reference.as_ref().or(campaign.reference.as_ref()) {
        call = call.with_reference(reference.clone());
    }
    if let Some(opt_out) = campaign.opt_out {
        call = call.with_opt_out(opt_out);
    }
    Ok(call)
}

fn batch(campaign: &Campaign, lines: &[&Line]) -> Result<SendBatch, InvalidInput> {
    let rows: Vec<BatchRow> = lines.iter().map(|line| row(line)).collect::<Result<_, _>>()?;
    let class = if campaign.replies {
        BatchClass::ReplyAllowed
    } else {
        BatchClass::Standard { sender: None }
    };
    let mut call = SendBatch::of_class(class, rows)?;
    if let Some(limit) = campaign.max_segments {
        call = call.with_max_segments(limit)?;
    }
    if let Some(schedule) = campaign.schedule {
        call = call.with_schedule(schedule);
    }
    if let Some(reference) = &campaign.reference {
        call = call.with_reference(reference.clone());
    }
    if let Some(opt_out) = campaign.opt_out {
        call = call.with_opt_out(opt_out);
    }
    Ok(call)
}

fn row(line: &Line) -> Result<BatchRow, InvalidInput> {
    let (text, sender) = match line.message.clone() {
        Message::Standard { text, sender } => (text, sender),
        Message::ReplyAllowed { text } => (text, None),
        // It was looked for before the first call; to make a GSM text of it says what is wrong.
        Message::Unicode { text, sender } => (smsmode_http::GsmText::new(text.as_str())?, sender),
    };
    let mut row = BatchRow::new(line.recipient, text);
    if let Some(sender) = sender {
        row = row.with_sender(sender);
    }
    if let Some(reference) = &line.reference {
        row = row.with_reference(reference.clone());
    }
    Ok(row)
}

/// Whether every other call would come to the same, since it is about the account.
pub(super) fn is_hopeless(error: &Error) -> bool {
    matches!(Exit::of(error), Exit::Authentication | Exit::Credits) || is_day_full(error)
}

fn is_day_full(error: &Error) -> bool {
    matches!(
        error.cause(),
        Cause::InvalidInput(InvalidInput::Policy(PolicyError::SegmentsPerDay { .. }))
    )
}

impl Fate {
    /// Nobody was asked: the call cannot be made.
    fn refused_here(input: &InvalidInput) -> Self {
        Self::Refused { reason: input.describe(Language::English) }
    }
}

impl From<&Accepted> for Fate {
    fn from(accepted: &Accepted) -> Self {
        Self::Accepted {
            message_id: accepted.message_id.as_ref().map(ToString::to_string),
            provisional: accepted.provisional,
        }
    }
}

impl From<&Error> for Fate {
    /// Only what the service refused for good counts as refused. What it put off, what concerns the
    /// account, and what something before it turned away was not sent, and can be.
    fn from(error: &Error) -> Self {
        let reason = error.cause().describe(Language::English);
        match error.cause() {
            _ if error.outcome() == Outcome::Unknown => Self::Unknown { reason },
            _ if error.retry() || is_hopeless(error) => Self::NotSent { reason },
            Cause::InvalidInput(_) | Cause::Refused(_) => Self::Refused { reason },
            _ => Self::NotSent { reason },
        }
    }
}
