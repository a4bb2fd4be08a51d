//! Messages that changed, one after the other.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use pyo3::prelude::*;
use smsmode_outbox::LedgerError;

use crate::outbox::failure;
use crate::outbox::opened::Handle;
use crate::value::outbox::Entry;

/// Goes through the messages of an outbox that change, as they change: see Outbox.changes.
#[pyclass(module = "smsmode", frozen)]
pub(crate) struct Changes {
    handle: Arc<Handle>,
    /// How long nothing may change; for ever unless given.
    timeout: Option<Duration>,
    state: Mutex<State>,
}

struct State {
    read_up_to: u64,
    waiting: VecDeque<Entry>,
    given_up_to: u64,
}

#[pymethods]
impl Changes {
    /// The number of the last change that was handed out: for Outbox.changes(after=…).
    #[getter]
    fn revision(&self) -> u64 {
        self.state().given_up_to
    }

    fn __iter__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Entry>> {
        let begun = Instant::now();
        loop {
            if let Some(entry) = self.next() {
                return Ok(Some(entry));
            }
            let left = self.timeout.map(|timeout| timeout.saturating_sub(begun.elapsed()));
            self.read(py, left.unwrap_or(TICK).min(TICK))?;
            py.check_signals()?;
            if left.is_some_and(|left| left.is_zero()) {
                return Ok(self.next());
            }
        }
    }

    /// The next change if there is one, without waiting: for iterators of asyncio.
    fn _poll(&self, py: Python<'_>) -> PyResult<Option<Entry>> {
        if self.state().waiting.is_empty() {
            self.read(py, Duration::ZERO)?;
        }
        Ok(self.next())
    }

    /// The number of seconds that it was given.
    #[getter]
    fn _timeout(&self) -> Option<f64> {
        self.timeout.map(|timeout| timeout.as_secs_f64())
    }
}

/// How long a signal may go unnoticed.
const TICK: Duration = Duration::from_millis(50);

impl Changes {
    pub(crate) fn new(handle: &Arc<Handle>, after: u64, timeout: Option<Duration>) -> Self {
        let state = State { read_up_to: after, waiting: VecDeque::new(), given_up_to: after };
        Self { handle: Arc::clone(handle), timeout, state: Mutex::new(state) }
    }

    fn next(&self) -> Option<Entry> {
        let mut state = self.state();
        let entry = state.waiting.pop_front()?;
        state.given_up_to = entry.revision;
        Some(entry)
    }

    /// Reads on, as soon as something changes. The outbox is not kept open meanwhile: a fork closes it.
    fn read(&self, py: Python<'_>, timeout: Duration) -> PyResult<()> {
        let opened = self.handle.opened(py)?;
        let after = self.state().read_up_to;
        let read = py.detach(move || {
            let mut news = opened.outbox()?.subscribe_after(after);
            let entries = news.wait(timeout)?;
            let entries: VecDeque<Entry> = entries.into_iter().map(Entry::from).collect();
            Ok((entries, news.revision()))
        });
        let (entries, revision) = read.map_err(|error: LedgerError| failure::of(py, error))?;
        let mut state = self.state();
        // Another thread, or a signal handler, may have read the same meanwhile.
        if state.read_up_to == after {
            state.read_up_to = revision;
            state.waiting.extend(entries);
        }
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
