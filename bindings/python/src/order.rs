//! Calls, made of what Python gives; whatever cannot be sent is refused here.

pub(crate) mod account;
pub(crate) mod batch;
pub(crate) mod lists;
pub(crate) mod recipients;
pub(crate) mod send;
pub(crate) mod treatment;

use pyo3::prelude::*;
use smsmode_http::InvalidInput;

use crate::errors::of_input;

/// A value of the core, or the exception that says why there is none.
pub(crate) fn checked<T>(py: Python<'_>, value: Result<T, impl Into<InvalidInput>>) -> PyResult<T> {
    value.map_err(|error| of_input(py, error))
}

/// As [`checked`], where there may be nothing to check.
pub(crate) fn optional<T, V, E: Into<InvalidInput>>(
    py: Python<'_>,
    value: Option<V>,
    check: impl FnOnce(V) -> Result<T, E>,
) -> PyResult<Option<T>> {
    checked(py, value.map(check).transpose())
}
