//! The classes of the outbox, made when somebody asks for them: an import is faster without.

use pyo3::exceptions::PyAttributeError;
use pyo3::prelude::*;
use pyo3::types::PyType;

use super::Outbox;
use super::changes::Changes;
use super::dispatcher::Dispatcher;
use super::new_message::NewMessage;
use crate::value::outbox::{Added, Entry, Overview, Standing, Tally};

macro_rules! classes {
    ($($class:ident)*) => {
        const NAMES: &[&str] = &[$(stringify!($class)),*];

        fn class<'py>(py: Python<'py>, name: &str) -> Option<Bound<'py, PyType>> {
            match name {
                $(stringify!($class) => Some(py.get_type::<$class>()),)*
                _ => None,
            }
        }
    };
}

classes! { Added Changes Dispatcher Entry NewMessage Outbox Overview Standing Tally }

/// Names the classes, and has the module make each when it is asked for.
pub(crate) fn promise(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let all = module.index()?;
    NAMES.iter().try_for_each(|name| all.append(name))?;
    module.setattr("__getattr__", wrap_pyfunction!(__getattr__, module)?)
}

#[pyfunction]
fn __getattr__<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyType>> {
    let told = || format!("module 'smsmode._smsmode' has no attribute '{name}'");
    class(py, name).ok_or_else(|| PyAttributeError::new_err(told()))
}
