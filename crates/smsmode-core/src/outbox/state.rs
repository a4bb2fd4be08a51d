//! The names of the states of a message.

use std::fmt;
use std::str::FromStr;

use crate::error::describe_as_error;
use crate::language::{Describe, Language};

macro_rules! states {
    ($($variant:ident $name:literal $english:literal $french:literal)*) => {
        /// Where a message stands, without the particulars that [`Stage`](super::Stage) has.
        ///
        /// ```
        /// use smsmode_core::outbox::State;
        ///
        /// assert_eq!(State::Parked.name(), "parked");
        /// assert_eq!("parked".parse(), Ok(State::Parked));
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum State {
            $(
                #[doc = concat!("The message ", $english, ".")]
                $variant,
            )*
        }

        impl State {
            /// Every state, in the order of a message's life.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name for programs and files, the same in every language.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }

        impl Describe for State {
            fn describe(&self, language: Language) -> String {
                match self {
                    $(Self::$variant => language.pick($english, $french).to_owned(),)*
                }
            }
        }
    };
}

states! {
    Queued "queued" "waits to be sent" "attend d'être envoyé"
    Claimed "claimed"
        "is taken by a dispatcher and no byte of it has left"
        "est pris par un répartiteur, aucun octet n'est parti"
    Submitting "submitting" "is on its way to the service" "est en route vers le service"
    Unknown "unknown"
        "may or may not have been accepted; it is being looked up and is not sent again meanwhile"
        "a peut-être été accepté ; on le vérifie et on ne le renvoie pas entre-temps"
    Parked "parked"
        "waits for a person: look it up, then send it again or cancel it"
        "attend quelqu'un : à vérifier, puis à renvoyer ou à annuler"
    Accepted "accepted" "was accepted by the service" "a été accepté par le service"
    Delivered "delivered" "arrived" "est arrivé"
    Undelivered "undelivered"
        "was accepted and could not be delivered" "a été accepté et n'a pas pu être remis"
    Rejected "rejected" "was refused for good" "a été refusé définitivement"
    Expired "expired"
        "was not sent before its deadline, and will not be"
        "n'a pas été envoyé avant son échéance, et ne le sera pas"
    Cancelled "cancelled" "was cancelled before it was sent" "a été annulé avant l'envoi"
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for State {
    type Err = StateError;

    fn from_str(name: &str) -> Result<Self, StateError> {
        let found = Self::ALL.iter().copied().find(|state| state.name() == name);
        found.ok_or(StateError)
    }
}

/// A name that no state has: it was written by a newer program, or is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateError;

impl Describe for StateError {
    fn describe(&self, language: Language) -> String {
        language
            .pick(
                "no state of a message has this name; a newer program may have written it",
                "aucun état d'un message n'a ce nom ; un programme plus récent l'a peut-être écrit",
            )
            .to_owned()
    }
}

describe_as_error!(StateError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_read_by_its_name() {
        for state in State::ALL {
            assert_eq!(state.name().parse(), Ok(*state));
            assert_ne!(state.describe(Language::English), state.describe(Language::French));
        }
        assert_eq!("Queued".parse::<State>(), Err(StateError));
    }
}
