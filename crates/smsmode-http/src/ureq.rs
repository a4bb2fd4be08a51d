//! The ordinary transport: ureq, with every unsafe default set.

mod classify;
mod gate;
mod names;
mod patience;
mod tcp;
mod veil;

use std::io::Read as _;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use smsmode_core::{Ending, Method, Request, Timestamp};
use ureq::http::uri::InvalidUri;
use ureq::http::{HeaderMap, Uri, header};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::unversioned::transport::{ConnectProxyConnector, Connector, RustlsConnector};
use ureq::{Agent, Body, Proxy};

use crate::interrupt::Interrupt;
use crate::retry::LONGEST_WAIT;
use crate::settings::{HttpSettings, ProxySetting, RootCertificates, SettingsError};
use crate::transport::{
    RawAnswer, SendLimits, Sent, Transport, TransportError, TransportErrorKind,
};

use self::gate::{Call, GateConnector};
use self::names::LaterResolver;
use self::patience::PatientConnector;
use self::tcp::LingerConnector;
use self::veil::{QUERY_PLACEHOLDER, placeholder};

/// Sends requests with ureq over connections of its own.
///
/// No redirect is followed, nothing is repeated, every time is finite, and a connection that is given
/// up is reset, so that its bytes cannot arrive late. Cheap to clone; clones share connections.
#[derive(Debug, Clone)]
pub struct UreqTransport {
    agent: Agent,
    interrupt: Option<Interrupt>,
}

impl HttpSettings {
    /// The proxy as ureq takes it, for calls of other servers.
    ///
    /// # Errors
    ///
    /// It cannot be used.
    #[doc(hidden)]
    pub fn ureq_proxy(&self) -> Result<Option<Proxy>, SettingsError> {
        proxy(&self.proxy)
    }

    /// Whom to trust as ureq takes it, for calls of other servers.
    ///
    /// # Errors
    ///
    /// There is no certificate in it.
    #[doc(hidden)]
    pub fn ureq_tls(&self) -> Result<TlsConfig, SettingsError> {
        Ok(TlsConfig::builder().root_certs(roots(&self.roots)?).build())
    }
}

impl UreqTransport {
    /// A transport with these settings.
    ///
    /// # Errors
    ///
    /// Settings that cannot be used.
    pub fn new(settings: &HttpSettings) -> Result<Self, SettingsError> {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .save_redirect_history(false)
            .proxy(settings.ureq_proxy()?)
            .tls_config(settings.ureq_tls()?)
            .timeout_resolve(Some(settings.connect_timeout))
            .timeout_connect(Some(settings.connect_timeout))
            .max_idle_age(settings.max_idle_age)
            .input_buffer_size(BUFFER)
            .output_buffer_size(BUFFER)
            .user_agent(settings.user_agent.as_str())
            .build();
        let interrupt = settings.interrupt.clone();
        let connector = connector(interrupt.clone());
        let agent = Agent::with_parts(config, connector, LaterResolver::default());
        Ok(Self { agent, interrupt })
    }

    /// Breaks off every call in flight and refuses new ones; all clones end.
    pub fn shutdown(&self) {
        self.agent.clone().shutdown();
    }

    /// Makes a call that is being watched. What ureq is given holds nothing private, and what it gives
    /// back is masked.
    fn exchange(
        &self,
        visible: Uri,
        request: &Request,
        limits: SendLimits,
    ) -> Result<RawAnswer, ureq::Error> {
        let timeout = Some(limits.timeout);
        let answer = match request.method() {
            Method::Get => {
                let builder = self.agent.get(visible).config().timeout_global(timeout).build();
                with_headers(builder, request).call()?
            }
            Method::Post => {
                let builder = self.agent.post(visible).config().timeout_global(timeout).build();
                with_headers(builder, request).send(placeholder(request.body()))?
            }
        };
        let (head, body) = answer.into_parts();
        Ok(read_answer(head.status.as_u16(), &head.headers, body, limits.max_body))
    }
}

