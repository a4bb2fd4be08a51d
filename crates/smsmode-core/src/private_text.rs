//! Text about people: shown when asked for, never by accident.

use std::fmt;
use std::ops::Deref;

/// A name, a number or a message of a person: `Display` shows it, `Debug` only its length.
///
/// Logs are written with `Debug` of large structs; personal data must not get there by accident.
///
/// ```
/// use smsmode_core::PrivateText;
///
/// let name = PrivateText::from("Jacques");
/// assert_eq!(name.as_str(), "Jacques");
/// assert_eq!(format!("{name:?}"), "***(7)");
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct PrivateText(String);

impl PrivateText {
    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text itself, owned.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl Deref for PrivateText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<T: Into<String>> From<T> for PrivateText {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for PrivateText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for PrivateText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "***({})", self.0.chars().count())
    }
}
