//! `smsmode outbox run`: sends the messages, until it is told to stop.

mod end;
#[cfg(feature = "metrics")]
mod metrics;
mod news;
mod settings;

use std::sync::Arc;
use std::time::Duration;

use smsmode_http::Method;
use smsmode_outbox::{Dispatcher, Outbox};

use crate::arguments::{Output, RunOutbox};
use crate::command::{client_of, configuration};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output;

use super::overview::{self, OverviewRecord};
use super::{Address, OutboxFailure};

use self::end::End;
use self::news::News;

/// Whether nothing could be written for so long that it makes no sense to go on.
type IsHopeless = bool;

/// How often it is looked whether something is to be told.
const LOOK: Duration = Duration::from_millis(200);

pub(super) fn run(arguments: &RunOutbox, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let common = &arguments.at.common;
    let given = arguments.at.outbox.as_deref();
    let address = Address::find(given, common.profile.as_deref(), context)?;
    let settings = settings::of(arguments, context)?;
    let configuration = configuration(common, context)?;
    let client = client_of(configuration, Method::Post, context)?;
    // Nobody would know whether a message went whose call was broken off.
    context.interrupt.let_the_call_end(context.pick(
        "the calls under way come to their end; once more breaks them off",
        "les appels en cours se terminent ; une seconde fois les interrompt",
    ));
    #[cfg(feature = "metrics")]
    let bound = metrics::bind(arguments.metrics)?;
    let outbox = address.open_or_make()?;
    let news = News::of(&outbox).map_err(OutboxFailure::from)?;
    let dispatcher = outbox.dispatch(&client, settings).map_err(OutboxFailure::from)?;
    let dispatcher = Arc::new(dispatcher);
    #[cfg(feature = "metrics")]
    let metrics = metrics::start(bound, &outbox, &dispatcher, context)?;
    greet(&address, context);
    let watched = watch(End::of(arguments), news, &outbox, &dispatcher, context);
    #[cfg(feature = "metrics")]
    drop(metrics);
    // Nobody else has it any more: the calls come to their end here.
    drop(dispatcher);
    Ok(conclude(arguments, &outbox, watched?, context))
}

/// The line is a contract: programs wait for it.
fn greet(address: &Address, context: &mut Context<'_, '_>) {
    context.note(&format!("sending from {}", address.shown()));
    if context.is_interactive() {
        context.note(context.pick("Ctrl-C stops it", "Ctrl-C l'arrête"));
    }
}

/// Tells what somebody must know, until it is over, or hopeless.
fn watch(
    mut end: End,
    mut news: News,
    outbox: &Outbox,
    dispatcher: &Dispatcher,
    context: &mut Context<'_, '_>,
) -> Result<IsHopeless, Failure> {
    while !context.interrupt.is_fired() {
        let has_given_up = dispatcher.has_given_up();
        let looked = news.tell(outbox, dispatcher, context).and_then(|()| end.has_come(outbox));
        let is_in_trouble = match looked {
            Ok(true) => break,
            Ok(false) => dispatcher.trouble().is_some(),
            // The dispatcher has the same trouble, and says so; both go on once it is over.
            Err(error) if error.is_passing() => true,
            Err(error) => return Err(OutboxFailure::Broken(error).into()),
        };
        if has_given_up || end.is_hopeless(is_in_trouble) {
            return Ok(true);
        }
        context.interrupt.wait(Some(LOOK));
    }
    Ok(false)
}

/// How things stand at the end, and what that means for whoever started it.
fn conclude(
    arguments: &RunOutbox,
    outbox: &Outbox,
    is_hopeless: IsHopeless,
    context: &mut Context<'_, '_>,
) -> Exit {
    if is_hopeless {
        Failure::from(OutboxFailure::Hopeless).report(context);
    }
    let overview = match outbox.overview() {
        Ok(overview) => overview,
        // Messages may have gone: it must not look as if surely none had.
        Err(error) => {
            Failure::from(OutboxFailure::from(error)).report(context);
            return end::exit_unread(context.interrupt.is_fired());
        }
    };
    let common = arguments.at.common.output;
    if common == Output::Table {
        context.line(&overview::counts(&overview));
    }
    output::write(&[OverviewRecord::from(&overview)], common, context);
    overview::tell_pause(&overview, context);
    end::exit(&overview, context.interrupt.is_fired(), is_hopeless)
}
