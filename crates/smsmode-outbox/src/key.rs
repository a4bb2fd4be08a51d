//! The caller's own name for a message.

use std::fmt;

use smsmode_core::{Describe, Language};

/// The caller's own name for a message, such as the number of an order and what the message is for: 1
/// to 200 characters.
///
/// It makes adding idempotent: after any doubt the caller adds the same message under the same key, and
/// it is there once.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct MessageKey(String);

const MAX_LENGTH: usize = 200;

impl MessageKey {
    /// A key.
    ///
    /// # Errors
    ///
    /// Empty, over 200 characters, or with a control character.
    pub fn new(key: impl Into<String>) -> Result<Self, MessageKeyError> {
        let key = key.into();
        match key.chars().count() {
            0 => Err(MessageKeyError::Empty),
            length if length > MAX_LENGTH => Err(MessageKeyError::TooLong { length }),
            _ if key.chars().any(char::is_control) => Err(MessageKeyError::Control),
            _ => Ok(Self(key)),
        }
    }

    /// The key.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Callers may have a number or a name in it.
impl fmt::Debug for MessageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MessageKey(***({}))", self.0.chars().count())
    }
}

/// Why a text cannot be a key. Nothing was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum MessageKeyError {
    /// The key is empty.
    Empty,
    /// More than 200 characters.
    TooLong {
        /// Number of characters.
        length: usize,
    },
    /// A control character in it.
    Control,
}

impl Describe for MessageKeyError {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::Empty => ("the key is empty".to_owned(), "la clé est vide".to_owned()),
            Self::TooLong { length } => (
                format!("the key has {length} characters; it may have {MAX_LENGTH}"),
                format!("la clé a {length} caractères ; elle peut en avoir {MAX_LENGTH}"),
            ),
            Self::Control => (
                "the key holds a control character".to_owned(),
                "la clé contient un caractère de contrôle".to_owned(),
            ),
        };
        language.pick(english, french)
    }
}

impl fmt::Display for MessageKeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl std::error::Error for MessageKeyError {}
