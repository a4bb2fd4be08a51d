//! What can be wrong with logins, secrets, addresses, and what policies forbid.

use crate::error::describe_as_error;
use crate::language::{Describe, Language};

/// Why a login cannot be a sub-account's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LoginError {
    /// It is empty.
    Empty,
    /// More than 50 characters.
    TooLong {
        /// Number of characters.
        length: usize,
    },
    /// A control character in it.
    Control,
}

impl Describe for LoginError {
    fn describe(&self, language: Language) -> String {
        match (self, language) {
            (Self::Empty, _) => {
                language.pick("the login is empty", "l'identifiant est vide").to_owned()
            }
            (Self::TooLong { length }, Language::English) => {
                format!("the login has {length} characters; it may have 50")
            }
            (Self::TooLong { length }, Language::French) => {
                format!("l'identifiant a {length} caractères ; il peut en avoir 50")
            }
            (Self::Control, _) => language
                .pick(
                    "the login holds a control character",
                    "l'identifiant contient un caractère de contrôle",
                )
                .to_owned(),
        }
    }
}

describe_as_error!(LoginError);

/// Why a text cannot be a key or a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SecretError {
    /// It is empty.
    Empty,
    /// A key for callback addresses has fewer than 16 bytes: it could be guessed.
    TooShort,
    /// It holds a blank, a control character or, in a key, anything but ASCII.
    Character,
}

impl Describe for SecretError {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::Empty => ("the key or password is empty", "la clé ou le mot de passe est vide"),
            Self::TooShort => (
                "a key for callback addresses needs at least 16 bytes",
                "une clé pour les adresses d'appel a besoin d'au moins 16 octets",
            ),
            Self::Character => (
                "the key or password holds a character that none has; was a line end or a quote copied along?",
                "la clé ou le mot de passe contient un caractère impossible ; une fin de ligne ou un guillemet copié avec ?",
            ),
        };
        language.pick(english, french).to_owned()
    }
}

describe_as_error!(SecretError);

/// Why an address cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum UrlError {
    /// It is no absolute address.
    NotAbsolute,
    /// Its scheme is neither `https` nor `http`.
    Scheme,
    /// Plain `http` to a host that is not this machine: the key would travel in the clear.
    PlainHttp,
    /// It holds a user name or a password.
    Credentials,
    /// It holds a query or a fragment where none can be.
    Query,
    /// A part of its path would be one or two dots, which stand for folders.
    DotSegment,
}

impl Describe for UrlError {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::NotAbsolute => (
                "the address is not a whole URL such as https://example.com",
                "l'adresse n'est pas une URL complète comme https://example.com",
            ),
            Self::Scheme => {
                ("the address must begin with https://", "l'adresse doit commencer par https://")
            }
            Self::PlainHttp => (
                "plain http:// would show the key to the network; use https://, or allow plain HTTP explicitly for a sandbox",
                "http:// montrerait la clé au réseau ; utilisez https://, ou autorisez le HTTP explicitement pour un bac à sable",
            ),
            Self::Credentials => (
                "the address must not hold a user name or a password",
                "l'adresse ne doit pas contenir d'identifiant ni de mot de passe",
            ),
            Self::DotSegment => (
                "a part of the address would be one or two dots; choose another reference",
                "une partie de l'adresse serait un ou deux points ; choisissez une autre référence",
            ),
            Self::Query => (
                "the address must not hold a query or a fragment",
                "l'adresse ne doit contenir ni requête ni fragment",
            ),
        };
        language.pick(english, french).to_owned()
    }
}

describe_as_error!(UrlError);

/// Which policy of the account forbids a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PolicyError {
    /// A recipient is not on the list of those allowed.
    RecipientNotAllowed {
        /// Its place in the list, from 1.
        position: usize,
    },
    /// A list of allowed recipients is set, and nobody can tell who is in a group.
    GroupNotAllowed,
    /// More segments in one call than allowed, all recipients together.
    SegmentsPerCall {
        /// Segments of the call.
        needed: u64,
        /// Segments that are allowed.
        allowed: u64,
    },
    /// More segments in one day than allowed.
    SegmentsPerDay {
        /// Segments of the day, this call included.
        needed: u64,
        /// Segments that are allowed.
        allowed: u64,
    },
}

impl Describe for PolicyError {
    fn describe(&self, language: Language) -> String {
        let english = language == Language::English;
        match *self {
            Self::RecipientNotAllowed { position } if english => format!("recipient {position} is not on the list of allowed recipients"),
            Self::RecipientNotAllowed { position } => format!("le destinataire {position} n'est pas sur la liste des destinataires autorisés"),
            Self::GroupNotAllowed => language
                .pick(
                    "a group cannot be sent to while only some recipients are allowed",
                    "on ne peut pas envoyer à un groupe quand seuls certains destinataires sont autorisés",
                )
                .to_owned(),
            Self::SegmentsPerCall { needed, allowed } if english => format!("the call would send {needed} segments; {allowed} are allowed in one call"),
            Self::SegmentsPerCall { needed, allowed } => format!("l'appel enverrait {needed} segments ; {allowed} sont autorisés par appel"),
            Self::SegmentsPerDay { needed, allowed } if english => format!("the call would make {needed} segments today; {allowed} are allowed in a day"),
            Self::SegmentsPerDay { needed, allowed } => format!("l'appel ferait {needed} segments aujourd'hui ; {allowed} sont autorisés par jour"),
        }
    }
}

describe_as_error!(PolicyError);
