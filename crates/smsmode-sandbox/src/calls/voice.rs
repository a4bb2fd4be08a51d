//! Sending a voice message (section 15).

use smsmode_core::wire::param;

use super::Context;
use super::air::Wishes;
use super::sending::Share;
use crate::answer::{Answer, Refused};
use crate::state::message::MessageKind;

pub(super) const PARAMETERS: &[&str] =
    &[param::TEXT, param::RECIPIENTS, param::TITLE, param::SCHEDULED_AT, param::LANGUAGE];

const LANGUAGES: &[&str] = &["fr-FR", "en-GB", "de-DE", "es-ES"];

/// A text over 160 characters is charged as several messages and never cut (grade D).
pub(super) fn send(context: &mut Context<'_>) -> Result<Answer, Refused> {
    let text = context.parameters.required(param::TEXT)?;
    let numbers = context.parameters.required(param::RECIPIENTS)?;
    check_language(context)?;
    let share = |number| Share { number, text: text.to_owned(), sender: None, reference: None };
    let shares = context.numbers(numbers)?.into_iter().map(share).collect();
    let wishes = Wishes { kind: MessageKind::Voice, most_segments: u32::MAX, opt_out: None };
    context.accept(shares, &wishes)
}

fn check_language(context: &Context<'_>) -> Result<(), Refused> {
    match context.parameters.optional(param::LANGUAGE) {
        Some(language) if !LANGUAGES.contains(&language) => {
            Err(Refused::incorrect(param::LANGUAGE, "langue inconnue"))
        }
        _ => Ok(()),
    }
}
