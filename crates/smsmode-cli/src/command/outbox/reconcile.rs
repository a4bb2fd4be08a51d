//! `smsmode outbox reconcile`: what is unknown or parked is looked up now.

use smsmode_outbox::ReconcileError;

use crate::arguments::ReconcileOutbox;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;

use super::{OutboxFailure, address, doubts, list, looking_up};

pub(super) fn run(
    arguments: &ReconcileOutbox,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    let at = &arguments.at;
    let outbox = address::open(at, context)?;
    let client = crate::command::client(&at.common, context)?;
    let settings = looking_up::settings(&arguments.looking_up, context);
    let looked_up = outbox.reconcile(&client, &settings);
    let entries = looked_up.map_err(|error| match error {
        ReconcileError::List(error) => Failure::Call(error),
        error => OutboxFailure::Reconcile(error).into(),
    })?;
    if entries.is_empty() {
        context.note(context.pick("nothing is unknown or parked", "rien d'inconnu ni en suspens"));
    }
    list::show(&entries, false, at.common.output, context);
    doubts::tell(&entries, context);
    let in_doubt = entries.iter().any(doubts::needs_words);
    Ok(if in_doubt { Exit::Unknown } else { Exit::Done })
}
