//! Why no worker of a fleet is started.

use std::error::Error as StdError;
use std::fmt;
use std::io;

use smsmode_core::{Describe, Language};
use smsmode_outbox::{LedgerError, StartError};

/// Why no worker is started. Nothing was sent.
#[derive(Debug)]
#[non_exhaustive]
pub enum FleetError {
    /// The outbox cannot be used, or is none of a fleet.
    Ledger(LedgerError),
    /// Its database has not the extension `hstore`, in which the queue keeps a part of its jobs.
    NoHstore(Box<dyn StdError + Send + Sync>),
    /// The queue beside the outbox cannot be made or used.
    Queue(Box<dyn StdError + Send + Sync>),
    /// No threads can be started.
    Threads(io::Error),
    /// The address for the board cannot be had.
    Board(io::Error),
}

impl FleetError {
    /// The name for programs, the same in every language.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Ledger(error) => error.name(),
            Self::NoHstore(_) => "no_hstore",
            Self::Queue(_) => "queue",
            Self::Threads(_) => "threads",
            Self::Board(_) => "board",
        }
    }
}

impl Describe for FleetError {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::Ledger(error) => return error.describe(language),
            Self::NoHstore(_) => (
                "the database has no hstore, which the queue needs, and this user may not add it; have an administrator run this in it, once: CREATE EXTENSION hstore; (it comes with PostgreSQL; on Debian in postgresql-contrib)",
                "la base de données n'a pas hstore, dont la file a besoin, et cet utilisateur ne peut pas l'ajouter ; faites-y lancer une fois par un administrateur : CREATE EXTENSION hstore; (fourni avec PostgreSQL ; sous Debian dans postgresql-contrib)",
            ),
            Self::Queue(_) => (
                "the queue of the workers cannot be made or used; start one worker as the owner of the schema smsmode, and the others as members of smsmode_dispatch",
                "la file des workers ne peut être ni créée ni utilisée ; démarrez un worker en tant que propriétaire du schéma smsmode, les autres comme membres de smsmode_dispatch",
            ),
            Self::Threads(_) => {
                ("the worker cannot start its threads", "le worker ne peut démarrer ses tâches")
            }
            Self::Board(_) => (
                "the board cannot have this address; name another one",
                "le tableau de bord ne peut avoir cette adresse ; indiquez-en une autre",
            ),
        };
        language.pick(english, french).to_owned()
    }
}

impl fmt::Display for FleetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl StdError for FleetError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Ledger(error) => error.source(),
            Self::NoHstore(source) | Self::Queue(source) => Some(source.as_ref()),
            Self::Threads(source) | Self::Board(source) => Some(source),
        }
    }
}

impl From<LedgerError> for FleetError {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}

impl From<StartError> for FleetError {
    fn from(error: StartError) -> Self {
        match error {
            StartError::Ledger(error) => Self::Ledger(error),
            StartError::Thread(error) => Self::Threads(error),
            other => Self::Threads(io::Error::other(other)),
        }
    }
}
