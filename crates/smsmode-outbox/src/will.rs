//! Why a message does not do what somebody wants.

use std::fmt;

use smsmode_core::outbox::Refused;
use smsmode_core::{Describe, Language};

use crate::error::LedgerError;

/// Why a message was not cancelled, or is not sent again. It is as it was.
#[derive(Debug)]
#[non_exhaustive]
pub enum WillError {
    /// There is no such message.
    NoSuchMessage,
    /// Its number and its text were forgotten: it cannot be sent again.
    Forgotten,
    /// It is not in a state for that.
    Refused(Refused),
    /// The outbox cannot be read or written.
    Ledger(LedgerError),
}

impl Describe for WillError {
    fn describe(&self, language: Language) -> String {
        match self {
            Self::NoSuchMessage => language
                .pick(
                    "there is no such message in the outbox",
                    "ce message n'est pas dans la boîte d'envoi",
                )
                .to_owned(),
            Self::Forgotten => language
                .pick(
                    "the number and the text of the message were forgotten; put it in again under another key",
                    "le numéro et le texte du message ont été oubliés ; remettez-le sous une autre clé",
                )
                .to_owned(),
            Self::Refused(_) => {
                language.pick("the message stays as it is", "le message reste tel quel").to_owned()
            }
            Self::Ledger(_) => language
                .pick("the message could not be changed", "le message n'a pas pu être modifié")
                .to_owned(),
        }
    }
}

impl fmt::Display for WillError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl std::error::Error for WillError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NoSuchMessage | Self::Forgotten => None,
            Self::Refused(source) => Some(source),
            Self::Ledger(source) => Some(source),
        }
    }
}

impl From<Refused> for WillError {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<LedgerError> for WillError {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}
