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
    /// The setting; a secret (key, password) has no value here.
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
    /// The API key of the account; it is asked for.
    ApiKey,
    /// A command that writes the API key, such as `pass show smsmode`.
    ApiKeyCommand,
    /// The login, in place of a key.
    Login,
    /// The password of the login; it is asked for.
    Password,
    /// The address of the service, where it is not the real one.
    BaseUrl,
    /// Whether `http://` may be used: true or false.
    AllowPlainHttp,
    /// The proxy: `http://host:port`.
    Proxy,
    /// A file in PEM with certificates to trust besides the usual ones.
    CaFile,
    /// The only numbers that texts may go to, with commas.
    AllowedRecipients,
    /// The most segments that one call may cost.
    SegmentsPerCall,
    /// The channel of the account: marketing or notifications.
    Channel,
    OptoutFile,
    /// The outbox of `smsmode outbox`: sqlite: and a whole path, or `postgres://…`; with a password in it, it is
    /// asked for.
    Outbox,
    NotifyTo,
    StateDir,
    /// The key that signs callback addresses; it is asked for.
    CallbackKey,
    /// The key before, accepted as well; it is asked for.
    CallbackKeyPrevious,
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
            Self::Outbox => "outbox",
            Self::NotifyTo => "notify_to",
            Self::StateDir => "state_dir",
            Self::CallbackKey => "callback_key",
            Self::CallbackKeyPrevious => "callback_key_previous",
        }
    }

    pub(crate) const fn is_secret(self) -> bool {
        matches!(
            self,
            Self::ApiKey | Self::Password | Self::CallbackKey | Self::CallbackKeyPrevious
        )
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
