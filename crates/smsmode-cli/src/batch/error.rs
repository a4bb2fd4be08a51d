//! Why a file as a whole cannot be used.

use std::io;
use std::path::PathBuf;

use smsmode_http::{Describe, Language};

/// Why a file as a whole cannot be used. Nothing was sent.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BatchFileError {
    /// The standard input or a pipe was named.
    #[error("{}", self.describe(Language::English))]
    StandardInput,
    /// It cannot be read.
    #[error("{}", self.describe(Language::English))]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It was changed while it was read.
    #[error("{}", self.describe(Language::English))]
    Changed,
    /// It has no line.
    #[error("{}", self.describe(Language::English))]
    Empty,
    /// The first line names the columns and cannot be read.
    #[error("{}", self.describe(Language::English))]
    FirstLine,
    /// No column is known as that of the numbers.
    #[error("{}", self.describe(Language::English))]
    NoRecipientColumn,
    /// No column is known as that of the texts.
    #[error("{}", self.describe(Language::English))]
    NoTextColumn,
    /// No column has this name.
    #[error("{}", self.describe(Language::English))]
    NoSuchColumn(String),
    /// Two columns could be meant.
    #[error("{}", self.describe(Language::English))]
    SeveralColumns(String, String),
    /// Reading was broken off.
    #[error("{}", self.describe(Language::English))]
    Interrupted,
}

impl Describe for BatchFileError {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::StandardInput => (
                "a batch is read from a file, not from the standard input or a pipe: it is read twice, to check it and to send it, and a stopped run goes on with it",
                "un lot se lit dans un fichier, pas sur l'entrée standard ni un tube : il est lu deux fois, pour le vérifier puis l'envoyer, et un envoi arrêté le reprend",
            ),
            Self::Read { path, .. } => {
                let path = path.display();
                return language
                    .pick(format!("{path} cannot be read"), format!("{path} est illisible"));
            }
            Self::Changed => (
                "the file was changed while it was read; run the command again",
                "le fichier a changé pendant la lecture ; relancez la commande",
            ),
            Self::Empty => ("the file has no message", "le fichier n'a aucun message"),
            Self::FirstLine => (
                "the first line of the file cannot be read: a quotation mark is not closed, it is too long, or --encoding is wrong",
                "la première ligne du fichier est illisible : un guillemet n'est pas fermé, elle est trop longue, ou --encoding est faux",
            ),
            Self::NoRecipientColumn => (
                "no column of the first line is known to hold phone numbers (telephone, mobile, numero, phone, to…); name it with --to-column",
                "aucune colonne de la première ligne n'est reconnue comme celle des numéros (téléphone, mobile, numero, phone, to…) ; nommez-la avec --to-column",
            ),
            Self::NoTextColumn => (
                "no column of the first line is known to hold texts (message, texte, text…); name it with --text-column, or write one text for all with --text",
                "aucune colonne de la première ligne n'est reconnue comme celle des textes (message, texte, text…) ; nommez-la avec --text-column, ou écrivez un texte pour tous avec --text",
            ),
            Self::NoSuchColumn(name) => {
                return language.pick(
                    format!("the file has no column {name:?}; name it as the first line does, or by its number, from 1; if its name is there, --delimiter may be wrong"),
                    format!("le fichier n'a pas de colonne {name:?} ; nommez-la comme la première ligne, ou par son numéro, à partir de 1 ; si son nom y est, --delimiter est peut-être faux"),
                );
            }
            Self::SeveralColumns(one, other) => {
                return language.pick(
                    format!("the columns {one:?} and {other:?} could both be meant; name one, as with --to-column"),
                    format!("les colonnes {one:?} et {other:?} sont possibles ; nommez-en une, par exemple avec --to-column"),
                );
            }
            Self::Interrupted => {
                ("interrupted; nothing was sent", "interrompu ; rien n'a été envoyé")
            }
        };
        language.pick(english, french).to_owned()
    }
}
