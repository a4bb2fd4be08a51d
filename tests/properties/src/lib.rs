//! What holds for any input of the text engine, checked against slow and obvious code.
//!
//! The fuzz targets run these properties on inputs that they invent; the tests run them again on
//! every input that was ever kept, see `tests/corpus.rs`. Each panics where it does not hold.

#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a property that does not hold panics"
)]

mod analyse;
mod decode;
mod form_encode;
mod smart;
mod unpack;

pub use analyse::analyse;
pub use decode::decode;
pub use form_encode::form_encode;
pub use smart::smart;
pub use unpack::unpack;

/// The text at the beginning of the bytes.
fn as_text(bytes: &[u8]) -> &str {
    bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid())
}
