//! What can be the matter with a store of callbacks.

use std::fmt;
use std::io;

use smsmode_core::{Describe, Language};

/// Why a file cannot be a store of callbacks, or cannot be read or written.
#[derive(Debug)]
#[non_exhaustive]
pub enum StoreError {
    /// It cannot be made or opened.
    Open(io::Error),
    /// It is the file of another program.
    NotAStore,
    /// A newer version of this program wrote it.
    Newer {
        /// Its form.
        found: i64,
        /// The newest form that this version knows.
        known: i64,
    },
    /// Somebody else does its work already.
    Claimed,
    /// A row cannot be read.
    Content {
        /// Its place in the file.
        number: u64,
    },
    /// SQLite cannot read or write it.
    Sqlite(rusqlite::Error),
}

impl Describe for StoreError {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::Open(_) => (
                "the store of callbacks cannot be made or opened; look at its folder, or name another file with --store".to_owned(),
                "le fichier des appels ne peut être ni créé ni ouvert ; vérifiez son dossier, ou indiquez un autre fichier avec --store".to_owned(),
            ),
            Self::NotAStore => (
                "it is no store of callbacks: name another file".to_owned(),
                "ce n'est pas un fichier d'appels : indiquez-en un autre".to_owned(),
            ),
            Self::Newer { found, known } => (
                format!(
                    "the store of callbacks was written by a newer smsmode (form {found}; this one knows {known}): update, or name another file"
                ),
                format!(
                    "le fichier des appels vient d'un smsmode plus récent (forme {found} ; celui-ci connaît {known}) : mettez à jour, ou indiquez un autre fichier"
                ),
            ),
            Self::Claimed => (
                "another smsmode listen works with this store of callbacks: stop that one, or name another file with --store".to_owned(),
                "un autre smsmode listen travaille avec ce fichier d'appels : arrêtez-le, ou indiquez un autre fichier avec --store".to_owned(),
            ),
            Self::Content { number } => (
                format!("callback {number} of the store cannot be read; keep the file, and name another one with --store"),
                format!("l'appel {number} du fichier est illisible ; gardez le fichier, et indiquez-en un autre avec --store"),
            ),
            Self::Sqlite(_) => (
                "SQLite cannot read or write the store of callbacks; is the disk full, or the file of somebody else?".to_owned(),
                "SQLite ne peut pas lire ou écrire le fichier des appels ; le disque est-il plein, ou le fichier à quelqu'un d'autre ?".to_owned(),
            ),
        };
        language.pick(english, french)
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Open(source) => Some(source),
            Self::Sqlite(source) => Some(source),
            Self::NotAStore | Self::Newer { .. } | Self::Claimed | Self::Content { .. } => None,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => Self::NotAStore,
            _ => Self::Sqlite(error),
        }
    }
}
