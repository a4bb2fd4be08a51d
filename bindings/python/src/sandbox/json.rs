//! What crosses from Python as JSON, as on the management routes.

use std::error::Error as StdError;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::errors::invalid;

pub(super) fn read<T: serde::de::DeserializeOwned>(json: &str) -> PyResult<T> {
    serde_json::from_str(json).map_err(|error| refused(&error))
}

pub(super) fn write<T: serde::Serialize>(value: &T) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| PyValueError::new_err(error.to_string()))
}

/// Input that the sandbox does not take, with the reason below the reason.
pub(super) fn refused(error: &dyn StdError) -> PyErr {
    let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
    Python::attach(|py| invalid(py, format!("{error}{cause}")))
}
