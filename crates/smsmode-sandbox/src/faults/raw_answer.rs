//! Answers that the service never wrote.

use std::collections::BTreeMap;

use base64::prelude::{BASE64_STANDARD, Engine};
use http::{HeaderName, HeaderValue};
use serde::{Deserialize, Serialize};

use super::Fault;

const LARGEST_FILLER: usize = 256 * 1024 * 1024;

/// An answer that the service never wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RawAnswer {
    /// The HTTP status.
    pub http_status: u16,
    /// The headers.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The body; empty unless said otherwise.
    #[serde(default)]
    pub body: RawBody,
    /// Whether the call is done first, as when a proxy gives up too early.
    #[serde(default)]
    pub after_accepting: bool,
}

/// The body of a [`RawAnswer`]: `{"text":"…"}`, `{"base64":"…"}` or `{"filler":10000000}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RawBody {
    /// Text, sent as UTF-8.
    Text(String),
    /// Any bytes.
    Base64(String),
    /// So many times the letter `x`, at most 256 MiB.
    Filler(usize),
}

impl Default for RawBody {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl RawBody {
    pub(crate) fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.clone().into_bytes(),
            Self::Base64(text) => BASE64_STANDARD.decode(text).unwrap_or_default(),
            Self::Filler(length) => vec![b'x'; (*length).min(LARGEST_FILLER)],
        }
    }
}

impl RawAnswer {
    /// An empty answer with this HTTP status.
    pub fn new(http_status: u16) -> Self {
        Self {
            http_status,
            headers: BTreeMap::new(),
            body: RawBody::default(),
            after_accepting: false,
        }
    }

    /// Adds a header.
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.insert(name.into(), value.into());
        self
    }

    /// A body of text.
    pub fn with_text(mut self, text: impl Into<String>) -> Self {
        self.body = RawBody::Text(text.into());
        self
    }

    /// A body of any bytes.
    pub fn with_bytes(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.body = RawBody::Base64(BASE64_STANDARD.encode(bytes));
        self
    }

    /// A body of so many letters `x`.
    pub fn with_filler(mut self, length: usize) -> Self {
        self.body = RawBody::Filler(length);
        self
    }

    /// The call is done first.
    pub fn after_accepting(mut self) -> Self {
        self.after_accepting = true;
        self
    }

    /// The page of a proxy whose server is away.
    pub fn bad_gateway() -> Self {
        let page = "<html><head><title>502 Bad Gateway</title></head><body></body></html>\n";
        Self::new(502).with_header("content-type", "text/html").with_text(page)
    }

    /// Too many requests.
    pub fn too_many_requests(retry_after_seconds: u32) -> Self {
        Self::new(429).with_header("retry-after", retry_after_seconds.to_string())
    }

    /// A redirect.
    pub fn redirect(location: impl Into<String>) -> Self {
        Self::new(302).with_header("location", location)
    }
}

impl RawAnswer {
    /// What cannot be sent as an answer, if anything.
    pub(crate) fn problem(&self) -> Option<&'static str> {
        let is_header = |(name, value): (&String, &String)| {
            name.parse::<HeaderName>().is_ok() && HeaderValue::from_str(value).is_ok()
        };
        if !(200..=599).contains(&self.http_status) {
            return Some("http_status is 200 to 599");
        }
        if !self.headers.iter().all(is_header) {
            return Some("these are no HTTP headers");
        }
        self.body.problem()
    }
}

impl RawBody {
    fn problem(&self) -> Option<&'static str> {
        match self {
            Self::Base64(text) if BASE64_STANDARD.decode(text).is_err() => {
                Some("this is no base64")
            }
            Self::Filler(length) if *length > LARGEST_FILLER => {
                Some("a filler has at most 256 MiB")
            }
            _ => None,
        }
    }
}

impl From<RawAnswer> for Fault {
    fn from(answer: RawAnswer) -> Self {
        Self::Answer(answer)
    }
}
