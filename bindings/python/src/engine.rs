//! What makes the calls of one client, in whichever process it finds itself.

use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use pyo3::prelude::*;
use smsmode_http::{Account, Client, HttpSettings, RetryPolicy, SettingsError, UreqTransport};

use crate::errors;

/// How calls are made, and the connections of this process.
pub(crate) struct Engine {
    setup: Setup,
    /// Taken only under the interpreter lock, so that no thread of a forking process holds it.
    state: Mutex<State>,
}

/// How calls are made.
pub(crate) struct Setup {
    pub(crate) account: Account,
    pub(crate) settings: HttpSettings,
    pub(crate) timeout: Duration,
    pub(crate) retry: RetryPolicy,
}

struct State {
    process: u32,
    /// Nothing once it was closed.
    client: Option<Client>,
}

impl Engine {
    pub(crate) fn new(setup: Setup) -> Result<Self, SettingsError> {
        let client = Some(setup.client()?);
        let state = Mutex::new(State { process: process::id(), client });
        Ok(Self { setup, state })
    }

    /// The client of this process.
    ///
    /// A child of a fork has the connections of its parent: it must not write on them, so it gets a
    /// client of its own.
    pub(crate) fn client(&self, py: Python<'_>) -> PyResult<Client> {
        let mut state = self.lock();
        if state.client.is_some() && state.process != process::id() {
            let client = self.setup.client().map_err(|error| errors::of_settings(py, &error))?;
            // The parent's client is forgotten, not dropped: dropping would end its connections
            // properly, with bytes that the parent does not expect.
            std::mem::forget(state.client.replace(client));
            state.process = process::id();
        }
        state.client.clone().ok_or_else(|| errors::closed(py))
    }

    /// Breaks off what is under way. Closing twice is closing once.
    pub(crate) fn close(&self) {
        let mut state = self.lock();
        match state.client.take() {
            Some(client) if state.process == process::id() => client.transport().shutdown(),
            Some(parents) => std::mem::forget(parents),
            None => {}
        }
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.lock().client.is_none()
    }

    pub(crate) fn account(&self) -> &Account {
        &self.setup.account
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Setup {
    fn client(&self) -> Result<Client<UreqTransport>, SettingsError> {
        let client = Client::with_settings(self.account.clone(), &self.settings)?;
        Ok(client.with_timeout(self.timeout).with_retry(self.retry))
    }
}
