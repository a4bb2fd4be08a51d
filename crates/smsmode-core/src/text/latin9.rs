//! ISO-8859-15, also called Latin-9: the charset of requests of the message classes 2 and 4.
//!
//! It is Latin-1 with eight other characters, among them `€` at 0xA4 where Latin-1 has `¤`.

use super::{At, form};

/// The byte of a character, or nothing if the charset does not have it.
///
/// ```
/// use smsmode_core::text::latin9;
///
/// assert_eq!(latin9::encode('€'), Some(0xA4));
/// assert_eq!(latin9::encode('œ'), Some(0xBD));
/// assert_eq!(latin9::encode('¤'), None);
/// ```
pub const fn encode(ch: char) -> Option<u8> {
    match ch {
        '€' => Some(0xA4),
        'Š' => Some(0xA6),
        'š' => Some(0xA8),
        'Ž' => Some(0xB4),
        'ž' => Some(0xB8),
        'Œ' => Some(0xBC),
        'œ' => Some(0xBD),
        'Ÿ' => Some(0xBE),
        '¤' | '¦' | '¨' | '´' | '¸' | '¼' | '½' | '¾' => None,
        '\0'..='\u{FF}' => Some(ch as u8),
        _ => None,
    }
}

/// Appends a text to `out` as a value of `application/x-www-form-urlencoded`.
///
/// A browser would write a numeric character reference (`&#234;`) for a character that the charset
/// does not have, and the recipient would read it. Here it is an error.
///
/// # Errors
///
/// The first character that the charset does not have; `out` is then as it was before.
///
/// ```
/// use smsmode_core::text::latin9;
///
/// let mut out = Vec::new();
/// latin9::form_encode_into(&mut out, "Noël à 5 €")?;
/// assert_eq!(out, b"No%EBl+%E0+5+%A4");
///
/// let refused = latin9::form_encode_into(&mut out, "😀").unwrap_err();
/// assert_eq!((refused.byte, refused.ch), (0, '😀'));
/// # Ok::<(), smsmode_core::text::At>(())
/// ```
pub fn form_encode_into(out: &mut Vec<u8>, text: &str) -> Result<(), At> {
    let before = out.len();
    out.reserve(text.len());
    for (scalar, (byte, ch)) in text.char_indices().enumerate() {
        let Some(encoded) = encode(ch) else {
            out.truncate(before);
            return Err(At { byte, scalar, ch });
        };
        form::push(out, encoded);
    }
    Ok(())
}

/// Decodes bytes; every byte stands for a character.
///
/// ```
/// use smsmode_core::text::latin9;
///
/// assert_eq!(latin9::decode(b"5 \xA4"), "5 €");
/// ```
pub fn decode(bytes: &[u8]) -> String {
    bytes.iter().copied().map(decode_byte).collect()
}

const fn decode_byte(byte: u8) -> char {
    match byte {
        0xA4 => '€',
        0xA6 => 'Š',
        0xA8 => 'š',
        0xB4 => 'Ž',
        0xB8 => 'ž',
        0xBC => 'Œ',
        0xBD => 'œ',
        0xBE => 'Ÿ',
        _ => byte as char,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use url::form_urlencoded::byte_serialize;

    #[test]
    fn every_byte_agrees_with_encoding_rs() {
        for byte in 0..=255 {
            let bytes = [byte];
            let (expected, _) = encoding_rs::ISO_8859_15.decode_without_bom_handling(&bytes);
            assert_eq!(decode(&bytes), expected, "{byte:#04x}");
        }
    }

    #[test]
    fn every_character_comes_back_or_is_refused() {
        let all: Vec<char> = (0..=255).map(decode_byte).collect();
        for ch in '\0'..='\u{FFFF}' {
            let byte = all.iter().position(|&decoded| decoded == ch);
            assert_eq!(encode(ch).map(usize::from), byte, "{ch:?}");
        }
    }

    #[test]
    fn the_currency_sign_has_no_place_where_the_euro_is() {
        assert_eq!(encode('¤'), None);
        assert_eq!(decode(&[0xA4]), "€");
    }

    #[test]
    fn no_numeric_character_reference_is_written() {
        let mut out = b"message=".to_vec();
        let refused = form_encode_into(&mut out, "aê→b").unwrap_err();
        assert_eq!(refused, At { byte: 3, scalar: 2, ch: '→' });
        assert_eq!(out, b"message=");
    }

    proptest! {
        #[test]
        fn encoding_agrees_with_the_two_passes_of_libraries(text: String) {
            let mut out = Vec::new();
            let (bytes, _, lossy) = encoding_rs::ISO_8859_15.encode(&text);
            match form_encode_into(&mut out, &text) {
                Ok(()) => {
                    let expected: String = byte_serialize(&bytes).collect();
                    prop_assert_eq!(out, expected.as_bytes());
                    prop_assert!(!lossy);
                }
                Err(_) => prop_assert!(lossy),
            }
        }

        #[test]
        fn all_bytes_survive_a_round_trip(bytes: Vec<u8>) {
            let back: Option<Vec<u8>> = decode(&bytes).chars().map(encode).collect();
            prop_assert_eq!(back, Some(bytes));
        }
    }
}
