//! What was replaced in a text, and what could not be: lists that several handles have.

use smsmode_http::text::{At, Replacement, smart};

use crate::boundary::OutText;

/// Characters for which something else stands.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) offset: usize,
    pub(crate) length: usize,
    pub(crate) original: OutText,
    pub(crate) replacement: OutText,
}

impl From<smart::Change<'_>> for Change {
    fn from(change: smart::Change<'_>) -> Self {
        Self {
            offset: change.range.start,
            length: change.range.len(),
            original: change.original.into(),
            replacement: change.replacement.into(),
        }
    }
}

impl From<&Replacement> for Change {
    fn from(change: &Replacement) -> Self {
        Self {
            offset: change.range.start,
            length: change.range.len(),
            original: (&change.original).into(),
            replacement: (&change.replacement).into(),
        }
    }
}

/// The code point of one of several characters; 0, which no list has, beyond the last.
pub(crate) fn code_point(characters: &[At], index: usize) -> u32 {
    characters.get(index).map_or(0, |at| at.ch.into())
}
