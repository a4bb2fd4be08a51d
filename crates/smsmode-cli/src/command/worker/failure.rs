//! Why a worker does not send, or sends no more.

use std::error::Error as _;
use std::io;

use smsmode_fleet::{FleetError, NoPassword};
use smsmode_http::{Describe, Language};
use smsmode_outbox::LedgerError;

use crate::command::outbox::RENEWED_KEY;
use crate::exit::Exit;
use crate::failure::chain;

/// Why a worker does not send, or sends no more.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WorkerFailure {
    #[error(transparent)]
    Fleet(FleetError),
    /// The board has no password.
    #[error("{}", self.describe(Language::English))]
    NoPassword(#[source] NoPassword),
    /// The file with the password of the board cannot be read.
    #[error("{}", self.describe(Language::English))]
    PasswordFile(#[source] io::Error),
    /// It stopped by itself, for this reason.
    #[error("{0}")]
    GivenUp(String),
}

impl WorkerFailure {
    /// What the command ends with: 6 where doing the same later may help, 2 where somebody must do
    /// something.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Fleet(FleetError::Ledger(error)) if super::is_passing(error) => Exit::NotSent,
            _ => Exit::Usage,
        }
    }

    /// What to do next, where that is an argument.
    pub(crate) fn advice(&self, language: Language) -> Option<String> {
        match self {
            Self::Fleet(FleetError::Ledger(LedgerError::AnotherAccount)) => {
                let (english, french) = RENEWED_KEY;
                Some(language.pick(english, french).to_owned())
            }
            _ => None,
        }
    }

    /// Every cause, for people.
    pub(crate) fn causes(&self, language: Language) -> Vec<String> {
        match self {
            Self::NoPassword(none) => vec![none.describe(language)],
            other => chain(other.source()),
        }
    }
}

impl Describe for WorkerFailure {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::Fleet(error) => return error.describe(language),
            Self::GivenUp(why) => return why.clone(),
            Self::NoPassword(_) => (
                "the board is not shown without a password: set SMSMODE_BOARD_PASSWORD, or name a file with --board-password-file",
                "le tableau de bord n'est pas montré sans mot de passe : définissez SMSMODE_BOARD_PASSWORD, ou indiquez un fichier avec --board-password-file",
            ),
            Self::PasswordFile(_) => (
                "the file with the password of the board cannot be read",
                "le fichier du mot de passe du tableau de bord est illisible",
            ),
        };
        language.pick(english, french).to_owned()
    }
}
