//! Where the key comes from: the environment, the configuration file, a command. Never an argument.

mod alerting;
mod callback_keys;
mod edit;
mod error;
mod outbox;
mod place;
mod source;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;
use smsmode_http::text::Channel;
use smsmode_http::{
    Account, BaseUrl, Describe, HttpSettings, InvalidInput, Language, PhoneNumber, Policies,
    ProxySetting, RootCertificates,
};

use crate::arguments::ChannelArgument;
use crate::context::Environment;

use source::credential;

pub(crate) use alerting::{Alerting, alerting};
pub(crate) use callback_keys::callback_signer;
pub(crate) use edit::Document;
pub use error::ConfigError;
#[cfg(feature = "outbox")]
pub(crate) use outbox::outbox;
pub(crate) use outbox::shown_outbox;
pub(crate) use place::{path, places};
pub use source::KeySource;
pub(crate) use source::{masked, patience};

/// An account with the way to it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Configuration {
    /// The account.
    pub account: Account,
    /// The way to it.
    pub settings: HttpSettings,
    /// Where the key comes from.
    pub key_source: KeySource,
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
    optout_file: Option<PathBuf>,
    /// Read by builds with an outbox; all others understand the same file.
    #[cfg_attr(
        not(feature = "outbox"),
        expect(dead_code, reason = "the file is the same in every build")
    )]
    outbox: Option<String>,
    notify_to: Option<Vec<String>>,
    state_dir: Option<PathBuf>,
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
        Self::load_within(patience(), environment, profile)
    }

    /// The same, for whoever has less time for the command of a key.
    pub(crate) fn load_within(
        patience: Duration,
        environment: &Environment,
        profile: Option<&str>,
    ) -> Result<Self, ConfigError> {
        let (profile, warnings) = self::profile(environment, profile)?;
        Ok(Self { warnings, ..Self::of(environment, &profile, patience)? })
    }

    /// Reads the environment alone, for a program that is to depend on no file.
    ///
    /// # Errors
    ///
    /// There is no key, or something in it cannot be used.
    pub fn of_environment(environment: &Environment) -> Result<Self, ConfigError> {
        Self::of(environment, &Profile::default(), patience())
    }

    fn of(
        environment: &Environment,
        profile: &Profile,
        patience: Duration,
    ) -> Result<Self, ConfigError> {
        environment.check()?;
        let (credential, key_source) = credential(environment, profile, patience)?;
        let account = Account::new(credential)
            .with_base_url(base_url(environment, profile)?)
            .with_policies(policies(profile)?);
        let settings = settings(environment, profile)?;
        Ok(Self { account, settings, key_source, warnings: Vec::new() })
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

/// The opt-out list that the profile names. It needs no key.
pub(crate) fn optout_file(
    environment: &Environment,
    name: Option<&str>,
) -> Result<Option<PathBuf>, ConfigError> {
    Ok(profile(environment, name)?.0.optout_file)
}

/// The address of the service, for a request that is only shown. It needs no key.
pub(crate) fn address(
    environment: &Environment,
    name: Option<&str>,
) -> Result<BaseUrl, ConfigError> {
    base_url(environment, &profile(environment, name)?.0)
}

/// The way to servers that are not the service, which is the same. It needs no key.
pub(crate) fn way(
    environment: &Environment,
    name: Option<&str>,
) -> Result<HttpSettings, ConfigError> {
    settings(environment, &profile(environment, name)?.0)
}

fn profile(
    environment: &Environment,
    name: Option<&str>,
) -> Result<(Profile, Vec<Warning>), ConfigError> {
    match place::of_file(environment) {
        Some(path) => Ok((read_profile(&path, name)?, warnings(&path))),
        _ if name.is_some() => Err(ConfigError::UnknownProfile),
        _ => Ok((Profile::default(), Vec::new())),
    }
}

fn read_profile(path: &Path, name: Option<&str>) -> Result<Profile, ConfigError> {
    let file = |source| ConfigError::File { path: path.to_owned(), source };
    let text = fs::read_to_string(path).map_err(|error| file(Box::new(error)))?;
    // The error of the parser shows the line, which may hold the key: only its place is told.
    let mut parsed: File =
        toml::from_str(&text).map_err(|error| syntax(path, &text, error.span()))?;
    match parsed.profile.remove(name.unwrap_or("default")) {
        Some(profile) => Ok(profile),
        None if name.is_none() => Ok(Profile::default()),
        None => Err(ConfigError::UnknownProfile),
    }
}

fn syntax(path: &Path, text: &str, span: Option<std::ops::Range<usize>>) -> ConfigError {
    let before = |span: std::ops::Range<usize>| text.get(..span.start).unwrap_or_default();
    let line = span.map_or(0, |span| before(span).lines().count());
    ConfigError::Syntax { path: path.to_owned(), line: line.max(1) }
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
