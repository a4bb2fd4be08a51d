//! In place of the instructions, where there are none that this crate knows.

use crate::{Alphabet, ByteSet, Count, Cuts, Stop};

/// What no processor is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Absent {}

impl Absent {
    pub(crate) const fn detect() -> Option<Self> {
        None
    }

    pub(crate) const fn scan(self, _: &str, _: &Alphabet) -> Result<Count, Stop> {
        match self {}
    }

    pub(crate) const fn cut(self, _: &str, _: &ByteSet, _: usize) -> Cuts {
        match self {}
    }

    pub(crate) const fn cut_utf16(self, _: &str, _: usize) -> Cuts {
        match self {}
    }
}
