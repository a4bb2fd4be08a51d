//! What a call passes on its way, from here to the account.

use smsmode_http::{Cause, Describe as _, Error, Language, TransportErrorKind};

use crate::exit::Exit;

use super::Checkup;

/// In the order in which they are passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    Proxy,
    Connection,
    Tls,
    Service,
    Key,
}

impl Layer {
    pub(super) const ALL: [Self; 5] =
        [Self::Proxy, Self::Connection, Self::Tls, Self::Service, Self::Key];

    /// Where a call did not get through.
    pub(super) fn broken_by(error: &Error) -> Self {
        match error.cause() {
            Cause::Transport(error) => match error.kind() {
                TransportErrorKind::Proxy => Self::Proxy,
                TransportErrorKind::Certificate | TransportErrorKind::Tls => Self::Tls,
                TransportErrorKind::TooLarge => Self::Service,
                _ => Self::Connection,
            },
            _ if Exit::of(error) == Exit::Authentication => Self::Key,
            _ => Self::Service,
        }
    }

    pub(super) fn passed(self, finding: &str) -> Checkup {
        self.found("ok", finding)
    }

    pub(super) fn skipped(self, language: Language) -> Checkup {
        self.found("skipped", language.pick("not reached", "pas atteint"))
    }

    pub(super) fn unused(self, language: Language) -> Checkup {
        self.found("skipped", language.pick("plain HTTP", "HTTP simple"))
    }

    pub(super) fn failed(self, error: &Error, language: Language) -> Checkup {
        let remedy = Some(self.remedy(language).to_owned());
        Checkup { remedy, ..self.found("failed", &error.cause().describe(language)) }
    }

    fn found(self, state: &'static str, finding: &str) -> Checkup {
        Checkup { check: self.name(), state, remedy: None, finding: finding.to_owned() }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Proxy => "proxy",
            Self::Connection => "connection",
            Self::Tls => "tls",
            Self::Service => "service",
            Self::Key => "key",
        }
    }
    /// What to do where it is not passed.
    pub(super) fn remedy(self, language: Language) -> &'static str {
        let (english, french) = match self {
            Self::Proxy => (
                "look at HTTPS_PROXY, ALL_PROXY and NO_PROXY, and at proxy in the configuration file",
                "vérifiez HTTPS_PROXY, ALL_PROXY et NO_PROXY, et proxy dans le fichier de configuration",
            ),
            Self::Connection => (
                "look at the network, the firewall, base_url; where only a proxy leads out, set HTTPS_PROXY",
                "vérifiez le réseau, le pare-feu, base_url ; si seul un proxy mène dehors, définissez HTTPS_PROXY",
            ),
            Self::Tls => (
                "look at the clock; where a proxy inspects TLS, give its certificate with ca_file or SMSMODE_CA_FILE",
                "vérifiez l'horloge ; si un proxy inspecte TLS, donnez son certificat par ca_file ou SMSMODE_CA_FILE",
            ),
            Self::Service => (
                "look at base_url; if it is right, try again later",
                "vérifiez base_url ; s'il est juste, réessayez plus tard",
            ),
            Self::Key => (
                "give the key with smsmode config set api_key, or SMSMODE_API_KEY; keys are made in the account on the web",
                "donnez la clé par smsmode config set api_key, ou SMSMODE_API_KEY ; les clés se créent dans le compte sur le web",
            ),
        };
        language.pick(english, french)
    }
}
