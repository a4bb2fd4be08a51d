//! Calls that a thread of a pool makes: what `AsyncClient` is built on.

use std::sync::{Arc, Mutex, PoisonError};

use pyo3::IntoPyObjectExt as _;
use pyo3::exceptions::PyRuntimeError;

use crate::calls::calls;
use crate::calls::prelude::*;
use crate::client::Client;

/// The calls of a client, each handed to self._run as a task: a callable that makes the call.
///
/// What cannot be sent is refused at once, before there is a task.
#[pyclass(module = "smsmode._smsmode", subclass, frozen)]
pub(crate) struct LaterCalls {
    client: Py<Client>,
}

calls! {
    LaterCalls {
        #[new]
        #[pyo3(signature = (client, /))]
        fn new(client: Py<Client>) -> Self {
            Self { client }
        }

        /// The client that makes the calls.
        #[getter]
        fn _client(&self, py: Python<'_>) -> Py<Client> {
            self.client.clone_ref(py)
        }
    }
}

impl LaterCalls {
    fn account<'a>(slf: &'a Bound<'_, Self>) -> &'a Account {
        slf.get().client.get().engine().account()
    }

    fn make<'py, E, V>(slf: &Bound<'py, Self>, endpoint: E) -> PyResult<Bound<'py, PyAny>>
    where
        E: Call<Output: 'static>,
        V: From<E::Output> + for<'a> IntoPyObject<'a>,
    {
        let engine = Arc::clone(slf.get().client.get().engine());
        let work: Work = Box::new(move |py| V::from(engine.call(py, endpoint)?).into_py_any(py));
        slf.call_method1("_run", (Task(Mutex::new(Some(work))),))
    }
}

type Work = Box<dyn FnOnce(Python<'_>) -> PyResult<Py<PyAny>> + Send>;

/// A call to make, once.
#[pyclass(module = "smsmode._smsmode", frozen)]
pub(crate) struct Task(Mutex<Option<Work>>);

#[pymethods]
impl Task {
    fn __call__(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let work = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        work.ok_or_else(|| PyRuntimeError::new_err("a call is made once"))?(py)
    }
}
