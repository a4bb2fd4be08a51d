//! Plain calls of servers that are not the service: by hand, to try them or to hand something on.

use std::io::ErrorKind;
use std::time::Duration;

use smsmode_http::{HttpSettings, SettingsError};
use ureq::{Agent, RequestBuilder};
use url::{Host, Url};

/// Calls addresses. It follows no redirect and repeats nothing.
#[derive(Debug, Clone)]
pub(crate) struct Web(Agent);

/// Why an address did not answer. It does not tell the address, which may be a secret.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Unreached(String);

/// For a whole call.
const TIMEOUT: Duration = Duration::from_secs(10);

impl Web {
    /// By the way that is configured; what is on this machine is called without a proxy.
    pub(crate) fn new(way: &HttpSettings) -> Result<Self, SettingsError> {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(TIMEOUT))
            .proxy(way.ureq_proxy()?)
            .tls_config(way.ureq_tls()?)
            .user_agent(concat!("smsmode/", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(Self(config.new_agent()))
    }

    /// Breaks off every call in flight and refuses new ones; all clones end.
    #[cfg(feature = "store")]
    pub(crate) fn shutdown(&self) {
        self.0.clone().shutdown();
    }

    /// The status of the answer to a GET.
    pub(crate) fn get(&self, url: &str) -> Result<u16, Unreached> {
        status(on_its_way(self.0.get(url), url).call())
    }

    /// The status of the answer to a POST of JSON.
    #[cfg(feature = "store")]
    pub(crate) fn post_json(&self, url: &str, json: &str) -> Result<u16, Unreached> {
        let request = self.0.post(url).content_type("application/json");
        status(on_its_way(request, url).send(json))
    }
}

/// Without the proxy, where it is this machine that is called.
fn on_its_way<B>(request: RequestBuilder<B>, url: &str) -> RequestBuilder<B> {
    if is_here(url) { request.config().proxy(None).build() } else { request }
}

fn is_here(url: &str) -> bool {
    match Url::parse(url).as_ref().map(Url::host) {
        Ok(Some(Host::Ipv4(address))) => address.is_loopback(),
        Ok(Some(Host::Ipv6(address))) => address.is_loopback(),
        Ok(Some(Host::Domain(name))) => name == "localhost" || name.ends_with(".localhost"),
        _ => false,
    }
}

fn status(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<u16, Unreached> {
    answer.map(|answer| answer.status().as_u16()).map_err(|error| Unreached(reason(&error)))
}

/// The errors of ureq may quote the address.
fn reason(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Timeout(_) => "it took too long".to_owned(),
        ureq::Error::HostNotFound => "there is no such host".to_owned(),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => "it is no address".to_owned(),
        // What TLS does not like arrives as bad data of the connection.
        ureq::Error::Io(error) if error.kind() == ErrorKind::InvalidData => tls_failed(),
        ureq::Error::Io(error) => error.kind().to_string(),
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => tls_failed(),
        _ => "it gave no HTTP answer".to_owned(),
    }
}

fn tls_failed() -> String {
    "TLS failed; certificates of one's own are named by ca_file in the configuration".to_owned()
}
