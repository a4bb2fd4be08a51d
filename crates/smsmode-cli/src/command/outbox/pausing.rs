//! `smsmode outbox pause` and `resume`.

use smsmode_outbox::{LedgerError, Outbox, Overview};

use crate::arguments::{OutboxAt, Output};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output;

use super::overview::{self, OverviewRecord};
use super::{OutboxFailure, address};

pub(super) fn pause(at: &OutboxAt, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    set(at, Outbox::pause, context)
}

pub(super) fn resume(at: &OutboxAt, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    set(at, Outbox::resume, context)
}

/// How things stand then. Where that cannot be read, it is done all the same.
fn set(
    at: &OutboxAt,
    set: impl Fn(&Outbox) -> Result<(), LedgerError>,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    let outbox = address::open(at, context)?;
    set(&outbox).map_err(OutboxFailure::from)?;
    match outbox.overview() {
        Ok(overview) => show(&overview, at.common.output, context),
        Err(error) => {
            let why = context.say(&error);
            let text = context.pick(
                format!("that is done; the messages cannot be counted: {why}"),
                format!("c'est fait ; les messages ne peuvent pas être comptés : {why}"),
            );
            context.note(&text);
        }
    }
    Ok(Exit::Done)
}

fn show(overview: &Overview, output: Output, context: &mut Context<'_, '_>) {
    overview::tell_pause(overview, context);
    if overview.paused.is_none() {
        context.note(context.pick(
            "not paused: smsmode outbox run sends what waits",
            "pas de pause : smsmode outbox run envoie ce qui attend",
        ));
    }
    output::write(&[OverviewRecord::from(overview)], output, context);
}
