//! What a profile says about alerts.

use std::path::PathBuf;

use crate::context::Environment;

use super::{ConfigError, profile};

/// What a profile says about alerts.
#[derive(Debug, Default)]
pub(crate) struct Alerting {
    /// Who is alerted if nobody else is named.
    pub(crate) to: Vec<String>,
    /// Where it is kept what was sent.
    pub(crate) state_dir: Option<PathBuf>,
}

/// What the profile says about alerts. It needs no key.
pub(crate) fn alerting(
    environment: &Environment,
    name: Option<&str>,
) -> Result<Alerting, ConfigError> {
    let (profile, _) = profile(environment, name)?;
    Ok(Alerting { to: profile.notify_to.unwrap_or_default(), state_dir: profile.state_dir })
}
