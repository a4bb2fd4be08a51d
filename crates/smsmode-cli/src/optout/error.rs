//! What can be the matter with the list.

use std::io;
use std::path::PathBuf;

use smsmode_http::{Describe, Language};

use crate::config::ConfigError;

/// Why the list cannot be used. Nothing was sent.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OptOutError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Nothing says where it is.
    #[error("{}", self.describe(Language::English))]
    NoPlace,
    /// A file that was named is not there.
    #[error("{}", self.describe(Language::English))]
    Missing { path: PathBuf },
    #[error("{}", self.describe(Language::English))]
    Read { path: PathBuf, source: io::Error },
    /// A line is neither a number nor a remark.
    #[error("{}", self.describe(Language::English))]
    Damaged { path: PathBuf, line: usize },
    #[error("{}", self.describe(Language::English))]
    Write { path: PathBuf, source: io::Error },
}

impl Describe for OptOutError {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::Config(error) => return error.describe(language),
            Self::NoPlace => (
                "there is no place for the opt-out list; set HOME, SMSMODE_OPTOUT_FILE, or optout_file of the profile".to_owned(),
                "il n'y a pas d'endroit pour la liste d'opposition ; définissez HOME, SMSMODE_OPTOUT_FILE, ou optout_file du profil".to_owned(),
            ),
            Self::Missing { path } => (
                format!("the opt-out list {} is not there; correct its name, or make it with smsmode optout add", path.display()),
                format!("la liste d'opposition {} n'existe pas ; corrigez son nom, ou créez-la avec smsmode optout add", path.display()),
            ),
            Self::Read { path, .. } => (
                format!("the opt-out list {} cannot be read", path.display()),
                format!("la liste d'opposition {} est illisible", path.display()),
            ),
            Self::Damaged { path, line } => (
                format!("line {line} of the opt-out list {} is not understood; correct it: a number, or number,out,since,source", path.display()),
                format!("la ligne {line} de la liste d'opposition {} est incompréhensible ; corrigez-la : un numéro, ou numéro,out,date,source", path.display()),
            ),
            Self::Write { path, .. } => (
                format!("the opt-out list {} cannot be written", path.display()),
                format!("la liste d'opposition {} ne peut pas être écrite", path.display()),
            ),
        };
        language.pick(english, french)
    }
}
