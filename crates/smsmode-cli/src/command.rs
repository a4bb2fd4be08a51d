//! The verbs: one file each.

mod account;
mod balance;
mod batch;
mod call;
mod completions;
mod config;
mod consent;
mod contact;
mod delete;
mod doctor;
mod done;
mod key;
#[cfg(feature = "store")]
mod listen;
mod lists;
mod man;
mod notify;
mod optout;
#[cfg(feature = "outbox")]
mod outbox;
mod plan;
mod progress;
mod replies;
mod report;
mod sandbox;
mod send;
mod sent;
mod status;
mod text_input;
mod trigger;
mod voice;
mod whoami;
#[cfg(feature = "fleet")]
mod worker;

pub(crate) use batch::BatchError;
pub(crate) use optout::BadLine;
#[cfg(feature = "outbox")]
pub(crate) use outbox::OutboxFailure;
#[cfg(feature = "fleet")]
pub(crate) use worker::WorkerFailure;

use smsmode_http::{Client, Method, UreqTransport};

use crate::arguments::{Arguments, Command, Common};
use crate::config::Configuration;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::interrupt::GuardedTransport;

/// Runs the verb that was asked for.
pub(crate) fn run(arguments: &Arguments, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    match &arguments.command {
        Command::Plan(arguments) => plan::run(arguments, context),
        Command::Send(arguments) => send::run(arguments, context),
        Command::Balance(arguments) => balance::run(arguments, context),
        Command::Status(arguments) => status::run(arguments, context),
        Command::Report(arguments) => report::run(arguments, context),
        #[cfg(feature = "store")]
        Command::Listen(arguments) => listen::run(arguments, context),
        Command::Trigger(arguments) => trigger::run(arguments, context),
        Command::Sent(arguments) => sent::run(arguments, context),
        Command::Replies(arguments) => replies::run(arguments, context),
        Command::Voice(arguments) => voice::run(arguments, context),
        Command::Delete(arguments) => delete::run(arguments, context),
        Command::Contact(arguments) => contact::run(arguments, context),
        Command::Account(arguments) => account::run(arguments, context),
        Command::Key(arguments) => key::run(arguments, context),
        Command::Whoami(arguments) => whoami::run(arguments, context),
        Command::Config(arguments) => config::run(arguments, context),
        Command::Completions(arguments) => Ok(completions::run(arguments, context)),
        Command::Man(arguments) => man::run(arguments, context),
        Command::Doctor(arguments) => doctor::run(arguments, context),
        Command::OptOut(verb) => optout::run(verb, context),
        #[cfg(feature = "outbox")]
        Command::Outbox(verb) => outbox::run(verb, context),
        #[cfg(feature = "fleet")]
        Command::Worker(arguments) => worker::run(arguments, context),
        Command::Notify(arguments) => notify::run(arguments, context),
        Command::Batch(arguments) => batch::run(arguments, context),
        Command::Sandbox(arguments) => sandbox::run(arguments, context),
    }
}

/// A client of the configured account, which an interruption breaks off.
fn client(
    common: &Common,
    context: &mut Context<'_, '_>,
) -> Result<Client<GuardedTransport>, Failure> {
    client_by(Method::Post, common, context)
}

fn client_by(
    method: Method,
    common: &Common,
    context: &mut Context<'_, '_>,
) -> Result<Client<GuardedTransport>, Failure> {
    let configuration = configuration(common, context)?;
    client_of(configuration, method, context)
}

/// The configured account; what the user should know about it is said.
fn configuration(common: &Common, context: &mut Context<'_, '_>) -> Result<Configuration, Failure> {
    let configuration = Configuration::load(context.environment, common.profile.as_deref())?;
    for warning in &configuration.warnings {
        let warning = context.say(warning);
        context.note(&warning);
    }
    Ok(configuration)
}

fn client_of(
    configuration: Configuration,
    method: Method,
    context: &Context<'_, '_>,
) -> Result<Client<GuardedTransport>, Failure> {
    let transport = context.interrupt.guard(UreqTransport::new(&configuration.settings)?);
    Ok(Client::with_transport(configuration.account.with_method(method), transport))
}
