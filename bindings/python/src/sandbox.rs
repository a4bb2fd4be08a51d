//! The sandbox, for `smsmode.sandbox`.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pyo3::exceptions::{PyOSError, PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use smsmode_sandbox::{
    AccountOptions, DEMO_API_KEY, DEMO_LOGIN, DEMO_PASSWORD, Decimal, FaultRule, MessageFilter,
    Sandbox as Running, SandboxOptions, StoredMessage, Switches, TlsOptions,
};

use crate::errors::invalid;
use crate::input::{Text, given, optional_str_of, seconds, str_of};
use crate::value::number::Money;
use crate::value::sandbox::SandboxMessage;
use crate::waiting::wait_beside;

/// A running sandbox: a local imitation of the service. Private; smsmode.sandbox() is the way to it.
///
/// Filters, faults, journal and callbacks are JSON, as on its management routes.
#[pyclass(module = "smsmode._smsmode", frozen)]
pub(crate) struct Sandbox {
    base_url: String,
    api_key: String,
    ca_certificate_pem: Option<String>,
    running: Mutex<Option<Arc<Running>>>,
}

#[pymethods]
impl Sandbox {
    /// Starts a sandbox; it takes connections when this returns.
    #[new]
    #[pyo3(signature = (*, port=0, api_key=None, credits=None, post_paid=false, reply_url=None, tls=false, delivery_delay=None, switches=None))]
    #[expect(
        clippy::too_many_arguments,
        reason = "the options of Python are the arguments of Rust"
    )]
    fn new(
        py: Python<'_>,
        #[pyo3(from_py_with = given)] port: u16,
        api_key: Option<Text>,
        credits: Option<Money>,
        post_paid: bool,
        reply_url: Option<Text>,
        tls: bool,
        #[pyo3(from_py_with = given)] delivery_delay: Option<f64>,
        #[pyo3(from_py_with = optional_str_of)] switches: Option<&str>,
    ) -> PyResult<Self> {
        let api_key = api_key.map_or_else(|| DEMO_API_KEY.to_owned(), String::from);
        let account =
            account(&api_key, credits.map(Money::decimal), post_paid, reply_url.map(String::from));
        let mut options = SandboxOptions::new()
            .with_bind(SocketAddr::from(([127, 0, 0, 1], port)))
            .with_account(account);
        if tls {
            options = options.with_tls(TlsOptions::new());
        }
        if let Some(delay) = delivery_delay {
            options = options.with_delivery_delay(seconds(py, "delivery_delay", delay)?);
        }
        if let Some(switches) = switches {
            options = options.with_switches(read::<Switches>(switches)?);
        }
        let started = py.detach(|| Running::start(options));
        let running = started.map_err(|error| PyOSError::new_err(error.to_string()))?;
        let base_url = running.base_url();
        let ca_certificate_pem = running.ca_certificate_pem().map(str::to_owned);
        Ok(Self {
            base_url,
            api_key,
            ca_certificate_pem,
            running: Mutex::new(Some(running.into())),
        })
    }

    /// http://127.0.0.1:PORT, or https://… with TLS.
    #[getter]
    fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The certificate of the authority to trust, in PEM; with TLS only.
    #[getter]
    fn ca_certificate_pem(&self) -> Option<&str> {
        self.ca_certificate_pem.as_deref()
    }

    /// The key of the account.
    #[getter]
    fn api_key(&self) -> &str {
        &self.api_key
    }

    /// The messages that a filter takes, all without one.
    #[pyo3(signature = (filter=None))]
    fn messages(
        &self,
        #[pyo3(from_py_with = optional_str_of)] filter: Option<&str>,
    ) -> PyResult<Vec<SandboxMessage>> {
        let filter = filter.map_or(Ok(MessageFilter::new()), read)?;
        values(self.running()?.messages_where(&filter))
    }

    /// Waits until a filter takes so many messages or the time is over; the messages then.
    #[pyo3(signature = (count, timeout, filter=None))]
    fn wait(
        &self,
        py: Python<'_>,
        #[pyo3(from_py_with = given)] count: usize,
        #[pyo3(from_py_with = given)] timeout: f64,
        #[pyo3(from_py_with = optional_str_of)] filter: Option<&str>,
    ) -> PyResult<Vec<SandboxMessage>> {
        let filter = filter.map_or(Ok(MessageFilter::new()), read)?;
        let (running, timeout) = (self.running()?, seconds(py, "timeout", timeout)?);
        let wait = move || running.wait_for(&filter, count, timeout);
        values(wait_beside(py, wait, Err)?)
    }

    /// Makes things go wrong from now on: a JSON array of rules, in place of those before.
    fn set_faults(&self, #[pyo3(from_py_with = str_of)] rules: &str) -> PyResult<()> {
        self.running()?.set_faults(read::<Vec<FaultRule>>(rules)?);
        Ok(())
    }

    /// The rules that are left, as a JSON array.
    fn faults(&self) -> PyResult<String> {
        write(&self.running()?.faults())
    }

    /// Lets the clock jump forward by so many seconds.
    fn advance(&self, py: Python<'_>, #[pyo3(from_py_with = given)] by: f64) -> PyResult<()> {
        let (running, by) = (self.running()?, seconds(py, "by", by)?);
        py.detach(|| running.advance(by));
        Ok(())
    }

    /// Answers a message as one of its recipients; the id of the reply.
    fn reply(
        &self,
        #[pyo3(from_py_with = str_of)] message_id: &str,
        #[pyo3(from_py_with = str_of)] number: &str,
        #[pyo3(from_py_with = str_of)] text: &str,
    ) -> PyResult<String> {
        let reply = self.running()?.reply(message_id, number, text);
        reply.map_err(|error| PyValueError::new_err(error.to_string()))
    }

    /// The requests so far, as a JSON array.
    fn journal(&self) -> PyResult<String> {
        write(&self.running()?.journal())
    }

    /// The callbacks so far, as a JSON array.
    fn callbacks(&self) -> PyResult<String> {
        write(&self.running()?.callbacks())
    }

    /// Back to the first day.
    fn reset(&self) -> PyResult<()> {
        self.running()?.reset();
        Ok(())
    }

    /// Closes the listener and all connections. Stopping twice is stopping once.
    fn stop(&self, py: Python<'_>) {
        let running = self.lock().take();
        py.detach(|| drop(running));
    }

    fn __repr__(&self) -> String {
        format!("Sandbox({:?})", self.base_url)
    }
}

