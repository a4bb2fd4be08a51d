//! The command `smsmode`, for the console script.

use std::ffi::OsString;
use std::io::{self, Write as _};

use pyo3::exceptions::PyKeyboardInterrupt;
use pyo3::prelude::*;
use smsmode_cli::{Environment, Exit, Interrupt, Streams, run};

use crate::waiting::wait_beside;

/// Runs the command smsmode with these arguments, the first of which is its own name.
///
/// It uses the standard streams of the process, not sys.stdout. Returns the exit code: 0 if all was
/// done, 7 if nobody knows whether a message was sent; `smsmode --help` lists them. Ctrl-C breaks off
/// what is in flight, and the code says what is known.
#[pyfunction]
#[pyo3(signature = (argv, /))]
pub(crate) fn main(py: Python<'_>, argv: Vec<OsString>) -> PyResult<u8> {
    let interrupt = Interrupt::default();
    let (inside, environment) = (interrupt.clone(), Environment::of_process());
    let work = move || run(argv, &environment, &mut Streams::of_process(), &inside).code();
    wait_beside(py, work, |signal| {
        if let Some(note) = interrupt.fire() {
            let _ = writeln!(io::stderr(), "{note}");
        }
        if !signal.is_instance_of::<PyKeyboardInterrupt>(py) {
            return Err(signal);
        }
        // A read of the standard input cannot be broken off.
        Ok(interrupt.may_end_process().then_some(Exit::Interrupted.code()))
    })
}
