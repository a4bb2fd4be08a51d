//! How a program has a part in the sending of an outbox.

use std::sync::Arc;

use smsmode_http::{Client, Transport};

use super::Outbox;
use crate::claimant::Claimant;
use crate::dispatcher::{Dispatcher, StartError};
use crate::engine::Engine;
use crate::entry::Entry;
use crate::keeper::Keeper;
use crate::reconciliation::{ReconcileError, reconcile};
use crate::role::Role;
use crate::sender::Sender;
use crate::settings::DispatcherSettings;
use crate::work::Place;

impl Outbox {
    /// Sends its messages from now on, in threads of its own, until the dispatcher is dropped.
    ///
    /// # Errors
    ///
    /// Somebody else sends them already, the file was moved or restored, or no thread can be started.
    pub fn dispatch<T: Transport + 'static>(
        &self,
        client: &Client<T>,
        settings: DispatcherSettings,
    ) -> Result<Dispatcher, StartError> {
        Dispatcher::start(self.place(), client, settings)
    }

    /// Sends the messages whose ids it is given from now on, until the sender is dropped. Many processes
    /// may at a time, and none may [`dispatch`](Self::dispatch) meanwhile. Beside them one must
    /// [`keep`](Self::keep).
    ///
    /// # Errors
    ///
    /// Somebody sends from it alone, the database was moved or restored, the ledger is none that several
    /// processes send from, or no thread can be started.
    pub fn send_given<T: Transport + 'static>(
        &self,
        client: &Client<T>,
        settings: DispatcherSettings,
    ) -> Result<Sender, StartError> {
        Sender::start(self.place(), client, settings)
    }

    /// Does from now on what one process does for all senders of a fleet, until the keeper is dropped.
    ///
    /// # Errors
    ///
    /// [`LedgerError::AnotherKeeper`](crate::LedgerError::AnotherKeeper), and as for [`send_given`](Self::send_given).
    pub fn keep<T: Transport + 'static>(
        &self,
        client: &Client<T>,
        settings: DispatcherSettings,
    ) -> Result<Keeper, StartError> {
        Keeper::start(self.place(), client, settings)
    }

    fn place(&self) -> Place {
        let (ledger, clock) = (Arc::clone(&self.ledger), Arc::clone(&self.clock));
        Place { ledger, clock, news: Arc::clone(&self.news) }
    }

    /// Looks up now what is unknown, parked or without an id, and sends nothing. Each such message, as it
    /// is then.
    ///
    /// # Errors
    ///
    /// Somebody else sends from it, who looks it up as well; the list cannot be read; the outbox cannot
    /// be used.
    pub fn reconcile<T: Transport>(
        &self,
        client: &Client<T>,
        settings: &DispatcherSettings,
    ) -> Result<Vec<Entry>, ReconcileError> {
        let claimant = Claimant::new(Role::Alone);
        let claimant = claimant.with_account(client.account(), self.ledger.secret(), settings);
        let _claim = self.ledger.claim_as(&claimant)?;
        let (ledger, clock) = (Arc::clone(&self.ledger), Arc::clone(&self.clock));
        let mut engine = Engine::new(ledger, clock, settings.clone());
        let looked_up = reconcile(&mut engine, &self.ledger, client, settings);
        self.news.tell();
        looked_up
    }
}
