//! Where the key comes from: the environment, then the file, then a command. Never an argument.

use std::process::Command;

use smsmode_http::{ApiKey, Credential, Describe, InvalidInput, Language, Login, Password};

use crate::context::Environment;

use super::{ConfigError, Profile};

/// Where the key or password comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeySource {
    /// A variable of the environment.
    Environment,
    /// The configuration file.
    File,
    /// The command that the configuration file names.
    Command,
}

impl KeySource {
    /// For programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Environment => "environment",
            Self::File => "file",
            Self::Command => "command",
        }
    }
}

impl Describe for KeySource {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::Environment => ("from the environment", "de l'environnement"),
            Self::File => ("from the configuration file", "du fichier de configuration"),
            Self::Command => ("from api_key_command", "de api_key_command"),
        };
        language.pick(english, french).to_owned()
    }
}

/// The first of the sources that has something.
pub(super) fn credential(
    environment: &Environment,
    profile: &Profile,
) -> Result<(Credential, KeySource), ConfigError> {
    let api_key =
        |key: &str, source| Ok((ApiKey::new(key).map_err(InvalidInput::from)?.into(), source));
    if let Some((key, source)) = given(environment, "SMSMODE_API_KEY", profile.api_key.as_deref()) {
        return api_key(key, source);
    }
    if let Some(command) = &profile.api_key_command {
        return api_key(&run(command)?, KeySource::Command);
    }
    let login = given(environment, "SMSMODE_LOGIN", profile.login.as_deref());
    let password = given(environment, "SMSMODE_PASSWORD", profile.password.as_deref());
    let (Some((login, _)), Some((password, source))) = (login, password) else {
        return Err(ConfigError::NoKey { path: super::path(environment) });
    };
    let login = Login::new(login).map_err(InvalidInput::from)?;
    let password = Password::new(password).map_err(InvalidInput::from)?;
    Ok((Credential::Login { login, password }, source))
}

fn given<'a>(
    environment: &'a Environment,
    variable: &str,
    in_file: Option<&'a str>,
) -> Option<(&'a str, KeySource)> {
    let here = environment.get(variable).map(|value| (value, KeySource::Environment));
    here.or(in_file.map(|value| (value, KeySource::File)))
}

/// A secret as it may be shown: the end of a long one, to tell it from others.
pub(crate) fn masked(secret: &str) -> String {
    let end = secret.len().checked_sub(4).filter(|_| secret.len() >= LONG);
    format!("****{}", end.and_then(|end| secret.get(end..)).unwrap_or_default())
}

/// Of which four characters tell nobody the rest.
const LONG: usize = 12;

/// The output of a command, such as a password manager's.
fn run(command: &str) -> Result<String, ConfigError> {
    let output = Command::new("sh").args(["-c", command]).output().map_err(ConfigError::Command)?;
    if !output.status.success() {
        return Err(ConfigError::CommandFailed);
    }
    let key = String::from_utf8(output.stdout).map_err(|_| ConfigError::CommandFailed)?;
    Ok(key.trim().to_owned())
}
