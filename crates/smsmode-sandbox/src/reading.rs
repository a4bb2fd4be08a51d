//! From the bytes of a request to names and values: the sandbox's own, naive reading.
//!
//! | request | charset |
//! |---|---|
//! | class 9 | UTF-8, query and body |
//! | query | ISO-8859-15 |
//! | body that declares a charset | that one, unless [`Switches::declared_charset`] says otherwise |
//! | body without | ISO-8859-15 |
//!
//! So UTF-8 bytes that nobody declared show as two strange characters each, as on the real service.

pub(crate) mod charset;
pub(crate) mod form;
pub(crate) mod multipart;

use std::borrow::Cow;
use std::sync::Arc;

use axum::body::Bytes;
use http::HeaderMap;
use http::request::Parts;
use jiff::Timestamp;
use smsmode_core::wire::{param, value};

use crate::Switches;
use crate::switches::{DeclaredCharset, MultipartFields};
use charset::Charset;

/// Borrowed from the request as far as nothing is escaped in them.
type Pairs<'a> = Vec<(Cow<'a, [u8]>, Cow<'a, [u8]>)>;

/// A request as it arrived.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) at: Timestamp,
    pub(crate) parts: Parts,
    pub(crate) body: Bytes,
}

/// Where a parameter stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Source {
    /// In the URL.
    Query,
    /// In a form body.
    Body,
    /// In a part of a multipart body.
    Part,
}

#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) source: Source,
    /// How many places of the value were no text.
    pub(crate) unreadable: usize,
    /// The value's bytes are UTF-8, and were read as something else.
    pub(crate) looks_like_utf8: bool,
}

/// Why a body was read in a charset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CharsetReason {
    /// Class 9 is always UTF-8.
    UnicodeClass,
    /// The body declared it.
    Declared,
    /// The body declared one that a switch says to ignore.
    DeclarationIgnored,
    /// The body declared none that is known.
    Undeclared,
}

/// What was read from a request.
#[derive(Debug)]
pub(crate) struct Fields {
    /// The journal keeps them too.
    pub(crate) all: Arc<Vec<Field>>,
    /// The bytes of the batch file.
    pub(crate) file: Option<Vec<u8>>,
    /// Names of the parts of a multipart body that are no parameters: the file, and what is ignored.
    pub(crate) other_parts: Vec<String>,
    pub(crate) body_charset: Charset,
    pub(crate) query_charset: Charset,
    pub(crate) charset_reason: CharsetReason,
}

impl Fields {
    pub(crate) async fn read(received: &Received, switches: &Switches) -> Self {
        let query = form::pairs(received.parts.uri.query().unwrap_or_default().as_bytes());
        let body = Body::read(received).await;
        let is_unicode = has_unicode_class(&query) || has_unicode_class(&body.pairs);
        let (body_charset, charset_reason) = charset(is_unicode, &received.parts.headers, switches);
        let query_charset = if is_unicode { Charset::UTF_8 } else { Charset::LATIN_9 };
        let mut fields = decode(query, query_charset, Source::Query);
        let mut rest = decode(body.pairs, body_charset, body.source);
        if body.source == Source::Body || switches.multipart_fields == MultipartFields::Read {
            fields.append(&mut rest);
        }
        let file_part = body.file.iter().map(|_| param::BATCH_FILE.to_owned());
        let other_parts = file_part.chain(rest.into_iter().map(|field| field.name)).collect();
        let file = body.file;
        Self {
            all: Arc::new(fields),
            file,
            other_parts,
            body_charset,
            query_charset,
            charset_reason,
        }
    }
}

struct Body<'a> {
    pairs: Pairs<'a>,
    source: Source,
    file: Option<Vec<u8>>,
}

impl<'a> Body<'a> {
    /// A body that is neither a form nor multipart holds no parameters, as in any servlet.
    async fn read(received: &'a Received) -> Self {
        let content_type = content_type(&received.parts.headers);
        let is = |kind: &str| {
            content_type.get(..kind.len()).is_some_and(|start| start.eq_ignore_ascii_case(kind))
        };
        if is("multipart/form-data") {
            let multipart = multipart::read(content_type, received.body.clone()).await;
            return Self { pairs: multipart.pairs, source: Source::Part, file: multipart.file };
        }
        let is_form = is("application/x-www-form-urlencoded");
        let pairs = if is_form { form::pairs(&received.body) } else { Pairs::new() };
        Self { pairs, source: Source::Body, file: None }
    }
}

fn content_type(headers: &HeaderMap) -> &str {
    headers
        .get(http::header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

fn has_unicode_class(pairs: &Pairs<'_>) -> bool {
    let (name, class) = (param::CLASS.as_bytes(), value::CLASS_UNICODE.as_bytes());
    pairs.iter().any(|(found, value)| **found == *name && **value == *class)
}

/// The charset of the body, and why.
fn charset(is_unicode: bool, headers: &HeaderMap, switches: &Switches) -> (Charset, CharsetReason) {
    if is_unicode {
        return (Charset::UTF_8, CharsetReason::UnicodeClass);
    }
    match Charset::declared_in(content_type(headers)) {
        Some(charset) if switches.declared_charset == DeclaredCharset::Honoured => {
            (charset, CharsetReason::Declared)
        }
        Some(_) => (Charset::LATIN_9, CharsetReason::DeclarationIgnored),
        None => (Charset::LATIN_9, CharsetReason::Undeclared),
    }
}

fn decode(pairs: Pairs<'_>, charset: Charset, source: Source) -> Vec<Field> {
    pairs.into_iter().map(|(name, value)| Field::read(&name, &value, charset, source)).collect()
}

impl Field {
    fn read(name: &[u8], value: &[u8], charset: Charset, source: Source) -> Self {
        let text = charset.decode(value);
        let unreadable = charset.unreadable(value, &text);
        let is_utf8 = !value.is_ascii() && std::str::from_utf8(value).is_ok();
        let looks_like_utf8 = is_utf8 && charset != Charset::UTF_8;
        Self { name: charset.decode(name), value: text, source, unreadable, looks_like_utf8 }
    }
}
