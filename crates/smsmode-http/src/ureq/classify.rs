//! What an error of ureq means.

use std::io;

use ureq::Error;

use crate::transport::{Sent, TransportError, TransportErrorKind as Kind};

/// No answer came.
pub(super) fn failure(error: Error, sent: Sent) -> TransportError {
    TransportError::new(kind(&error, sent), sent).with_source(error)
}

/// The answer began and broke off: the request was received.
pub(super) fn broken_body(error: io::Error) -> TransportError {
    let timeout = matches!(ureq_error(&error), Some(Error::Timeout(_)))
        || error.kind() == io::ErrorKind::TimedOut;
    let kind = if timeout { Kind::Timeout } else { Kind::Interrupted };
    TransportError::new(kind, Sent::MaybeSent).with_source(error)
}

fn kind(error: &Error, sent: Sent) -> Kind {
    match error {
        Error::BadUri(_) | Error::InvalidProxyUrl | Error::Http(_) => Kind::Configuration,
        Error::ConnectProxyFailed(_) => Kind::Proxy,
        Error::Rustls(error) => tls(error),
        Error::Tls(_) | Error::TlsRequired | Error::Pem(_) => Kind::Tls,
        Error::Io(error) if tls_error(error).is_some() => tls_error(error).map_or(Kind::Tls, tls),
        Error::Io(error) if error.kind() == io::ErrorKind::InvalidInput => Kind::Configuration,
        _ if sent == Sent::NotSent => Kind::Unreachable,
        Error::Timeout(_) => Kind::Timeout,
        _ => Kind::Interrupted,
    }
}

fn tls(error: &rustls::Error) -> Kind {
    match error {
        rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented => {
            Kind::Certificate
        }
        _ => Kind::Tls,
    }
}

fn tls_error(error: &io::Error) -> Option<&rustls::Error> {
    error.get_ref()?.downcast_ref()
}

fn ureq_error(error: &io::Error) -> Option<&Error> {
    error.get_ref()?.downcast_ref()
}
