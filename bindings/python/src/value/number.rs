//! Numbers: credits, which are `Decimal`, and those of the service, which are enums of Python.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyInt};
use smsmode_http::{Credits, Decimal, MessageStatus};

use crate::errors::invalid;
use crate::input::given;
use crate::value::field::public;

/// A number of credits.
#[derive(Clone, PartialEq, Eq, Hash, IntoPyObject)]
#[pyo3(transparent)]
pub(crate) struct Money(Decimal);

impl Money {
    pub(crate) fn decimal(self) -> Decimal {
        self.0
    }
}

impl FromPyObject<'_, '_> for Money {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        check_exact(&object)?;
        let beyond = "credits are a number of at most 28 digits";
        object.extract().map(Self).map_err(|_| invalid(object.py(), beyond.to_owned()))
    }
}

/// Refuses what is neither an int nor a Decimal: a float may stand for another number than it shows.
pub(crate) fn check_exact(object: &Bound<'_, PyAny>) -> PyResult<()> {
    static DECIMAL: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let py = object.py();
    let find = || PyResult::Ok(py.import("decimal")?.getattr("Decimal")?.unbind());
    let is_int = object.is_instance_of::<PyInt>() && !object.is_instance_of::<PyBool>();
    if is_int || object.is_instance(DECIMAL.get_or_try_init(py, find)?.bind(py))? {
        return Ok(());
    }
    Err(PyTypeError::new_err("credits are an int or a Decimal"))
}

impl From<Credits> for Money {
    fn from(credits: Credits) -> Self {
        Self(credits.decimal())
    }
}

impl From<Decimal> for Money {
    fn from(credits: Decimal) -> Self {
        Self(credits)
    }
}

public!(Money);

/// The state of a message, which is a `smsmode.MessageStatus`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Status(u16);

impl FromPyObject<'_, '_> for Status {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        given(&object).map(Self)
    }
}

impl From<MessageStatus> for Status {
    fn from(status: MessageStatus) -> Self {
        Self(status.code())
    }
}

impl<'py> IntoPyObject<'py> for Status {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        static ENUM: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let find = || Ok(py.import("smsmode._enums")?.getattr("MessageStatus")?.unbind());
        ENUM.get_or_try_init(py, find).map_err(|error: PyErr| error)?.bind(py).call1((self.0,))
    }
}

public!(Status);
