//! Why a journal cannot be used, and what to do about it.

use std::io;
use std::path::PathBuf;

use smsmode_http::{Describe, Language};

/// Why a journal cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum JournalError {
    #[error("{}", self.describe(Language::English))]
    File {
        path: PathBuf,
        #[source]
        error: io::Error,
    },
    #[error("{}", self.describe(Language::English))]
    InUse { path: PathBuf },
    #[error("{}", self.describe(Language::English))]
    NoJournal { path: PathBuf },
    #[error("{}", self.describe(Language::English))]
    Damaged { path: PathBuf, line: u64 },
    #[error("{}", self.describe(Language::English))]
    OfAnother { path: PathBuf, what: Difference },
}

/// What a journal was begun with, and is not so now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Difference {
    File,
    Options,
    Messages,
    Service,
    Version,
}

impl Describe for Difference {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::File => ("another content of the file", "un autre contenu du fichier"),
            Self::Options => ("other options", "d'autres options"),
            Self::Messages => ("other messages", "d'autres messages"),
            Self::Service => ("another service address", "une autre adresse du service"),
            Self::Version => ("another version of smsmode", "une autre version de smsmode"),
        };
        language.pick(english, french).to_owned()
    }
}

impl Describe for JournalError {
    fn describe(&self, language: Language) -> String {
        let path = self.path().display();
        let (english, french) = match self {
            Self::File { .. } => (
                format!("the journal {path} cannot be read or written"),
                format!("le journal {path} ne peut être ni lu ni écrit"),
            ),
            Self::InUse { .. } => (
                format!("another run uses the journal {path}; wait for its end"),
                format!("un autre envoi utilise le journal {path} ; attendez sa fin"),
            ),
            Self::NoJournal { .. } => (
                format!("{path} is no journal; name another file with --journal"),
                format!("{path} n'est pas un journal ; indiquez un autre fichier avec --journal"),
            ),
            Self::Damaged { line, .. } => (
                format!(
                    "line {line} of the journal {path} is not as it was written, so nobody knows what was sent; look it up (smsmode sent), then send what is missing from a file of its own"
                ),
                format!(
                    "la ligne {line} du journal {path} n'est pas telle qu'elle a été écrite : nul ne sait ce qui a été envoyé ; vérifiez-le (smsmode sent), puis envoyez ce qui manque depuis un autre fichier"
                ),
            ),
            Self::OfAnother { what, .. } => of_another(*what, &path.to_string()),
        };
        language.pick(english, french)
    }
}

fn of_another(what: Difference, path: &str) -> (String, String) {
    let (english, french) = (what.describe(Language::English), what.describe(Language::French));
    (
        format!(
            "nothing was sent: the journal {path} was begun with {english}; to go on, run the command as it was; to send this as something new, to all, add --again"
        ),
        format!(
            "rien n'a été envoyé : le journal {path} a été commencé avec {french} ; pour continuer, relancez la commande telle qu'elle était ; pour tout envoyer à nouveau, ajoutez --again"
        ),
    )
}

impl JournalError {
    fn path(&self) -> &PathBuf {
        match self {
            Self::File { path, .. }
            | Self::InUse { path }
            | Self::NoJournal { path }
            | Self::Damaged { path, .. }
            | Self::OfAnother { path, .. } => path,
        }
    }
}
