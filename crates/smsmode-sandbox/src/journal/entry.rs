//! One request of the journal.

use base64::prelude::{BASE64_STANDARD, Engine};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use smsmode_core::wire::param;

use crate::answer::Rendered;
use crate::reading::charset::Charset;
use crate::reading::{CharsetReason, Field, Fields, Received, Source};
use crate::{Call, Fault};

/// It keeps so many bytes of a body, and of a value.
const LONGEST_BODY: usize = 1024 * 1024;

/// It keeps so many parameters.
const MOST_PARAMETERS: usize = 1000;

const MASK: &str = "***";

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

impl JournalEntry {
    pub(crate) fn new(
        call: Call,
        received: &Received,
        fields: &Fields,
        fault: Option<Fault>,
    ) -> Self {
        let parts = &received.parts;
        let body = received.body.get(..LONGEST_BODY).unwrap_or(&received.body);
        let header = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
            (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        Self {
            number: 0,
            at: received.at.to_string(),
            call,
            request_line: format!("{} {} {:?}", parts.method, parts.uri, parts.version),
            headers: parts.headers.iter().map(header).collect(),
            body_bytes: received.body.len(),
            body_base64: BASE64_STANDARD.encode(body),
            body_text: String::from_utf8_lossy(body).into_owned(),
            charset: fields.body_charset.name().to_owned(),
            charset_reason: fields.charset_reason,
            query_charset: fields.query_charset.name().to_owned(),
            decoded: fields.all.iter().take(MOST_PARAMETERS).map(DecodedParameter::new).collect(),
            fault,
            answer: None,
        }
    }

    pub(super) fn note_answer(&mut self, answer: Option<&Rendered>, fault: Option<&Fault>) {
        self.answer = answer.map(shown);
        self.fault = fault.cloned();
    }

    /// What its texts take.
    pub(super) fn bytes(&self) -> usize {
        let headers = self.headers.iter().map(|(name, value)| name.len() + value.len());
        let decoded = self.decoded.iter().map(|one| one.name.len() + one.value.len());
        let answer = self.answer.as_ref().map_or(0, String::len);
        let body = self.body_base64.len() + self.body_text.len();
        self.request_line.len() + body + answer + headers.chain(decoded).sum::<usize>()
    }
}

/// An answer as text without its line end. The one that holds a new key is JSON: it is masked.
fn shown(answer: &Rendered) -> String {
    if answer.body.starts_with(b"{")
        && let Ok(mut object) = serde_json::from_slice::<Map<String, Value>>(&answer.body)
    {
        object.entry(param::API_KEY).and_modify(|key| *key = MASK.into());
        return Value::from(object).to_string();
    }
    let text = match std::str::from_utf8(&answer.body) {
        Ok(text) => text.to_owned(),
        Err(_) => Charset::LATIN_9.decode(&answer.body),
    };
    text.trim_end().to_owned()
}

impl DecodedParameter {
    fn new(field: &Field) -> Self {
        let is_secret = SECRETS.contains(&field.name.as_str());
        Self {
            name: beginning(&field.name).to_owned(),
            value: if is_secret { MASK } else { beginning(&field.value) }.to_owned(),
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

fn beginning(text: &str) -> &str {
    let end = LONGEST_BODY.min(text.len());
    let beginnings = (0..=end).rev().filter_map(|end| text.get(..end));
    beginnings.into_iter().next().unwrap_or_default()
}

#[cfg(test)]
impl JournalEntry {
    /// An entry that takes so many bytes.
    pub(super) fn of_length(length: usize) -> Self {
        Self {
            number: 0,
            at: String::new(),
            call: Call::GetBalance,
            request_line: "x".repeat(length),
            headers: Vec::new(),
            body_bytes: 0,
            body_base64: String::new(),
            body_text: String::new(),
            charset: String::new(),
            charset_reason: CharsetReason::Undeclared,
            query_charset: String::new(),
            decoded: Vec::new(),
            fault: None,
            answer: None,
        }
    }
}
