//! The journal: every request of a call as it arrived, and how it was read.

use std::collections::VecDeque;

use base64::prelude::{BASE64_STANDARD, Engine};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use smsmode_core::wire::param;

use crate::answer::Rendered;
use crate::reading::charset::Charset;
use crate::reading::{Field, Fields, Received, Source};
use crate::{Call, Fault};

/// The journal keeps so many requests; the oldest go first.
const MOST_ENTRIES: usize = 10_000;

/// It keeps so many bytes of a body.
const LONGEST_BODY: usize = 1024 * 1024;

const MASK: &str = "***";

const SECRETS: &[&str] = &[param::API_KEY, param::PASSWORD, param::NEW_PASSWORD];

/// One request. The raw parts hold what was sent, secrets included; in [`decoded`](Self::decoded)
/// they are masked.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct JournalEntry {
    /// When it arrived by the sandbox's clock, RFC 3339.
    pub at: String,
    /// The call.
    pub call: Call,
    /// The raw request line.
    pub request_line: String,
    /// The headers in their order; values that are no text are shown as far as possible.
    pub headers: Vec<(String, String)>,
    /// The body, at most its first MiB.
    pub body_base64: String,
    /// The same as text, with U+FFFD for what is no UTF-8.
    pub body_text: String,
    /// The charset that the body was read in.
    pub charset: String,
    /// The parameters as they were read.
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
            at: received.at.to_string(),
            call,
            request_line: format!("{} {} {:?}", parts.method, parts.uri, parts.version),
            headers: parts.headers.iter().map(header).collect(),
            body_base64: BASE64_STANDARD.encode(body),
            body_text: String::from_utf8_lossy(body).into_owned(),
            charset: fields.body_charset.name().to_owned(),
            decoded: fields.all.iter().map(DecodedParameter::new).collect(),
            fault,
            answer: None,
        }
    }
}

/// An answer as text without its line end. The one that holds a new key is JSON: it is masked.
fn shown(answer: &Rendered) -> String {
    if let Ok(mut object) = serde_json::from_slice::<Map<String, Value>>(&answer.body) {
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
        let value = if is_secret { MASK.to_owned() } else { field.value.clone() };
        Self { name: field.name.clone(), value, source: field.source }
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

#[derive(Debug, Default)]
pub(crate) struct Journal {
    entries: VecDeque<JournalEntry>,
    /// How many entries are gone.
    forgotten: usize,
}

impl Journal {
    /// The number of the new entry.
    pub(crate) fn add(&mut self, entry: JournalEntry) -> usize {
        if self.entries.len() == MOST_ENTRIES {
            self.entries.pop_front();
            self.forgotten += 1;
        }
        self.entries.push_back(entry);
        self.forgotten + self.entries.len() - 1
    }

    pub(crate) fn note_answer(
        &mut self,
        number: usize,
        answer: Option<&Rendered>,
        fault: Option<&Fault>,
    ) {
        let index = number.checked_sub(self.forgotten);
        if let Some(entry) = index.and_then(|index| self.entries.get_mut(index)) {
            entry.answer = answer.map(shown);
            entry.fault = fault.cloned();
        }
    }

    pub(crate) fn entries(&self) -> Vec<JournalEntry> {
        self.entries.iter().cloned().collect()
    }

    pub(crate) fn clear(&mut self) {
        self.forgotten += self.entries.len();
        self.entries.clear();
    }
}
