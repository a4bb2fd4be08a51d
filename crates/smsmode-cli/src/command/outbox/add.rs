//! `smsmode outbox add`: `smsmode send --outbox`, to the outbox of the profile.

use crate::arguments::{AddMessages, Send};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;

use super::Address;

pub(super) fn run(arguments: &AddMessages, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let AddMessages { outbox, letter, queueing } = arguments;
    let address = Address::find(outbox.as_deref(), letter.common.profile.as_deref(), context)?;
    let send = Send {
        letter: letter.clone(),
        queueing: queueing.clone(),
        outbox: Some(address.url().to_owned()),
        ..Send::default()
    };
    crate::command::send::run(&send, context)
}
