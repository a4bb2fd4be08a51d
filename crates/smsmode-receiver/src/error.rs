//! What can go wrong when a receiver is started.

use std::fmt;
use std::io;
use std::net::SocketAddr;

use smsmode_core::{Describe, Language, SignedUrlError};

/// Why a receiver cannot be started.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReceiverError {
    /// The address cannot be listened on.
    Bind {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// No callback address can be made below the public base address.
    PublicUrl(SignedUrlError),
    /// The system gives no thread or no event queue.
    System(io::Error),
}

impl Describe for ReceiverError {
    fn describe(&self, language: Language) -> String {
        match (self, language) {
            (Self::Bind { address, .. }, Language::French) => {
                format!("impossible d'écouter sur {address}")
            }
            (Self::Bind { address, .. }, _) => format!("cannot listen on {address}"),
            (Self::PublicUrl(_), _) => language
                .pick(
                    "the public address of the receiver cannot be used",
                    "l'adresse publique du récepteur est inutilisable",
                )
                .to_owned(),
            (Self::System(_), _) => language
                .pick("the receiver cannot be started", "le récepteur ne peut pas démarrer")
                .to_owned(),
        }
    }
}

impl fmt::Display for ReceiverError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl std::error::Error for ReceiverError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Bind { source, .. } | Self::System(source) => Some(source),
            Self::PublicUrl(source) => Some(source),
        }
    }
}
