//! Where the key comes from: the environment, then the file, then a command. Never an argument.

use std::io::{self, IsTerminal as _, Read as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use smsmode_http::{ApiKey, Credential, Describe, InvalidInput, Language, Login, Password};

use crate::context::Environment;
use crate::shell;

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
    patience: Duration,
) -> Result<(Credential, KeySource), ConfigError> {
    let api_key =
        |key: &str, source| Ok((ApiKey::new(key).map_err(InvalidInput::from)?.into(), source));
    if let Some((key, source)) = given(environment, "SMSMODE_API_KEY", profile.api_key.as_deref()) {
        return api_key(key, source);
    }
    if let Some(command) = &profile.api_key_command {
        return api_key(&run(command, patience)?, KeySource::Command);
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

/// How long the command of a key may take: a person types a passphrase, a machine does not.
pub(crate) fn patience() -> Duration {
    let is_asked = io::stdin().is_terminal();
    Duration::from_secs(if is_asked { 60 } else { 10 })
}

/// The output of a command, such as a password manager's, if it ends in time.
fn run(line: &str, patience: Duration) -> Result<String, ConfigError> {
    // What is apart from a terminal cannot ask for a passphrase there.
    let is_asked = io::stdin().is_terminal();
    let command = if is_asked { shell::command(line) } else { shell::apart(shell::command(line)) };
    let mut child = started(command).map_err(ConfigError::Command)?;
    let Some(key) = output_within(&mut child, patience) else {
        let killed = if is_asked { child.kill() } else { shell::kill_apart(&mut child) };
        killed.map_err(ConfigError::Command)?;
        return Err(ConfigError::CommandTooSlow { patience });
    };
    let status = child.wait().map_err(ConfigError::Command)?;
    let key = String::from_utf8(key).ok().filter(|_| status.success());
    Ok(key.ok_or(ConfigError::CommandFailed)?.trim().to_owned())
}

fn started(mut command: Command) -> io::Result<Child> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
}

/// A read cannot be broken off: it goes on in a thread of its own.
fn output_within(child: &mut Child, patience: Duration) -> Option<Vec<u8>> {
    let mut output = child.stdout.take()?;
    let (sender, read) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = output.read_to_end(&mut bytes);
        let _ = sender.send(bytes);
    });
    read.recv_timeout(patience).ok()
}
