//! The threads that send the messages of an outbox.

use std::fmt;
use std::io;

use smsmode_core::{Describe, Language};
use smsmode_http::{Client, Transport};

use crate::error::LedgerError;
use crate::role::Role;
use crate::settings::DispatcherSettings;
use crate::tally::Tally;
use crate::work::{Place, Running};

/// Sends the messages of an outbox until it is dropped. Calls that are under way then come to their
/// end first, and what came of them is written down.
pub struct Dispatcher(Running);

impl Dispatcher {
    pub(crate) fn start<T: Transport + 'static>(
        place: Place,
        client: &Client<T>,
        settings: DispatcherSettings,
    ) -> Result<Self, StartError> {
        Ok(Self(Running::start(place, Role::Alone, client, settings, None)?))
    }

    /// What is the matter at this time: the ledger cannot be written, the list of the service cannot be
    /// read. Nothing where all is well.
    pub fn trouble(&self) -> Option<String> {
        self.0.trouble()
    }

    /// Whether it has stopped for good, for the reason that [`trouble`](Self::trouble) tells: another
    /// account or a newer program has taken the outbox over meanwhile.
    pub fn has_given_up(&self) -> bool {
        self.0.has_given_up()
    }

    /// What came of its transmissions so far.
    pub fn tally(&self) -> Tally {
        self.0.tally()
    }

    /// Has it look at once whether something is to do: after a clock was moved by hand.
    pub fn wake(&self) {
        self.0.wake();
    }
}

impl fmt::Debug for Dispatcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Dispatcher")
    }
}

/// Why a dispatcher was not started. Nothing was sent.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// The outbox is not to be sent from, or cannot be.
    Ledger(LedgerError),
    /// No thread can be started.
    Thread(io::Error),
}

impl Describe for StartError {
    fn describe(&self, language: Language) -> String {
        language
            .pick("nothing is sent from the outbox", "rien n'est envoyé depuis la boîte d'envoi")
            .to_owned()
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(match self {
            Self::Ledger(source) => source,
            Self::Thread(source) => source,
        })
    }
}

impl From<LedgerError> for StartError {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}

impl From<io::Error> for StartError {
    fn from(error: io::Error) -> Self {
        Self::Thread(error)
    }
}
