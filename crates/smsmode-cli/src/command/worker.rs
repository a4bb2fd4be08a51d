//! `smsmode worker`: one of many processes that send the messages of an outbox in PostgreSQL.

mod failure;
mod password;

use std::time::Duration;

use smsmode_fleet::{BoardSettings, Worker, WorkerSettings};
use smsmode_http::Method;
use smsmode_outbox::{LedgerError, Paused};

use crate::arguments;
use crate::command::outbox::{Address, OverviewRecord, Trouble, looking_up_settings, reason};
use crate::command::{OutboxFailure, client_of, configuration};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output;

pub(crate) use failure::WorkerFailure;

/// How often it is looked whether something is to be told.
const LOOK: Duration = Duration::from_millis(500);

pub(super) fn run(
    arguments: &arguments::Worker,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    let common = &arguments.common;
    let address = Address::find(arguments.queue.as_deref(), common.profile.as_deref(), context)?;
    let settings = settings(arguments, context)?;
    let configuration = configuration(common, context)?;
    let client = client_of(configuration, Method::Post, context)?;
    // Nobody would know whether a message went whose call was broken off.
    context.interrupt.let_the_call_end(context.pick(
        "no more jobs are taken, the calls under way come to their end; once more breaks them off",
        "plus aucune tâche n'est prise, les appels en cours se terminent ; une seconde fois les interrompt",
    ));
    let worker = Worker::start(address.url(), &client, settings).map_err(WorkerFailure::Fleet)?;
    greet(&worker, &address, context);
    let stopped = watch(&worker, context);
    let outbox = worker.outbox().clone();
    // The calls come to their end here.
    drop(worker);
    if let Some(why) = stopped {
        return Err(WorkerFailure::GivenUp(why).into());
    }
    match outbox.overview() {
        Ok(overview) => {
            output::write(&[OverviewRecord::from(&overview)], common.output, context);
        }
        // Messages may have gone: it must not look as if surely none had.
        Err(error) => drop(Failure::from(OutboxFailure::from(error)).report(context)),
    }
    Ok(Exit::Interrupted)
}

fn settings(
    arguments: &arguments::Worker,
    context: &mut Context<'_, '_>,
) -> Result<WorkerSettings, Failure> {
    let mut sending = looking_up_settings(&arguments.looking_up, context);
    if let Some(rate) = arguments.rate {
        sending = sending.with_rate(rate);
    }
    let mut settings =
        WorkerSettings::new(sending).with_concurrency(usize::from(arguments.concurrency));
    if let Some(name) = &arguments.name {
        settings = settings.with_name(name);
    }
    if let Some(address) = arguments.board {
        let file = arguments.board_password_file.as_deref();
        let password = password::find(file, context.environment)?;
        settings = settings.with_board(BoardSettings::new(address, password));
    }
    Ok(settings)
}

/// The lines are a contract: programs wait for the last.
fn greet(worker: &Worker, address: &Address, context: &mut Context<'_, '_>) {
    if let Some(board) = worker.board_address() {
        context.note(&format!("board on http://{board}/ledger"));
    }
    context.note(&format!("worker {} sends from {}", worker.name(), address.shown()));
    if context.is_interactive() {
        context.note(context.pick("Ctrl-C stops it", "Ctrl-C l'arrête"));
    }
}

/// Tells what somebody must know, until it is told to stop; why it stopped by itself, where it did.
fn watch(worker: &Worker, context: &mut Context<'_, '_>) -> Option<String> {
    let (mut trouble, mut paused) = (Trouble::default(), None);
    while !context.interrupt.is_fired() {
        trouble.tell(worker.trouble(), context);
        if worker.has_given_up() {
            return Some(worker.trouble().unwrap_or_default());
        }
        if let Ok(overview) = worker.outbox().overview() {
            tell_pause(overview.paused, &mut paused, context);
        }
        context.interrupt.wait(Some(LOOK));
    }
    None
}

fn tell_pause(now: Option<Paused>, told: &mut Option<Paused>, context: &mut Context<'_, '_>) {
    match now {
        _ if now == *told => {}
        Some(why) => context.note(reason(why, context.language)),
        None => context.note(context.pick("not paused any more", "la pause est finie")),
    }
    *told = now;
}

/// Doing the same later may help.
pub(super) fn is_passing(error: &LedgerError) -> bool {
    let is_taken = matches!(error, LedgerError::AnotherDispatcher | LedgerError::AnotherKeeper);
    is_taken || error.is_passing()
}
