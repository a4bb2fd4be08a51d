//! The verbs: one file each.

mod balance;
#[cfg(feature = "store")]
mod listen;
mod plan;
mod report;
mod sandbox;
mod send;
mod status;
mod text_input;
mod trigger;

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
    let configuration = Configuration::load(context.environment, common.profile.as_deref())?;
    for warning in &configuration.warnings {
        let warning = context.say(warning);
        context.note(&warning);
    }
    let transport = context.interrupt.guard(UreqTransport::new(&configuration.settings)?);
    Ok(Client::with_transport(configuration.account.with_method(method), transport))
}
