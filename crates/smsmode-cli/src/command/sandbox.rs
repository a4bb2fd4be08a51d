//! `smsmode sandbox`.

mod lists;
mod open_files;

use std::path::Path;

use smsmode_sandbox::{DEMO_API_KEY, FaultProfile, Sandbox};

use crate::arguments;
use crate::config::ConfigError;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;

pub(super) fn run(
    arguments: &arguments::Sandbox,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    if lists::shown(&arguments.lists, context) {
        return Ok(Exit::Done);
    }
    open_files::allow_many();
    let faults = arguments.faults.as_deref().map_or(Ok(FaultProfile::default()), profile)?;
    let sandbox = Sandbox::start(arguments.options(faults))?;
    if let (Some(path), Some(pem)) = (&arguments.ca_file, sandbox.ca_certificate_pem()) {
        std::fs::write(path, pem).map_err(|error| of_file(path, error))?;
    }
    greet(&sandbox, context);
    if arguments.open {
        show(&sandbox, context);
    }
    context.interrupt.wait(None);
    sandbox.stop();
    Ok(Exit::Interrupted)
}

/// The faults that a file holds.
fn profile(path: &Path) -> Result<FaultProfile, ConfigError> {
    let json = std::fs::read_to_string(path).map_err(|error| of_file(path, error))?;
    FaultProfile::from_json(&json).map_err(|error| of_file(path, error))
}

fn of_file(path: &Path, error: impl std::error::Error + Send + Sync + 'static) -> ConfigError {
    ConfigError::File { path: path.to_owned(), source: Box::new(error) }
}

fn greet(sandbox: &Sandbox, context: &mut Context<'_, '_>) {
    // The first line is a contract: programs wait for it.
    context.line(&format!("listening on {}", sandbox.base_url()));
    context.line(&format!("api key {DEMO_API_KEY}"));
    let inbox = context.pick("inbox at", "boîte de réception à");
    context.line(&format!("{inbox} {}", sandbox.inbox_url()));
    let messages = context.pick("messages at", "messages à");
    context.line(&format!("{messages} {}_sandbox/messages", sandbox.inbox_url()));
    let stop = context.pick(
        "Ctrl-C stops it; nothing is really sent",
        "Ctrl-C l'arrête ; rien n'est vraiment envoyé",
    );
    context.note(stop);
}

/// Opens the inbox. A machine without a browser can do all the rest.
fn show(sandbox: &Sandbox, context: &mut Context<'_, '_>) {
    if let Err(error) = open::that_detached(sandbox.inbox_url()) {
        let told = context.pick(
            "no browser could be started; open the inbox yourself",
            "aucun navigateur n'a pu démarrer ; ouvrez vous-même la boîte de réception",
        );
        context.note(&format!("{told}: {error}"));
    }
}
