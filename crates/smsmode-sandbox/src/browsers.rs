//! What browsers send here for pages of other sites is refused: a page that a developer visits must
//! not see or change the sandbox beside it.

use std::net::{IpAddr, SocketAddr};

use axum::Json;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{HOST, ORIGIN};
use http::uri::Authority;
use http::{HeaderName, StatusCode};
use serde_json::json;

/// Whom management and the page answer: programs, and pages of the sandbox itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Guard {
    is_local: bool,
}

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Stranger {
    #[error(
        "this comes from a page of another site: Origin is not the Host of this sandbox; \
         send it from the inbox, or from a program without Origin"
    )]
    OtherSite,
    #[error(
        "a sandbox that listens for this machine alone answers to IP addresses and to localhost, \
         not to other names, which any site can point here; use 127.0.0.1, or bind it elsewhere"
    )]
    OtherName,
}

impl Guard {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self { is_local: address.ip().to_canonical().is_loopback() }
    }

    fn check(self, request: &Request) -> Result<(), Stranger> {
        let named = request.uri().authority().map(Authority::as_str);
        let host = named.or_else(|| text(request, &HOST));
        if text(request, &ORIGIN).is_some_and(|origin| !is_of(origin, host)) {
            return Err(Stranger::OtherSite);
        }
        if self.is_local && host.is_some_and(|host| !is_of_this_machine(host)) {
            return Err(Stranger::OtherName);
        }
        Ok(())
    }
}

pub(crate) async fn admit(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    match guard.check(&request) {
        Ok(()) => next.run(request).await,
        Err(stranger) => {
            (StatusCode::FORBIDDEN, Json(json!({ "error": stranger.to_string() }))).into_response()
        }
    }
}

/// A header; one that is no text is as wrong as an empty one.
fn text<'a>(request: &'a Request, name: &HeaderName) -> Option<&'a str> {
    request.headers().get(name).map(|value| value.to_str().unwrap_or_default())
}

/// Whether a page from there came from this host. `null`, of a page that hides where it is from, did not.
fn is_of(origin: &str, host: Option<&str>) -> bool {
    let origin = origin.split_once("://").map(|(_, authority)| authority);
    origin.zip(host).is_some_and(|(origin, host)| origin.eq_ignore_ascii_case(host))
}

/// An IP address or `localhost`, with or without a port.
fn is_of_this_machine(host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else { return false };
    let name = authority.host().trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn checked(bind: &str, uri: &str, headers: &[(HeaderName, &str)]) -> Result<(), Stranger> {
        let headers = headers.iter().fold(Request::builder().uri(uri), |request, (name, value)| {
            request.header(name, *value)
        });
        Guard::new(bind.parse().unwrap()).check(&headers.body(Body::empty()).unwrap())
    }

    #[test]
    fn a_page_of_the_sandbox_and_a_program_are_let_in() {
        for host in ["127.0.0.1:8099", "localhost:8099", "LocalHost", "[::1]:8099", "192.0.2.1"] {
            assert_eq!(checked("127.0.0.1:8099", "/", &[(HOST, host)]), Ok(()), "{host}");
            let origin = format!("http://{}", host.to_lowercase());
            let both = [(HOST, host), (ORIGIN, origin.as_str())];
            assert_eq!(checked("127.0.0.1:8099", "/", &both), Ok(()), "{host}");
        }
        assert_eq!(checked("127.0.0.1:8099", "/", &[]), Ok(()));
    }

    #[test]
    fn a_page_of_another_site_is_not() {
        for origin in
            ["https://evil.example", "null", "http://127.0.0.1:3000", "http://localhost:8099", ""]
        {
            for bind in ["127.0.0.1:8099", "0.0.0.0:8099"] {
                let both = [(HOST, "127.0.0.1:8099"), (ORIGIN, origin)];
                assert_eq!(checked(bind, "/", &both), Err(Stranger::OtherSite), "{origin}");
            }
        }
        let alone = [(ORIGIN, "http://127.0.0.1:8099")];
        assert_eq!(checked("127.0.0.1:8099", "/", &alone), Err(Stranger::OtherSite));
    }

    #[test]
    fn a_name_that_is_pointed_here_is_not_on_loopback() {
        for host in ["evil.example:8099", "localhost.evil.example", "127.0.0.1.evil.example", "a b"]
        {
            for bind in ["127.0.0.1:8099", "[::1]:8099", "[::ffff:127.0.0.1]:8099"] {
                let asked = checked(bind, "/", &[(HOST, host)]);
                assert_eq!(asked, Err(Stranger::OtherName), "{host} {bind}");
            }
            assert_eq!(checked("0.0.0.0:8099", "/", &[(HOST, host)]), Ok(()), "{host}");
        }
        let asked = checked("127.0.0.1:1", "http://evil.example/", &[(HOST, "127.0.0.1:1")]);
        assert_eq!(asked, Err(Stranger::OtherName));
    }
}
