//! What came over the wire to the sandbox.

use pyo3::prelude::*;
use serde::Serialize;
use smsmode_sandbox::{DecodedParameter, JournalEntry};

use super::moment;
use crate::sandbox::method;
use crate::value::date::Moment;
use crate::value::field::{Many, Private, Word};
use crate::value::value;

value! {
    /// A request that the sandbox got: as it came, secrets included, and as it was read, with *** for them.
    SandboxRequest {
        /// Its number, from 1 in the order of arrival; a reset does not begin anew.
        number: u64,
        /// When it arrived by the sandbox's clock, in UTC.
        received_at: Moment,
        /// The method of Client that makes such a call, such as "send" or "balance".
        call: Word,
        /// The raw request line, with the address.
        request_line: Private,
        /// The headers in their order: pairs of a name and a value.
        headers: Many<(String, Private)>,
        /// The length of the body.
        body_bytes: usize,
        /// The body as text, at most its first MiB, with U+FFFD for what is no UTF-8.
        body_text: Private,
        /// The charset that the body was read in.
        charset: String,
        /// Why: "unicode_class", "declared", "declaration_ignored" or "undeclared".
        charset_reason: String,
        /// The charset that the query was read in.
        query_charset: String,
        /// The parameters as they were read, at most 1000.
        parameters: Many<SandboxParameter>,
        /// The kind of what went wrong on request, such as "refuse".
        fault: Option<String>,
        /// What the service answered, if it was asked, without its line end.
        answer: Option<Private>,
    }
}

impl TryFrom<JournalEntry> for SandboxRequest {
    type Error = PyErr;

    fn try_from(entry: JournalEntry) -> PyResult<Self> {
        let headers = entry.headers.into_iter().map(|(name, value)| (name, value.into()));
        Ok(Self {
            number: entry.number,
            received_at: moment(&entry.at)?,
            call: method(entry.call).into(),
            request_line: entry.request_line.into(),
            headers: Many(headers.collect()),
            body_bytes: entry.body_bytes,
            body_text: entry.body_text.into(),
            charset: entry.charset,
            charset_reason: name(&entry.charset_reason).unwrap_or_default(),
            query_charset: entry.query_charset,
            parameters: Many::of(entry.decoded),
            fault: entry.fault.as_ref().and_then(kind),
            answer: entry.answer.map(Private::from),
        })
    }
}

value! {
    /// A parameter of a request, as the sandbox read it.
    SandboxParameter {
        /// Its name.
        name: String,
        /// Its value; *** for a secret.
        value: Private,
        /// Where it stood: "query", "body" or "part" (of a multipart body).
        source: String,
        /// How many places were no text in the charset: each is U+FFFD.
        unreadable: usize,
        /// Whether the bytes are UTF-8 and were read as something else: nobody declared the charset.
        looks_like_utf8: bool,
    }
}

impl From<DecodedParameter> for SandboxParameter {
    fn from(parameter: DecodedParameter) -> Self {
        Self {
            name: parameter.name,
            value: parameter.value.into(),
            source: name(&parameter.source).unwrap_or_default(),
            unreadable: parameter.unreadable,
            looks_like_utf8: parameter.looks_like_utf8,
        }
    }
}

/// The name that a word of a short list has on the management routes.
fn name(word: &impl Serialize) -> Option<String> {
    Some(serde_json::to_value(word).ok()?.as_str()?.to_owned())
}

/// The kind that a fault has there.
fn kind(fault: &smsmode_sandbox::Fault) -> Option<String> {
    Some(serde_json::to_value(fault).ok()?.get("kind")?.as_str()?.to_owned())
}