impl Sandbox {
    fn running(&self) -> PyResult<Arc<Running>> {
        let stopped = || PyRuntimeError::new_err("the sandbox has been stopped");
        self.lock().clone().ok_or_else(stopped)
    }

    fn lock(&self) -> MutexGuard<'_, Option<Arc<Running>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn account(
    api_key: &str,
    credits: Option<Decimal>,
    post_paid: bool,
    reply_url: Option<String>,
) -> AccountOptions {
    let mut account = AccountOptions::new(DEMO_LOGIN, DEMO_PASSWORD).with_api_key(api_key);
    if let Some(credits) = credits {
        account = account.with_credits(credits);
    }
    if post_paid {
        account = account.post_paid();
    }
    match reply_url {
        Some(url) => account.with_reply_url(url),
        None => account,
    }
}

fn values(messages: Vec<StoredMessage>) -> PyResult<Vec<SandboxMessage>> {
    messages.into_iter().map(SandboxMessage::of).collect()
}

fn read<T: serde::de::DeserializeOwned>(json: &str) -> PyResult<T> {
    let read = serde_json::from_str(json);
    read.map_err(|error| Python::attach(|py| invalid(py, error.to_string())))
}

fn write<T: serde::Serialize>(value: &T) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| PyValueError::new_err(error.to_string()))
}
