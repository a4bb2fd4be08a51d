//! `smsmode outbox roles`: what an administrator of PostgreSQL runs once.

use crate::context::Context;
use crate::exit::Exit;

pub(super) fn run(context: &mut Context<'_, '_>) -> Exit {
    context.print(smsmode_outbox::POSTGRES_ROLES);
    Exit::Done
}
