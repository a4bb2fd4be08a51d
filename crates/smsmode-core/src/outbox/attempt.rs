//! How often a message has been transmitted.

use crate::error::describe_as_error;
use crate::language::{Describe, Language};

/// How many transmissions of a message have begun: 0 to 32.
///
/// What surely did not reach the service is not counted. The number is part of the client
/// reference, which has one character for it.
///
/// ```
/// use smsmode_core::outbox::Attempt;
///
/// let first = Attempt::NONE.next().unwrap();
/// assert_eq!(first.count(), 1);
/// assert!(Attempt::new(32)?.next().is_none());
/// # Ok::<(), smsmode_core::outbox::AttemptError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Attempt(u8);

impl Attempt {
    /// Nothing was transmitted yet.
    pub const NONE: Self = Self(0);
    /// The last transmission that a message may have.
    pub const LAST: Self = Self(32);

    /// So many transmissions.
    ///
    /// # Errors
    ///
    /// More than 32.
    pub const fn new(count: u8) -> Result<Self, AttemptError> {
        if count > Self::LAST.0 { Err(AttemptError) } else { Ok(Self(count)) }
    }

    /// How many.
    pub const fn count(self) -> u8 {
        self.0
    }

    /// One more; nothing after the last.
    pub const fn next(self) -> Option<Self> {
        if self.0 < Self::LAST.0 { Some(Self(self.0 + 1)) } else { None }
    }

    /// The last one surely did not reach the service, so it does not count.
    pub(super) const fn undone(self) -> Self {
        Self(self.0.saturating_sub(1))
    }
}

/// More transmissions than a message may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttemptError;

impl Describe for AttemptError {
    fn describe(&self, language: Language) -> String {
        language
            .pick(
                "a message is transmitted at most 32 times; enqueue it anew under another key",
                "un message est transmis 32 fois au plus ; il faut le remettre sous une autre clé",
            )
            .to_owned()
    }
}

describe_as_error!(AttemptError);
