//! Answers that are no success.

use std::time::Duration;

use crate::error::describe_as_error;
use crate::language::{Describe, Language};
use crate::refusal::Refusal;

/// An answer that is no success.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
#[non_exhaustive]
pub enum ResponseError {
    /// The service said no.
    Refused(Refusal),
    /// An HTTP status other than 2xx, without a readable refusal in the body.
    UnexpectedStatus(UnexpectedStatus),
    /// The answer makes no sense.
    Malformed(Malformed),
}

impl ResponseError {
    /// The HTTP status of the answer.
    pub fn http_status(&self) -> u16 {
        match self {
            Self::Refused(refusal) => refusal.http_status(),
            Self::UnexpectedStatus(status) => status.http_status,
            Self::Malformed(malformed) => malformed.http_status,
        }
    }
}

impl Describe for ResponseError {
    fn describe(&self, language: Language) -> String {
        match self {
            Self::Refused(refusal) => refusal.describe(language),
            Self::UnexpectedStatus(status) => status.describe(language),
            Self::Malformed(malformed) => malformed.describe(language),
        }
    }
}

/// An HTTP status other than 2xx, without a readable refusal in the body.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnexpectedStatus {
    /// The HTTP status.
    pub http_status: u16,
    /// What the header `Retry-After` asked for.
    pub retry_after: Option<Duration>,
    /// The beginning of the body.
    pub excerpt: Excerpt,
}

impl Describe for UnexpectedStatus {
    fn describe(&self, language: Language) -> String {
        let status = self.http_status;
        let redirect = (300..400).contains(&status);
        match language {
            Language::English if redirect => format!(
                "the service answered with a redirect (HTTP {status}), which is not followed; check the address"
            ),
            Language::French if redirect => format!(
                "le service a répondu par une redirection (HTTP {status}), qui n'est pas suivie ; vérifiez l'adresse"
            ),
            Language::English => format!("the service answered HTTP {status} without saying more"),
            Language::French => format!("le service a répondu HTTP {status} sans autre précision"),
        }
    }
}

describe_as_error!(UnexpectedStatus);

/// An answer that makes no sense.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Malformed {
    /// The HTTP status.
    pub http_status: u16,
    /// What is wrong with it.
    pub reason: MalformedReason,
    /// The beginning of the body.
    pub excerpt: Excerpt,
}

/// What is wrong with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MalformedReason {
    /// Nothing but white space.
    Empty,
    /// A web page: some proxy or captive portal answered in place of the service.
    Html,
    /// The connection broke before the end.
    Cut,
    /// Code 0, the service's yes, under an HTTP status that says no.
    Contradiction,
    /// Anything else.
    NotUnderstood,
}

impl Describe for Malformed {
    fn describe(&self, language: Language) -> String {
        let status = self.http_status;
        let (english, french) = match self.reason {
            MalformedReason::Empty => ("is empty", "est vide"),
            MalformedReason::Html => (
                "is a web page: something between here and the service answered in its place",
                "est une page web : un intermédiaire a répondu à la place du service",
            ),
            MalformedReason::Cut => ("broke off before its end", "s'est interrompue avant la fin"),
            MalformedReason::Contradiction => (
                "says yes under an HTTP status that says no",
                "dit oui sous un statut HTTP qui dit non",
            ),
            MalformedReason::NotUnderstood => ("is not understood", "est incompréhensible"),
        };
        match language {
            Language::English => format!("the answer of the service (HTTP {status}) {english}"),
            Language::French => format!("la réponse du service (HTTP {status}) {french}"),
        }
    }
}

describe_as_error!(Malformed);

/// The beginning of an answer's body, at most 512 characters.
///
/// It may hold numbers and texts, so `Debug` shows only its length.
pub type Excerpt = crate::private_text::PrivateText;
