//! Raises the exceptions of `smsmode._errors`.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::IntoPyDict as _;
use smsmode_http::{
    Cause, Describe, Error, InvalidInput, Language, Outcome, RefusalCode, SettingsError,
    UnexpectedStatus,
};

/// What one exception tells.
struct Told {
    class: &'static str,
    message: String,
    outcome: Outcome,
    retry: bool,
    retry_after: Option<f64>,
    code: Option<u16>,
    http_status: Option<u16>,
    service_text: Option<String>,
}

impl Told {
    /// Nothing was sent, for a reason that another attempt would not change.
    fn not_sent(class: &'static str, message: String) -> Self {
        Self {
            class,
            message,
            outcome: Outcome::NotSent,
            retry: false,
            retry_after: None,
            code: None,
            http_status: None,
            service_text: None,
        }
    }

    fn raise(self, py: Python<'_>) -> PyErr {
        self.exception(py).map_or_else(|error| error, PyErr::from_value)
    }

    fn exception(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        let options = [
            ("outcome", self.outcome.name().into_pyobject(py)?.into_any()),
            ("retry", self.retry.into_pyobject(py)?.to_owned().into_any()),
            ("retry_after", self.retry_after.into_pyobject(py)?.into_any()),
            ("code", self.code.into_pyobject(py)?.into_any()),
            ("http_status", self.http_status.into_pyobject(py)?.into_any()),
            ("service_text", self.service_text.into_pyobject(py)?.into_any()),
        ];
        class(py, self.class)?.call((self.message,), Some(&options.into_py_dict(py)?))
    }
}

fn class<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    static ERRORS: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
    let import = || PyResult::Ok(py.import("smsmode._errors")?.unbind());
    ERRORS.get_or_try_init(py, import)?.bind(py).getattr(name)
}

/// A call that failed. Where nobody knows what became of it, that is the exception, and why is its
/// cause.
pub(crate) fn of_call(py: Python<'_>, error: &Error) -> PyErr {
    if error.outcome() != Outcome::Unknown {
        return told(error, class_of(error.cause()), sentences(error)).raise(py);
    }
    let unknown = told(error, "OutcomeUnknownError", english(error)).raise(py);
    let cause = told(error, class_of(error.cause()), english(error.cause())).raise(py);
    unknown.set_cause(py, Some(cause));
    unknown
}

/// Input that cannot be sent.
pub(crate) fn of_input(py: Python<'_>, input: impl Into<InvalidInput>) -> PyErr {
    invalid(py, with_cause(&input.into()))
}

/// A row of a batch that cannot be sent; places count from 1.
pub(crate) fn invalid_row(py: Python<'_>, place: usize, input: &InvalidInput) -> PyErr {
    invalid(py, format!("message {place} of the batch: {}", with_cause(input)))
}

fn with_cause(input: &InvalidInput) -> String {
    match input.cause() {
        Some(cause) => format!("{}: {}", english(input), cause.describe(Language::English)),
        None => english(input),
    }
}

/// A proxy or certificates that cannot be used.
pub(crate) fn of_settings(py: Python<'_>, error: SettingsError) -> PyErr {
    invalid(py, english(&error))
}

/// A key, a profile or a file that cannot be used.
pub(crate) fn configuration(py: Python<'_>, message: String) -> PyErr {
    Told::not_sent("ConfigurationError", message).raise(py)
}

/// A callback that cannot be read, or whose address was not signed by us or has expired.
pub(crate) fn of_callback(py: Python<'_>, class: &'static str, error: &impl Describe) -> PyErr {
    Told::not_sent(class, english(error)).raise(py)
}

/// A client that was closed.
pub(crate) fn closed(py: Python<'_>) -> PyErr {
    invalid(py, "the client is closed; nothing was sent".to_owned())
}

/// Something that goes wrong with an outbox, by its name.
pub(crate) fn of_outbox(
    py: Python<'_>,
    name: &'static str,
    message: String,
    is_passing: bool,
) -> PyErr {
    let exception = || {
        let options = [("retry", is_passing)].into_py_dict(py)?;
        options.set_item("name", name)?;
        class(py, "OutboxError")?.call((message,), Some(&options))
    };
    exception().map_or_else(|error| error, PyErr::from_value)
}

/// Any other input that cannot be used.
pub(crate) fn invalid(py: Python<'_>, message: String) -> PyErr {
    Told::not_sent("InvalidInputError", message).raise(py)
}

fn told(error: &Error, class: &'static str, message: String) -> Told {
    Told {
        class,
        message,
        outcome: error.outcome(),
        retry: error.retry(),
        retry_after: error.retry_after().map(|delay| delay.as_secs_f64()),
        code: error.refusal().map(|refusal| refusal.code().code()),
        http_status: error.http_status(),
        service_text: service_text(error.cause()).map(str::to_owned),
    }
}

fn class_of(cause: &Cause) -> &'static str {
    match cause {
        Cause::InvalidInput(_) => "InvalidInputError",
        Cause::Transport(_) => "TransportError",
        Cause::Refused(refusal) => match refusal.code() {
            RefusalCode::AUTHENTICATION => "AuthenticationError",
            RefusalCode::NOT_ENOUGH_CREDIT => "InsufficientCreditError",
            RefusalCode::UNAVAILABLE => "UnavailableError",
            _ => "RefusedError",
        },
        Cause::UnexpectedStatus(UnexpectedStatus { http_status, .. }) => match http_status {
            401 => "AuthenticationError",
            // A proxy wants to know who we are; the service has seen nothing.
            407 => "TransportError",
            429 | 503 => "UnavailableError",
            _ => "RefusedError",
        },
        _ => "MalformedAnswerError",
    }
}

fn service_text(cause: &Cause) -> Option<&str> {
    match cause {
        Cause::Refused(refusal) => Some(refusal.text()),
        Cause::UnexpectedStatus(status) => Some(&status.excerpt),
        Cause::Malformed(malformed) => Some(&malformed.excerpt),
        _ => None,
    }
}

/// The sentence on top and those of its causes.
fn sentences(error: &Error) -> String {
    let mut sentences = vec![english(error), english(error.cause())];
    if let Cause::InvalidInput(input) = error.cause() {
        sentences.extend(input.cause().map(|cause| cause.describe(Language::English)));
    }
    sentences.join(": ")
}

fn english(what: &impl Describe) -> String {
    what.describe(Language::English)
}
