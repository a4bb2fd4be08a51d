//! Waits for work without the interpreter lock, and for Ctrl-C.

use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

use crate::logging;

/// Does the work without the lock, and tells the log of it afterwards.
///
/// On the main thread, which alone gets signals, it is done on a thread of its own, so that a signal
/// ends the waiting. It does not end the work.
pub(crate) fn wait_for<T: Send + 'static>(
    py: Python<'_>,
    work: impl FnOnce() -> T + Send + 'static,
) -> PyResult<T> {
    let heard = logging::is_heard(py)?;
    let work = move || logging::keeping(heard, work);
    let (done, lines) = wait_heeding(py, work, Err)?;
    logging::tell(py, lines)?;
    Ok(done)
}

/// Does the work without the lock; what a signal raises is given to `heed`, which ends the waiting
/// with a result or an exception, or lets it go on.
pub(crate) fn wait_heeding<T: Send + 'static>(
    py: Python<'_>,
    work: impl FnOnce() -> T + Send + 'static,
    heed: impl Fn(PyErr) -> PyResult<Option<T>>,
) -> PyResult<T> {
    if on_main_thread(py)? { beside(py, work, heed) } else { Ok(py.detach(work)) }
}

fn beside<T: Send + 'static>(
    py: Python<'_>,
    work: impl FnOnce() -> T + Send + 'static,
    heed: impl Fn(PyErr) -> PyResult<Option<T>>,
) -> PyResult<T> {
    let (sender, receiver) = channel();
    let send = move || drop(sender.send(work()));
    let worker = thread::Builder::new().name("smsmode".to_owned()).spawn(send)?;
    let receiver = Mutex::new(receiver);
    loop {
        match py.detach(|| receive(&receiver)) {
            Ok(done) => return Ok(done),
            Err(RecvTimeoutError::Timeout) => {
                if let Some(done) = py.check_signals().map_or_else(&heed, |()| Ok(None))? {
                    return Ok(done);
                }
            }
            Err(RecvTimeoutError::Disconnected) => return Err(panicked(worker)),
        }
    }
}

/// How long a signal may go unnoticed.
const TICK: Duration = Duration::from_millis(50);

fn receive<T>(receiver: &Mutex<Receiver<T>>) -> Result<T, RecvTimeoutError> {
    receiver.lock().unwrap_or_else(PoisonError::into_inner).recv_timeout(TICK)
}

/// Goes on with the panic of the worker, which pyo3 makes an exception of.
fn panicked(worker: JoinHandle<()>) -> PyErr {
    match worker.join() {
        Err(panic) => resume_unwind(panic),
        Ok(()) => PyRuntimeError::new_err("the call ended without a result"),
    }
}

fn on_main_thread(py: Python<'_>) -> PyResult<bool> {
    let threading = py.import("threading")?;
    let main = threading.call_method0("main_thread")?.getattr("ident")?;
    threading.call_method0("get_ident")?.eq(main)
}