/// Most requests and answers are shorter; ureq's own 128 KiB would cost memory and time for nothing.
const BUFFER: usize = 16 * 1024;

/// SOCKS, then CONNECT, then a connection of our own, then TLS, then the gate that counts.
fn connector(interrupt: Option<Interrupt>) -> impl Connector {
    #[cfg(feature = "socks-proxy")]
    let first = ureq::unversioned::transport::SocksConnector::default()
        .chain(ConnectProxyConnector::default());
    #[cfg(not(feature = "socks-proxy"))]
    let first = ConnectProxyConnector::default();
    let linger = LingerConnector { interrupt: interrupt.clone() };
    let chain = Arc::new(first.chain(linger).chain(RustlsConnector::default()));
    PatientConnector { chain, interrupt }.chain(GateConnector)
}

fn with_headers<B>(builder: ureq::RequestBuilder<B>, request: &Request) -> ureq::RequestBuilder<B> {
    request.headers().fold(builder, |builder, (name, value)| builder.header(name, value))
}

fn proxy(setting: &ProxySetting) -> Result<Option<Proxy>, SettingsError> {
    let proxy = match setting {
        ProxySetting::None => None,
        ProxySetting::Environment => Proxy::try_from_env(),
        ProxySetting::Url(url) => Some(Proxy::new(url).map_err(|_| SettingsError::Proxy)?),
    };
    if proxy.as_ref().is_some_and(has_unreadable_port) {
        return Err(SettingsError::Proxy);
    }
    let socks = proxy.as_ref().is_some_and(|proxy| {
        proxy.uri().scheme_str().is_some_and(|scheme| scheme.starts_with("socks"))
    });
    if socks && !cfg!(feature = "socks-proxy") { Err(SettingsError::SocksProxy) } else { Ok(proxy) }
}

/// A port that ureq cannot read becomes port 80 without a word.
fn has_unreadable_port(proxy: &Proxy) -> bool {
    proxy.uri().authority().is_some_and(|authority| {
        let after_user = authority.as_str().rsplit('@').next().unwrap_or_default();
        after_user != authority.host() && authority.port_u16().is_none()
    })
}

fn roots(setting: &RootCertificates) -> Result<RootCerts, SettingsError> {
    match setting {
        RootCertificates::Bundled => Ok(RootCerts::WebPki),
        RootCertificates::BundledAnd(pem) => {
            let extra = parse_pem(pem).filter_map(|item| match item {
                Ok(PemItem::Certificate(certificate)) => Some(certificate),
                _ => None,
            });
            let extra: Vec<Certificate<'static>> = extra.collect();
            if extra.is_empty() {
                return Err(SettingsError::Certificates);
            }
            let bundled = webpki_root_certs::TLS_SERVER_ROOT_CERTS
                .iter()
                .map(|der| Certificate::from_der(der));
            Ok(RootCerts::new_with_certs(&bundled.chain(extra).collect::<Vec<_>>()))
        }
        #[cfg(feature = "system-roots")]
        RootCertificates::System => Ok(RootCerts::PlatformVerifier),
    }
}

impl Transport for UreqTransport {
    fn send(&self, request: &Request, limits: SendLimits) -> Result<RawAnswer, TransportError> {
        let uri = visible_uri(request).map_err(|error| {
            TransportError::new(TransportErrorKind::Configuration, Sent::NotSent).with_source(error)
        })?;
        let call = Call::begin(&uri, request, limits.leave_before);
        match self.exchange(uri, request, limits) {
            Ok(mut answer) => {
                answer.body = call.into_contents(answer.body.0.len()).into();
                Ok(answer)
            }
            Err(error) => Err(classify::failure(error, call.sent())),
        }
    }

    fn pause(&self, duration: Duration) -> bool {
        let Some(interrupt) = &self.interrupt else {
            thread::sleep(duration);
            return true;
        };
        interrupt.pause(duration)
    }
}

