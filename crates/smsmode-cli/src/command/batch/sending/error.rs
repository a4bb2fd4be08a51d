//! Why nothing, or no more, is sent.

use std::error::Error as StdError;
use std::io;
use std::path::PathBuf;

use smsmode_http::{Describe, Language};

use crate::batch::BatchFileError;
use crate::failure::chain;
use crate::optout::OptOutError;

use super::journal::JournalError;

/// Why nothing, or no more, is sent.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SendingError {
    #[error(transparent)]
    File(#[from] BatchFileError),
    /// Nobody knows any more who said STOP.
    #[error(transparent)]
    OptOut(#[from] OptOutError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The call was made and what became of it could not be kept.
    #[error("{}", self.describe(Language::English))]
    Unkept(#[source] JournalError),
    #[error("{}", self.describe(Language::English))]
    Unicode { line: u64 },
    /// Everything was to be sent once more, and a part was never sent.
    #[error("{}", self.describe(Language::English))]
    Unfinished { journal: PathBuf },
    /// One file would be written over another.
    #[error("{}", self.describe(Language::English))]
    SameFile { path: PathBuf },
    #[error("{}", self.describe(Language::English))]
    Result {
        path: PathBuf,
        #[source]
        error: io::Error,
    },
}

impl SendingError {
    /// With all that is below it.
    pub(super) fn describe_all(&self, language: Language) -> String {
        let colon = language.pick(": ", " : ");
        let journal = match self {
            Self::Unkept(journal) => Some(journal),
            _ => None,
        };
        // The system's own words come last, in English.
        let system = chain(journal.map_or_else(|| self.source(), StdError::source));
        let sentences = [Some(self.describe(language)), journal.map(|it| it.describe(language))];
        let all: Vec<String> = sentences.into_iter().flatten().chain(system).collect();
        all.join(colon)
    }
}

impl Describe for SendingError {
    fn describe(&self, language: Language) -> String {
        match self {
            Self::File(error) => error.describe(language),
            Self::OptOut(error) => error.describe(language),
            Self::Journal(error) => error.describe(language),
            Self::Unkept(_) => language
                .pick(
                    "a call was made, and the journal could not be told what became of it; its lines count as unknown and are not sent again",
                    "un appel a été fait, et le journal n'a pas pu en noter l'issue ; ses lignes comptent comme inconnues et ne sont pas renvoyées",
                )
                .to_owned(),
            Self::Unicode { line } => language.pick(
                format!("line {line} needs Unicode, which no batch call has; add --each"),
                format!("la ligne {line} demande l'Unicode, qu'aucun envoi par lot n'a ; ajoutez --each"),
            ),
            Self::Unfinished { journal } => language.pick(
                format!("nothing was sent: the run before did not come to its end; the same command without --again goes on; to begin anew, with what was sent already, remove the journal {}", journal.display()),
                format!("rien n'a été envoyé : l'envoi précédent n'est pas allé à son terme ; la même commande sans --again le continue ; pour tout recommencer, y compris ce qui est déjà parti, supprimez le journal {}", journal.display()),
            ),
            Self::SameFile { path } => language.pick(
                format!("nothing was sent: {} would be written over; name another file with --result or --journal", path.display()),
                format!("rien n'a été envoyé : {} serait écrasé ; indiquez un autre fichier avec --result ou --journal", path.display()),
            ),
            Self::Result { path, .. } => language.pick(
                format!("the result {} cannot be written; what is in it is kept in the journal, and the same command with another --result writes it", path.display()),
                format!("le résultat {} ne peut être écrit ; le journal garde ce qu'il contient, et la même commande avec un autre --result l'écrit", path.display()),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_kept_is_said_in_one_language_but_for_the_words_of_the_system() {
        let error = || io::Error::other("disk on fire");
        let unkept =
            SendingError::Unkept(JournalError::File { path: PathBuf::from("j"), error: error() });
        let french = unkept.describe_all(Language::French);
        assert!(
            french.ends_with(" : le journal j ne peut être ni lu ni écrit : disk on fire"),
            "{french}"
        );
        let result = SendingError::Result { path: PathBuf::from("r"), error: error() };
        let english = result.describe_all(Language::English);
        assert!(english.ends_with("writes it: disk on fire"), "{english}");
        assert_eq!(english.matches("disk on fire").count(), 1);
    }
}
