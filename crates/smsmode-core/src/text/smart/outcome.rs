//! What became of a text.

use core::fmt;
use core::ops::Range;
use std::borrow::Cow;

use super::rewriter::{Edit, Rewriter};
use crate::text::{Analysis, At, analyse};

/// What became of a text, from [`apply`](super::apply).
#[derive(Clone, PartialEq, Eq)]
pub struct Outcome<'t> {
    source: &'t str,
    before: Analysis,
    /// Nothing for a text that can be sent as it is.
    attempt: Option<Attempt>,
}

/// What was found out about a text that cannot be sent as it is.
#[derive(Clone, PartialEq, Eq)]
struct Attempt {
    /// The changed text, if the changes help.
    changed: Option<String>,
    edits: Vec<Edit>,
    irreplaceable: Vec<At>,
}

impl<'t> Outcome<'t> {
    /// The text, changed or not.
    pub fn text(&self) -> &str {
        self.changed().unwrap_or(self.source)
    }

    /// The text, borrowed if nothing was changed.
    pub fn into_text(self) -> Cow<'t, str> {
        match self.attempt.and_then(|attempt| attempt.changed) {
            Some(text) => Cow::Owned(text),
            None => Cow::Borrowed(self.source),
        }
    }

    /// The text as it was written, analysed.
    pub const fn before(&self) -> &Analysis {
        &self.before
    }

    /// [`Outcome::text`], analysed. A changed text is analysed at each call.
    pub fn after(&self) -> Analysis {
        self.changed().map_or(self.before, analyse)
    }

    /// Whether anything was changed.
    pub fn is_changed(&self) -> bool {
        self.changed().is_some()
    }

    /// Whether the message that was asked for can carry [`Outcome::text`].
    pub fn is_sendable(&self) -> bool {
        self.attempt
            .as_ref()
            .is_none_or(|attempt| attempt.changed.is_some() && attempt.irreplaceable.is_empty())
    }

    /// The changes, in order.
    pub fn changes(&self) -> impl ExactSizeIterator<Item = Change<'_>> + '_ {
        let edits = self.attempt.as_ref().map_or(&[][..], |attempt| &attempt.edits);
        edits.iter().map(|edit| Change {
            range: edit.source.clone(),
            original: self.source.get(edit.source.clone()).unwrap_or(""),
            replacement: self.text().get(edit.output.clone()).unwrap_or(""),
        })
    }

    /// The characters that the message cannot carry and for which nothing stands at the level that
    /// was asked for, in order; positions are those of the text as it was written. Dropped
    /// characters are among the changes instead.
    pub fn irreplaceable(&self) -> &[At] {
        self.attempt.as_ref().map_or(&[], |attempt| &attempt.irreplaceable)
    }

    fn changed(&self) -> Option<&str> {
        self.attempt.as_ref()?.changed.as_deref()
    }

    pub(super) const fn sendable(source: &'t str, before: Analysis) -> Self {
        Self { source, before, attempt: None }
    }

    pub(super) fn left_alone(rewriter: Rewriter<'t>, before: Analysis) -> Self {
        let Rewriter { text: source, left: irreplaceable, .. } = rewriter;
        let attempt = Attempt { changed: None, edits: Vec::new(), irreplaceable };
        Self { source, before, attempt: Some(attempt) }
    }

    pub(super) fn rewritten(rewriter: Rewriter<'t>, before: Analysis) -> Self {
        let Rewriter { text: source, out, edits, left: irreplaceable, .. } = rewriter;
        let attempt = Attempt { changed: Some(out), edits, irreplaceable };
        Self { source, before, attempt: Some(attempt) }
    }
}

/// Without the text, which may be about people and must not get into logs by accident.
impl fmt::Debug for Outcome<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outcome")
            .field("changes", &self.changes().len())
            .field("irreplaceable", &self.irreplaceable().len())
            .field("is_sendable", &self.is_sendable())
            .finish_non_exhaustive()
    }
}

/// One change of a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Change<'a> {
    /// Where, in bytes of the text as it was written.
    pub range: Range<usize>,
    /// What was written there.
    pub original: &'a str,
    /// What stands there now.
    pub replacement: &'a str,
}
