//! In place of the vectors, where the feature `simd` is off: nothing.

use core::convert::Infallible;

use super::{Cuts, GsmCount};
use crate::text::At;

/// What nobody has.
pub(super) struct Vectors(Infallible);

pub(super) const fn detect() -> Option<Vectors> {
    None
}

impl Vectors {
    pub(super) fn gsm(self, _: &str) -> Result<GsmCount, At> {
        match self.0 {}
    }

    pub(super) fn cut_gsm(self, _: &str, _: usize) -> Cuts {
        match self.0 {}
    }

    pub(super) fn cut_utf16(self, _: &str, _: usize) -> Cuts {
        match self.0 {}
    }
}
