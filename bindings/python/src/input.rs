//! What Python gives, read and checked: texts, lists of texts, times.

use std::time::Duration;

use pyo3::conversion::FromPyObjectOwned;
use pyo3::exceptions::{PyOverflowError, PyTypeError, PyUnicodeEncodeError};
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::errors::invalid;

/// A text, which must not hold half of a character.
#[derive(Clone)]
pub(crate) struct Text(String);

impl Text {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0
    }
}

impl FromPyObject<'_, '_> for Text {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        str_of(&object).map(|text| Self(text.to_owned()))
    }
}

/// The text of an object, without a copy.
pub(crate) fn str_of<'a>(object: &'a Bound<'_, PyAny>) -> PyResult<&'a str> {
    let text = object.cast::<PyString>().map_err(|_| not_text(object))?;
    text.to_str().map_err(|_| half(object.py()))
}

/// As [`str_of`], where there may be none.
pub(crate) fn optional_str_of<'a>(object: &'a Bound<'_, PyAny>) -> PyResult<Option<&'a str>> {
    if object.is_none() { Ok(None) } else { str_of(object).map(Some) }
}

fn not_text(object: &Bound<'_, PyAny>) -> PyErr {
    let class = object.get_type().name().map_or_else(|_| String::new(), |name| name.to_string());
    PyTypeError::new_err(format!("a text is a str, not {class}"))
}

fn half(py: Python<'_>) -> PyErr {
    let message = "a text holds half of a character (a lone surrogate), which cannot be sent";
    invalid(py, message.to_owned())
}

/// One text, or several: nobody means the letters of a str.
pub(crate) struct Texts(Vec<String>);

impl Texts {
    pub(crate) fn as_slice(&self) -> &[String] {
        &self.0
    }
}

impl FromPyObject<'_, '_> for Texts {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if object.is_instance_of::<PyString>() {
            return Ok(Self(vec![object.extract::<Text>()?.into()]));
        }
        let texts = object.try_iter()?.map(|item| Ok(item?.extract::<Text>()?.into()));
        Ok(Self(texts.collect::<PyResult<_>>()?))
    }
}

/// A number, which may be beyond what anybody can mean.
#[derive(Clone, Copy)]
pub(crate) struct Number<T>(pub(crate) T);

impl<'py, T: FromPyObjectOwned<'py>> FromPyObject<'_, 'py> for Number<T> {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        given(&object).map(Self)
    }
}

/// A value of any kind; what it cannot be, though it is of that kind, is told as other bad input is.
pub(crate) fn given<'py, T: FromPyObjectOwned<'py>>(object: &Bound<'py, PyAny>) -> PyResult<T> {
    let py = object.py();
    object.extract().map_err(Into::into).map_err(|error: PyErr| {
        if error.is_instance_of::<PyOverflowError>(py) {
            invalid(py, "a number is out of range".to_owned())
        } else if error.is_instance_of::<PyUnicodeEncodeError>(py) {
            half(py)
        } else {
            error
        }
    })
}

/// A span of time in seconds, such as 30 or 0.5. The end of a longer one is no instant that a clock has.
pub(crate) fn seconds(py: Python<'_>, argument: &str, seconds: f64) -> PyResult<Duration> {
    let span = Duration::try_from_secs_f64(seconds).ok().filter(|span| *span <= THIRTY_YEARS);
    span.ok_or_else(|| {
        let most = THIRTY_YEARS.as_secs();
        invalid(py, format!("{argument} is a number of seconds, 0 to {most}"))
    })
}

/// And some months.
const THIRTY_YEARS: Duration = Duration::from_secs(1_000_000_000);
