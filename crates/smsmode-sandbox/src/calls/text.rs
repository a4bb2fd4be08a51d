//! Sending a text (sections 3 and 16 of the API document).

use smsmode_core::wire::param;

use super::Context;
use super::sending::Share;
use crate::answer::{Answer, Refused};
use crate::state::message::MessageKind;

pub(super) const PARAMETERS: &[&str] = &[
    param::TEXT,
    param::RECIPIENTS,
    param::GROUP,
    param::CLASS,
    param::SCHEDULED_AT,
    param::CLIENT_REFERENCE,
    param::SENDER,
    param::MAX_SEGMENTS,
    param::DELIVERY_URL,
    param::REPLY_URL,
    param::OPT_OUT,
];

const KINDS: &[MessageKind] = &[MessageKind::Standard, MessageKind::Replies, MessageKind::Unicode];

pub(super) fn send(context: &mut Context<'_>) -> Result<Answer, Refused> {
    let kind = context.kind(KINDS)?;
    let text = context.parameters.required(param::TEXT)?;
    let (sender, reference) = (context.sender(kind)?, context.reference()?);
    let wishes = context.wishes(kind)?;
    let share = |number| Share {
        number,
        text: text.to_owned(),
        sender: sender.map(str::to_owned),
        reference: reference.map(str::to_owned),
    };
    let shares = context.recipients()?.into_iter().map(share).collect();
    context.accept(shares, &wishes)
}
