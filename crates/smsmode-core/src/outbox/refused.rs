//! Why an event changes nothing.

use super::State;
use crate::error::describe_as_error;
use crate::language::{Describe, Language};
use crate::time::Timestamp;

/// Why an event changes nothing: the message stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refused {
    /// Somebody else changed the message since: whoever acts on it must stop.
    Overtaken,
    /// The event does not belong to this state.
    NotIn(State),
    /// It is too early.
    NotBefore(Timestamp),
    /// The lease has passed, so nothing may be sent any more.
    LeaseOver,
    /// The caller's deadline has passed, so it is not to be sent.
    PastDeadline,
    /// The deadline has not passed, or there is none.
    NoDeadlinePassed,
    /// It has been transmitted as often as a message may be.
    Exhausted,
    /// Nothing new.
    NothingNew,
    /// **The service accepted this message twice**, under two ids. A person must know.
    AcceptedTwice,
}

impl Describe for Refused {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::Overtaken => (
                "the message was changed by somebody else meanwhile",
                "le message a été modifié entre-temps par un autre",
            ),
            Self::NotIn(state) => return not_in(*state, language),
            Self::NotBefore(_) => {
                ("it is too early for this message", "il est trop tôt pour ce message")
            }
            Self::LeaseOver => (
                "the time to send the message has passed; it goes back to the queue",
                "le temps d'envoi du message est dépassé ; il retourne dans la file",
            ),
            Self::PastDeadline => (
                "the deadline of the message has passed; it is not sent any more",
                "l'échéance du message est passée ; il n'est plus envoyé",
            ),
            Self::NoDeadlinePassed => {
                ("no deadline of the message has passed", "aucune échéance du message n'est passée")
            }
            Self::Exhausted => (
                "the message was transmitted 32 times; enqueue it anew under another key",
                "le message a été transmis 32 fois ; il faut le remettre sous une autre clé",
            ),
            Self::NothingNew => {
                ("nothing new is known of the message", "rien de nouveau sur le message")
            }
            Self::AcceptedTwice => (
                "the service accepted this message twice, under two ids; tell its recipient",
                "le service a accepté ce message deux fois, sous deux identifiants ; prévenez son \
                 destinataire",
            ),
        };
        language.pick(english, french).to_owned()
    }
}

fn not_in(state: State, language: Language) -> String {
    let said = state.describe(language);
    match language {
        Language::English => format!("this is not possible: the message {said}"),
        Language::French => format!("ce n'est pas possible : le message {said}"),
    }
}

describe_as_error!(Refused);
