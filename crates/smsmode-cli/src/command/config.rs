//! `smsmode config`.

use clap::ValueEnum as _;
use serde::Serialize;

use crate::arguments::{Config, ConfigPath, GetConfig, Output, SetConfig, Setting};
use crate::config::{self, ConfigError, Document, masked, shown_outbox};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, Row};

/// The profile that is meant without a name.
pub(super) const DEFAULT_PROFILE: &str = "default";

pub(super) fn run(arguments: &Config, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    match arguments {
        Config::Get(arguments) => get(arguments, context),
        Config::Set(arguments) => set(arguments, context),
        Config::Path(arguments) => path(arguments, context),
    }
}

#[derive(Debug, Serialize)]
struct SettingRecord {
    setting: &'static str,
    value: String,
}

impl Row<2> for SettingRecord {
    const NAMES: [&'static str; 2] = ["setting", "value"];

    fn cells(&self) -> [String; 2] {
        [self.setting.to_owned(), self.value.clone()]
    }
}

fn get(arguments: &GetConfig, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let document = Document::open(context.environment)?;
    let profile = arguments.common.profile.as_deref().unwrap_or(DEFAULT_PROFILE);
    let record = |setting: Setting| {
        let value = document.get(profile, setting)?;
        Some(SettingRecord { setting: setting.name(), value: shown(setting, value) })
    };
    let all = Setting::value_variants().iter().copied();
    let wanted = all.filter(|setting| arguments.setting.is_none_or(|only| only == *setting));
    let records: Vec<SettingRecord> = wanted.filter_map(record).collect();
    match (arguments.common.output, arguments.setting, records.first()) {
        (Output::Table, Some(_), Some(only)) => context.line(&only.value),
        (output, _, _) => output::show(&records, output, context),
    }
    Ok(Exit::Done)
}

/// As anybody may see it.
fn shown(setting: Setting, value: String) -> String {
    match setting {
        _ if setting.is_secret() => masked(&value),
        Setting::Outbox => shown_outbox(&value),
        _ => value,
    }
}

fn is_secret(setting: Setting, value: &str) -> bool {
    setting.is_secret() || shown(setting, value.to_owned()) != value
}

fn set(arguments: &SetConfig, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let mut document = Document::open(context.environment)?;
    let profile = arguments.profile.as_deref().unwrap_or(DEFAULT_PROFILE);
    let value = value(arguments, context)?;
    document.set(profile, arguments.setting, &value)?;
    document.save()?;
    let (name, path) = (arguments.setting.name(), document.path().display());
    let written = context.pick(
        format!("{name} of the profile {profile} is in {path}"),
        format!("{name} du profil {profile} est dans {path}"),
    );
    context.note(&written);
    Ok(Exit::Done)
}

/// The value of the argument; of a secret, what is typed or piped.
fn value(arguments: &SetConfig, context: &mut Context<'_, '_>) -> Result<String, Failure> {
    match &arguments.value {
        Some(value) if is_secret(arguments.setting, value) => {
            Err(ConfigError::SecretInArgument.into())
        }
        Some(value) => Ok(value.clone()),
        None => {
            let prompt = format!("{}: ", arguments.setting.name());
            let line = context.secret(&prompt).map_err(Failure::StandardInput)?;
            Ok(line.trim().to_owned())
        }
    }
}

#[derive(Debug, Serialize)]
struct PathRecord {
    path: String,
    exists: bool,
}

impl Row<2> for PathRecord {
    const NAMES: [&'static str; 2] = ["path", "exists"];

    fn cells(&self) -> [String; 2] {
        [self.path.clone(), self.exists.to_string()]
    }
}

fn path(arguments: &ConfigPath, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let path = config::path(context.environment).ok_or(ConfigError::NoPlace)?;
    let record = PathRecord { path: path.display().to_string(), exists: path.exists() };
    if arguments.output == Output::Table {
        context.line(&record.path);
    }
    output::write(&[record], arguments.output, context);
    Ok(Exit::Done)
}
