//! Waits for work without the interpreter lock, and for Ctrl-C.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use pyo3::exceptions::PyRuntimeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use smsmode_http::Error;

use crate::errors;
use crate::logging;

/// Makes calls without the lock, and tells the log of them afterwards.
///
/// On the main thread, which alone gets signals, what a signal raises ends the calls, which ask
/// `is_interrupted` while they wait. It is raised then, and what became of them is its context.
pub(crate) fn wait_for<T: Send>(
    py: Python<'_>,
    calls: impl FnOnce() -> Result<T, Error> + Send,
) -> PyResult<T> {
    let (heard, heeded) = (logging::is_heard(py)?, on_main_thread(py)?);
    let ((done, lines), raised) = py.detach(|| heeding(heeded, || logging::keeping(heard, calls)));
    logging::tell(py, lines)?;
    let done = done.map_err(|error| errors::of_call(py, &error));
    let Some(raised) = raised else { return done };
    raised.set_context(py, done.err());
    Err(raised)
}

/// What signals are to the calls that a thread makes.
#[derive(Default)]
enum Signals {
    #[default]
    Ignored,
    Heeded,
    Raised(PyErr),
}

thread_local! {
    static SIGNALS: Cell<Signals> = const { Cell::new(Signals::Ignored) };
}

/// Does the work; what a signal raised meanwhile.
fn heeding<T>(heeded: bool, work: impl FnOnce() -> T) -> (T, Option<PyErr>) {
    let signals = if heeded { Signals::Heeded } else { Signals::Ignored };
    let around = SIGNALS.replace(signals);
    let done = work();
    match SIGNALS.replace(around) {
        Signals::Raised(error) => (done, Some(error)),
        Signals::Ignored | Signals::Heeded => (done, None),
    }
}

/// Whether a signal has raised something, so that the calls of this thread shall end.
///
/// A signal handler may make calls of its own meanwhile.
pub(crate) fn is_interrupted() -> bool {
    let signals = match SIGNALS.take() {
        Signals::Heeded => Python::attach(|py| {
            py.check_signals().map_or_else(Signals::Raised, |()| Signals::Heeded)
        }),
        signals => signals,
    };
    let interrupted = matches!(signals, Signals::Raised(_));
    SIGNALS.set(signals);
    interrupted
}

/// Does work that asks nobody, without the lock; on another thread if this is the main one.
///
/// What a signal raises is given to `heed`, which ends the waiting with a result or an exception, or
/// lets it go on. It does not end the work.
pub(crate) fn wait_beside<T: Send + 'static>(
    py: Python<'_>,
    work: impl FnOnce() -> T + Send + 'static,
    heed: impl Fn(PyErr) -> PyResult<Option<T>>,
) -> PyResult<T> {
    if !on_main_thread(py)? {
        return Ok(py.detach(work));
    }
    let receiver = begin(work)?;
    loop {
        match py.detach(|| receive(&receiver)) {
            // pyo3 makes an exception of a panic.
            Ok(done) => return Ok(done.unwrap_or_else(|panic| resume_unwind(panic))),
            Err(RecvTimeoutError::Timeout) => {
                if let Some(done) = py.check_signals().map_or_else(&heed, |()| Ok(None))? {
                    return Ok(done);
                }
            }
            Err(RecvTimeoutError::Disconnected) => {
                return Err(PyRuntimeError::new_err("the thread that does the work has ended"));
            }
        }
    }
}

type Receiving<T> = Mutex<Receiver<thread::Result<T>>>;

fn begin<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> std::io::Result<Receiving<T>> {
    let (sender, receiver) = channel();
    let work = move || drop(sender.send(catch_unwind(AssertUnwindSafe(work))));
    thread::Builder::new().name("smsmode".to_owned()).spawn(work)?;
    Ok(Mutex::new(receiver))
}

/// How long a signal may go unnoticed.
const TICK: Duration = Duration::from_millis(50);

fn receive<T>(receiver: &Receiving<T>) -> Result<thread::Result<T>, RecvTimeoutError> {
    receiver.lock().unwrap_or_else(PoisonError::into_inner).recv_timeout(TICK)
}

/// The main thread is another one in a child that another thread has forked.
fn on_main_thread(py: Python<'_>) -> PyResult<bool> {
    static MAIN_THREAD: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    static GET_IDENT: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let main = MAIN_THREAD.import(py, "threading", "main_thread")?.call0()?;
    let this = GET_IDENT.import(py, "threading", "get_ident")?.call0()?;
    this.eq(main.getattr(intern!(py, "ident"))?)
}
