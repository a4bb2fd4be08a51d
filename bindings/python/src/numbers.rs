//! Numbers of the service: states of a message and refusal codes, which are enums of Python.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use smsmode_http::{Describe, Language, MessageStatus, RefusalCode};

use crate::input::str_of;

/// What a status means for whoever waits.
#[pyfunction]
#[pyo3(signature = (status, /))]
pub(crate) fn _status_kind(status: u16) -> &'static str {
    MessageStatus::new(status).class().name()
}

/// A status in words.
#[pyfunction]
#[pyo3(signature = (status, language, /))]
pub(crate) fn _describe_status(
    status: u16,
    #[pyo3(from_py_with = str_of)] language: &str,
) -> PyResult<String> {
    Ok(MessageStatus::new(status).describe(self::language(language)?))
}

/// A refusal code in words.
#[pyfunction]
#[pyo3(signature = (code, language, /))]
pub(crate) fn _describe_refusal(
    code: u16,
    #[pyo3(from_py_with = str_of)] language: &str,
) -> PyResult<String> {
    Ok(RefusalCode::new(code).describe(self::language(language)?))
}

fn language(language: &str) -> PyResult<Language> {
    match language {
        "en" => Ok(Language::English),
        "fr" => Ok(Language::French),
        _ => Err(PyValueError::new_err("a language is \"en\" or \"fr\"")),
    }
}
