//! What the list forbids.

use smsmode_http::{Describe, Language};

/// Why a message is not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum OptOutRefusal {
    /// To this person.
    #[error("{}", self.describe(Language::English))]
    SaidStop,
    /// To anybody.
    #[error("{}", self.describe(Language::English))]
    AllSaidStop,
    /// To people who said STOP, although it may be marketing.
    #[error("{}", self.describe(Language::English))]
    NotNotifications,
}

impl OptOutRefusal {
    /// What to do about it.
    pub(crate) fn advice(self, language: Language) -> Option<String> {
        let (english, french) = match self {
            Self::SaidStop => return None,
            Self::AllSaidStop => (
                "smsmode optout list shows who did; what they asked for, such as a code, is sent with --even-opted-out",
                "smsmode optout list montre qui l'a dit ; ce qu'ils ont demandé, comme un code, s'envoie avec --even-opted-out",
            ),
            Self::NotNotifications => (
                "add --channel notifications if the account has that channel",
                "ajoutez --channel notifications si le compte a ce canal",
            ),
        };
        Some(language.pick(english, french).to_owned())
    }
}

impl Describe for OptOutRefusal {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::SaidStop => {
                ("not sent: this person said STOP", "pas envoyé : cette personne a dit STOP")
            }
            Self::AllSaidStop => (
                "nothing was sent: everybody it was meant for said STOP",
                "rien n'a été envoyé : tous les destinataires ont dit STOP",
            ),
            Self::NotNotifications => (
                "nothing was sent: --even-opted-out is for the channel notifications, which has no marketing",
                "rien n'a été envoyé : --even-opted-out est pour le canal notifications, qui n'a pas de prospection",
            ),
        };
        language.pick(english, french).to_owned()
    }
}
