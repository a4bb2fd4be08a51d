//! What was replaced in a text, and what could not be: lists that several handles have.

use std::ops::Range;

use smsmode_http::text::{At, Replacement, smart};

use crate::boundary::OutText;
use crate::encoding::{Encoding, Places, Text};

/// Characters for which something else stands.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) offset: usize,
    pub(crate) length: usize,
    pub(crate) original: OutText,
    pub(crate) replacement: OutText,
}

impl Change {
    /// What was replaced in a text, with places where the caller has them.
    pub(crate) fn all<E: Encoding, R: Replaced>(
        text: &Text<'_, E>,
        replaced: impl IntoIterator<Item = R>,
    ) -> Vec<Self> {
        let mut places = text.places();
        replaced.into_iter().map(|replaced| Self::new(&replaced, &mut places)).collect()
    }

    fn new<E: Encoding>(replaced: &impl Replaced, places: &mut Places<'_, E>) -> Self {
        let (range, original, replacement) = replaced.parts();
        let range = places.units(range);
        Self {
            offset: range.start,
            length: range.len(),
            original: original.into(),
            replacement: replacement.into(),
        }
    }
}

/// A replacement of the text engine: where, in bytes of ours, and what stands there now for what.
pub(crate) trait Replaced {
    fn parts(&self) -> (Range<usize>, &str, &str);
}

impl Replaced for smart::Change<'_> {
    fn parts(&self) -> (Range<usize>, &str, &str) {
        (self.range.clone(), self.original, self.replacement)
    }
}

impl Replaced for &Replacement {
    fn parts(&self) -> (Range<usize>, &str, &str) {
        (self.range.clone(), &self.original, &self.replacement)
    }
}

/// A character that nothing can stand for.
#[derive(Debug)]
pub(crate) struct Character {
    pub(crate) offset: usize,
    code_point: u32,
}

impl Character {
    /// Such characters of a text, with places where the caller has them.
    pub(crate) fn all<E: Encoding>(text: &Text<'_, E>, characters: &[At]) -> Vec<Self> {
        let mut places = text.places();
        let character = |at: &At| Self { offset: places.unit(at.byte), code_point: at.ch.into() };
        characters.iter().map(character).collect()
    }
}

/// The code point of one of several characters; 0, which no list has, beyond the last.
pub(crate) fn code_point(characters: &[Character], index: usize) -> u32 {
    characters.get(index).map_or(0, |character| character.code_point)
}
