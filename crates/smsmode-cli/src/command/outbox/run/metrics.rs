//! `smsmode outbox run --metrics`: the outbox as Prometheus reads it.

mod figures;
mod server;

use std::net::SocketAddr;
use std::sync::Arc;

use smsmode_outbox::{Dispatcher, Outbox};

use crate::command::OutboxFailure;
use crate::context::Context;

use self::figures::Source;
use self::server::{Bound, Server};

/// The address for them, before anything is sent; nothing where they are not wanted.
pub(super) fn bind(address: Option<SocketAddr>) -> Result<Option<Bound>, OutboxFailure> {
    address.map(Bound::at).transpose().map_err(OutboxFailure::Metrics)
}

/// Answers there from now on, until it is dropped.
pub(super) fn start(
    bound: Option<Bound>,
    outbox: &Outbox,
    dispatcher: &Arc<Dispatcher>,
    context: &mut Context<'_, '_>,
) -> Result<Option<Server>, OutboxFailure> {
    let Some(bound) = bound else { return Ok(None) };
    let source = Source::new(outbox.clone(), Arc::clone(dispatcher));
    let server = Server::start(bound, source).map_err(OutboxFailure::Metrics)?;
    context.note(&format!("metrics on http://{}/metrics", server.address()));
    Ok(Some(server))
}
