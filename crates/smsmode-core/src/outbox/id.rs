//! Our own identifier of a message in an outbox.

use std::fmt;
use std::str::FromStr;

use super::base32;
use crate::error::describe_as_error;
use crate::language::{Describe, Language};

/// Our own identifier of a message in an outbox: a ULID, so that the order of the texts is that of
/// time.
///
/// ```
/// use smsmode_core::outbox::OutboxId;
///
/// let id = OutboxId::new(1_795_353_900_000, 7);
/// assert_eq!(id.to_string(), "01M81PWWZ00000000000000007");
/// assert!(OutboxId::new(1_795_353_900_001, 0) > id);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OutboxId(u128);

impl OutboxId {
    /// The length of its text.
    pub const LENGTH: usize = 26;

    /// An identifier of this time, in milliseconds since 1970-01-01 00:00 UTC, and of 80 bits that
    /// nobody can foresee.
    pub const fn new(unix_milliseconds: u64, random: u128) -> Self {
        let time = (unix_milliseconds as u128) & ((1 << 48) - 1);
        Self(time << 80 | random & ((1 << 80) - 1))
    }

    /// Its 128 bits, for a store that has a type for so many.
    ///
    /// ```
    /// use smsmode_core::outbox::OutboxId;
    ///
    /// assert_eq!(OutboxId::new(1, 7).to_u128(), (1 << 80) + 7);
    /// ```
    pub const fn to_u128(self) -> u128 {
        self.0
    }
}

impl fmt::Display for OutboxId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = base32::encode::<{ Self::LENGTH }>(self.0);
        f.pad(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl fmt::Debug for OutboxId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OutboxId({self})")
    }
}

impl FromStr for OutboxId {
    type Err = OutboxIdError;

    fn from_str(text: &str) -> Result<Self, OutboxIdError> {
        let whole = Some(text).filter(|text| text.len() == Self::LENGTH);
        whole.and_then(base32::decode).map(Self).ok_or(OutboxIdError)
    }
}

/// A text that is no identifier of a message in an outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutboxIdError;

impl Describe for OutboxIdError {
    fn describe(&self, language: Language) -> String {
        language
            .pick(
                "an identifier of the outbox has 26 digits and capitals, without I, L, O and U",
                "un identifiant de la boîte d'envoi a 26 chiffres et capitales, sans I, L, O ni U",
            )
            .to_owned()
    }
}

describe_as_error!(OutboxIdError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_back_and_nothing_else_is() {
        let id = OutboxId::new(1_795_353_900_123, u128::MAX);
        assert_eq!(id.to_string().parse(), Ok(id));
        let lower = id.to_string().to_lowercase();
        for text in ["", "0", lower.as_str(), "81M81PWWZ00000000000000007", "🦀🦀🦀🦀🦀🦀ab"]
        {
            assert_eq!(text.parse::<OutboxId>(), Err(OutboxIdError), "{text}");
        }
    }

    #[test]
    fn in_french_it_is_the_box_that_everything_else_names() {
        let french = OutboxIdError.describe(Language::French);
        assert!(french.contains("la boîte d'envoi"), "{french}");
    }

    /// The example of the ULID specification.
    #[test]
    fn the_time_of_the_specification_is_encoded_as_it_says() {
        assert!(OutboxId::new(1_469_918_176_385, 0).to_string().starts_with("01ARYZ6S41"));
    }
}
