//! The arguments of `smsmode config`, `smsmode whoami` and `smsmode doctor`.

use clap::{Args, Subcommand, ValueEnum};

use super::{Common, Output};

#[derive(Debug, Subcommand)]
pub(crate) enum Config {
    /// Show what a profile of the configuration file says; secrets are masked.
    Get(GetConfig),
    /// Write a setting to the configuration file, which its owner alone can read.
    Set(SetConfig),
    /// Show where the configuration file is.
    Path(ConfigPath),
}

#[derive(Debug, Args)]
pub(crate) struct GetConfig {
    /// The setting; all of them without it.
    #[arg(value_enum)]
    pub(crate) setting: Option<Setting>,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct SetConfig {
    #[arg(value_enum)]
    pub(crate) setting: Setting,
    /// Its value; a secret is read from the terminal or the standard input instead.
    #[arg(allow_hyphen_values = true)]
    pub(crate) value: Option<String>,
    /// The account of the configuration file to change; `default` unless given.
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ConfigPath {
    /// How the result is written.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) output: Output,
}

/// A setting of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum Setting {
    ApiKey,
    ApiKeyCommand,
    Login,
    Password,
    BaseUrl,
    AllowPlainHttp,
    Proxy,
    CaFile,
    AllowedRecipients,
    SegmentsPerCall,
    Channel,
    OptoutFile,
    NotifyTo,
    StateDir,
}

impl Setting {
    /// As in the configuration file.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::ApiKey => "api_key",
            Self::ApiKeyCommand => "api_key_command",
            Self::Login => "login",
            Self::Password => "password",
            Self::BaseUrl => "base_url",
            Self::AllowPlainHttp => "allow_plain_http",
            Self::Proxy => "proxy",
            Self::CaFile => "ca_file",
            Self::AllowedRecipients => "allowed_recipients",
            Self::SegmentsPerCall => "segments_per_call",
            Self::Channel => "channel",
            Self::OptoutFile => "optout_file",
            Self::NotifyTo => "notify_to",
            Self::StateDir => "state_dir",
        }
    }

    pub(crate) const fn is_secret(self) -> bool {
        matches!(self, Self::ApiKey | Self::Password)
    }
}

#[derive(Debug, Args)]
pub(crate) struct Doctor {
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct Whoami {
    #[command(flatten)]
    pub(crate) common: Common,
}
