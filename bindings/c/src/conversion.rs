//! From one encoding to another, into a buffer of the caller's.

#![expect(unsafe_code, reason = "names that C can find; the code itself is safe")]

use std::ffi::c_char;

use crate::boundary::{Buffer, Out, Unit, call, optional};
use crate::encoding::{Text, Utf8, Utf16, Windows1252, to_windows_1252};
use crate::error::Error;
use crate::fault::Fault;
use crate::status::Status;

/// Where a text goes, and its length.
struct Room<T> {
    buffer: Buffer<T>,
    is_asked_for: bool,
    length: Out<usize>,
}

impl<T: Unit> Room<T> {
    fn new(buffer: *mut T, capacity: usize, length: *mut usize) -> Result<Self, Fault> {
        let is_asked_for = !buffer.is_null();
        let buffer = Buffer::new(buffer, capacity, "buffer")?;
        Ok(Self { buffer, is_asked_for, length: Out::new(length, "length")? })
    }

    fn take(self, text: &[T]) -> Result<(), Fault> {
        self.length.write(text.len());
        if self.buffer.write(text) || !self.is_asked_for {
            Ok(())
        } else {
            Err(Fault::BufferTooSmall { argument: "buffer", needed: text.len() + 1 })
        }
    }
}

/// Writes a text that is in UTF-16 in UTF-8, with a NUL at its end.
///
/// - `text`: `text_length` units of 16 bits;
/// - `buffer`: room for `capacity` bytes, the NUL included; NULL with 0 only asks for the length;
/// - `length`, which must not be NULL, receives the length without the NUL, even if the room is too
///   small. Then nothing else is written.
///
/// Fails with SMSMODE_BUFFER_TOO_SMALL, SMSMODE_NOT_UTF16, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_utf8_from_w(
    text: *const u16,
    text_length: usize,
    buffer: *mut c_char,
    capacity: usize,
    length: *mut usize,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let room = Room::new(buffer.cast(), capacity, length)?;
        room.take(Text::<Utf16>::new(text, text_length)?.as_bytes())
    })
}

/// Writes a text that is in Windows-1252 in UTF-8, otherwise as smsmode_utf8_from_w; `text_length`
/// counts bytes.
///
/// Fails with SMSMODE_BUFFER_TOO_SMALL, SMSMODE_NULL_ARGUMENT or SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_utf8_from_1252(
    text: *const c_char,
    text_length: usize,
    buffer: *mut c_char,
    capacity: usize,
    length: *mut usize,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let room = Room::new(buffer.cast(), capacity, length)?;
        room.take(Text::<Windows1252>::new(text.cast(), text_length)?.as_bytes())
    })
}

/// Writes a text that is in UTF-8 in UTF-16, otherwise as smsmode_utf8_from_w; `capacity` and
/// `length` count units of 16 bits, `text_length` bytes.
///
/// Fails with SMSMODE_BUFFER_TOO_SMALL, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_w_from_utf8(
    text: *const c_char,
    text_length: usize,
    buffer: *mut u16,
    capacity: usize,
    length: *mut usize,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let room = Room::new(buffer, capacity, length)?;
        let text = Text::<Utf8>::new(text.cast(), text_length)?;
        room.take(&text.encode_utf16().collect::<Vec<_>>())
    })
}

/// Writes a text that is in UTF-8 in Windows-1252, otherwise as smsmode_utf8_from_w. It is for texts
/// that people look at: a character that Windows-1252 does not have becomes `?`.
///
/// `lost`, unless NULL, receives how many did, even if the room is too small.
///
/// Fails with SMSMODE_BUFFER_TOO_SMALL, SMSMODE_NOT_UTF8, SMSMODE_NULL_ARGUMENT or
/// SMSMODE_BAD_LENGTH.
#[unsafe(no_mangle)]
pub extern "C" fn smsmode_1252_from_utf8(
    text: *const c_char,
    text_length: usize,
    buffer: *mut c_char,
    capacity: usize,
    length: *mut usize,
    lost: *mut usize,
    error: *mut *mut Error,
) -> Status {
    call(error, || {
        let room = Room::new(buffer.cast(), capacity, length)?;
        let (written, count) = to_windows_1252(&Text::<Utf8>::new(text.cast(), text_length)?);
        optional(lost, count);
        room.take(&written)
    })
}
