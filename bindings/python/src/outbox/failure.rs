//! Raises `OutboxError`.

use std::error::Error as StdError;

use pyo3::exceptions::PyOSError;
use pyo3::prelude::*;
use smsmode_http::{Describe, Language};
use smsmode_outbox::{LedgerError, ReconcileError, StartError, WillError};

use crate::errors;

/// Why an outbox was not opened in this process.
pub(crate) enum OpenError {
    /// The parent had one open when it forked.
    Forked,
    Ledger(LedgerError),
}

impl From<LedgerError> for OpenError {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}

/// What goes wrong with an outbox.
pub(crate) trait Failure {
    fn raise(self, py: Python<'_>) -> PyErr;
}

pub(crate) fn of(py: Python<'_>, failure: impl Failure) -> PyErr {
    failure.raise(py)
}

impl Failure for OpenError {
    fn raise(self, py: Python<'_>) -> PyErr {
        match self {
            Self::Forked => errors::of_outbox(py, "forked", FORKED.to_owned(), false),
            Self::Ledger(error) => error.raise(py),
        }
    }
}

impl Failure for LedgerError {
    fn raise(self, py: Python<'_>) -> PyErr {
        let raised = errors::of_outbox(py, self.name(), english(&self), self.is_passing());
        raised.set_cause(py, self.source().map(|source| PyOSError::new_err(source.to_string())));
        raised
    }
}

impl Failure for WillError {
    fn raise(self, py: Python<'_>) -> PyErr {
        let told = english(&self);
        match self {
            Self::Ledger(error) => error.raise(py),
            Self::Refused(refused) => {
                errors::of_outbox(py, "refused", format!("{told}: {}", english(&refused)), false)
            }
            Self::NoSuchMessage => errors::of_outbox(py, "no_such_message", told, false),
            Self::Forgotten => errors::of_outbox(py, "forgotten", told, false),
            _ => errors::of_outbox(py, "refused", told, false),
        }
    }
}

impl Failure for StartError {
    fn raise(self, py: Python<'_>) -> PyErr {
        if let Self::Ledger(error) = self {
            return error.raise(py);
        }
        let raised = errors::of_outbox(py, "thread", english(&self), true);
        raised.set_cause(py, self.source().map(|source| PyOSError::new_err(source.to_string())));
        raised
    }
}

impl Failure for ReconcileError {
    fn raise(self, py: Python<'_>) -> PyErr {
        match self {
            Self::Ledger(error) => error.raise(py),
            Self::List(error) => errors::of_call(py, &error),
            error => errors::of_outbox(py, "storage", english(&error), true),
        }
    }
}

/// An outbox that was closed.
pub(crate) fn closed(py: Python<'_>) -> PyErr {
    errors::of_outbox(py, "closed", "the outbox is closed; open it again".to_owned(), false)
}

/// Another message has the key.
pub(crate) fn key_taken(py: Python<'_>) -> PyErr {
    let told = "another message is in the outbox under this key: this one was not added";
    errors::of_outbox(py, "key_taken", told.to_owned(), false)
}

const FORKED: &str = "an outbox was open when this process was forked, so none can be used in it; start it with \
     \"spawn\" or \"forkserver\", or before the outbox is opened";

fn english(what: &impl Describe) -> String {
    what.describe(Language::English)
}
