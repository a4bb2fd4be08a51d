//! What is unknown is looked up at once, since somebody wants to know.

use std::fmt;
use std::sync::Arc;

use smsmode_core::outbox::State;
use smsmode_core::{Describe, Language};
use smsmode_http::{Client, Error, Transport};

use crate::engine::Engine;
use crate::entry::Entry;
use crate::error::LedgerError;
use crate::job::{Done, perform};
use crate::ledger::{Ledger, Which};
use crate::settings::DispatcherSettings;

/// Messages that are looked up at once.
const MANY: usize = 10_000;

/// Reads the list once, and settles what it tells. Nothing is sent: the engine has stopped.
pub(crate) fn reconcile<T: Transport>(
    engine: &mut Engine,
    ledger: &Arc<dyn Ledger>,
    client: &Client<T>,
    settings: &DispatcherSettings,
) -> Result<Vec<Entry>, ReconcileError> {
    engine.stop();
    // What a process that is gone was about to send is unknown from here on.
    engine.turn(Vec::new())?;
    let doubtful = doubtful(ledger)?;
    let Some(job) = engine.look_up()? else { return Ok(Vec::new()) };
    match perform(client, &settings.zone, job) {
        Done::Listed { list: Err(error) } => return Err(ReconcileError::List(error)),
        done => drop(engine.turn(vec![done])?),
    }
    let mut entries = Vec::with_capacity(doubtful.len());
    for entry in doubtful {
        entries.extend(ledger.entries(&Which::Id(entry.id), 1)?);
    }
    Ok(entries)
}

fn doubtful(ledger: &Arc<dyn Ledger>) -> Result<Vec<Entry>, LedgerError> {
    let mut all = Vec::new();
    for state in [State::Unknown, State::Parked] {
        all.extend(ledger.entries(&Which::Newest(Some(state)), MANY)?);
    }
    all.extend(ledger.entries(&Which::Nameless, MANY)?);
    Ok(all)
}

/// Why nothing was looked up. Nothing was sent, and no message changed by it.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReconcileError {
    /// The outbox is not to be used, or cannot be.
    Ledger(LedgerError),
    /// The list of the service cannot be read.
    List(Error),
}

impl Describe for ReconcileError {
    fn describe(&self, language: Language) -> String {
        language.pick("nothing was looked up", "rien n'a été vérifié").to_owned()
    }
}

impl fmt::Display for ReconcileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl std::error::Error for ReconcileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(match self {
            Self::Ledger(source) => source,
            Self::List(source) => source,
        })
    }
}

impl From<LedgerError> for ReconcileError {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}
