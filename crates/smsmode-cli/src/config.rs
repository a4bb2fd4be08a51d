//! Where the key comes from: the environment, the configuration file, a command. Never an argument.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use smsmode_http::text::Channel;
use smsmode_http::{
    Account, ApiKey, BaseUrl, Credential, Describe, HttpSettings, InvalidInput, Language, Login,
    Password, PhoneNumber, Policies, ProxySetting, RootCertificates,
};

use crate::arguments::ChannelArgument;
use crate::context::Environment;

mod callback_keys;

pub(crate) use callback_keys::callback_signer;

/// An account with the way to it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Configuration {
    /// The account.
    pub account: Account,
    /// The way to it.
    pub settings: HttpSettings,
    /// What the user should know, such as a file that others can read.
    pub warnings: Vec<Warning>,
}

/// What the user should know about the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// Others can read the file with the key.
    ReadableByOthers(PathBuf),
}

impl Describe for Warning {
    fn describe(&self, language: Language) -> String {
        let Self::ReadableByOthers(path) = self;
        let path = path.display();
        match language {
            Language::French => {
                format!("d'autres utilisateurs peuvent lire {path} ; exécutez : chmod 600 {path}")
            }
            _ => format!("other users can read {path}; run: chmod 600 {path}"),
        }
    }
}

/// The configuration file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    profile: std::collections::HashMap<String, Profile>,
}

/// One account of the file; every field can be left out.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Profile {
    api_key: Option<String>,
    api_key_command: Option<String>,
    login: Option<String>,
    password: Option<String>,
    base_url: Option<String>,
    #[serde(default)]
    allow_plain_http: bool,
    proxy: Option<String>,
    ca_file: Option<PathBuf>,
    allowed_recipients: Option<Vec<String>>,
    segments_per_call: Option<u64>,
    channel: Option<ChannelArgument>,
    callback_key: Option<String>,
    callback_key_previous: Option<String>,
}

impl std::fmt::Debug for Profile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Profile").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

impl Configuration {
    /// Reads the account of a profile, that named `default` without a name. The environment wins
    /// over the file.
    ///
    /// # Errors
    ///
    /// There is no key, no such profile, or something in it cannot be used.
    pub fn load(environment: &Environment, profile: Option<&str>) -> Result<Self, ConfigError> {
        let (profile, warnings) = self::profile(environment, profile)?;
        Ok(Self { warnings, ..Self::of(environment, &profile)? })
    }

    /// Reads the environment alone, for a program that is to depend on no file.
    ///
    /// # Errors
    ///
    /// There is no key, or something in it cannot be used.
    pub fn of_environment(environment: &Environment) -> Result<Self, ConfigError> {
        Self::of(environment, &Profile::default())
    }

    fn of(environment: &Environment, profile: &Profile) -> Result<Self, ConfigError> {
        let account = Account::new(credential(environment, profile)?)
            .with_base_url(base_url(environment, profile)?)
            .with_policies(policies(profile)?);
        let settings = settings(environment, profile)?;
        Ok(Self { account, settings, warnings: Vec::new() })
    }
}

/// The channel of the account: the one that was given, or that of the profile. It needs no key.
pub(crate) fn channel(
    given: Option<ChannelArgument>,
    environment: &Environment,
    name: Option<&str>,
) -> Result<Option<Channel>, ConfigError> {
    Ok(given.or(profile(environment, name)?.0.channel).map(Channel::from))
}

fn profile(
    environment: &Environment,
    name: Option<&str>,
) -> Result<(Profile, Vec<Warning>), ConfigError> {
    match path(environment) {
        Some(path) if path.exists() => Ok((read_profile(&path, name)?, warnings(&path))),
        _ if name.is_some() => Err(ConfigError::UnknownProfile),
        _ => Ok((Profile::default(), Vec::new())),
    }
}

fn path(environment: &Environment) -> Option<PathBuf> {
    if let Some(path) = environment.get("SMSMODE_CONFIG") {
        return Some(path.into());
    }
    let base = environment.get("XDG_CONFIG_HOME").map(PathBuf::from);
    let home = || environment.get("HOME").map(|home| Path::new(home).join(".config"));
    Some(base.or_else(home)?.join("smsmode").join("config.toml"))
}

fn read_profile(path: &Path, name: Option<&str>) -> Result<Profile, ConfigError> {
    let file = |source| ConfigError::File { path: path.to_owned(), source };
    let text = fs::read_to_string(path).map_err(|error| file(Box::new(error)))?;
    // The error of the parser shows the line, which may hold the key: only its place is told.
    let mut parsed: File = toml::from_str(&text).map_err(|error| {
        let line = error
            .span()
            .map_or(0, |span| text.get(..span.start).unwrap_or_default().lines().count());
        ConfigError::Syntax { path: path.to_owned(), line: line.max(1) }
    })?;
    match parsed.profile.remove(name.unwrap_or("default")) {
        Some(profile) => Ok(profile),
        None if name.is_none() => Ok(Profile::default()),
        None => Err(ConfigError::UnknownProfile),
    }
}

#[cfg(unix)]
fn warnings(path: &Path) -> Vec<Warning> {
    use std::os::unix::fs::PermissionsExt as _;
    let open = fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0);
    if open { vec![Warning::ReadableByOthers(path.to_owned())] } else { Vec::new() }
}

#[cfg(not(unix))]
fn warnings(_: &Path) -> Vec<Warning> {
    Vec::new()
}

