//! How connections are made: times, proxies, certificates.

use std::fmt;
use std::time::Duration;

use smsmode_core::{Describe, Language};

use crate::interrupt::Interrupt;
use crate::span::waitable;

/// Settings of the ordinary transport. Every default is finite.
///
/// ```
/// use std::time::Duration;
/// use smsmode_http::{HttpSettings, ProxySetting};
///
/// let settings = HttpSettings::default()
///     .with_connect_timeout(Duration::from_secs(5))
///     .with_proxy(ProxySetting::None);
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct HttpSettings {
    pub(crate) connect_timeout: Duration,
    pub(crate) proxy: ProxySetting,
    pub(crate) roots: RootCertificates,
    pub(crate) max_idle_age: Duration,
    pub(crate) user_agent: String,
    pub(crate) interrupt: Option<Interrupt>,
}

impl HttpSettings {
    /// Time for name, connection and TLS handshake: 10 s unless set. The time of a whole call is
    /// set on the [`Client`](crate::Client).
    pub fn with_connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = waitable(timeout);
        self
    }

    /// The way to the network: that of the environment unless set.
    pub fn with_proxy(mut self, proxy: ProxySetting) -> Self {
        self.proxy = proxy;
        self
    }

    /// Whom to trust: the bundled roots of Mozilla unless set.
    pub fn with_roots(mut self, roots: RootCertificates) -> Self {
        self.roots = roots;
        self
    }

    /// How long an idle connection may be used again: 2 s unless set. Bursts share one, a till never
    /// uses an old one.
    pub fn with_max_idle_age(mut self, age: Duration) -> Self {
        self.max_idle_age = waitable(age);
        self
    }

    /// The header `User-Agent`.
    pub fn with_user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// Who may want a call to be given up before its time: nobody unless set.
    pub fn with_interrupt(mut self, interrupt: Interrupt) -> Self {
        self.interrupt = Some(interrupt);
        self
    }
}

impl Default for HttpSettings {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            proxy: ProxySetting::Environment,
            roots: RootCertificates::Bundled,
            max_idle_age: Duration::from_secs(2),
            user_agent: concat!("smsmode-rust/", env!("CARGO_PKG_VERSION")).to_owned(),
            interrupt: None,
        }
    }
}

/// The way to the network.
#[derive(Clone, Default)]
#[non_exhaustive]
pub enum ProxySetting {
    /// What `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` say.
    #[default]
    Environment,
    /// No proxy, whatever the environment says.
    None,
    /// This proxy: `http://user:password@host:port`, or `socks5://…` with the feature `socks-proxy`.
    Url(String),
}

impl fmt::Debug for ProxySetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Environment => "Environment",
            Self::None => "None",
            Self::Url(_) => "Url(***)",
        })
    }
}

/// Whose certificates are trusted. There is no way to trust everybody.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub enum RootCertificates {
    /// Mozilla's roots, bundled.
    #[default]
    Bundled,
    /// Mozilla's roots and these, in PEM: the authority of an inspecting proxy, or of a sandbox.
    BundledAnd(Vec<u8>),
    /// The store of the system.
    #[cfg(feature = "system-roots")]
    System,
}

/// Why no transport can be made of some settings. Nothing was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SettingsError {
    /// The address of the proxy is none.
    Proxy,
    /// The proxy speaks SOCKS and the feature `socks-proxy` is off.
    SocksProxy,
    /// The certificates are not in PEM, or there is none.
    Certificates,
}

impl Describe for SettingsError {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::Proxy => (
                "the address of the proxy must look like http://host:port",
                "l'adresse du proxy doit ressembler à http://hôte:port",
            ),
            Self::SocksProxy => (
                "SOCKS proxies need the feature socks-proxy",
                "les proxys SOCKS demandent la fonctionnalité socks-proxy",
            ),
            Self::Certificates => (
                "the root certificates must be PEM, with at least one certificate",
                "les certificats racine doivent être en PEM, avec au moins un certificat",
            ),
        };
        language.pick(english, french).to_owned()
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl std::error::Error for SettingsError {}
