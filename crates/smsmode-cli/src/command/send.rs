//! `smsmode send`: the plan, the send, what became of it.

mod addressees;
mod beware;
mod notified;
mod order;
#[cfg(feature = "outbox")]
mod queued;
mod sandboxed;
mod telling;

pub(super) use order::schedule;

use std::time::Duration;

use smsmode_http::text::PlanOptions;
use smsmode_http::{
    Accepted, Client, Describe as _, Endpoint as _, MessageId, PhoneNumber, Transport, WaitOptions,
};

use crate::arguments::{Output, Send};
use crate::command::status::conclude;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::forecast::Forecast;
use crate::optout::OptOutRefusal;
use crate::output::{self, ErrorRecord, MessageRecord};
use crate::page::row;
use crate::plan_view;

use self::order::Order;
use self::telling::Telling;

/// More than this needs a yes.
pub(super) const MANY_RECIPIENTS: usize = 20;
pub(super) const MANY_SEGMENTS: u64 = 50;

pub(super) fn run(arguments: &Send, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    #[cfg(feature = "outbox")]
    match &arguments.outbox {
        Some(url) => return queued::run(url, arguments, context),
        None if arguments.queueing.is_given() => return Err(super::OutboxFailure::NotQueued.into()),
        None => {}
    }
    let text = super::text_input::read(&arguments.letter.text, context)?;
    let options = order::plan_options(arguments, context)?;
    let order = match Order::new(arguments, &text, options, context) {
        Ok(order) => order,
        Err(failure) => return Ok(not_ordered(arguments, &text, options, &failure, context)),
    };
    let mut telling = Telling::new(&order, arguments.letter.common.output, context);
    let result = carry_out(arguments, &order, &mut telling, context);
    let exit = result.unwrap_or_else(|failure| {
        telling.failed(&failure, context);
        failure.report(context)
    });
    telling.end(context);
    Ok(exit)
}

/// Input that cannot be sent is told in the same records as everything else.
fn not_ordered(
    arguments: &Send,
    text: &str,
    options: PlanOptions,
    failure: &Failure,
    context: &mut Context<'_, '_>,
) -> Exit {
    let forecast = Forecast::new(text, &options);
    let mut record = MessageRecord::planned(&forecast.plan);
    record.group.clone_from(&arguments.group);
    record.client_reference.clone_from(&arguments.letter.reference);
    record.error = Some(ErrorRecord::new(failure, context));
    record.opted_out = matches!(failure, Failure::OptedOut(OptOutRefusal::AllSaidStop));
    let to = |spelling: &String| {
        let number = PhoneNumber::parse(spelling)
            .map_or_else(|_| spelling.clone(), |number| number.to_string());
        MessageRecord { recipient: Some(number), ..record.clone() }
    };
    let records: Vec<MessageRecord> = arguments.letter.to.iter().map(to).collect();
    let records = if records.is_empty() { vec![record] } else { records };
    output::write(&records, arguments.letter.common.output, context);
    failure.report(context)
}

fn carry_out(
    arguments: &Send,
    order: &Order,
    telling: &mut Telling,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    beware::tell(order, context);
    if arguments.curl {
        let method = order::method(arguments);
        super::call::show(&order.send, method, &arguments.letter.common, context)?;
        return Ok(Exit::Done);
    }
    if arguments.letter.common.output == Output::Table {
        show_plan(order, context);
    }
    if arguments.letter.dry_run {
        return dry_run(arguments, order, context);
    }
    confirm(arguments, order, context)?;
    if arguments.sandbox {
        return sandboxed::run(order, order::method(arguments), telling, context);
    }
    let client = super::client_by(order::method(arguments), &arguments.letter.common, context)?;
    let accepted = client.call(&order.send)?;
    let id = telling.accepted(&accepted, context);
    Ok(match (arguments.wait, id) {
        (Some(wait), Some(id)) => follow(&client, &id, wait, telling, context),
        _ => Exit::Done,
    })
}

fn show_plan(order: &Order, context: &mut Context<'_, '_>) {
    let page = context.page();
    let mut rows = plan_view::brief(&order.plan, order.audience(), page);
    if let Some(quiet) = &order.quiet {
        rows.extend(page.row(page.pick("Beware", "Attention"), &quiet.describe(page.language)));
    }
    for row in rows {
        context.line(&row);
    }
}

fn dry_run(
    arguments: &Send,
    order: &Order,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    let account = order::dry_account(arguments)?;
    let request = order.send.request(&account)?;
    if arguments.letter.common.output == Output::Table {
        let label = context.pick("Request", "Requête");
        context.line(&row(label, &format!("{request:?}")));
        let nothing =
            context.pick("Dry run: nothing was sent.", "Essai à blanc : rien n'a été envoyé.");
        context.line(nothing);
    }
    Ok(Exit::Done)
}

fn confirm(arguments: &Send, order: &Order, context: &mut Context<'_, '_>) -> Result<(), Failure> {
    let recipients = order.recipients().unwrap_or(usize::MAX);
    let segments = order.plan.cost().map_or(u64::MAX, |cost| cost.max);
    let many = recipients > MANY_RECIPIENTS || segments > MANY_SEGMENTS;
    if !many || arguments.letter.yes || arguments.sandbox {
        return Ok(());
    }
    let question = context.pick("Send? (y/N)", "Envoyer ? (o/N)");
    if context.is_interactive() && context.ask(question) {
        return Ok(());
    }
    Err(Failure::NotConfirmed { recipients: MANY_RECIPIENTS, segments: MANY_SEGMENTS })
}

/// Asks for the status until it is final. Whatever goes wrong now, the message was accepted.
fn follow<T: Transport>(
    client: &Client<T>,
    id: &MessageId,
    wait: Duration,
    telling: &mut Telling,
    context: &mut Context<'_, '_>,
) -> Exit {
    let options = WaitOptions::new(wait);
    let end = client.wait(id, options, |current| telling.campaign(current.status, context));
    match end {
        _ if context.interrupt.is_fired() => Exit::Interrupted,
        Ok(end) => conclude(end, context).1,
        Err(error) => {
            let text = context.pick(
                "the message was accepted; its status could not be asked for:",
                "le message a été accepté ; son statut n'a pas pu être demandé :",
            );
            let cause = error.cause().describe(context.language);
            context.note(&format!("{text} {cause}"));
            Exit::Pending
        }
    }
}

/// The id of an accepted message, or what to say where it was lost.
pub(super) fn id_or_warning(
    accepted: &Accepted,
    context: &mut Context<'_, '_>,
) -> Option<MessageId> {
    if accepted.message_id.is_none() {
        let text = context.pick(
            "the message was accepted and its id was lost in the answer; do not send it again",
            "le message a été accepté mais son identifiant s'est perdu dans la réponse ; ne le renvoyez pas",
        );
        context.note(text);
    }
    accepted.message_id.clone()
}
