//! What Python gives, read and checked: texts, lists of texts, times.

use std::time::Duration;

use pyo3::exceptions::{PyOverflowError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::errors::invalid;

/// A text, which must not hold half of a character.
#[derive(Clone)]
pub(crate) struct Text(String);

impl Text {
    /// Looks at the text of an object without a copy.
    pub(crate) fn with<T>(object: &Bound<'_, PyAny>, look: impl FnOnce(&str) -> T) -> PyResult<T> {
        str_of(object).map(look)
    }

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
        Self::with(&object, |text| Self(text.to_owned()))
    }
}

/// The text of an object without a copy, for words of short lists.
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

impl<'py, T: for<'a> FromPyObject<'a, 'py, Error = PyErr>> FromPyObject<'_, 'py> for Number<T> {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let py = object.py();
        object.extract().map(Self).map_err(|error: PyErr| {
            let beyond = error.is_instance_of::<PyOverflowError>(py);
            if beyond { invalid(py, "a number is out of range".to_owned()) } else { error }
        })
    }
}

/// A span of time in seconds, such as 30 or 0.5.
pub(crate) fn seconds(py: Python<'_>, argument: &str, seconds: f64) -> PyResult<Duration> {
    Duration::try_from_secs_f64(seconds)
        .map_err(|_| invalid(py, format!("{argument} is a number of seconds, at least 0")))
}
