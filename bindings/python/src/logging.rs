//! What the native code tells of its work, for `logging.getLogger("smsmode")`.
//!
//! A line is kept by the thread that does the work and told by the one that waits for it: no thread
//! but Python's own ever takes the interpreter lock.

use std::cell::RefCell;

use log::{Level, LevelFilter, Log, Metadata, Record};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyDict;

/// A line of the log.
pub(crate) struct Line {
    level: Level,
    text: String,
}

thread_local! {
    /// The lines of the work that this thread does; nothing where nobody hears them.
    static LINES: RefCell<Option<Vec<Line>>> = const { RefCell::new(None) };
}

struct Keeper;

impl Log for Keeper {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // What lies below may tell more than it should.
        metadata.target().starts_with("smsmode_http")
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let line = || Line { level: record.level(), text: record.args().to_string() };
            LINES.with_borrow_mut(|lines| lines.as_mut().map(|lines| lines.push(line())));
        }
    }

    fn flush(&self) {}
}

/// Does the work and keeps what it tells, if anybody hears it.
pub(crate) fn keeping<T>(heard: bool, work: impl FnOnce() -> T) -> (T, Vec<Line>) {
    let around = LINES.replace(heard.then(Vec::new));
    let done = work();
    (done, LINES.replace(around).unwrap_or_default())
}

/// Whether anybody hears the log: nobody does who has not imported `logging`.
pub(crate) fn is_heard(py: Python<'_>) -> PyResult<bool> {
    if LOGGER.get(py).is_none() && !is_imported(py)? {
        return Ok(false);
    }
    // Python keeps the answer itself, until a level changes.
    let heard = logger(py)?.call_method1(intern!(py, "isEnabledFor"), (DEBUG,))?.is_truthy()?;
    if heard {
        static KEEPER: Keeper = Keeper;
        let _ = log::set_logger(&KEEPER);
        log::set_max_level(LevelFilter::Debug);
    }
    Ok(heard)
}

fn is_imported(py: Python<'_>) -> PyResult<bool> {
    static SYS: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
    let sys = SYS.get_or_try_init(py, || py.import("sys").map(Bound::unbind))?.bind(py);
    sys.getattr(intern!(py, "modules"))?.cast::<PyDict>()?.contains(intern!(py, "logging"))
}

/// Tells what was kept.
pub(crate) fn tell(py: Python<'_>, lines: Vec<Line>) -> PyResult<()> {
    for Line { level, text } in lines {
        logger(py)?.call_method1("log", (number(level), "%s", text))?;
    }
    Ok(())
}

pub(crate) fn logger(py: Python<'_>) -> PyResult<&Bound<'_, PyAny>> {
    let find = || py.import("logging")?.call_method1("getLogger", ("smsmode",)).map(Bound::unbind);
    Ok(LOGGER.get_or_try_init(py, find)?.bind(py))
}

static LOGGER: PyOnceLock<Py<PyAny>> = PyOnceLock::new();

const DEBUG: i32 = 10;

fn number(level: Level) -> i32 {
    match level {
        Level::Error => 40,
        Level::Warn => 30,
        Level::Info => 20,
        Level::Debug | Level::Trace => DEBUG,
    }
}
