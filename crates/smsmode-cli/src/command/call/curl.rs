//! A request as a command for a POSIX shell, in which the key is a variable.
//!
//! The body goes through the standard input of curl: in an argument every process could read the
//! key.

use smsmode_http::{Account, ApiKey, InvalidInput, Request};

use crate::arguments::Common;
use crate::config;
use crate::context::Context;
use crate::failure::Failure;

/// Stands for the key until the request is written; nothing in it needs to be encoded.
const PLACEHOLDER: &str = "SMSMODE-API-KEY-OF-THE-SHELL";

/// Stands for the password of a new account, which is a variable, too.
pub(in crate::command) const PASSWORD_PLACEHOLDER: &str = "SMSMODE-NEW-PASSWORD-OF-THE-SHELL";

/// The configured account, without its key.
pub(super) fn account(common: &Common, context: &Context<'_, '_>) -> Result<Account, Failure> {
    let key = ApiKey::new(PLACEHOLDER).map_err(InvalidInput::from)?;
    let address = config::address(context.environment, common.profile.as_deref())?;
    Ok(Account::new(key).with_base_url(address))
}

/// The command.
pub(super) fn command(request: &Request) -> String {
    // Of the characters of an encoded form, a shell reads none in double quotes.
    let with_key = |form: &str| {
        let form = form.replacen(PLACEHOLDER, "$SMSMODE_API_KEY", 1);
        format!("\"{}\"", form.replacen(PASSWORD_PLACEHOLDER, "$SMSMODE_NEW_PASSWORD", 1))
    };
    let Some(content_type) = request.content_type() else {
        return format!("curl {}", with_key(&request.url()));
    };
    let body = with_key(&String::from_utf8_lossy(request.body()));
    let address = request.address();
    format!(
        "printf %s {body} |\n  curl --header 'Content-Type: {content_type}' --data-binary @- '{address}'"
    )
}
