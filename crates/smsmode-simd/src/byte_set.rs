//! A set of bytes.

use crate::Kind;
use crate::classes::Classes;
use crate::nibbles::Nibbles;

/// A set of bytes, made at compile time.
///
/// ```
/// use smsmode_simd::ByteSet;
///
/// // The bytes that begin a character of two UTF-16 units.
/// static FOUR_BYTES: ByteSet = ByteSet::new(&{
///     let mut bytes = [false; 256];
///     let mut byte = 0xF0;
///     while byte < bytes.len() {
///         bytes[byte] = true;
///         byte += 1;
///     }
///     bytes
/// });
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByteSet(pub(crate) Nibbles);

impl ByteSet {
    /// The set of the bytes of which the place is true.
    ///
    /// # Panics
    ///
    /// If the rows of sixteen neighbours have more than eight forms.
    #[expect(clippy::indexing_slicing, reason = "the loop ends with the bytes")]
    pub const fn new(bytes: &[bool; 256]) -> Self {
        let mut kinds = [Kind::Unknown; 256];
        let mut byte = 0;
        while byte < bytes.len() {
            if bytes[byte] {
                kinds[byte] = Kind::Double;
            }
            byte += 1;
        }
        let (rows, _) = kinds.as_chunks();
        Self(Classes::EMPTY.with_rows(rows, Kind::Double).nibbles)
    }
}
