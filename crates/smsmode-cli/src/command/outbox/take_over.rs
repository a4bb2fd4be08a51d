//! `smsmode outbox take-over`: an outbox that was moved or restored.

use serde::Serialize;

use crate::arguments::{Output, TakeOver};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, Row};

use super::{OutboxFailure, address};

#[derive(Debug, Serialize)]
struct TakenOver {
    /// How many messages are unknown now, and are looked up before they are sent.
    doubted: usize,
}

impl Row<1> for TakenOver {
    const NAMES: [&'static str; 1] = ["doubted"];

    fn cells(&self) -> [String; 1] {
        [self.doubted.to_string()]
    }
}

pub(super) fn run(arguments: &TakeOver, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let outbox = address::open(&arguments.at, context)?;
    if !arguments.yes && !is_agreed(context) {
        return Err(Failure::NotAgreed);
    }
    let doubted = outbox.take_over().map_err(OutboxFailure::from)?;
    let output = arguments.at.common.output;
    if output == Output::Table {
        context.line(&context.pick(
            format!("Taken over. Looked up before they are sent: {doubted}"),
            format!("Reprise. Vérifiés avant d'être envoyés : {doubted}"),
        ));
    }
    output::write(&[TakenOver { doubted }], output, context);
    Ok(Exit::Done)
}

fn is_agreed(context: &mut Context<'_, '_>) -> bool {
    let question = context.pick(
        "Does no other machine send from this outbox any more? Whatever waits becomes unknown, and is looked up first. (y/N)",
        "Plus aucune autre machine n'envoie depuis cette boîte ? Tout ce qui attend devient inconnu, et sera d'abord vérifié. (o/N)",
    );
    context.is_interactive() && context.ask(question)
}
