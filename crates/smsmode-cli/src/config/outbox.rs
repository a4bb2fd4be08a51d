//! Which outbox a profile names.

#[cfg(feature = "outbox")]
use crate::context::Environment;

#[cfg(feature = "outbox")]
use super::{ConfigError, profile};

/// The address of the outbox that the profile names. It needs no key.
#[cfg(feature = "outbox")]
pub(crate) fn outbox(
    environment: &Environment,
    name: Option<&str>,
) -> Result<Option<String>, ConfigError> {
    Ok(profile(environment, name)?.0.outbox)
}

/// The address of an outbox without a password.
#[cfg(feature = "outbox")]
pub(crate) fn shown_outbox(address: &str) -> String {
    smsmode_outbox::shown_address(address)
}

/// This build knows nothing of such addresses: all but the kind may be a password.
#[cfg(not(feature = "outbox"))]
pub(crate) fn shown_outbox(address: &str) -> String {
    match address.split_once("://") {
        Some((kind, _)) => format!("{kind}://…"),
        None => address.to_owned(),
    }
}
