//! Calls that cost, change or delete something, and cannot be repeated: a person is asked first.

use smsmode_http::{Endpoint, Repeat};

use crate::arguments::CostlyCall;
use crate::context::Context;
use crate::failure::Failure;

use super::call::call;

/// Makes the call once somebody has agreed; nothing comes back where it was only to be shown.
pub(super) fn call_with_consent<E: Endpoint>(
    endpoint: &E,
    question: &str,
    arguments: &CostlyCall,
    context: &mut Context<'_, '_>,
) -> Result<Option<E::Output>, Failure> {
    let must_ask = endpoint.repeat() == Repeat::Costly && !arguments.yes && !arguments.call.curl;
    if must_ask && !is_agreed(question, context) {
        return Err(Failure::NotAgreed);
    }
    call(endpoint, &arguments.call, context)
}

fn is_agreed(question: &str, context: &mut Context<'_, '_>) -> bool {
    let answers = context.pick("(y/N)", "(o/N)");
    context.is_interactive() && context.ask(&format!("{question} {answers}"))
}
