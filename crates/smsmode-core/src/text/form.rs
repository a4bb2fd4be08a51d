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
    for byte in text.bytes() {
        push(out, byte);
    }
}

/// Appends one byte of a value in whatever charset.
pub(super) fn push(out: &mut Vec<u8>, byte: u8) {
    match byte {
        b' ' => out.push(b'+'),
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => out.push(byte),
        _ => out.extend([b'%', hex_digit(byte >> 4), hex_digit(byte & 0x0F)]),
    }
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
            let mut out = Vec::new();
            push(&mut out, byte);
            let expected: String = byte_serialize(&[byte]).collect();
            assert_eq!(out, expected.as_bytes(), "{byte:#04x}");
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
