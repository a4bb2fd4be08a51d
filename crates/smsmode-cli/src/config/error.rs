//! Why the configuration cannot be used.

use std::path::{Path, PathBuf};

use smsmode_http::{Describe, InvalidInput, Language};

/// Why the configuration cannot be used. Nothing was sent.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// There is no API key.
    #[error("{}", self.describe(Language::English))]
    NoKey {
        /// The file that would be read; nothing without a home.
        path: Option<PathBuf>,
    },
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
    /// A variable of the environment cannot be read, and is not to be taken for unset.
    #[error("{}", self.describe(Language::English))]
    NotUtf8 {
        /// Its name.
        variable: String,
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
    /// The command that gives the key did not end in time.
    #[error("{}", self.describe(Language::English))]
    CommandTooSlow {
        /// How long it was waited for.
        patience: std::time::Duration,
    },
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
        match (self, language) {
            (Self::Input(error), _) => error.describe(language),
            (_, Language::French) => self.french(),
            _ => self.english(),
        }
    }
}

impl ConfigError {
    fn english(&self) -> String {
        match self {
            Self::NoKey { path } => format!(
                "there is no API key; run smsmode config set api_key, which asks for it and keeps it in {}, or set SMSMODE_API_KEY; to try without a key: smsmode send --sandbox",
                shown(path.as_deref())
            ),
            Self::NoCallbackKey => "there is no key for callback addresses; run openssl rand -hex 32 | smsmode config set callback_key, or set SMSMODE_CALLBACK_KEY to at least 16 characters that nobody guesses".to_owned(),
            Self::UnknownProfile => "the configuration file has no such profile; smsmode config path tells which file that is, and smsmode config set api_key --profile NAME adds a profile".to_owned(),
            Self::File { path, .. } => format!("{} cannot be read; look whether it is there, and yours to read", path.display()),
            Self::NotUtf8 { variable } => format!("the environment variable {variable} is not UTF-8; correct it or unset it"),
            Self::Syntax { path, line } => format!(
                "line {line} of {} is not understood: correct it, or write the settings with smsmode config set",
                path.display()
            ),
            Self::Command(_) | Self::CommandFailed => "the command of api_key_command gave no key; run it in a shell to see why".to_owned(),
            Self::CommandTooSlow { patience } => format!("the command of api_key_command gave no key within {:.0} s; run it in a shell to see what it waits for", patience.as_secs_f32()),
            Self::NoPlace => "there is no place for a configuration file; set HOME or SMSMODE_CONFIG".to_owned(),
            Self::Write { path, .. } => format!("{} cannot be written; look whether its folder is there, and yours to write to", path.display()),
            Self::Setting { name } => format!("{name} cannot have this value: it is {}; nothing was written", values(name).0),
            Self::SecretInArgument => "a secret is no argument: other processes and the history of the shell would have it; leave it out, and it is asked for or read from the standard input".to_owned(),
            Self::Input(error) => error.describe(Language::English),
        }
    }

    fn french(&self) -> String {
        match self {
            Self::NoKey { path } => format!(
                "il n'y a pas de clé API ; lancez smsmode config set api_key, qui la demande et la garde dans {}, ou définissez SMSMODE_API_KEY ; pour essayer sans clé : smsmode send --sandbox",
                shown(path.as_deref())
            ),
            Self::NoCallbackKey => "il n'y a pas de clé pour les adresses d'appel ; lancez openssl rand -hex 32 | smsmode config set callback_key, ou mettez dans SMSMODE_CALLBACK_KEY au moins 16 caractères impossibles à deviner".to_owned(),
            Self::UnknownProfile => "le fichier de configuration n'a pas ce profil ; smsmode config path dit quel fichier est lu, et smsmode config set api_key --profile NOM ajoute un profil".to_owned(),
            Self::File { path, .. } => format!("{} est illisible ; vérifiez qu'il existe et que vous pouvez le lire", path.display()),
            Self::NotUtf8 { variable } => format!("la variable d'environnement {variable} n'est pas en UTF-8 ; corrigez-la ou supprimez-la"),
            Self::Syntax { path, line } => format!(
                "la ligne {line} de {} est incompréhensible : corrigez-la, ou écrivez les réglages avec smsmode config set",
                path.display()
            ),
            Self::Command(_) | Self::CommandFailed => "la commande de api_key_command n'a pas donné de clé ; lancez-la dans un shell pour voir pourquoi".to_owned(),
            Self::CommandTooSlow { patience } => format!("la commande de api_key_command n'a pas donné de clé en {:.0} s ; lancez-la dans un shell pour voir ce qu'elle attend", patience.as_secs_f32()),
            Self::NoPlace => "il n'y a pas d'endroit pour un fichier de configuration ; définissez HOME ou SMSMODE_CONFIG".to_owned(),
            Self::Write { path, .. } => format!("{} ne peut pas être écrit ; vérifiez que son dossier existe et que vous pouvez y écrire", path.display()),
            Self::Setting { name } => format!("{name} ne peut pas avoir cette valeur : c'est {} ; rien n'a été écrit", values(name).1),
            Self::SecretInArgument => "un secret n'est pas un argument : d'autres processus et l'historique du shell l'auraient ; omettez-le, il sera demandé ou lu sur l'entrée standard".to_owned(),
            Self::Input(error) => error.describe(Language::French),
        }
    }
}

fn shown(path: Option<&Path>) -> String {
    path.unwrap_or(Path::new("~/.config/smsmode/config.toml")).display().to_string()
}

/// What a setting can be, in English and French.
fn values(name: &str) -> (&'static str, &'static str) {
    match name {
        "allow_plain_http" => ("true or false", "true ou false"),
        "segments_per_call" => ("a whole number", "un nombre entier"),
        "channel" => ("marketing or notifications", "marketing ou notifications"),
        "outbox" => (
            "sqlite: and a path from the root, such as sqlite:/var/lib/till/outbox.db, or the address of a PostgreSQL database, such as postgres://till@db.example/shop",
            "sqlite: et un chemin depuis la racine, tel que sqlite:/var/lib/caisse/envoi.db, ou l'adresse d'une base PostgreSQL, telle que postgres://caisse@bd.example/magasin",
        ),
        "allowed_recipients" | "notify_to" => {
            ("phone numbers with commas between them", "des numéros séparés par des virgules")
        }
        _ => ("a text", "un texte"),
    }
}
