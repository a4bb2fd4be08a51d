//! The command `smsmode`, for the console script.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _};

use pyo3::prelude::*;
use smsmode_cli::{Environment, Interrupt, Streams, run};

use crate::waiting::wait_for;

/// Runs the command smsmode with these arguments, the first of which is its own name.
///
/// It uses the standard streams of the process, not sys.stdout. Returns the exit code: 0 if all was
/// done, 7 if nobody knows whether a message was sent; `smsmode --help` lists them.
#[pyfunction]
#[pyo3(signature = (argv, /))]
pub(crate) fn main(py: Python<'_>, argv: Vec<OsString>) -> PyResult<i32> {
    let interrupt = Interrupt::default();
    let (inside, environment) = (interrupt.clone(), Environment::of_process());
    let work = move || run(argv, &environment, &mut streams(), &inside) as i32;
    wait_for(py, work).inspect_err(|_| interrupt.fire())
}

fn streams() -> Streams<'static> {
    let interactive = io::stdin().is_terminal() && io::stderr().is_terminal();
    let streams = Streams::new(io::stdin(), io::stdout(), io::stderr(), interactive);
    if io::stderr().is_terminal() { streams.with_progress(None) } else { streams }
}
