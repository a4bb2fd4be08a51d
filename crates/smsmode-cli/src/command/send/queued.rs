//! `send --outbox`: the message is put into an outbox, a row for each recipient.

mod keys;
mod record;

use smsmode_http::PhoneNumber;
use smsmode_outbox::{Added, MessageKey, NewMessage, Outbox};

use super::order::{self, Order};
use super::{beware, confirm, notified, show_plan};
use crate::arguments::{Output, Send};
use crate::command::OutboxFailure;
use crate::command::outbox::{Address, tell_doubts};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output;

use self::keys::Keys;
use self::record::AddedRecord;

pub(super) fn run(
    url: &str,
    arguments: &Send,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    let address = Address::parse(url)?;
    let text = crate::command::text_input::read(&arguments.letter.text, context)?;
    let options = order::plan_options(arguments, context)?;
    let order = Order::new(arguments, &text, options, context)?;
    beware::tell(&order, context);
    if arguments.letter.common.output == Output::Table {
        show_plan(&order, context);
    }
    if arguments.letter.dry_run {
        context.note(
            context.pick("Dry run: nothing was put in.", "Essai à blanc : rien n'a été ajouté."),
        );
        return Ok(Exit::Done);
    }
    confirm(arguments, &order, context)?;
    let key = key(arguments, context)?;
    put_in(&address.open_or_make()?, &key, &order, arguments, context)
}

/// The key that was given, or a new one. It is told before anything is written: whoever is killed
/// meanwhile can do the same again under it.
fn key(arguments: &Send, context: &mut Context<'_, '_>) -> Result<MessageKey, Failure> {
    if let Some(key) = &arguments.queueing.key {
        return Ok(key.clone());
    }
    let random: String = std::iter::repeat_with(fastrand::alphanumeric).take(16).collect();
    let key = format!("send-{random}");
    context.note(&context.pick(
        format!("--key {key} is new; with it, doing this again puts nothing in twice"),
        format!("--key {key} est nouvelle ; avec elle, recommencer n'ajoute rien deux fois"),
    ));
    Ok(MessageKey::new(key).map_err(OutboxFailure::from)?)
}

fn put_in(
    outbox: &Outbox,
    key: &MessageKey,
    order: &Order,
    arguments: &Send,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    let keys = Keys::new(key, order.numbers().len() + order.opted_out.len(), outbox);
    let message = |number: &PhoneNumber| message(*number, &keys, order, arguments, context);
    let messages: Vec<NewMessage> =
        order.numbers().iter().map(message).collect::<Result<_, OutboxFailure>>()?;
    let added = outbox.enqueue_all(&messages).map_err(OutboxFailure::from)?;
    Ok(tell(outbox, &messages, &added, order, arguments.letter.common.output, context))
}

fn message(
    number: PhoneNumber,
    keys: &Keys<'_>,
    order: &Order,
    arguments: &Send,
    context: &Context<'_, '_>,
) -> Result<NewMessage, OutboxFailure> {
    let leaves = notified::leaving(order.date, context.now());
    let mut message = NewMessage::new(keys.of(number)?, number, order.send.message().clone());
    if let Some(limit) = arguments.letter.max_segments {
        message = message.with_max_segments(limit).map_err(OutboxFailure::Input)?;
    }
    if let Some(opt_out) = arguments.letter.opt_out {
        message = message.with_opt_out(opt_out.into());
    }
    if let Some(reference) = &order.reference {
        message = message.with_reference(reference.clone());
    }
    if order.date.is_some() {
        message = message.with_not_before(leaves);
    }
    if let Some(within) = arguments.queueing.within {
        let seconds = i64::try_from(within.as_secs()).unwrap_or(i64::MAX);
        message = message.with_expiry(leaves.plus_seconds(seconds));
    }
    Ok(if arguments.queueing.at_least_once { message.at_least_once() } else { message })
}

/// What became of each, and what is known of those that are in doubt already. They are on the disk:
/// that one cannot be read any more must not look like one that was not put in.
fn tell(
    outbox: &Outbox,
    messages: &[NewMessage],
    added: &[Added],
    order: &Order,
    output: Output,
    context: &mut Context<'_, '_>,
) -> Exit {
    let mut there = Vec::new();
    let mut records = Vec::new();
    for (message, added) in messages.iter().zip(added) {
        let entry = outbox.get(added.id()).unwrap_or(None);
        records.push(AddedRecord::new(message, added, entry.as_ref()));
        there.extend(entry.filter(|_| !matches!(added, Added::KeyTaken(_))));
    }
    records.extend(order.opted_out.iter().copied().map(AddedRecord::opted_out));
    output::show(&records, output, context);
    tell_doubts(&there, context);
    let taken = added.iter().filter(|added| matches!(added, Added::KeyTaken(_))).count();
    match taken {
        0 => Exit::Done,
        _ if taken < added.len() => {
            Failure::from(OutboxFailure::KeyTaken).report(context);
            Exit::Partly
        }
        _ => Failure::from(OutboxFailure::KeyTaken).report(context),
    }
}
