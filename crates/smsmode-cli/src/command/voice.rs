//! `smsmode voice`.

use serde::Serialize;
use smsmode_http::{Accepted, InvalidInput, PhoneNumber, Recipients, SendVoice};

use crate::arguments::{Output, Voice};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, Row, cell};
use crate::page::row;

use super::call::call;
use super::send::{MANY_RECIPIENTS, id_or_warning, schedule};

/// One call to one person.
#[derive(Debug, Serialize)]
struct VoiceRecord {
    message_id: Option<String>,
    recipient: String,
    outcome: &'static str,
    /// Whether the id may be cut, since nothing in the answer marked its end.
    provisional: bool,
}

impl Row<4> for VoiceRecord {
    const NAMES: [&'static str; 4] = ["message_id", "recipient", "outcome", "provisional"];

    fn cells(&self) -> [String; 4] {
        let message_id = cell(self.message_id.as_ref());
        let [outcome, provisional] = [self.outcome.to_owned(), self.provisional.to_string()];
        [message_id, self.recipient.clone(), outcome, provisional]
    }
}

pub(super) fn run(arguments: &Voice, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let text = super::text_input::read(&arguments.text, context)?;
    let recipients = Recipients::parse(&arguments.to)?;
    let order = order(arguments, text, recipients.clone(), context)?;
    confirm(arguments, recipients.len(), context)?;
    let call = &arguments.costly.call;
    let Some(accepted) = self::call(&order, call, context)? else { return Ok(Exit::Done) };
    tell(&accepted, recipients.numbers(), call.common.output, context);
    Ok(Exit::Done)
}

fn order(
    arguments: &Voice,
    text: String,
    to: Recipients,
    context: &Context<'_, '_>,
) -> Result<SendVoice, Failure> {
    let make = if arguments.unlimited { SendVoice::unlimited } else { SendVoice::new };
    let mut order = make(to, text)?;
    if let Some(title) = &arguments.title {
        order = order.with_title(title)?;
    }
    if let Some(language) = arguments.language {
        order = order.with_language(language.into());
    }
    if let Some(at) = &arguments.at {
        let at = schedule(at, context.now()).map_err(InvalidInput::from)?;
        order = order.with_schedule(at);
    }
    Ok(order)
}

/// As for a text: few are called without a question.
fn confirm(
    arguments: &Voice,
    recipients: usize,
    context: &mut Context<'_, '_>,
) -> Result<(), Failure> {
    if recipients <= MANY_RECIPIENTS || arguments.costly.yes || arguments.costly.call.curl {
        return Ok(());
    }
    let question = context.pick(
        format!("Call {recipients} people? (y/N)"),
        format!("Appeler {recipients} personnes ? (o/N)"),
    );
    let agreed = context.is_interactive() && context.ask(&question);
    if agreed { Ok(()) } else { Err(Failure::NotAgreed) }
}

fn tell(
    accepted: &Accepted,
    numbers: &[PhoneNumber],
    output: Output,
    context: &mut Context<'_, '_>,
) {
    let id = id_or_warning(accepted, context).map(|id| id.to_string());
    if output == Output::Table {
        let lost = context.pick("(id lost)", "(identifiant perdu)");
        let label = context.pick("Accepted", "Accepté");
        context.line(&row(label, id.as_deref().unwrap_or(lost)));
    }
    let record = |number: &PhoneNumber| VoiceRecord {
        message_id: id.clone(),
        recipient: number.to_string(),
        outcome: "accepted",
        provisional: accepted.provisional,
    };
    let records: Vec<VoiceRecord> = numbers.iter().map(record).collect();
    output::write(&records, output, context);
}
