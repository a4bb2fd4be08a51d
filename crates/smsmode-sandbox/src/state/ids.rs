//! Identifiers as the service makes them: opaque, with upper and lower case, different in every run.

use std::iter::repeat_with;

const LENGTH_OF_ID: usize = 12;
const LENGTH_OF_KEY: usize = 32;

#[derive(Debug, Default)]
pub(crate) struct Ids {
    random: fastrand::Rng,
}

impl Ids {
    /// Such as `S7EpYZ5kmS87`. It starts with a letter, so nobody takes it for a number.
    pub(crate) fn id(&mut self) -> String {
        let first = self.random.alphabetic();
        std::iter::once(first).chain(self.letters(LENGTH_OF_ID - 1)).collect()
    }

    /// A new API key.
    pub(crate) fn key(&mut self) -> String {
        self.letters(LENGTH_OF_KEY).collect()
    }

    fn letters(&mut self, length: usize) -> impl Iterator<Item = char> {
        repeat_with(|| self.random.alphanumeric()).take(length)
    }
}
