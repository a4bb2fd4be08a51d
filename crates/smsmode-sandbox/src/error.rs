//! Errors of starting and of managing a sandbox.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Why a sandbox did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SandboxError {
    /// The address could not be listened on.
    #[error("the sandbox cannot listen on {address}")]
    Bind {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The server's thread or its runtime could not be started.
    #[error("the sandbox cannot start its server thread")]
    Thread {
        /// What the system said.
        source: io::Error,
    },
    /// The file of the store cannot be used.
    #[error("the sandbox cannot keep its state in {}", path.display())]
    Store {
        /// The file.
        path: PathBuf,
        /// What is the matter with it.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The certificates could not be made.
    #[error("the sandbox cannot make its certificates")]
    Certificate {
        /// What the certificate library said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// Why a management request was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ManagementError {
    /// No message has this id.
    #[error("no message has this id")]
    UnknownMessage,
    /// The person who is said to answer never got that message.
    #[error("that number is no recipient of the message")]
    NotARecipient,
    /// Nobody can answer a message with a personal sender.
    #[error("a message with a personal sender cannot be answered")]
    NotAnswerable,
    /// The message has not left yet.
    #[error("the message has not been sent yet")]
    NotSentYet,
    /// A status has at most four digits.
    #[error("a status is a number from 0 to 9999")]
    NotAStatus,
    /// No callback has this number, or it is forgotten.
    #[error("no callback has this number")]
    UnknownCallback,
}
