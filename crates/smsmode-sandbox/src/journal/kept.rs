//! A request as the journal keeps it: the bytes that came. Texts are made of them for whoever asks.

use std::io::Write as _;
use std::sync::Arc;

use axum::body::Bytes;
use base64::prelude::{BASE64_STANDARD, Engine};
use jiff::Timestamp;
use serde_json::{Map, Value};
use smsmode_core::wire::param;

use super::entry::{DecodedParameter, JournalEntry, MASK};
use crate::answer::Rendered;
use crate::reading::charset::Charset;
use crate::reading::{CharsetReason, Field, Fields, Received};
use crate::{Call, Fault};

/// It keeps so many bytes of a body, and of a value.
const LONGEST_BODY: usize = 1024 * 1024;

/// It keeps so many parameters.
const MOST_PARAMETERS: usize = 1000;

/// Room for a usual head.
const USUAL_HEAD: usize = 256;

#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(super) number: u64,
    pub(super) call: Call,
    at: Timestamp,
    /// A copy: what came shares its memory with all that its connection reads.
    raw: Raw,
    body_bytes: usize,
    body_charset: Charset,
    charset_reason: CharsetReason,
    query_charset: Charset,
    fields: Arc<Vec<Field>>,
    fault: Option<Fault>,
    answer: Option<Bytes>,
}

/// Request line, headers and the beginning of the body.
#[derive(Clone)]
struct Raw {
    /// The lines of the head end with a line feed, which no header can hold; the body follows.
    bytes: Vec<u8>,
    head: usize,
}

impl Kept {
    pub(crate) fn new(
        call: Call,
        received: &Received,
        fields: &Fields,
        fault: Option<Fault>,
    ) -> Self {
        Self {
            number: 0,
            call,
            at: received.at,
            raw: Raw::new(received),
            body_bytes: received.body.len(),
            body_charset: fields.body_charset,
            charset_reason: fields.charset_reason,
            query_charset: fields.query_charset,
            fields: kept(&fields.all),
            fault,
            answer: None,
        }
    }

    pub(super) fn note_answer(&mut self, answer: Option<&Rendered>, fault: Option<&Fault>) {
        self.answer = answer.map(|answer| answer.body.clone());
        self.fault = fault.cloned();
    }

    /// What it takes.
    pub(super) fn bytes(&self) -> usize {
        let fields = self.fields.iter().map(|one| one.name.len() + one.value.len());
        let answer = self.answer.as_ref().map_or(0, Bytes::len);
        self.raw.bytes.len() + answer + fields.sum::<usize>()
    }

    /// As it is shown.
    pub(crate) fn entry(&self) -> JournalEntry {
        let (request_line, headers) = self.raw.head();
        let body = self.raw.body();
        JournalEntry {
            number: self.number,
            at: self.at.to_string(),
            call: self.call,
            request_line,
            headers,
            body_bytes: self.body_bytes,
            body_base64: BASE64_STANDARD.encode(body),
            body_text: String::from_utf8_lossy(body).into_owned(),
            charset: self.body_charset.name().to_owned(),
            charset_reason: self.charset_reason,
            query_charset: self.query_charset.name().to_owned(),
            decoded: self.fields.iter().map(DecodedParameter::new).collect(),
            fault: self.fault.clone(),
            answer: self.answer.as_deref().map(shown),
        }
    }
}

impl Raw {
    fn new(received: &Received) -> Self {
        let parts = &received.parts;
        let body = received.body.get(..LONGEST_BODY).unwrap_or(&received.body);
        let mut bytes = Vec::with_capacity(USUAL_HEAD + body.len());
        // A vector takes all that is written.
        writeln!(bytes, "{} {} {:?}", parts.method, parts.uri, parts.version).ok();
        for (name, value) in &parts.headers {
            bytes.extend_from_slice(name.as_ref());
            bytes.push(b':');
            bytes.extend_from_slice(value.as_bytes());
            bytes.push(b'\n');
        }
        let head = bytes.len();
        bytes.extend_from_slice(body);
        Self { bytes, head }
    }

    fn head(&self) -> (String, Vec<(String, String)>) {
        let head = String::from_utf8_lossy(self.bytes.get(..self.head).unwrap_or_default());
        let mut lines = head.lines();
        let request_line = lines.next().unwrap_or_default().to_owned();
        let headers = lines.filter_map(|line| line.split_once(':'));
        (request_line, headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    fn body(&self) -> &[u8] {
        self.bytes.get(self.head..).unwrap_or_default()
    }
}

/// It holds keys, numbers and texts.
impl std::fmt::Debug for Raw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Raw").field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}

/// The parameters as far as they are kept: nearly always all, and no copy.
fn kept(fields: &Arc<Vec<Field>>) -> Arc<Vec<Field>> {
    let is_usual = |field: &Field| field.name.len().max(field.value.len()) <= LONGEST_BODY;
    if fields.len() <= MOST_PARAMETERS && fields.iter().all(is_usual) {
        return Arc::clone(fields);
    }
    Arc::new(fields.iter().take(MOST_PARAMETERS).map(beginning_of).collect())
}

fn beginning_of(field: &Field) -> Field {
    let (name, value) = (beginning(&field.name).to_owned(), beginning(&field.value).to_owned());
    Field { name, value, ..*field }
}

fn beginning(text: &str) -> &str {
    let end = LONGEST_BODY.min(text.len());
    let beginnings = (0..=end).rev().filter_map(|end| text.get(..end));
    beginnings.into_iter().next().unwrap_or_default()
}

/// An answer as text without its line end. The one that holds a new key is JSON: it is masked.
fn shown(answer: &[u8]) -> String {
    if answer.starts_with(b"{")
        && let Ok(mut object) = serde_json::from_slice::<Map<String, Value>>(answer)
    {
        object.entry(param::API_KEY).and_modify(|key| *key = MASK.into());
        return Value::from(object).to_string();
    }
    let text = match std::str::from_utf8(answer) {
        Ok(text) => text.to_owned(),
        Err(_) => Charset::LATIN_9.decode(answer),
    };
    text.trim_end().to_owned()
}

#[cfg(test)]
impl Kept {
    /// One that takes so many bytes.
    pub(super) fn of_length(length: usize) -> Self {
        Self {
            number: 0,
            call: Call::GetBalance,
            at: Timestamp::UNIX_EPOCH,
            raw: Raw { bytes: vec![b'x'; length], head: length },
            body_bytes: 0,
            body_charset: Charset::LATIN_9,
            charset_reason: CharsetReason::Undeclared,
            query_charset: Charset::LATIN_9,
            fields: Arc::default(),
            fault: None,
            answer: None,
        }
    }
}
