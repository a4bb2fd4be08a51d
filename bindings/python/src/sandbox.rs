//! The sandbox, for `smsmode.sandbox`.

mod calls;
mod json;
mod options;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pyo3::exceptions::{PyOSError, PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use smsmode_http::MessageStatus;
use smsmode_sandbox::{
    DEMO_API_KEY, FaultProfile, ManagementError, MessageFilter, Sandbox as Running, Switches,
};

use crate::input::{Text, given, optional_str_of, seconds, str_of};
use crate::value::date::Moment;
use crate::value::number::Money;
use crate::value::sandbox::SandboxMessage;
use crate::value::sandbox::callback::SandboxCallback;
use crate::value::sandbox::duplicate::SandboxDuplicates;
use crate::value::sandbox::reply::SandboxReply;
use crate::value::sandbox::request::SandboxRequest;
use crate::waiting::wait_beside;
pub(crate) use calls::{_sandbox_calls, method};
use json::{read, refused, write};
use options::{Options, account};

/// A running sandbox: a local imitation of the service. Private; smsmode.sandbox() is the way to it.
///
/// Filters and faults are JSON, as on its management routes.
#[pyclass(module = "smsmode._smsmode", frozen)]
pub(crate) struct Sandbox {
    base_url: String,
    inbox_url: String,
    api_key: String,
    ca_certificate_pem: Option<String>,
    running: Mutex<Option<Arc<Running>>>,
}

#[pymethods]
impl Sandbox {
    /// Starts a sandbox; it takes connections when this returns.
    #[new]
    #[pyo3(signature = (*, port=0, api_key=None, credits=None, post_paid=false, reply_url=None, tls=false,
        delivery_delay=None, clock_start=None, segment_price=None, magic_numbers=true, seed=None, keep=None,
        switches=None))]
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
        clock_start: Option<Moment>,
        segment_price: Option<Money>,
        magic_numbers: bool,
        #[pyo3(from_py_with = given)] seed: Option<u64>,
        #[pyo3(from_py_with = given)] keep: Option<usize>,
        switches: Option<Text>,
    ) -> PyResult<Self> {
        let api_key = api_key.map_or_else(|| DEMO_API_KEY.to_owned(), String::from);
        let credits = credits.map(Money::decimal);
        let delay = delivery_delay.map(|delay| seconds(py, "delivery_delay", delay));
        let options = Options {
            port,
            account: account(&api_key, credits, post_paid, reply_url.map(String::from)),
            tls,
            delivery_delay: delay.transpose()?,
            clock_start,
            segment_price: segment_price.map(Money::decimal),
            magic_numbers,
            seed,
            keep,
            switches: switches.map(String::from),
        };
        let options = options.read()?;
        let started = py.detach(|| Running::start(options));
        let running = started.map_err(|error| PyOSError::new_err(error.to_string()))?;
        Ok(Self {
            base_url: running.base_url(),
            inbox_url: running.inbox_url(),
            api_key,
            ca_certificate_pem: running.ca_certificate_pem().map(str::to_owned),
            running: Mutex::new(Some(running.into())),
        })
    }

    /// http://127.0.0.1:PORT, or https://… with TLS.
    #[getter]
    fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Where the inbox is, for a browser.
    #[getter]
    fn inbox_url(&self) -> &str {
        &self.inbox_url
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

    /// Makes things go wrong from now on: JSON of rules, or of rules and a seed, in place of those before.
    fn set_faults(&self, #[pyo3(from_py_with = str_of)] profile: &str) -> PyResult<()> {
        let profile = FaultProfile::from_json(profile).map_err(|error| refused(&error))?;
        self.running()?.set_fault_profile(profile);
        Ok(())
    }

    /// The rules that are left, as a JSON array.
    fn faults(&self) -> PyResult<String> {
        write(&self.running()?.faults())
    }

    /// Sets a switch by its name.
    fn set_switch(
        &self,
        #[pyo3(from_py_with = str_of)] name: &str,
        #[pyo3(from_py_with = str_of)] position: &str,
    ) -> PyResult<()> {
        self.running()?.set_switch(name, position).map_err(|error| refused(&error))
    }

    /// The position of each switch, by its name.
    fn switches(&self) -> PyResult<BTreeMap<&'static str, String>> {
        let switches = self.running()?.switches();
        let names = Switches::all().into_iter().map(|switch| switch.name);
        Ok(names.filter_map(|name| Some((name, switches.get(name)?))).collect())
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
        self.running()?.reply(message_id, number, text).map_err(impossible)
    }

    /// Gives a message a status, for one recipient or for all; the messages that changed.
    #[pyo3(signature = (message_id, status, recipient=None))]
    fn trigger(
        &self,
        #[pyo3(from_py_with = str_of)] message_id: &str,
        #[pyo3(from_py_with = given)] status: u16,
        #[pyo3(from_py_with = optional_str_of)] recipient: Option<&str>,
    ) -> PyResult<Vec<SandboxMessage>> {
        let changed = self.running()?.trigger(message_id, recipient, MessageStatus::new(status));
        values(changed.map_err(impossible)?)
    }

    /// What was accepted more than once.
    fn duplicates(&self) -> PyResult<SandboxDuplicates> {
        Ok(self.running()?.duplicates().into())
    }

    /// What was accepted more than once, by recipient and text alone.
    fn duplicates_by_text(&self) -> PyResult<SandboxDuplicates> {
        Ok(self.running()?.duplicates_by_text().into())
    }

    /// The requests so far, the oldest first.
    fn journal(&self) -> PyResult<Vec<SandboxRequest>> {
        values(self.running()?.journal())
    }

    /// The callbacks so far, the oldest first.
    fn callbacks(&self) -> PyResult<Vec<SandboxCallback>> {
        values(self.running()?.callbacks())
    }

    /// Makes a callback once more.
    fn replay(&self, #[pyo3(from_py_with = given)] number: u64) -> PyResult<SandboxCallback> {
        self.running()?.replay(number).map_err(impossible)?.try_into()
    }

    /// What people answered, the oldest first.
    fn replies(&self) -> PyResult<Vec<SandboxReply>> {
        values(self.running()?.replies())
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

/// What cannot be done as things are.
#[expect(clippy::needless_pass_by_value, reason = "as map_err gives it")]
fn impossible(error: ManagementError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

fn values<S, T: TryFrom<S, Error = PyErr>>(stored: Vec<S>) -> PyResult<Vec<T>> {
    stored.into_iter().map(T::try_from).collect()
}
