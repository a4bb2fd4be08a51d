//! The instructions of AVX2, which take blocks of 32 bytes.
//!
//! Nothing here is unsafe but to enter the functions, which a processor without the instructions
//! could not run, and to load vectors, which the types of the language do not cover.

#![expect(unsafe_code, reason = "entering and loading, each with its reason")]
#![deny(unsafe_op_in_unsafe_fn)]

mod block;
mod cut;
mod plain;
mod scan;

use crate::{Alphabet, ByteSet, Count, Cuts, Stop};

/// Proof that the processor has the instructions: only [`detect`](Self::detect) makes one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Avx2(());

#[expect(clippy::unused_self, reason = "a proof is asked for and not looked at")]
impl Avx2 {
    #[inline]
    pub(crate) fn detect() -> Option<Self> {
        let has_all = is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("popcnt");
        has_all.then_some(Self(()))
    }

    #[inline]
    pub(crate) fn scan(self, text: &str, alphabet: &Alphabet) -> Result<Count, Stop> {
        // SAFETY: `self` proves that the processor has the instructions of the function.
        unsafe { scan::scan(text.as_bytes(), alphabet) }
    }

    #[inline]
    pub(crate) fn cut(self, text: &str, doubled: &ByteSet, capacity: usize) -> Cuts {
        // SAFETY: `self` proves that the processor has the instructions of the function.
        unsafe { cut::cut(text.as_bytes(), doubled, capacity) }
    }

    #[inline]
    pub(crate) fn cut_utf16(self, text: &str, capacity: usize) -> Cuts {
        // SAFETY: `self` proves that the processor has the instructions of the function.
        unsafe { cut::cut_utf16(text.as_bytes(), capacity) }
    }
}
