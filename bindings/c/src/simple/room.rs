//! Buffers of the caller's, whose sizes are numbers of 32 bits.

use std::ffi::c_char;

use crate::boundary::Buffer;
use crate::encoding::Charset;
use crate::fault::Fault;

/// Room for a text and its NUL; none if nobody wants the text.
pub(crate) struct Room {
    buffer: Option<Buffer<u8>>,
    argument: &'static str,
}

impl Room {
    pub(crate) fn new(
        place: *mut c_char,
        size: i32,
        argument: &'static str,
    ) -> Result<Self, Fault> {
        let size = usize::try_from(size).map_err(|_| Fault::Length { argument })?;
        let buffer = Buffer::new(place.cast(), size, argument)?;
        Ok(Self { buffer: (!place.is_null()).then_some(buffer), argument })
    }

    /// Room that must be there, for so many bytes.
    pub(crate) fn needed(
        place: *mut c_char,
        size: i32,
        needed: i32,
        argument: &'static str,
    ) -> Result<Self, Fault> {
        let room = Self::new(place, size, argument)?;
        let needed = usize::try_from(needed).unwrap_or(usize::MAX);
        match &room.buffer {
            None => Err(Fault::Null { argument }),
            Some(buffer) if buffer.left() < needed => {
                Err(Fault::BufferTooSmall { argument, needed })
            }
            Some(_) => Ok(room),
        }
    }

    /// Writes a whole text, or nothing.
    pub(crate) fn write(self, text: &str, encoding: Charset) -> Result<(), Fault> {
        let written = encoding.encoded(text);
        if self.buffer.is_none_or(|buffer| buffer.write(&written)) {
            Ok(())
        } else {
            Err(Fault::BufferTooSmall { argument: self.argument, needed: written.len() + 1 })
        }
    }

    /// Writes as much of a text as has room, up to the end of a character.
    pub(crate) fn write_beginning(self, text: &str, encoding: Charset) {
        if let Some(buffer) = self.buffer {
            let room = buffer.left().saturating_sub(1);
            buffer.write(encoding.beginning(&encoding.encoded(text), room));
        }
    }
}
