//! Numbers: credits, which are `Decimal`, and those of the service, which are enums of Python.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use smsmode_http::{Credits, Decimal, MessageStatus};

use crate::value::field::public;

/// A number of credits.
#[derive(Clone, PartialEq, Eq, Hash, FromPyObject, IntoPyObject)]
#[pyo3(transparent)]
pub(crate) struct Money(Decimal);

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
#[derive(Clone, Copy, PartialEq, Eq, Hash, FromPyObject)]
#[pyo3(transparent)]
pub(crate) struct Status(u16);

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
