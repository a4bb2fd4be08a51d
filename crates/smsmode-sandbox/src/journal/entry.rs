//! One request of the journal, as it is shown.

use serde::{Deserialize, Serialize};
use smsmode_core::wire::param;

use crate::reading::{CharsetReason, Field, Source};
use crate::{Call, Fault};

pub(super) const MASK: &str = "***";

const SECRETS: &[&str] = &[param::API_KEY, param::PASSWORD, param::NEW_PASSWORD];

/// One request. The raw parts hold what was sent, secrets included; in [`decoded`](Self::decoded)
/// they are masked.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct JournalEntry {
    /// Its number, from 1 in the order of arrival; a reset does not begin anew.
    pub number: u64,
    /// When it arrived by the sandbox's clock, RFC 3339.
    pub at: String,
    /// The call.
    pub call: Call,
    /// The raw request line.
    pub request_line: String,
    /// The headers in their order; values that are no text are shown as far as possible.
    pub headers: Vec<(String, String)>,
    /// The length of the body.
    pub body_bytes: usize,
    /// The body, at most its first MiB.
    pub body_base64: String,
    /// The same as text, with U+FFFD for what is no UTF-8.
    pub body_text: String,
    /// The charset that the body was read in.
    pub charset: String,
    /// Why it was read in that.
    pub charset_reason: CharsetReason,
    /// The charset that the query was read in.
    pub query_charset: String,
    /// The parameters as they were read, at most 1000 and of each the first MiB.
    pub decoded: Vec<DecodedParameter>,
    /// What went wrong on request.
    pub fault: Option<Fault>,
    /// What the service answered, if it was asked: the text without its line end.
    pub answer: Option<String>,
}

/// A parameter as it was read.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DecodedParameter {
    /// Its name.
    pub name: String,
    /// Its value; masked if it is a secret.
    pub value: String,
    /// Where it stood.
    pub source: Source,
    /// How many places were no text in the charset: each shows as U+FFFD.
    pub unreadable: usize,
    /// The bytes are UTF-8 and were read as something else: a letter with an accent shows as two
    /// strange characters. The caller forgot to declare the charset.
    pub looks_like_utf8: bool,
}

impl DecodedParameter {
    pub(super) fn new(field: &Field) -> Self {
        let is_secret = SECRETS.contains(&field.name.as_str());
        Self {
            name: field.name.clone(),
            value: if is_secret { MASK } else { &field.value }.to_owned(),
            source: field.source,
            unreadable: field.unreadable,
            looks_like_utf8: field.looks_like_utf8,
        }
    }
}

impl std::fmt::Debug for JournalEntry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("JournalEntry")
            .field("at", &self.at)
            .field("call", &self.call)
            .field("decoded", &self.decoded)
            .field("fault", &self.fault)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for DecodedParameter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}={MASK}", self.name)
    }
}
