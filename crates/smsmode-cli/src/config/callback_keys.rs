//! The keys that sign callback addresses: from the environment or the profile, never an argument.

use smsmode_http::{CallbackKey, CallbackSigner, InvalidInput};

use super::{ConfigError, profile};
use crate::context::Environment;

/// What signs and checks callback addresses; nothing if there is no key. A previous key is accepted
/// beside the current one.
pub(crate) fn callback_signer(
    environment: &Environment,
    name: Option<&str>,
) -> Result<Option<CallbackSigner>, ConfigError> {
    let (profile, _) = profile(environment, name)?;
    let of_environment = |name, kept: Option<String>| {
        environment.get(name).map(str::to_owned).or(kept).map(key).transpose()
    };
    let current = of_environment("SMSMODE_CALLBACK_KEY", profile.callback_key)?;
    let previous = of_environment("SMSMODE_CALLBACK_KEY_PREVIOUS", profile.callback_key_previous)?;
    let signer = current.map(CallbackSigner::new);
    Ok(match previous {
        Some(previous) => signer.map(|signer| signer.with_previous(previous)),
        None => signer,
    })
}

fn key(text: String) -> Result<CallbackKey, InvalidInput> {
    Ok(CallbackKey::new(text)?)
}
