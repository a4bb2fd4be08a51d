//! The form encoding of request bodies, `application/x-www-form-urlencoded` as WHATWG defines it:
//! a space is `+`, `A-Z a-z 0-9 * - . _` stand for themselves, every other byte is `%` and two
//! upper-case hexadecimal digits.

/// Appends a text to `out` in UTF-8.
///
/// ```
/// use smsmode_core::text::form;
///
/// let mut out = Vec::new();
/// form::encode_into(&mut out, "Été & co");
/// assert_eq!(out, b"%C3%89t%C3%A9+%26+co");
/// ```
pub fn encode_into(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len());
    for piece in text.as_bytes().chunks(PIECE) {
        let mut written = Written::default();
        for &byte in piece {
            written.push(entry(byte));
        }
        out.extend_from_slice(written.bytes());
    }
}

/// So many bytes are written before they are appended.
pub(super) const PIECE: usize = 32;

/// What the bytes of a piece became: at most three each, and room for the fourth that is written
/// with every three. It is longer so that a masked place needs no check.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written {
    bytes: [u8; MASK + 4],
    len: usize,
}

const MASK: usize = 4 * PIECE - 1;

impl Default for Written {
    fn default() -> Self {
        Self { bytes: [0; MASK + 4], len: 0 }
    }
}

impl Written {
    #[inline]
    pub(super) fn push(&mut self, entry: u32) {
        let place = self.len & MASK;
        if let Some(place) = self.bytes.get_mut(place..place + 4) {
            place.copy_from_slice(&entry.to_le_bytes());
        }
        self.len += (entry >> 24 & 3) as usize;
    }

    #[inline]
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

/// What a byte becomes, and in the highest byte how many bytes that is.
pub(super) fn entry(byte: u8) -> u32 {
    ENTRIES.get(usize::from(byte)).copied().unwrap_or(0)
}

static ENTRIES: [u32; 256] = entries();

#[expect(clippy::indexing_slicing, clippy::cast_possible_truncation, reason = "at compile time")]
const fn entries() -> [u32; 256] {
    let mut entries = [0; 256];
    let mut byte = 0;
    while byte < entries.len() {
        entries[byte] = entry_of(byte as u8);
        byte += 1;
    }
    entries
}

pub(super) const fn entry_of(byte: u8) -> u32 {
    u32::from_le_bytes(match byte {
        b' ' => [b'+', 0, 0, 1],
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => [byte, 0, 0, 1],
        _ => [b'%', hex_digit(byte >> 4), hex_digit(byte & 0x0F), 3],
    })
}

const fn hex_digit(nibble: u8) -> u8 {
    match nibble {
        0..=9 => b'0' + nibble,
        _ => b'A' - 10 + nibble,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use url::form_urlencoded::byte_serialize;

    #[test]
    fn every_byte_is_encoded_as_whatwg_says() {
        for byte in 0..=255 {
            let mut written = Written::default();
            written.push(entry(byte));
            let expected: String = byte_serialize(&[byte]).collect();
            assert_eq!(written.bytes(), expected.as_bytes(), "{byte:#04x}");
        }
    }

    proptest! {
        #[test]
        fn texts_are_encoded_byte_by_byte(text: String) {
            let mut out = Vec::new();
            encode_into(&mut out, &text);
            let expected: String = byte_serialize(text.as_bytes()).collect();
            prop_assert_eq!(out, expected.as_bytes());
        }
    }
}
