//! Why nothing of a file is sent.

use smsmode_http::{Credits, Describe, Language};

use crate::batch::{BatchFileError, TemplateError};
use crate::page::{amount, number};

use super::sending::SendingError;

/// Why nothing of a file is sent.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BatchError {
    #[error(transparent)]
    File(#[from] BatchFileError),
    #[error(transparent)]
    Sending(#[from] SendingError),
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// Some lines are bad, and nobody said that the others are to be sent all the same.
    #[error("{}", self.describe(Language::English))]
    BadLines {
        bad: u64,
        /// How many of them Unicode would cure.
        unicode: u64,
    },
    #[error("{}", self.describe(Language::English))]
    NothingToSend,
    #[error("{}", self.describe(Language::English))]
    NotEnoughCredits { credits: Credits, segments: u64 },
}

impl Describe for BatchError {
    fn describe(&self, language: Language) -> String {
        match self {
            Self::File(error) => error.describe(language),
            Self::Sending(error) => error.describe(language),
            Self::Template(error) => error.describe(language),
            Self::BadLines { bad, unicode } => bad_lines(*bad, *unicode, language),
            Self::NothingToSend => language
                .pick(
                    "nothing was sent: the file has no message that can be sent",
                    "rien n'a été envoyé : le fichier n'a aucun message à envoyer",
                )
                .to_owned(),
            Self::NotEnoughCredits { credits, segments } => {
                not_enough(&amount(*credits, language), &number(*segments, language), language)
            }
        }
    }
}

fn not_enough(credits: &str, segments: &str, language: Language) -> String {
    language.pick(
        format!("nothing was sent: the account has {credits} credits, and the messages may take {segments}; add --yes to send until they are used up"),
        format!("rien n'a été envoyé : le compte a {credits} crédits, et les messages peuvent en prendre {segments} ; ajoutez --yes pour envoyer jusqu'à épuisement"),
    )
}

fn bad_lines(bad: u64, unicode: u64, language: Language) -> String {
    let s = if bad == 1 { "" } else { "s" };
    let [bad, of_unicode] = [bad, unicode].map(|count| number(count, language));
    let refused = language.pick(
        format!("nothing was sent: {bad} bad line{s}; correct the file, or send the others with --skip-bad"),
        format!("rien n'a été envoyé : {bad} ligne{s} en erreur ; corrigez le fichier, ou envoyez les autres avec --skip-bad"),
    );
    if unicode == 0 {
        return refused;
    }
    let unicode = language.pick(
        format!("; --unicode --each would send {of_unicode} of them"),
        format!(" ; --unicode --each en enverrait {of_unicode}"),
    );
    refused + &unicode
}
