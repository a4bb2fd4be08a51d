//! Lists that page by themselves.

use std::collections::VecDeque;
use std::process;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

use pyo3::IntoPyObjectExt as _;
use pyo3::prelude::*;
use smsmode_http::Error;

use crate::engine::Engine;
use crate::errors;
use crate::value::lists::{Reply, SentMessage};
use crate::waiting::wait_for;

/// Goes through the messages sent or the replies received, page by page.
#[pyclass(module = "smsmode._smsmode", frozen)]
pub(crate) struct Pages {
    engine: Arc<Engine>,
    process: u32,
    entries: Mutex<Entries>,
    turned: Mutex<Turned>,
}

type Entries = Box<dyn Iterator<Item = Result<Entry, Error>> + Send>;

/// What has come and was not handed out.
#[derive(Default)]
struct Turned {
    entries: VecDeque<Entry>,
    failed: Option<Error>,
}

pub(crate) enum Entry {
    Sent(SentMessage),
    Reply(Reply),
}

impl<'py> IntoPyObject<'py> for Entry {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        match self {
            Self::Sent(message) => message.into_bound_py_any(py),
            Self::Reply(reply) => reply.into_bound_py_any(py),
        }
    }
}

#[pymethods]
impl Pages {
    fn __iter__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Entry>> {
        if self.turned().entries.is_empty() {
            self.turn_page(py)?;
        }
        Ok(self.turned().entries.pop_front())
    }

    /// The entries of the next page; None after the last. For iterators of asyncio.
    fn _turn(&self, py: Python<'_>) -> PyResult<Option<Vec<Entry>>> {
        self.turn_page(py)?;
        let entries = std::mem::take(&mut self.turned().entries);
        Ok((!entries.is_empty()).then(|| entries.into()))
    }
}

impl Pages {
    pub(crate) fn sent(py: Python<'_>, engine: &Arc<Engine>) -> PyResult<Self> {
        let entries = engine.client(py)?.sent_messages();
        Ok(Self::new(engine, entries.map(|sent| Ok(Entry::Sent(sent?.into())))))
    }

    pub(crate) fn replies(py: Python<'_>, engine: &Arc<Engine>) -> PyResult<Self> {
        let entries = engine.client(py)?.replies();
        Ok(Self::new(engine, entries.map(|reply| Ok(Entry::Reply(reply?.into())))))
    }

    fn new(
        engine: &Arc<Engine>,
        entries: impl Iterator<Item = Result<Entry, Error>> + Send + 'static,
    ) -> Self {
        let entries: Entries = Box::new(entries);
        Self {
            engine: Arc::clone(engine),
            process: process::id(),
            entries: Mutex::new(entries),
            turned: Mutex::default(),
        }
    }

    /// What failed after some entries is told once those were handed out.
    fn turn_page(&self, py: Python<'_>) -> PyResult<()> {
        // It tells if the client was closed.
        self.engine.client(py)?;
        if self.process != process::id() {
            let message =
                "an iterator of the parent process ends at the fork; ask the client for another";
            return Err(errors::invalid(py, message.to_owned()));
        }
        if let Some(error) = self.turned().failed.take() {
            return Err(errors::of_call(py, &error));
        }
        let turned = wait_for(py, || Ok(Turned::of(&self.entries)))?;
        let turned = turned.ok_or_else(|| errors::invalid(py, AT_ONCE.to_owned()))?;
        let failed = turned.entries.is_empty().then_some(turned.failed.as_ref()).flatten();
        if let Some(error) = failed {
            return Err(errors::of_call(py, error));
        }
        *self.turned() = turned;
        Ok(())
    }

    fn turned(&self) -> MutexGuard<'_, Turned> {
        self.turned.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Turned {
    /// Nothing while somebody else turns: a signal handler would wait for what it interrupts.
    fn of(entries: &Mutex<Entries>) -> Option<Self> {
        let mut turned = Self::default();
        let mut entries = match entries.try_lock() {
            Ok(entries) => entries,
            Err(TryLockError::Poisoned(entries)) => entries.into_inner(),
            Err(TryLockError::WouldBlock) => return None,
        };
        for entry in entries.by_ref().take(PAGE) {
            match entry {
                Ok(entry) => turned.entries.push_back(entry),
                Err(error) => {
                    turned.failed = Some(error);
                    break;
                }
            }
        }
        Some(turned)
    }
}

const AT_ONCE: &str = "an iterator gives one entry at a time; ask the client for another";

/// As many as a page of the client has.
const PAGE: usize = 500;
