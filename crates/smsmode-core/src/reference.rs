//! The caller's own mark on a message, given back in receipts and replies.

use std::fmt;

use crate::error::describe_as_error;
use crate::language::{Describe, Language};

/// A reference of the caller's: 1 to 40 characters, no control characters.
///
/// ```
/// use smsmode_core::ClientReference;
///
/// assert_eq!(ClientReference::new("order-1234")?.as_str(), "order-1234");
/// # Ok::<(), smsmode_core::ClientReferenceError>(())
/// ```
///
/// Wire name: `refClient`. Section 3 of the API document; the limit of 40 comes from a later edition
/// (grade B).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ClientReference(String);

impl ClientReference {
    /// A reference.
    ///
    /// # Errors
    ///
    /// Empty, over 40 characters, or with a control character.
    pub fn new(reference: impl Into<String>) -> Result<Self, ClientReferenceError> {
        let reference = reference.into();
        match reference.chars().count() {
            0 => Err(ClientReferenceError::Empty),
            length if length > MAX_LENGTH => Err(ClientReferenceError::TooLong { length }),
            _ if reference.chars().any(char::is_control) => Err(ClientReferenceError::Control),
            _ => Ok(Self(reference)),
        }
    }

    /// The reference.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

const MAX_LENGTH: usize = 40;

impl fmt::Display for ClientReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why a text cannot be a reference. Nothing was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientReferenceError {
    /// The reference is empty.
    Empty,
    /// More than 40 characters.
    TooLong {
        /// Number of characters.
        length: usize,
    },
    /// A control character in it.
    Control,
}

impl Describe for ClientReferenceError {
    fn describe(&self, language: Language) -> String {
        match (self, language) {
            (Self::Empty, _) => {
                language.pick("the reference is empty", "la référence est vide").to_owned()
            }
            (Self::TooLong { length }, Language::English) => {
                format!("the reference has {length} characters; it may have {MAX_LENGTH}")
            }
            (Self::TooLong { length }, Language::French) => {
                format!("la référence a {length} caractères ; elle peut en avoir {MAX_LENGTH}")
            }
            (Self::Control, _) => language
                .pick(
                    "the reference holds a control character",
                    "la référence contient un caractère de contrôle",
                )
                .to_owned(),
        }
    }
}

describe_as_error!(ClientReferenceError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_characters_are_allowed_and_forty_one_are_not() {
        assert!(ClientReference::new("é".repeat(40)).is_ok());
        let error = ClientReference::new("a".repeat(41)).unwrap_err();
        assert_eq!(
            error.describe(Language::French),
            "la référence a 41 caractères ; elle peut en avoir 40"
        );
    }

    #[test]
    fn empty_and_control_characters_are_refused() {
        assert_eq!(ClientReference::new(""), Err(ClientReferenceError::Empty));
        assert_eq!(ClientReference::new("a\nb"), Err(ClientReferenceError::Control));
    }
}
