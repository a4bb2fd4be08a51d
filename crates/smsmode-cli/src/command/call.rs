//! The one call of a verb: made, or shown as a curl command.

mod curl;

use smsmode_http::{Endpoint, Method};

use crate::arguments::{Common, OneCall};
use crate::context::Context;
use crate::failure::Failure;

pub(super) use curl::PASSWORD_PLACEHOLDER;

/// Makes the call; nothing comes back where it was only to be shown.
pub(super) fn call<E: Endpoint>(
    endpoint: &E,
    arguments: &OneCall,
    context: &mut Context<'_, '_>,
) -> Result<Option<E::Output>, Failure> {
    if arguments.curl {
        show(endpoint, Method::Post, &arguments.common, context)?;
        return Ok(None);
    }
    Ok(Some(super::client(&arguments.common, context)?.call(endpoint)?))
}

/// Shows the call as a curl command.
pub(super) fn show<E: Endpoint>(
    endpoint: &E,
    method: Method,
    common: &Common,
    context: &mut Context<'_, '_>,
) -> Result<(), Failure> {
    let account = curl::account(common, context)?.with_method(method);
    let request = endpoint.request(&account)?;
    context.line(&curl::command(&request));
    Ok(())
}
