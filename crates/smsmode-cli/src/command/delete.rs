//! `smsmode delete`.

use smsmode_http::{DeleteSms, InvalidInput, MessageId};

use crate::arguments::Delete;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;

use super::done::{Words, carry_out};

pub(super) fn run(arguments: &Delete, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let question = context.pick(
        "Delete the most recent message to this number?",
        "Supprimer le message le plus récent à ce numéro ?",
    );
    let done = context.pick("The message was deleted.", "Le message a été supprimé.");
    let words = Words { question: question.to_owned(), done };
    carry_out(&order(arguments)?, &words, &arguments.costly, context)
}

fn order(arguments: &Delete) -> Result<DeleteSms, Failure> {
    if let Some(number) = arguments.most_recent_to {
        return Ok(DeleteSms::most_recent_to(number));
    }
    let id = arguments.message_id.as_deref().unwrap_or_default();
    Ok(DeleteSms::by_id(MessageId::new(id).map_err(InvalidInput::from)?))
}
