//! An outbox as a process has it open. SQLite knows nothing of forks: what a parent has open, its
//! children must neither use nor close, and as long as it was open they must not open anything.

use std::path::absolute;
use std::process;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::sleep;
use std::time::{Duration, Instant};

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::IntoPyDict as _;
use smsmode_outbox::LedgerError;

use crate::outbox::failure::{self, OpenError};

/// An outbox, in whichever process it finds itself: opened as it is needed, at the same place.
pub(crate) struct Handle {
    url: String,
    /// Taken only under the interpreter lock, so that no thread of a forking process holds it.
    state: Mutex<State>,
}

enum State {
    /// It is opened when it is needed.
    Ready,
    Open(Arc<Opened>),
    Closed,
}

impl Handle {
    pub(crate) fn new(py: Python<'_>, url: &str) -> PyResult<Arc<Self>> {
        let handle = Arc::new(Self { url: whole(url), state: Mutex::new(State::Ready) });
        heed_forks(py)?;
        let mut all = handles();
        all.retain(|one| one.strong_count() > 0);
        all.push(Arc::downgrade(&handle));
        Ok(handle)
    }

    /// Its address, whatever the folder of the process will be.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The outbox, open in this process.
    pub(crate) fn opened(&self, py: Python<'_>) -> PyResult<Arc<Opened>> {
        match &*self.state() {
            State::Open(open) if open.process == process::id() => return Ok(Arc::clone(open)),
            State::Closed => return Err(failure::closed(py)),
            State::Open(_) | State::Ready => {}
        }
        let opened = py.detach(|| Opened::open(&self.url));
        let opened = Arc::new(opened.map_err(|error| failure::of(py, error))?);
        let mut state = self.state();
        match &*state {
            State::Closed => Err(failure::closed(py)),
            // Another thread was faster.
            State::Open(open) if open.process == process::id() => Ok(Arc::clone(open)),
            State::Open(_) | State::Ready => {
                *state = State::Open(Arc::clone(&opened));
                Ok(opened)
            }
        }
    }

    /// What is under way comes to its end first. Closing twice is closing once.
    pub(crate) fn close(&self, py: Python<'_>) {
        let before = std::mem::replace(&mut *self.state(), State::Closed);
        py.detach(|| drop(before));
    }

    pub(crate) fn is_closed(&self) -> bool {
        matches!(*self.state(), State::Closed)
    }

    /// Gives the outbox away, to be opened anew when it is needed.
    fn let_go(&self) -> Option<State> {
        let mut state = self.state();
        matches!(*state, State::Open(_)).then(|| std::mem::replace(&mut *state, State::Ready))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A program that changes its folder still means the same file.
fn whole(url: &str) -> String {
    let path = url.strip_prefix("sqlite:").filter(|path| !path.is_empty());
    let path = path.and_then(|path| absolute(path).ok()?.into_os_string().into_string().ok());
    path.map_or_else(|| url.to_owned(), |path| format!("sqlite:{path}"))
}

/// An outbox that is open in one process.
pub(crate) struct Opened {
    /// Nothing only while it is dropped.
    outbox: Option<smsmode_outbox::Outbox>,
    process: u32,
}

/// How many outboxes the process with this number has open.
static OPEN: AtomicUsize = AtomicUsize::new(0);
static PROCESS: AtomicU32 = AtomicU32::new(0);

impl Opened {
    fn open(url: &str) -> Result<Self, OpenError> {
        let process = process::id();
        if PROCESS.load(Ordering::SeqCst) != process {
            // What SQLite knows of locks, and its own locks, are those of the parent.
            if OPEN.load(Ordering::SeqCst) > 0 {
                return Err(OpenError::Forked);
            }
            PROCESS.store(process, Ordering::SeqCst);
        }
        OPEN.fetch_add(1, Ordering::SeqCst);
        // From here on it is counted, whatever comes.
        let mut opened = Self { outbox: None, process };
        opened.outbox = Some(smsmode_outbox::Outbox::open(url)?);
        Ok(opened)
    }

    pub(crate) fn outbox(&self) -> Result<&smsmode_outbox::Outbox, LedgerError> {
        self.outbox.as_ref().ok_or(LedgerError::Incomplete)
    }

    /// Whether this is the process that opened it.
    pub(crate) fn is_ours(&self) -> bool {
        self.process == process::id()
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        let outbox = self.outbox.take();
        if self.is_ours() {
            drop(outbox);
            OPEN.fetch_sub(1, Ordering::SeqCst);
        } else {
            std::mem::forget(outbox);
        }
    }
}

/// Every outbox of the process. Taken only under the interpreter lock.
static HANDLES: Mutex<Vec<Weak<Handle>>> = Mutex::new(Vec::new());

fn handles() -> MutexGuard<'static, Vec<Weak<Handle>>> {
    HANDLES.lock().unwrap_or_else(PoisonError::into_inner)
}

fn heed_forks(py: Python<'_>) -> PyResult<()> {
    static HEEDED: PyOnceLock<()> = PyOnceLock::new();
    let heed = || {
        let before = pyo3::wrap_pyfunction!(_close_before_fork, py)?;
        let os = py.import("os")?;
        // Where there is no such function, there is no fork.
        if let Some(register) = os.getattr_opt("register_at_fork")? {
            register.call((), Some(&[("before", before)].into_py_dict(py)?))?;
        }
        Ok(())
    };
    HEEDED.get_or_try_init(py, heed).copied()
}

/// Closes what no dispatcher needs, so that parent and child each open it anew.
#[pyfunction]
fn _close_before_fork(py: Python<'_>) {
    if super::dispatcher::is_dispatching() {
        return;
    }
    let open: Vec<_> = handles().iter().filter_map(|one| one.upgrade()?.let_go()).collect();
    py.detach(|| {
        drop(open);
        // Other threads may be reading or writing.
        let begun = Instant::now();
        while OPEN.load(Ordering::SeqCst) > 0 && begun.elapsed() < PATIENCE {
            sleep(Duration::from_millis(1));
        }
    });
}

/// How long a fork waits for calls that are under way. After that, the child has no outbox.
const PATIENCE: Duration = Duration::from_secs(1);
