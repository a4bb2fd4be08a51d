//! What sends the messages of an outbox.

use std::num::NonZeroU32;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pyo3::prelude::*;
use pyo3::types::PyTuple;
use smsmode_http::outbox::Rules;
use smsmode_outbox::{DispatcherSettings, StartError};

use crate::engine::HttpClient;
use crate::errors::invalid;
use crate::input::{Number, seconds};
use crate::outbox::failure;
use crate::outbox::opened::Opened;
use crate::value::outbox::Tally;
use crate::waiting::wait_beside;

/// Sends the messages of an outbox until it is closed: what Outbox.dispatch gives. Use it in a with statement.
///
/// When it is closed, calls that are under way come to their end first, and what came of them is written
/// down: that takes at most the time of a call. A program that ends without that loses nothing.
#[pyclass(module = "smsmode", frozen)]
pub(crate) struct Dispatcher {
    /// Taken only under the interpreter lock, so that no thread of a forking process holds it.
    running: Mutex<Option<Running>>,
}

#[pymethods]
impl Dispatcher {
    /// Why nothing can be read or written at this time, in words; None where all is well.
    #[getter]
    fn trouble(&self) -> Option<String> {
        self.running().as_ref()?.dispatcher.as_ref()?.trouble()
    }

    /// What came of its transmissions so far; None once it was closed.
    #[getter]
    fn tally(&self) -> Option<Tally> {
        Some(self.running().as_ref()?.dispatcher.as_ref()?.tally().into())
    }

    /// Whether it was closed.
    #[getter]
    fn closed(&self) -> bool {
        self.running().is_none()
    }

    /// Sends nothing more. Ctrl-C ends the waiting, not the calls. Closing twice is closing once.
    fn close(&self, py: Python<'_>) -> PyResult<()> {
        let running = self.running().take();
        match running {
            Some(running) if running.opened.is_ours() => {
                wait_beside(py, move || drop(running), Err)
            }
            _ => Ok(()),
        }
    }

    fn __enter__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    #[pyo3(signature = (*_error))]
    fn __exit__(&self, py: Python<'_>, _error: &Bound<'_, PyTuple>) -> PyResult<()> {
        self.close(py)
    }

    fn __repr__(&self) -> &'static str {
        if self.closed() { "<smsmode.Dispatcher, closed>" } else { "<smsmode.Dispatcher, running>" }
    }
}

impl Dispatcher {
    pub(crate) fn start(
        py: Python<'_>,
        opened: Arc<Opened>,
        client: &HttpClient,
        settings: DispatcherSettings,
    ) -> PyResult<Self> {
        let started = py.detach(move || Running::start(opened, client, settings));
        let running = started.map_err(|error| failure::of(py, error))?;
        Ok(Self { running: Mutex::new(Some(running)) })
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whoever forgets it waits for its calls too; other threads go on meanwhile.
impl Drop for Dispatcher {
    fn drop(&mut self) {
        if let Some(running) = self.running().take() {
            let mut running = Some(running);
            Python::try_attach(|py| py.detach(|| drop(running.take())));
        }
    }
}

/// A dispatcher of this process. In a child of a fork it has no threads, and is left alone.
struct Running {
    /// Nothing only while it is dropped.
    dispatcher: Option<smsmode_outbox::Dispatcher>,
    opened: Arc<Opened>,
}

/// How many dispatchers there are in this process.
static DISPATCHERS: AtomicUsize = AtomicUsize::new(0);

pub(super) fn is_dispatching() -> bool {
    DISPATCHERS.load(Ordering::SeqCst) > 0
}

impl Running {
    fn start(
        opened: Arc<Opened>,
        client: &HttpClient,
        settings: DispatcherSettings,
    ) -> Result<Self, StartError> {
        DISPATCHERS.fetch_add(1, Ordering::SeqCst);
        // From here on it is counted, whatever comes.
        let mut running = Self { dispatcher: None, opened };
        running.dispatcher = Some(running.opened.outbox()?.dispatch(client, settings)?);
        Ok(running)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let dispatcher = self.dispatcher.take();
        if self.opened.is_ours() {
            drop(dispatcher);
            DISPATCHERS.fetch_sub(1, Ordering::SeqCst);
        } else {
            std::mem::forget(dispatcher);
        }
    }
}

/// The arguments of a dispatcher.
pub(crate) struct DispatchArguments {
    pub(crate) rate: Option<Number<u32>>,
    pub(crate) in_flight: u16,
    pub(crate) times: Times,
    pub(crate) retention: f64,
}

impl DispatchArguments {
    pub(crate) fn settings(&self, py: Python<'_>) -> PyResult<DispatcherSettings> {
        let settings = self.times.settings(py)?;
        let settings = settings
            .with_in_flight(usize::from(self.in_flight(py)?))
            .with_retention(seconds(py, "retention", self.retention)?);
        let Some(rate) = self.rate else { return Ok(settings) };
        let none = || invalid(py, "rate is a number of messages a second, 1 or more".to_owned());
        Ok(settings.with_rate(NonZeroU32::new(rate.0).ok_or_else(none)?))
    }

    fn in_flight(&self, py: Python<'_>) -> PyResult<u16> {
        let calls = Some(self.in_flight).filter(|calls| (1..=MOST_IN_FLIGHT).contains(calls));
        let told = || invalid(py, format!("in_flight is a number of calls, 1 to {MOST_IN_FLIGHT}"));
        calls.ok_or_else(told)
    }
}

/// When what is unknown is looked up, in seconds.
pub(crate) struct Times {
    pub(crate) timeout: f64,
    pub(crate) quiet_time: f64,
    pub(crate) look_again: f64,
    pub(crate) renewed_key: bool,
}

impl Times {
    pub(crate) fn settings(&self, py: Python<'_>) -> PyResult<DispatcherSettings> {
        let rules = Rules::default()
            .with_quiet_time(seconds(py, "quiet_time", self.quiet_time)?)
            .with_look_again(seconds(py, "look_again", self.look_again)?);
        let timeout = seconds(py, "timeout", self.timeout)?;
        let settings = DispatcherSettings::default().with_rules(rules).with_timeout(timeout);
        Ok(if self.renewed_key { settings.with_renewed_key() } else { settings })
    }
}

/// Each is a thread.
const MOST_IN_FLIGHT: u16 = 256;
