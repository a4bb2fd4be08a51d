//! Whom a message goes to: people by number, or one contact group by name.

use std::collections::HashSet;
use std::fmt;

use crate::error::{InvalidInput, describe_as_error};
use crate::language::{Describe, Language};
use crate::phone::PhoneNumber;
use crate::private_text::PrivateText;

/// At least one phone number, each once unless duplicates are asked for.
///
/// Duplicates are left out because each would be charged; [`duplicates`](Self::duplicates) tells
/// which. `Debug` shows only how many there are.
///
/// ```
/// use smsmode_core::Recipients;
///
/// let to = Recipients::parse(["0639980011", "06 39 98 00 12", "+33639980011"])?;
/// assert_eq!(to.len(), 2);
/// assert_eq!(to.duplicates()[0].to_string(), "33639980011");
/// # Ok::<(), smsmode_core::InvalidInput>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Recipients {
    numbers: Vec<PhoneNumber>,
    duplicates: Vec<PhoneNumber>,
}

impl Recipients {
    /// Each number once, in the order given.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::NoRecipient`] where there is none.
    pub fn new(numbers: impl IntoIterator<Item = PhoneNumber>) -> Result<Self, InvalidInput> {
        let mut seen = HashSet::new();
        let (numbers, duplicates) = numbers.into_iter().partition(|number| seen.insert(*number));
        Self { numbers, duplicates }.not_empty()
    }

    /// Every number as often as given: each is sent to and charged.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::NoRecipient`] where there is none.
    pub fn with_duplicates(
        numbers: impl IntoIterator<Item = PhoneNumber>,
    ) -> Result<Self, InvalidInput> {
        Self { numbers: numbers.into_iter().collect(), duplicates: Vec::new() }.not_empty()
    }

    /// Reads numbers in any usual spelling, each once.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::PhoneNumber`] names the first that is none;
    /// [`InvalidInput::NoRecipient`] where there is none.
    pub fn parse<S: AsRef<str>>(
        spellings: impl IntoIterator<Item = S>,
    ) -> Result<Self, InvalidInput> {
        Self::new(parse_all(spellings)?)
    }

    /// Reads numbers in any usual spelling, each as often as given.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse).
    pub fn parse_with_duplicates<S: AsRef<str>>(
        spellings: impl IntoIterator<Item = S>,
    ) -> Result<Self, InvalidInput> {
        Self::with_duplicates(parse_all(spellings)?)
    }

    /// The numbers that the message goes to, in the order given.
    pub fn numbers(&self) -> &[PhoneNumber] {
        &self.numbers
    }

    /// The repetitions that were left out, in the order given.
    pub fn duplicates(&self) -> &[PhoneNumber] {
        &self.duplicates
    }

    /// How many people get the message; at least 1.
    #[expect(clippy::len_without_is_empty, reason = "it is never empty")]
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    fn not_empty(self) -> Result<Self, InvalidInput> {
        if self.numbers.is_empty() { Err(InvalidInput::NoRecipient) } else { Ok(self) }
    }
}

fn parse_all<S: AsRef<str>>(
    spellings: impl IntoIterator<Item = S>,
) -> Result<Vec<PhoneNumber>, InvalidInput> {
    let parse = |(index, spelling): (usize, S)| {
        PhoneNumber::parse(spelling.as_ref())
            .map_err(|error| InvalidInput::PhoneNumber { position: index + 1, error })
    };
    spellings.into_iter().enumerate().map(parse).collect()
}

impl From<PhoneNumber> for Recipients {
    fn from(number: PhoneNumber) -> Self {
        Self { numbers: vec![number], duplicates: Vec::new() }
    }
}

impl fmt::Debug for Recipients {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recipients({})", self.numbers.len())
    }
}

/// The name of a group of contacts that exists on the account.
///
/// Wire name: `groupe`. Sections 3 and 8 of the API document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ContactGroup(PrivateText);

impl ContactGroup {
    /// A group with this name.
    ///
    /// # Errors
    ///
    /// An empty name, a control character, or a comma (it separates groups on the wire).
    pub fn new(name: impl Into<String>) -> Result<Self, InvalidInput> {
        let name = name.into();
        if name.trim().is_empty() {
            return Err(ContactGroupError::Empty.into());
        }
        if name.contains(',') || name.chars().any(char::is_control) {
            return Err(ContactGroupError::Character.into());
        }
        Ok(Self(name.into()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// Why a name is no group's. Nothing was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ContactGroupError {
    /// The name is empty.
    Empty,
    /// The name holds a comma or a control character.
    Character,
}

impl Describe for ContactGroupError {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::Empty => ("the name of a group is empty", "le nom d'un groupe est vide"),
            Self::Character => (
                "the name of a group holds a comma or a control character",
                "le nom d'un groupe contient une virgule ou un caractère de contrôle",
            ),
        };
        language.pick(english, french).to_owned()
    }
}

describe_as_error!(ContactGroupError);

/// Whom a message goes to: numbers or a group, never both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// People, by number.
    Recipients(Recipients),
    /// Everyone in a group; how many they are only the service knows.
    Group(ContactGroup),
}

impl Destination {
    /// Numbers or a group, where a caller can give either.
    ///
    /// # Errors
    ///
    /// [`InvalidInput::NoRecipient`] for neither, [`InvalidInput::RecipientsAndGroup`] for both.
    pub fn either(
        recipients: Option<Recipients>,
        group: Option<ContactGroup>,
    ) -> Result<Self, InvalidInput> {
        match (recipients, group) {
            (Some(recipients), None) => Ok(Self::Recipients(recipients)),
            (None, Some(group)) => Ok(Self::Group(group)),
            (Some(_), Some(_)) => Err(InvalidInput::RecipientsAndGroup),
            (None, None) => Err(InvalidInput::NoRecipient),
        }
    }

    /// The numbers; none for a group.
    pub fn numbers(&self) -> &[PhoneNumber] {
        match self {
            Self::Recipients(recipients) => recipients.numbers(),
            Self::Group(_) => &[],
        }
    }
}

impl From<Recipients> for Destination {
    fn from(recipients: Recipients) -> Self {
        Self::Recipients(recipients)
    }
}

impl From<PhoneNumber> for Destination {
    fn from(number: PhoneNumber) -> Self {
        Self::Recipients(number.into())
    }
}

impl From<ContactGroup> for Destination {
    fn from(group: ContactGroup) -> Self {
        Self::Group(group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duplicates_are_left_out_and_reported() {
        let to =
            Recipients::parse(["0639980011", "0639980012", "+33639980011", "33639980011"]).unwrap();
        assert_eq!((to.len(), to.duplicates().len()), (2, 2));
    }

    #[test]
    fn duplicates_are_kept_where_asked_for() {
        let to = Recipients::parse_with_duplicates(["0639980011", "0639980011"]).unwrap();
        assert_eq!((to.len(), to.duplicates().len()), (2, 0));
    }

    #[test]
    fn nobody_is_no_recipient() {
        assert_eq!(Recipients::parse::<&str>([]), Err(InvalidInput::NoRecipient));
    }

    #[test]
    fn the_wrong_number_is_named_by_its_position() {
        let error = Recipients::parse(["0639980011", "063998"]).unwrap_err();
        assert!(matches!(error, InvalidInput::PhoneNumber { position: 2, .. }));
    }

    #[test]
    fn a_group_name_with_a_comma_is_refused() {
        assert!(ContactGroup::new("Clients, fidèles").is_err());
        assert!(ContactGroup::new(" ").is_err());
        assert!(ContactGroup::new("Clients fidèles").is_ok());
    }
}
