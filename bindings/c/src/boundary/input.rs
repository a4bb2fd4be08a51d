//! Texts, bytes and units that a caller lends.

#![expect(unsafe_code, reason = "the memory belongs to a program in C")]

use std::ffi::{CStr, c_char};

use crate::fault::Fault;

/// A text in UTF-8.
pub(crate) fn text<'a>(
    pointer: *const c_char,
    length: usize,
    argument: &'static str,
) -> Result<&'a str, Fault> {
    let bytes = bytes(pointer.cast(), length, argument)?;
    simdutf8::basic::from_utf8(bytes).map_err(|_| not_utf8(bytes, argument))
}

/// Looks once more, for the place: the fast check knows none.
#[cold]
fn not_utf8(bytes: &[u8], argument: &'static str) -> Fault {
    let offset = std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
    Fault::NotUtf8 { argument, offset }
}

/// Bytes; none for NULL with the length 0.
pub(crate) fn bytes<'a>(
    pointer: *const u8,
    length: usize,
    argument: &'static str,
) -> Result<&'a [u8], Fault> {
    units(pointer, length, argument)
}

/// What texts are written in: numbers, of which none is wrong.
pub(crate) trait Unit: Copy + Default {}

impl Unit for u8 {}

impl Unit for u16 {}

/// Units; none for NULL with the length 0.
pub(crate) fn units<'a, T: Unit>(
    pointer: *const T,
    length: usize,
    argument: &'static str,
) -> Result<&'a [T], Fault> {
    match (pointer.is_null(), isize::try_from(length.saturating_mul(size_of::<T>()))) {
        (true, Ok(0)) => Ok(&[]),
        (true, _) => Err(Fault::Null { argument }),
        (false, Err(_)) => Err(Fault::Length { argument }),
        // SAFETY: the header asks for `length` readable units that nobody changes meanwhile, and the
        // result is used only until the function returns. The length is one that memory can have.
        (false, Ok(_)) => Ok(unsafe { std::slice::from_raw_parts(pointer, length) }),
    }
}

/// The bytes before the NUL that ends them.
pub(crate) fn until_nul<'a>(
    pointer: *const c_char,
    argument: &'static str,
) -> Result<&'a [u8], Fault> {
    if pointer.is_null() {
        return Err(Fault::Null { argument });
    }
    // SAFETY: the header asks for a text that ends with a NUL and that nobody changes meanwhile, and
    // the result is used only until the function returns.
    Ok(unsafe { CStr::from_ptr(pointer) }.to_bytes())
}
