//! Identifiers as the service makes them: opaque, with upper and lower case.

use std::fmt;
use std::iter::repeat_with;

use serde::{Deserialize, Serialize};

use crate::random::Random;

const LENGTH_OF_ID: usize = 12;
const LENGTH_OF_KEY: usize = 32;

/// A store keeps them as they are, so that none comes twice.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Ids {
    random: Random,
}

/// An id in as little room as possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct PackedId([u8; LENGTH_OF_ID]);

impl From<&str> for PackedId {
    /// Every id is as long; of a longer one the beginning counts.
    fn from(id: &str) -> Self {
        let mut packed = [b' '; LENGTH_OF_ID];
        packed.iter_mut().zip(id.bytes()).for_each(|(place, byte)| *place = byte);
        Self(packed)
    }
}

impl fmt::Display for PackedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(String::from_utf8_lossy(&self.0).trim_end())
    }
}

impl Ids {
    /// The same ids in every run with the same seed; different ones without.
    pub(crate) fn new(seed: Option<u64>) -> Self {
        Self { random: Random::new(seed) }
    }

    /// Such as `S7EpYZ5kmS87`. It starts with a letter, so nobody takes it for a number.
    pub(crate) fn id(&mut self) -> String {
        let first = self.random.letter();
        std::iter::once(first).chain(self.letters(LENGTH_OF_ID - 1)).collect()
    }

    /// A new API key.
    pub(crate) fn key(&mut self) -> String {
        self.letters(LENGTH_OF_KEY).collect()
    }

    fn letters(&mut self, length: usize) -> impl Iterator<Item = char> {
        repeat_with(|| self.random.letter_or_digit()).take(length)
    }
}
