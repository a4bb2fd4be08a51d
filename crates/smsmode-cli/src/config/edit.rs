//! Reads and writes single settings of the configuration file, and leaves the rest as it is,
//! comments included.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use smsmode_http::{ApiKey, CallbackKey, InvalidInput, Password, PhoneNumber};
use toml_edit::{Array, DocumentMut, Item, Table, Value};

use crate::arguments::Setting;
use crate::context::Environment;
use crate::replacement;

use super::{ConfigError, File, Profile};

/// The configuration file as it is written.
pub(crate) struct Document {
    path: PathBuf,
    document: DocumentMut,
}

impl Document {
    /// Reads the file; one that is missing is empty.
    pub(crate) fn open(environment: &Environment) -> Result<Self, ConfigError> {
        let path = super::path(environment).ok_or(ConfigError::NoPlace)?;
        // Behind a symbolic link is the file to be written.
        let path = path.canonicalize().unwrap_or(path);
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            other => other.map_err(|error| ConfigError::File {
                path: path.clone(),
                source: Box::new(error),
            })?,
        };
        let document = text
            .parse()
            .map_err(|error: toml_edit::TomlError| super::syntax(&path, &text, error.span()))?;
        Ok(Self { path, document })
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// What a profile says, as text; nothing where it says nothing.
    pub(crate) fn get(&self, profile: &str, setting: Setting) -> Option<String> {
        let value = self.document.get("profile")?.get(profile)?.get(setting.name())?;
        match value.as_value()? {
            Value::String(text) => Some(text.value().clone()),
            Value::Array(items) => {
                let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
                Some(items.join(","))
            }
            other => Some(other.clone().decorated("", "").to_string()),
        }
    }

    /// Gives a setting of a profile a value, if the file can be used with it.
    pub(crate) fn set(
        &mut self,
        profile: &str,
        setting: Setting,
        value: &str,
    ) -> Result<(), ConfigError> {
        let impossible = || ConfigError::Setting { name: setting.name() };
        let value = typed(setting, value).ok_or_else(impossible)?;
        let mut profiles = Table::new();
        profiles.set_implicit(true);
        let profiles = self.document.entry("profile").or_insert(Item::Table(profiles));
        let profiles = profiles.as_table_like_mut().ok_or_else(impossible)?;
        let table = profiles.entry(profile).or_insert(Item::Table(Table::new()));
        table.as_table_like_mut().ok_or_else(impossible)?.insert(setting.name(), value.into());
        self.check(profile, impossible)
    }

    fn check(
        &self,
        profile: &str,
        impossible: impl Fn() -> ConfigError,
    ) -> Result<(), ConfigError> {
        let file: File = toml::from_str(&self.document.to_string()).map_err(|_| impossible())?;
        let profile = file.profile.get(profile).ok_or_else(impossible)?;
        check_values(profile)
    }

    /// Writes the file, which its owner alone can read: whole, or not at all.
    pub(crate) fn save(&self) -> Result<(), ConfigError> {
        self.replace().map_err(|source| ConfigError::Write { path: self.path.clone(), source })
    }

    fn replace(&self) -> std::io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        replacement::replace(&self.path, self.document.to_string().as_bytes())
    }
}

fn typed(setting: Setting, value: &str) -> Option<Value> {
    Some(match setting {
        Setting::AllowPlainHttp => value.parse::<bool>().ok()?.into(),
        Setting::SegmentsPerCall => value.parse::<i64>().ok()?.into(),
        Setting::AllowedRecipients | Setting::NotifyTo => {
            Value::Array(value.split(',').map(str::trim).collect::<Array>())
        }
        Setting::Outbox => place_of_outbox(value)?.into(),
        _ => value.into(),
    })
}

/// The address of an outbox that is the same wherever the command is run.
fn place_of_outbox(address: &str) -> Option<&str> {
    if ["postgres://", "postgresql://"].iter().any(|scheme| address.starts_with(scheme)) {
        return Some(address);
    }
    let path = address.strip_prefix("sqlite:")?;
    Path::new(path).is_absolute().then_some(address)
}

/// Whatever can be wrong about the values of a profile.
fn check_values(profile: &Profile) -> Result<(), ConfigError> {
    if let Some(key) = &profile.api_key {
        ApiKey::new(key).map_err(InvalidInput::from)?;
    }
    if let Some(password) = &profile.password {
        Password::new(password).map_err(InvalidInput::from)?;
    }
    for number in profile.notify_to.iter().flatten() {
        PhoneNumber::parse(number).map_err(InvalidInput::from)?;
    }
    for key in [&profile.callback_key, &profile.callback_key_previous].into_iter().flatten() {
        CallbackKey::new(key.as_str()).map_err(InvalidInput::from)?;
    }
    super::base_url(&Environment::default(), profile)?;
    super::policies(profile)?;
    Ok(())
}
