//! A failure, for programs.

use serde::Serialize;
use smsmode_http::{Cause, Error};

use super::{Row, cell};
use crate::arguments::Output;
use crate::context::Context;
use crate::failure::Failure;

/// Why something failed, and what became of it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ErrorRecord {
    pub(crate) message: String,
    causes: Vec<String>,
    /// The code of the service.
    pub(crate) code: Option<u16>,
    http_status: Option<u16>,
    /// Whether the same call may be made again later.
    retry: bool,
    /// `not_sent`, `refused` or `unknown`.
    outcome: &'static str,
}

impl ErrorRecord {
    pub(crate) fn new(failure: &Failure, context: &Context<'_, '_>) -> Self {
        let call = failure.call();
        let code = call.and_then(|error| match error.cause() {
            Cause::Refused(refusal) => Some(refusal.code().code()),
            _ => None,
        });
        Self {
            message: failure.headline(context.language),
            causes: failure.causes(context.language),
            code,
            http_status: call.and_then(Error::http_status),
            retry: call.is_some_and(Error::retry),
            outcome: failure.outcome(),
        }
    }
}

/// All that a verb has to say that failed.
#[derive(Debug, Serialize)]
struct FailureRecord {
    error: ErrorRecord,
}

impl Row<6> for FailureRecord {
    const NAMES: [&'static str; 6] =
        ["outcome", "error_code", "error", "causes", "http_status", "retry"];

    fn cells(&self) -> [String; 6] {
        let ErrorRecord { message, causes, code, http_status, retry, outcome } = &self.error;
        let [code, http_status] = [code, http_status].map(|number| cell(number.as_ref()));
        let [message, causes] = [message.clone(), causes.join("; ")];
        [(*outcome).to_owned(), code, message, causes, http_status, retry.to_string()]
    }
}

/// Writes why a verb failed. Where it has written data before, the standard error alone tells it: two
/// arrays would be no JSON.
pub(crate) fn write_failure(failure: &Failure, output: Output, context: &mut Context<'_, '_>) {
    if !context.has_printed() {
        let error = ErrorRecord::new(failure, context);
        super::write(&[FailureRecord { error }], output, context);
    }
}
