//! How the dispatcher of `smsmode outbox run` works.

use std::sync::Arc;

use smsmode_outbox::DispatcherSettings;
use smsmode_receiver::CallbackStore;

use crate::arguments::RunOutbox;
use crate::command::OutboxFailure;
use crate::config::{self, ConfigError};
use crate::context::Context;
use crate::failure::Failure;

use super::super::looking_up;

pub(super) fn of(
    arguments: &RunOutbox,
    context: &mut Context<'_, '_>,
) -> Result<DispatcherSettings, Failure> {
    let mut settings = looking_up::settings(&arguments.looking_up, context)
        .with_in_flight(usize::from(arguments.in_flight));
    if let Some(rate) = arguments.rate {
        settings = settings.with_rate(rate);
    }
    with_receipts(settings, arguments, context)
}

fn with_receipts(
    settings: DispatcherSettings,
    arguments: &RunOutbox,
    context: &Context<'_, '_>,
) -> Result<DispatcherSettings, Failure> {
    let (Some(file), Some(base)) = (&arguments.receipts, &arguments.notify_base) else {
        return Ok(settings);
    };
    let profile = arguments.at.common.profile.as_deref();
    let signer = config::callback_signer(context.environment, profile)?;
    let signer = signer.ok_or(ConfigError::NoCallbackKey)?;
    let store = CallbackStore::open(file).map_err(OutboxFailure::Receipts)?;
    Ok(settings.with_callbacks(Arc::new(store), base, signer))
}
