//! What the sandbox accepted more than once.

use smsmode_sandbox::{Duplicate, FoundDuplicates};

use crate::value::field::{Many, Private};
use crate::value::value;

value! {
    /// What was accepted more than once; false if nothing was, and nothing is forgotten.
    SandboxDuplicates {
        /// Each of them, the oldest first.
        found: Many<SandboxDuplicate>,
        /// Whether there may be others, because something is forgotten.
        incomplete: bool,
    }

    fn __bool__(&self) -> bool {
        self.incomplete || !self.found.0.is_empty()
    }
}

impl From<FoundDuplicates> for SandboxDuplicates {
    fn from(found: FoundDuplicates) -> Self {
        Self { found: Many::of(found.duplicates), incomplete: found.incomplete }
    }
}

value! {
    /// A recipient and a text that were accepted more than once.
    SandboxDuplicate {
        /// The number, in international form without "+".
        recipient: Private,
        /// What the service read, at most its first 1000 characters.
        text: Private,
        /// The reference that was given with the messages; None where they differ, of those found by their text.
        reference: Option<String>,
        /// How often it was accepted.
        times: u64,
        /// The ids that the sends were answered with, at most the first 100, the oldest first.
        message_ids: Many<String>,
    }
}

impl From<Duplicate> for SandboxDuplicate {
    fn from(duplicate: Duplicate) -> Self {
        Self {
            recipient: duplicate.recipient.into(),
            text: duplicate.text.into(),
            reference: duplicate.reference,
            times: duplicate.times,
            message_ids: Many(duplicate.message_ids),
        }
    }
}
