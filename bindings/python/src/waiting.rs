//! Waits for work without the interpreter lock, and for Ctrl-C.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::process;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

use crate::logging;

/// Does the work without the lock, and tells the log of it afterwards.
///
/// On the main thread, which alone gets signals, it is done on another thread, so that a signal
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
    let receiver = Mutex::new(receiver);
    let work = move || drop(sender.send(catch_unwind(AssertUnwindSafe(work))));
    let worker = Worker::give(Box::new(work))?;
    loop {
        match py.detach(|| receive(&receiver)) {
            Ok(done) => {
                worker.keep();
                // pyo3 makes an exception of a panic.
                return Ok(done.unwrap_or_else(|panic| resume_unwind(panic)));
            }
            Err(RecvTimeoutError::Timeout) => {
                if let Some(done) = py.check_signals().map_or_else(&heed, |()| Ok(None))? {
                    return Ok(done);
                }
            }
            Err(RecvTimeoutError::Disconnected) => return Err(ended()),
        }
    }
}

type Work = Box<dyn FnOnce() + Send>;

/// A thread that does one piece of work after another, and ends when nobody keeps it.
struct Worker {
    /// A child of a fork has none of the threads of its parent.
    process: u32,
    work: Sender<Work>,
}

/// The worker that has nothing to do. Starting a thread takes longer than a send does.
///
/// Taken only under the interpreter lock, so that no thread of a forking process holds it.
static IDLE: Mutex<Option<Worker>> = Mutex::new(None);

impl Worker {
    /// Has the work done by the idle worker, or by a new one: a signal handler may make calls, too.
    fn give(work: Work) -> PyResult<Self> {
        let idle = idle().take();
        let worker = match idle {
            Some(worker) if worker.process == process::id() => worker,
            parents => {
                // Nothing of a channel is touched whose other end was lost in a fork.
                std::mem::forget(parents);
                Self::start()?
            }
        };
        worker.work.send(work).map_err(|_| ended())?;
        Ok(worker)
    }

    fn start() -> PyResult<Self> {
        let (work, given) = channel::<Work>();
        let all = move || given.into_iter().for_each(|work| work());
        thread::Builder::new().name("smsmode".to_owned()).spawn(all)?;
        Ok(Self { process: process::id(), work })
    }

    /// One that a signal left at its work is not kept: it ends after it.
    fn keep(self) {
        *idle() = Some(self);
    }
}

fn idle() -> MutexGuard<'static, Option<Worker>> {
    IDLE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn ended() -> PyErr {
    PyRuntimeError::new_err("the thread that makes the calls has ended")
}

/// How long a signal may go unnoticed.
const TICK: Duration = Duration::from_millis(50);

fn receive<T>(receiver: &Mutex<Receiver<T>>) -> Result<T, RecvTimeoutError> {
    receiver.lock().unwrap_or_else(PoisonError::into_inner).recv_timeout(TICK)
}

fn on_main_thread(py: Python<'_>) -> PyResult<bool> {
    let threading = py.import("threading")?;
    let main = threading.call_method0("main_thread")?.getattr("ident")?;
    threading.call_method0("get_ident")?.eq(main)
}
