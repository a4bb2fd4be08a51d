//! Identifiers as the service makes them: opaque, with upper and lower case.

use std::iter::repeat_with;

use crate::random::Random;

const LENGTH_OF_ID: usize = 12;
const LENGTH_OF_KEY: usize = 32;

#[derive(Debug, Default)]
pub(crate) struct Ids {
    random: Random,
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
