//! Whom a message seems to come from.

use std::fmt;
use std::str::FromStr;

use crate::error::describe_as_error;
use crate::language::{Describe, Language};

/// A personal sender: 1 to 11 characters of `A-Z a-z 0-9`, with at least one letter.
///
/// ```
/// use smsmode_core::Sender;
///
/// assert_eq!(Sender::new("BOULANGERIE")?.as_str(), "BOULANGERIE");
/// assert!(Sender::new("0639980011").is_err());
/// # Ok::<(), smsmode_core::SenderError>(())
/// ```
///
/// Wire name: `emetteur`. Section 3 of the API document forbids phone numbers, accents, blanks and
/// more than 11 characters; letters and digits only is what clients assume (grade C), so
/// [`any_ascii`](Self::any_ascii) lets other printable ASCII through.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Sender(String);

impl Sender {
    /// A sender of letters and digits.
    ///
    /// # Errors
    ///
    /// An empty or too long name, another character, or no letter in it.
    pub fn new(name: impl Into<String>) -> Result<Self, SenderError> {
        Self::checked(name.into(), |ch| ch.is_ascii_alphanumeric())
    }

    /// A sender of any printable ASCII but the blank.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new), with more characters allowed.
    pub fn any_ascii(name: impl Into<String>) -> Result<Self, SenderError> {
        Self::checked(name.into(), |ch| ch.is_ascii_graphic())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn checked(name: String, allowed: fn(char) -> bool) -> Result<Self, SenderError> {
        if let Some((index, ch)) = name.chars().enumerate().find(|(_, ch)| !allowed(*ch)) {
            return Err(SenderError::Character { ch, position: index + 1 });
        }
        match name.len() {
            0 => Err(SenderError::Empty),
            length if length > MAX_LENGTH => Err(SenderError::TooLong { length }),
            _ if !name.contains(|ch: char| ch.is_ascii_alphabetic()) => Err(SenderError::NoLetter),
            _ => Ok(Self(name)),
        }
    }
}

const MAX_LENGTH: usize = 11;

impl FromStr for Sender {
    type Err = SenderError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::new(name)
    }
}

impl fmt::Display for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why a name cannot be a sender. Nothing was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SenderError {
    /// The name is empty.
    Empty,
    /// More than 11 characters.
    TooLong {
        /// Number of characters.
        length: usize,
    },
    /// A character that a sender may not have: an accent, a blank, punctuation.
    Character {
        /// The first such character.
        ch: char,
        /// Its position, from 1.
        position: usize,
    },
    /// No letter in it: a phone number cannot be a sender.
    NoLetter,
}

impl Describe for SenderError {
    fn describe(&self, language: Language) -> String {
        let english = language == Language::English;
        match *self {
            Self::Empty => language.pick("the sender is empty", "l'émetteur est vide").to_owned(),
            Self::TooLong { length } if english => {
                format!("the sender has {length} characters; it may have {MAX_LENGTH}")
            }
            Self::TooLong { length } => {
                format!("l'émetteur a {length} caractères ; il peut en avoir {MAX_LENGTH}")
            }
            Self::Character { ch, position } if english => {
                format!("the sender may hold only letters and digits without accents, not {ch:?} at character {position}")
            }
            Self::Character { ch, position } => {
                format!("l'émetteur ne peut contenir que des lettres sans accent et des chiffres, pas {ch:?} au caractère {position}")
            }
            Self::NoLetter => language
                .pick(
                    "the sender needs at least one letter; a phone number cannot be a sender",
                    "l'émetteur doit contenir au moins une lettre ; un numéro ne peut pas être un émetteur",
                )
                .to_owned(),
        }
    }
}

describe_as_error!(SenderError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eleven_characters_are_allowed_and_twelve_are_not() {
        assert!(Sender::new("ABCDEFGHIJK").is_ok());
        assert_eq!(Sender::new("ABCDEFGHIJKL"), Err(SenderError::TooLong { length: 12 }));
    }

    #[test]
    fn accents_and_blanks_are_refused_with_their_position() {
        assert_eq!(Sender::new("CAFÉ"), Err(SenderError::Character { ch: 'É', position: 4 }));
        assert_eq!(Sender::new("MA BOITE"), Err(SenderError::Character { ch: ' ', position: 3 }));
        assert!(Sender::any_ascii("MA BOITE").is_err());
    }

    #[test]
    fn digits_alone_are_refused() {
        assert_eq!(Sender::new("36034"), Err(SenderError::NoLetter));
        assert!(Sender::new("36034A").is_ok());
    }

    #[test]
    fn other_printable_ascii_has_a_door_of_its_own() {
        assert!(Sender::new("A-B.C").is_err());
        assert!(Sender::any_ascii("A-B.C").is_ok());
    }
}
