//! Why the configuration cannot be used.

use std::path::PathBuf;

use smsmode_http::{Describe, InvalidInput, Language};

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
    /// There is no place for a configuration file.
    #[error("{}", self.describe(Language::English))]
    NoPlace,
    /// The file cannot be written.
    #[error("{}", self.describe(Language::English))]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A setting cannot have this value.
    #[error("{}", self.describe(Language::English))]
    Setting {
        /// Its name.
        name: &'static str,
    },
    /// A secret is an argument, where every process can read it.
    #[error("{}", self.describe(Language::English))]
    SecretInArgument,
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
                    "there is no API key; set SMSMODE_API_KEY, or api_key in ~/.config/smsmode/config.toml or /etc/smsmode/config.toml, or try --sandbox",
                    "il n'y a pas de clé API ; définissez SMSMODE_API_KEY, ou api_key dans ~/.config/smsmode/config.toml ou /etc/smsmode/config.toml, ou essayez --sandbox",
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
            Self::NoPlace => language
                .pick(
                    "there is no place for a configuration file; set HOME or SMSMODE_CONFIG",
                    "il n'y a pas d'endroit pour un fichier de configuration ; définissez HOME ou SMSMODE_CONFIG",
                )
                .to_owned(),
            Self::Write { path, .. } if french => format!("{} ne peut pas être écrit", path.display()),
            Self::Write { path, .. } => format!("{} cannot be written", path.display()),
            Self::Setting { name } if french => format!("{name} ne peut pas avoir cette valeur ; rien n'a été écrit"),
            Self::Setting { name } => format!("{name} cannot have this value; nothing was written"),
            Self::SecretInArgument => language
                .pick(
                    "a secret is no argument: other processes and the history of the shell would have it; leave it out, and it is asked for or read from the standard input",
                    "un secret n'est pas un argument : d'autres processus et l'historique du shell l'auraient ; omettez-le, il sera demandé ou lu sur l'entrée standard",
                )
                .to_owned(),
            Self::Input(error) => error.describe(language),
        }
    }
}
