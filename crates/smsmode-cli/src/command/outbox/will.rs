//! `smsmode outbox retry` and `cancel`: what a person wants of messages.

use smsmode_http::outbox::{OutboxId, ParkedBecause, Stage};
use smsmode_outbox::{Entry, Outbox, WillError};

use crate::arguments::{Named, RetryMessages};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;

use super::{OutboxFailure, address, list, named};

pub(super) fn retry(
    arguments: &RetryMessages,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    let outbox = address::open(&arguments.named.at, context)?;
    let entries = named::entries(&outbox, &arguments.named)?;
    if entries.iter().any(may_arrive_twice) && !arguments.yes && !is_agreed(context) {
        return Err(Failure::NotAgreed);
    }
    Ok(each(&outbox, &entries, &arguments.named, Outbox::retry, context))
}

pub(super) fn cancel(arguments: &Named, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let outbox = address::open(&arguments.at, context)?;
    let entries = named::entries(&outbox, arguments)?;
    Ok(each(&outbox, &entries, arguments, Outbox::cancel, context))
}

fn may_arrive_twice(entry: &Entry) -> bool {
    matches!(entry.progress.stage, Stage::Parked { because: ParkedBecause::InDoubt, .. })
}

fn is_agreed(context: &mut Context<'_, '_>) -> bool {
    let question = context.pick(
        "Nobody knows whether it was sent: it may arrive twice. Send again? (y/N)",
        "Personne ne sait s'il est parti : il peut arriver deux fois. Renvoyer ? (o/N)",
    );
    context.is_interactive() && context.ask(question)
}

/// Shows each as it is then, and why those stay as they are that do not do it.
fn each(
    outbox: &Outbox,
    entries: &[Entry],
    named: &Named,
    will: impl Fn(&Outbox, OutboxId) -> Result<Entry, WillError>,
    context: &mut Context<'_, '_>,
) -> Exit {
    let (mut done, mut refused) = (Vec::new(), Vec::new());
    for entry in entries {
        match will(outbox, entry.id) {
            Ok(entry) => done.push(entry),
            Err(error) => refused.push((entry.id, error)),
        }
    }
    list::show(&done, false, named.at.common.output, context);
    let mut exit = Exit::Done;
    for (id, error) in refused {
        context.note(&id.to_string());
        let failed = Failure::from(OutboxFailure::from(error)).report(context);
        exit = if done.is_empty() { failed } else { Exit::Partly };
    }
    exit
}