/// The address as ureq may see it.
fn visible_uri(request: &Request) -> Result<Uri, InvalidUri> {
    match request.query() {
        None => request.address().parse(),
        Some(_) => format!("{}?{QUERY_PLACEHOLDER}", request.address()).parse(),
    }
}

fn read_answer(http_status: u16, headers: &HeaderMap, body: Body, max_body: usize) -> RawAnswer {
    let text = |name| headers.get(name).and_then(|value: &header::HeaderValue| value.to_str().ok());
    let marked = headers.contains_key(header::CONTENT_LENGTH)
        || headers.contains_key(header::TRANSFER_ENCODING);
    let (bytes, broken) = read_body(body, max_body);
    let ending = match (&broken, marked) {
        (Some(_), _) => Ending::Cut,
        (None, true) => Ending::Complete,
        (None, false) => Ending::Unmarked,
    };
    RawAnswer {
        http_status,
        content_type: text(header::CONTENT_TYPE).map(str::to_owned),
        retry_after: text(header::RETRY_AFTER)
            .and_then(|value| retry_after(value, std::time::SystemTime::now().into())),
        body: bytes.into(),
        ending,
        broken,
    }
}

/// The masks of the bytes up to the limit, and why they are not all.
fn read_body(body: Body, max_body: usize) -> (Vec<u8>, Option<TransportError>) {
    let limit = u64::try_from(max_body).unwrap_or(u64::MAX).saturating_add(1);
    let mut reader = body.into_reader().take(limit);
    let mut bytes = Vec::new();
    if let Err(error) = reader.read_to_end(&mut bytes) {
        return (bytes, Some(classify::broken_body(error)));
    }
    if bytes.len() > max_body {
        bytes.truncate(max_body);
        return (bytes, Some(TransportError::new(TransportErrorKind::TooLarge, Sent::MaybeSent)));
    }
    (bytes, None)
}

/// Seconds, or a date (RFC 9110, 10.2.3); at most an hour.
fn retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    let seconds = value.trim().parse::<u64>().ok().or_else(|| {
        let date = jiff::fmt::rfc2822::parse(value.trim()).ok()?.timestamp().as_second();
        Some(u64::try_from(date - now.unix_seconds()).unwrap_or(0))
    })?;
    Some(Duration::from_secs(seconds).min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = Timestamp::from_unix_seconds(1_445_412_480); // Wed, 21 Oct 2015 07:28:00 GMT
        let read = |value| retry_after(value, now).map(|delay| delay.as_secs());
        assert_eq!(read("120"), Some(120));
        assert_eq!(read("Wed, 21 Oct 2015 07:28:30 GMT"), Some(30));
        assert_eq!(read("Wed, 21 Oct 2015 07:00:00 GMT"), Some(0));
        assert_eq!(read("99999"), Some(3600));
        assert_eq!(read("soon"), None);
    }

    #[test]
    fn settings_that_cannot_be_used_are_refused() {
        let proxy =
            |url: &str| HttpSettings::default().with_proxy(ProxySetting::Url(url.to_owned()));
        assert_eq!(UreqTransport::new(&proxy("http://")).err(), Some(SettingsError::Proxy));
        let pem = RootCertificates::BundledAnd(b"no certificate".to_vec());
        let settings = HttpSettings::default().with_roots(pem);
        assert_eq!(UreqTransport::new(&settings).err(), Some(SettingsError::Certificates));
    }

    #[cfg(not(feature = "socks-proxy"))]
    #[test]
    fn a_socks_proxy_without_the_feature_is_refused() {
        let settings = HttpSettings::default()
            .with_proxy(ProxySetting::Url("socks5://127.0.0.1:1080".to_owned()));
        assert_eq!(UreqTransport::new(&settings).err(), Some(SettingsError::SocksProxy));
    }
}
