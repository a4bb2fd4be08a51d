//! What could stand for a character that a message cannot carry.

use core::ops::Range;

use super::smart;

/// What could stand for a character that a message of the classes 2 and 4 cannot carry.
///
/// Nothing is suggested for a character that needs no replacement or has no fair one: an emoji is
/// never spelt out, and nothing becomes a digit that is not one (`10²` would read `102`).
///
/// ```
/// use smsmode_core::text::suggestion;
///
/// assert_eq!(suggestion('ê'), Some("e"));
/// assert_eq!(suggestion('’'), Some("'"));
/// assert_eq!(suggestion('é'), None);
/// assert_eq!(suggestion('😀'), None);
/// ```
pub fn suggestion(ch: char) -> Option<&'static str> {
    smart::replacement(ch, smart::Level::Symbols)
}

/// A change that was made to a text, so that it can be sent.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Replacement {
    /// Where, in bytes of the text as it was written.
    pub range: Range<usize>,
    /// What was written there.
    pub original: String,
    /// What stands there now.
    pub replacement: String,
}

impl From<smart::Change<'_>> for Replacement {
    fn from(change: smart::Change<'_>) -> Self {
        let smart::Change { range, original, replacement } = change;
        Self { range, original: original.to_owned(), replacement: replacement.to_owned() }
    }
}
