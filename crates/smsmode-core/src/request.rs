//! What goes to the service and what comes back, as plain data: any HTTP stack can carry it.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Method {
    /// Everything, the key included, travels in the body: the default.
    #[default]
    Post,
    /// Everything travels in the address, where proxies and servers write it to their logs.
    Get,
}

impl Method {
    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Post => "POST",
            Self::Get => "GET",
        }
    }
}

/// A request, ready to be sent by any HTTP client.
///
/// The query and the body hold the secret, phone numbers and text. `Debug` prints the names of the
/// parameters and `***`; [`address`](Self::address) is safe to print, [`url`](Self::url) is not.
///
/// ```
/// use smsmode_core::{Account, ApiKey, Endpoint, GetBalance};
///
/// let account = Account::new(ApiKey::new("Ab1CD2efg3Hi")?);
/// let request = GetBalance::new().request(&account)?;
/// assert_eq!(request.method().as_str(), "POST");
/// assert_eq!(request.url(), "https://api.smsmode.com/http/1.6/credit.do");
/// assert_eq!(request.body(), b"accessToken=Ab1CD2efg3Hi");
/// assert!(!format!("{request:?}").contains("Ab1CD2efg3Hi"));
/// # Ok::<(), smsmode_core::InvalidInput>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    pub(crate) method: Method,
    pub(crate) address: String,
    pub(crate) query: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) body: Vec<u8>,
    pub(crate) part_names: Vec<&'static str>,
}

impl Request {
    /// The method.
    pub fn method(&self) -> Method {
        self.method
    }

    /// The address without its query: holds no secret.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The query, which holds the secret, without its `?`.
    pub fn query(&self) -> Option<&str> {
        self.query.as_deref()
    }

    /// The whole address. For a GET and for a batch it **holds the secret**: hand it to an HTTP
    /// client, never to a log.
    pub fn url(&self) -> Cow<'_, str> {
        match &self.query {
            None => Cow::Borrowed(&self.address),
            Some(query) => Cow::Owned(format!("{}?{query}", self.address)),
        }
    }

    /// The value of the header `Content-Type`, where there is a body.
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// All headers that the request needs, as names and values.
    pub fn headers(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.content_type().map(|value| ("Content-Type", value)).into_iter()
    }

    /// The body, which holds the secret; empty for a GET.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Names of all parameters, in the order of the wire.
    pub fn parameter_names(&self) -> Vec<Cow<'_, str>> {
        let query = names_of(self.query.as_deref().unwrap_or_default().as_bytes());
        if self.part_names.is_empty() {
            return query.chain(names_of(&self.body)).collect();
        }
        query.chain(self.part_names.iter().map(|name| Cow::Borrowed(*name))).collect()
    }
}

fn names_of(form: &[u8]) -> impl Iterator<Item = Cow<'_, str>> {
    let pairs = form.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| {
        String::from_utf8_lossy(pair.split(|byte| *byte == b'=').next().unwrap_or(pair))
    })
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method.as_str(), self.address)?;
        for (index, name) in self.parameter_names().iter().enumerate() {
            write!(f, "{}{name}=***", if index == 0 { " " } else { "&" })?;
        }
        Ok(())
    }
}

/// How the body of an answer ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Ending {
    /// The length was announced and all of it came.
    #[default]
    Complete,
    /// No length was announced: the end of the body is only the end of the connection, so its last
    /// field may be cut.
    Unmarked,
    /// Less came than was announced: the rest is lost.
    Cut,
}

/// An answer of the service: a status and bytes.
///
/// Bytes, because the service answers in ISO-8859-15 without saying so.
#[derive(Clone, Copy)]
pub struct Response<'a> {
    http_status: u16,
    content_type: Option<&'a str>,
    retry_after: Option<Duration>,
    body: &'a [u8],
    ending: Ending,
}

impl<'a> Response<'a> {
    /// An answer with this HTTP status and this body.
    pub fn new(http_status: u16, body: &'a [u8]) -> Self {
        let (content_type, retry_after) = (None, None);
        Self { http_status, content_type, retry_after, body, ending: Ending::Complete }
    }

    /// Adds the value of the header `Content-Type`.
    pub fn with_content_type(mut self, content_type: &'a str) -> Self {
        self.content_type = Some(content_type);
        self
    }

    /// Adds what the header `Retry-After` asks for.
    pub fn with_retry_after(mut self, delay: Duration) -> Self {
        self.retry_after = Some(delay);
        self
    }

    /// Says how the body ended.
    pub fn with_ending(mut self, ending: Ending) -> Self {
        self.ending = ending;
        self
    }

    /// The HTTP status, 100 to 999.
    pub fn http_status(&self) -> u16 {
        self.http_status
    }

    /// The value of the header `Content-Type`.
    pub fn content_type(&self) -> Option<&'a str> {
        self.content_type
    }

    /// What the header `Retry-After` asked for.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// The bytes of the body.
    pub fn body(&self) -> &'a [u8] {
        self.body
    }

    /// How the body ended.
    pub fn ending(&self) -> Ending {
        self.ending
    }
}

impl fmt::Debug for Response<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("http_status", &self.http_status)
            .field("content_type", &self.content_type)
            .field("bytes", &self.body.len())
            .field("ending", &self.ending)
            .finish_non_exhaustive()
    }
}

#[cfg(feature = "http")]
impl From<Request> for http::Request<Vec<u8>> {
    /// Hands the request to any client built on the crate `http`.
    ///
    /// The URI of a GET and of a batch holds the secret.
    fn from(request: Request) -> Self {
        let method = match request.method {
            Method::Post => http::Method::POST,
            Method::Get => http::Method::GET,
        };
        let builder = http::Request::builder().method(method).uri(request.url().as_ref());
        let builder =
            request.headers().fold(builder, |builder, (name, value)| builder.header(name, value));
        #[expect(
            clippy::expect_used,
            reason = "address, query and headers are ASCII that this crate wrote"
        )]
        builder.body(request.body).expect("a request of this crate is a valid HTTP request")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(query: &str) -> Request {
        Request {
            method: Method::Get,
            address: "https://api.smsmode.com/http/1.6/credit.do".to_owned(),
            query: Some(query.to_owned()),
            content_type: None,
            body: Vec::new(),
            part_names: Vec::new(),
        }
    }

    #[test]
    fn debug_prints_names_and_no_values() {
        let request = get("accessToken=Ab1CD2efg3Hi&message=secret");
        let shown = format!("{request:?}");
        assert_eq!(
            shown,
            "GET https://api.smsmode.com/http/1.6/credit.do accessToken=***&message=***"
        );
    }

    #[test]
    fn debug_of_an_answer_prints_no_body() {
        let shown = format!("{:?}", Response::new(200, b"33639980011 11"));
        assert!(!shown.contains("33639980011"), "{shown}");
    }

    #[cfg(feature = "http")]
    #[test]
    fn an_http_request_is_the_same_request() {
        let request: http::Request<Vec<u8>> = get("accessToken=Ab1CD2efg3Hi").into();
        assert_eq!(request.method(), http::Method::GET);
        assert_eq!(request.uri().query(), Some("accessToken=Ab1CD2efg3Hi"));
    }
}
