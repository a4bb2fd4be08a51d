//! Why a run ends before the file does.

use smsmode_http::{Describe as _, Error, Language};

use super::error::SendingError;

/// Why a run ended before the file did.
#[derive(Debug)]
pub(super) enum Stop {
    /// The user had enough.
    Interrupted,
    /// Every other call would end in the same way.
    Hopeless(Error),
    /// Too many calls one after the other got neither yes nor no.
    OutOfOrder(Error),
    /// The file or the journal cannot be used any more.
    Broken(SendingError),
}

/// How many more calls may get neither yes nor no, one after the other.
#[derive(Debug)]
pub(super) struct Patience(u32);

const PATIENCE: u32 = 3;

impl Default for Patience {
    fn default() -> Self {
        Self(PATIENCE)
    }
}

impl Patience {
    /// A call was made; the service said yes or no to it, or did not.
    pub(super) fn after(&mut self, answered: bool) {
        self.0 = if answered { PATIENCE } else { self.0.saturating_sub(1) };
    }

    pub(super) const fn is_over(&self) -> bool {
        self.0 == 0
    }
}

impl Stop {
    /// That it stopped, and why.
    pub(super) fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::Interrupted => return language.pick("interrupted", "interrompu").to_owned(),
            Self::Hopeless(_) | Self::Broken(_) => ("stopped: ", "arrêté : "),
            Self::OutOfOrder(_) => (
                "stopped: three calls in a row got neither yes nor no: ",
                "arrêté : trois appels de suite n'ont eu ni oui ni non : ",
            ),
        };
        format!("{}{}", language.pick(english, french), self.cause(language))
    }

    fn cause(&self, language: Language) -> String {
        match self {
            Self::Interrupted => String::new(),
            Self::Hopeless(error) | Self::OutOfOrder(error) => error.cause().describe(language),
            Self::Broken(error) => error.describe_all(language),
        }
    }
}
