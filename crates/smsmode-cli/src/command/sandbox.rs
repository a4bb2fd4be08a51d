//! `smsmode sandbox`.

use std::net::SocketAddr;

use smsmode_sandbox::{DEMO_API_KEY, Sandbox, SandboxOptions, TlsOptions};

use crate::arguments;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;

pub(super) fn run(
    arguments: &arguments::Sandbox,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    let mut options =
        SandboxOptions::new().with_bind(SocketAddr::new(arguments.bind, arguments.port));
    if arguments.tls || arguments.ca_file.is_some() {
        options = options.with_tls(TlsOptions::default());
    }
    let sandbox = Sandbox::start(options)?;
    if let (Some(path), Some(pem)) = (&arguments.ca_file, sandbox.ca_certificate_pem()) {
        std::fs::write(path, pem).map_err(|source| crate::config::ConfigError::File {
            path: path.clone(),
            source: Box::new(source),
        })?;
    }
    // The first line is a contract: programs wait for it.
    context.line(&format!("listening on {}", sandbox.base_url()));
    context.line(&format!("api key {DEMO_API_KEY}"));
    let (url, hint) = (sandbox.base_url(), context.pick("messages at", "messages à"));
    context.line(&format!("{hint} {url}/_sandbox/messages"));
    let stop = context.pick(
        "Ctrl-C stops it; nothing is really sent",
        "Ctrl-C l'arrête ; rien n'est vraiment envoyé",
    );
    context.note(stop);
    context.interrupt.wait(None);
    sandbox.stop();
    Ok(Exit::Interrupted)
}