fn credential(environment: &Environment, profile: &Profile) -> Result<Credential, ConfigError> {
    if let Some(key) = environment.get("SMSMODE_API_KEY").or(profile.api_key.as_deref()) {
        return Ok(ApiKey::new(key).map_err(InvalidInput::from)?.into());
    }
    if let Some(command) = &profile.api_key_command {
        return Ok(ApiKey::new(run(command)?).map_err(InvalidInput::from)?.into());
    }
    let login = environment.get("SMSMODE_LOGIN").or(profile.login.as_deref());
    let password = environment.get("SMSMODE_PASSWORD").or(profile.password.as_deref());
    let (Some(login), Some(password)) = (login, password) else { return Err(ConfigError::NoKey) };
    let login = Login::new(login).map_err(InvalidInput::from)?;
    let password = Password::new(password).map_err(InvalidInput::from)?;
    Ok(Credential::Login { login, password })
}

/// The output of a command, such as a password manager's.
fn run(command: &str) -> Result<String, ConfigError> {
    let output = Command::new("sh").args(["-c", command]).output().map_err(ConfigError::Command)?;
    if !output.status.success() {
        return Err(ConfigError::CommandFailed);
    }
    let key = String::from_utf8(output.stdout).map_err(|_| ConfigError::CommandFailed)?;
    Ok(key.trim().to_owned())
}

fn base_url(environment: &Environment, profile: &Profile) -> Result<BaseUrl, ConfigError> {
    let Some(address) = environment.get("SMSMODE_BASE_URL").or(profile.base_url.as_deref()) else {
        return Ok(BaseUrl::default());
    };
    let plain =
        profile.allow_plain_http || environment.get("SMSMODE_ALLOW_PLAIN_HTTP") == Some("1");
    let url = if plain { BaseUrl::allowing_plain_http(address) } else { BaseUrl::new(address) };
    Ok(url.map_err(InvalidInput::from)?)
}

fn policies(profile: &Profile) -> Result<Policies, ConfigError> {
    let mut policies = Policies::default();
    if let Some(numbers) = &profile.allowed_recipients {
        let numbers: Result<Vec<_>, _> =
            numbers.iter().map(|number| PhoneNumber::parse(number)).collect();
        policies = policies.with_allowed_recipients(numbers.map_err(InvalidInput::from)?);
    }
    match profile.segments_per_call {
        Some(segments) => Ok(policies.with_segments_per_call(segments)),
        None => Ok(policies),
    }
}

fn settings(environment: &Environment, profile: &Profile) -> Result<HttpSettings, ConfigError> {
    let mut settings = HttpSettings::default();
    if let Some(proxy) = &profile.proxy {
        settings = settings.with_proxy(ProxySetting::Url(proxy.clone()));
    }
    let ca_file =
        environment.get("SMSMODE_CA_FILE").map(PathBuf::from).or_else(|| profile.ca_file.clone());
    if let Some(path) = ca_file {
        let pem = fs::read(&path)
            .map_err(|source| ConfigError::File { path, source: Box::new(source) })?;
        settings = settings.with_roots(RootCertificates::BundledAnd(pem));
    }
    Ok(settings)
}

/// Why the configuration cannot be used. Nothing was sent.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// There is no API key.
    #[error("{}", self.describe(Language::English))]
    NoKey,
    /// There is no key for callback addresses.
    #[error("{}", self.describe(Language::English))]
    NoCallbackKey,
    /// The file has no such profile.
    #[error("{}", self.describe(Language::English))]
    UnknownProfile,
    /// A file cannot be read.
    #[error("{}", self.describe(Language::English))]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A line of the file is not understood.
    #[error("{}", self.describe(Language::English))]
    Syntax {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// The command that gives the key cannot be run.
    #[error("{}", self.describe(Language::English))]
    Command(#[source] std::io::Error),
    /// The command that gives the key failed.
    #[error("{}", self.describe(Language::English))]
    CommandFailed,
    /// A value that cannot be used.
    #[error("{}", self.describe(Language::English))]
    Input(#[from] InvalidInput),
}

impl Describe for ConfigError {
    fn describe(&self, language: Language) -> String {
        let french = language == Language::French;
        match self {
            Self::NoKey => language
                .pick(
                    "there is no API key; set SMSMODE_API_KEY, or api_key in ~/.config/smsmode/config.toml, or try --sandbox",
                    "il n'y a pas de clé API ; définissez SMSMODE_API_KEY, ou api_key dans ~/.config/smsmode/config.toml, ou essayez --sandbox",
                )
                .to_owned(),
            Self::NoCallbackKey => language
                .pick(
                    "there is no key for callback addresses; set callback_key in ~/.config/smsmode/config.toml, or SMSMODE_CALLBACK_KEY, to at least 16 characters that nobody guesses, such as openssl rand -hex 32 makes",
                    "il n'y a pas de clé pour les adresses d'appel ; définissez callback_key dans ~/.config/smsmode/config.toml, ou SMSMODE_CALLBACK_KEY : au moins 16 caractères impossibles à deviner, comme en donne openssl rand -hex 32",
                )
                .to_owned(),
            Self::UnknownProfile => language
                .pick("the configuration file has no such profile", "le fichier de configuration n'a pas ce profil")
                .to_owned(),
            Self::File { path, .. } if french => format!("{} est illisible", path.display()),
            Self::File { path, .. } => format!("{} cannot be read", path.display()),
            Self::Syntax { path, line } if french => format!("la ligne {line} de {} est incompréhensible", path.display()),
            Self::Syntax { path, line } => format!("line {line} of {} is not understood", path.display()),
            Self::Command(_) | Self::CommandFailed => language
                .pick("the command of api_key_command gave no key", "la commande de api_key_command n'a pas donné de clé")
                .to_owned(),
            Self::Input(error) => error.describe(language),
        }
    }
}
