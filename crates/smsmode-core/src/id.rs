//! Identifiers that the service gives: opaque, case-sensitive, never numbers.

use std::fmt;

use crate::error::describe_as_error;
use crate::language::{Describe, Language};

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// The most characters that an identifier has.
            pub const MAX_LENGTH: usize = MAX_LENGTH;

            /// An identifier: 1 to 64 of `A-Z a-z 0-9 - _ .`.
            ///
            /// # Errors
            ///
            /// Anything else, so that a description can never be taken for an identifier.
            pub fn new(id: impl Into<String>) -> Result<Self, IdError> {
                let id = id.into();
                if is_identifier(&id) { Ok(Self(id)) } else { Err(IdError) }
            }

            /// The identifier.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;

            fn from_str(id: &str) -> Result<Self, Self::Err> {
                Self::new(id)
            }
        }
    };
}

identifier! {
    /// Identifier of a message or of a campaign, such as `S7EpYZ5kmS87`.
    ///
    /// Wire names: `smsID`, `campagneID`. Sections 3, 4 and 12 of the API document.
    MessageId
}

identifier! {
    /// Identifier of a reply.
    ///
    /// Wire name: `responseID`. Sections 13 and 14 of the API document.
    ReplyId
}

fn is_identifier(id: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    (1..=MAX_LENGTH).contains(&id.len()) && id.bytes().all(allowed)
}

const MAX_LENGTH: usize = 64;

/// A text that is no identifier of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdError;

impl Describe for IdError {
    fn describe(&self, language: Language) -> String {
        language
            .pick(
                "an identifier has 1 to 64 letters, digits, dashes, underscores or dots",
                "un identifiant a 1 à 64 lettres, chiffres, tirets, soulignés ou points",
            )
            .to_owned()
    }
}

describe_as_error!(IdError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_opaque_and_case_sensitive() {
        assert_ne!(
            MessageId::new("S7EpYZ5kmS87").unwrap(),
            MessageId::new("s7epyz5kms87").unwrap()
        );
        assert_eq!(MessageId::new("06000000").unwrap().as_str(), "06000000");
    }

    #[test]
    fn a_description_is_no_id() {
        for text in ["", "Accepté", "in progress", "a|b", "a\n", &"x".repeat(65)] {
            assert_eq!(MessageId::new(text), Err(IdError), "{text}");
            assert_eq!(ReplyId::new(text), Err(IdError), "{text}");
        }
    }
}
