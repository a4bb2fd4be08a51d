//! What makes the calls of one client, in whichever process it finds itself.

use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use pyo3::prelude::*;
use smsmode_http::{
    Account, Endpoint, HttpSettings, MessageId, RetryPolicy, SettingsError, WaitOptions,
};

use crate::errors;
use crate::link::Link;
use crate::waiting::wait_for;

pub(crate) type HttpClient = smsmode_http::Client<Link>;

/// A call of the service, which another thread can make.
pub(crate) trait Call: Endpoint<Output: Send> + Send + Sync + 'static {}

impl<E: Endpoint<Output: Send> + Send + Sync + 'static> Call for E {}

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
    client: Option<HttpClient>,
}

impl Engine {
    pub(crate) fn new(setup: Setup) -> Result<Self, SettingsError> {
        let client = Some(setup.client()?);
        let state = Mutex::new(State { process: process::id(), client });
        Ok(Self { setup, state })
    }

    /// Makes a call.
    pub(crate) fn call<E: Call>(&self, py: Python<'_>, endpoint: E) -> PyResult<E::Output> {
        let client = self.client(py)?;
        wait_for(py, move || client.call(&endpoint))
    }

    /// Follows a message.
    pub(crate) fn wait(
        &self,
        py: Python<'_>,
        message_id: &MessageId,
        options: WaitOptions,
    ) -> PyResult<smsmode_http::WaitEnd> {
        let client = self.client(py)?;
        wait_for(py, || client.wait(message_id, options, |_| {}))
    }

    /// The client of this process.
    ///
    /// A child of a fork has the connections of its parent: it must not write on them, so it gets a
    /// client of its own.
    pub(crate) fn client(&self, py: Python<'_>) -> PyResult<HttpClient> {
        let mut state = self.lock();
        if state.client.is_some() && state.process != process::id() {
            let client = self.setup.client().map_err(|error| errors::of_settings(py, error))?;
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
            Some(client) if state.process == process::id() => client.transport().close(),
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
    fn client(&self) -> Result<HttpClient, SettingsError> {
        let link = Link::new(self.settings.clone())?;
        let client = HttpClient::with_transport(self.account.clone(), link);
        Ok(client.with_timeout(self.timeout).with_retry(self.retry))
    }
}
