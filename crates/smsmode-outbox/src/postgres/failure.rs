//! What an error of PostgreSQL means for an outbox.

use std::error::Error as StdError;
use std::fmt;

use crate::error::LedgerError;

/// What the server said. Its details are left out: they show rows, and rows have numbers in them.
#[derive(Debug)]
struct Said {
    code: String,
    message: String,
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PostgreSQL {}: {}", self.code, self.message)
    }
}

impl StdError for Said {}

impl From<sqlx::Error> for LedgerError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(said) => {
                let code = said.code().unwrap_or_default().into_owned();
                of_code(Said { message: what_it_says(&code, said.message()), code })
            }
            // What is around these two repeats them.
            sqlx::Error::Io(error) => Self::Unreachable(error.into()),
            sqlx::Error::Tls(error) => Self::Unreachable(error),
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
                Self::Unreachable(error.into())
            }
            _ => Self::Storage(error.into()),
        }
    }
}

/// What is said of a value has the value in it.
fn what_it_says(code: &str, message: &str) -> String {
    match code.get(..2) {
        Some("22" | "23") => "a value is refused".to_owned(),
        _ => message.to_owned(),
    }
}

/// By the classes of SQLSTATE.
fn of_code(said: Said) -> LedgerError {
    let class = said.code.get(..2).unwrap_or_default().to_owned();
    match (class.as_str(), said.code.as_str()) {
        (_, "SMS01") => LedgerError::AnotherDispatcher,
        (_, "SMS02") => newer(&said),
        (_, "SMS03") => LedgerError::AnotherKeeper,
        (_, "SMS04") => LedgerError::AnotherAccount,
        (_, "53100") => LedgerError::DiskFull(said.into()),
        (_, "25006") => LedgerError::ReadOnly(said.into()),
        (_, "42501") | ("28", _) => LedgerError::Forbidden(said.into()),
        ("40", _) | (_, "55P03" | "57014") => LedgerError::Busy(said.into()),
        ("08" | "53" | "57" | "3D", _) => LedgerError::Unreachable(said.into()),
        ("XX", "XX001" | "XX002") => LedgerError::Corrupt(said.into()),
        _ => LedgerError::Storage(said.into()),
    }
}

fn newer(said: &Said) -> LedgerError {
    let found = said.message.parse().unwrap_or_default();
    LedgerError::Newer { found, known: super::forms::known().into() }
}
