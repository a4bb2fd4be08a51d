//! Calls that another HTTP stack makes: httpx, aiohttp, trio.

use std::sync::Arc;
use std::time::Duration;

use pyo3::IntoPyObjectExt as _;
use pyo3::exceptions::{PyOverflowError, PyValueError};
use pyo3::types::{PyBytes, PyDict, PyString};
use smsmode_http::{Ending, Error, Method, Repeat, Request, Response, read_answer};

use crate::calls::calls;
use crate::calls::prelude::*;
use crate::engine::Engine;
use crate::errors;
use crate::input::str_of;

/// The calls of a client, prepared and not made: each method has the arguments of that of Client, and
/// gives a PreparedCall for any HTTP stack.
///
/// >>> call = client.prepare.balance()
/// >>> answer = httpx.request(call.method, call.url, headers=call.headers, content=call.body)
/// >>> call.parse(answer.status_code, answer.headers, answer.content).credits
/// Decimal('212.5')
#[pyclass(module = "smsmode", frozen)]
pub(crate) struct Prepare {
    engine: Arc<Engine>,
}

calls! {
    Prepare {
        fn __repr__(&self) -> String {
            let closed = if self.engine.is_closed() { "closed" } else { "open" };
            format!("<smsmode.Prepare, {closed}>")
        }
    }
}

impl Prepare {
    pub(crate) fn new(engine: Arc<Engine>) -> Self {
        Self { engine }
    }

    fn account<'a>(slf: &'a Bound<'_, Self>) -> &'a Account {
        slf.get().engine.account()
    }

    fn make<'py, E, V>(slf: &Bound<'py, Self>, endpoint: E) -> PyResult<Bound<'py, PyAny>>
    where
        E: Call,
        V: From<E::Output> + for<'a> IntoPyObject<'a>,
    {
        let (py, account) = (slf.py(), slf.get().engine.account());
        let unsent = |cause| errors::of_call(py, &Error::of(&endpoint, cause));
        let request = endpoint.request(account).map_err(unsent)?;
        let allowed = account.policies().check(&endpoint.reach(), 0);
        allowed.map_err(|policy| unsent(policy.into()))?;
        let is_costly = endpoint.repeat() == Repeat::Costly;
        let read: Reader = Box::new(move |py, answer| {
            let output = read_answer(&endpoint, answer);
            let output = output.map_err(|error| errors::of_call(py, &error))?;
            V::from(output).into_py_any(py)
        });
        PreparedCall { name: E::NAME, request, is_costly, read }.into_bound_py_any(py)
    }
}

type Reader = Box<dyn Fn(Python<'_>, Response<'_>) -> PyResult<Py<PyAny>> + Send + Sync>;

/// A call that was prepared: what has to be sent, and what reads the answer.
///
/// The URL of a batch and the body hold the key.
#[pyclass(module = "smsmode", frozen)]
pub(crate) struct PreparedCall {
    /// The name of the call, such as "send_sms".
    #[pyo3(get)]
    name: &'static str,
    /// Whether the call costs, so that it must not be made again where nobody knows what became of it.
    #[pyo3(get)]
    is_costly: bool,
    request: Request,
    read: Reader,
}

#[pymethods]
impl PreparedCall {
    /// "POST" or "GET".
    #[getter]
    fn method(&self) -> &'static str {
        match self.request.method() {
            Method::Post => "POST",
            Method::Get => "GET",
        }
    }

    /// The whole address.
    #[getter]
    fn url(&self) -> String {
        self.request.url().into_owned()
    }

    /// The headers that the call needs.
    #[getter]
    fn headers<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let headers = PyDict::new(py);
        self.request.headers().try_for_each(|(name, value)| headers.set_item(name, value))?;
        Ok(headers)
    }

    /// The bytes of the body.
    #[getter]
    fn body<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.request.body())
    }

    /// Reads the answer: the result, or the exception that the method of Client raises.
    ///
    /// status: the HTTP status, an int. headers: any mapping; Content-Type and Retry-After are looked at. body:
    /// bytes. ending: "complete", "unmarked" (only the end of the connection ended the body) or "cut".
    ///
    /// Raises ValueError for what is no status or ending: it says nothing of the message.
    ///
    /// >>> client.prepare.balance().parse(200, {}, b"212.5").credits
    /// Decimal('212.5')
    #[pyo3(signature = (status, headers, body, /, *, ending="complete"))]
    fn parse(
        &self,
        py: Python<'_>,
        #[pyo3(from_py_with = status_of)] status: u16,
        headers: Option<&Bound<'_, PyAny>>,
        body: &[u8],
        #[pyo3(from_py_with = str_of)] ending: &str,
    ) -> PyResult<Py<PyAny>> {
        let content_type = header(headers, "content-type")?;
        let delay = header(headers, "retry-after")?.and_then(|seconds| seconds.trim().parse().ok());
        let mut answer = Response::new(status, body).with_ending(self::ending(ending)?);
        if let Some(content_type) = &content_type {
            answer = answer.with_content_type(content_type);
        }
        if let Some(delay) = delay {
            answer = answer.with_retry_after(Duration::from_secs(delay));
        }
        (self.read)(py, answer)
    }

    fn __repr__(&self) -> String {
        format!("<smsmode.PreparedCall {}>", self.name)
    }
}

/// An HTTP status. What is none is a ValueError, not an InvalidInputError: that says that nothing was sent.
fn status_of(object: &Bound<'_, PyAny>) -> PyResult<u16> {
    let status: i64 = object.extract().map_err(|error: PyErr| {
        let beyond = error.is_instance_of::<PyOverflowError>(object.py());
        if beyond { no_status() } else { error }
    })?;
    u16::try_from(status).ok().filter(|status| (100..=999).contains(status)).ok_or_else(no_status)
}

fn no_status() -> PyErr {
    PyValueError::new_err("an HTTP status has three digits")
}

fn ending(ending: &str) -> PyResult<Ending> {
    match ending {
        "complete" => Ok(Ending::Complete),
        "unmarked" => Ok(Ending::Unmarked),
        "cut" => Ok(Ending::Cut),
        _ => Err(PyValueError::new_err("ending is one of \"complete\", \"unmarked\", \"cut\"")),
    }
}

/// A header by its name in lower case, in whatever case it came.
fn header(headers: Option<&Bound<'_, PyAny>>, name: &str) -> PyResult<Option<String>> {
    let Some(headers) = headers.filter(|headers| !headers.is_none()) else { return Ok(None) };
    for pair in headers.call_method0("items")?.try_iter()? {
        let (given, value) = pair?.extract::<(Bound<'_, PyString>, Bound<'_, PyString>)>()?;
        // Bytes that are no text, which some HTTP stacks hand on as halves of characters, tell nothing.
        if given.to_str().is_ok_and(|given| given.eq_ignore_ascii_case(name)) {
            return Ok(value.to_str().ok().map(str::to_owned));
        }
    }
    Ok(None)
}
