//! ISO-8859-15, also called Latin-9: the charset of requests of the message classes 2 and 4.
//!
//! It is Latin-1 with eight other characters, among them `€` at 0xA4 where Latin-1 has `¤`.

mod lossy;

use super::form::Written;
use super::rows::{Row, Step, row_table};
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
    if form_encode_beginning(out, text).is_none() {
        return Ok(());
    }
    out.truncate(before);
    first_outside(text).map_or(Ok(()), Err)
}

/// Appends a text to `out` as [`form_encode_into`] does, with a chosen byte where the charset does
/// not have a character.
///
/// ```
/// use smsmode_core::text::latin9;
///
/// let mut out = Vec::new();
/// latin9::form_encode_lossy_into(&mut out, "5 € 😀", b'?');
/// assert_eq!(out, b"5+%A4+%3F");
/// ```
pub fn form_encode_lossy_into(out: &mut Vec<u8>, text: &str, substitute: u8) {
    if let Some(rest) = form_encode_beginning(out, text) {
        lossy::form_encode_into(out, rest, form::entry(substitute));
    }
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

/// Appends a text up to the piece in which the first character outside ends, and returns what is
/// left.
fn form_encode_beginning<'t>(out: &mut Vec<u8>, text: &'t str) -> Option<&'t str> {
    out.reserve(text.len());
    let mut row = &AFTER_OTHERS;
    let mut done = 0;
    for piece in text.as_bytes().chunks(form::PIECE) {
        if !form_encode_piece(out, piece, &mut row) {
            // A character that is cut in two is not written yet.
            return (0..=done).rev().find_map(|start| text.get(start..));
        }
        done += piece.len();
    }
    None
}

/// Looks up each byte; whether the charset has all the characters. If not, nothing is appended.
#[inline]
fn form_encode_piece(out: &mut Vec<u8>, piece: &[u8], row: &mut &'static Row) -> bool {
    let mut written = Written::default();
    for eight in piece.chunks(8) {
        let mut seen = 0;
        for &byte in eight {
            let entry = row.get(usize::from(byte)).copied().unwrap_or(UNKNOWN);
            *row = ROWS.get(usize::from(byte)).copied().unwrap_or(&AFTER_OTHERS);
            written.push(entry);
            seen |= entry;
        }
        if seen & UNKNOWN != 0 {
            return false;
        }
    }
    out.extend_from_slice(written.bytes());
    true
}

#[cold]
fn first_outside(text: &str) -> Option<At> {
    let mut characters = text.char_indices().enumerate();
    characters.find(|&(_, (_, ch))| encode(ch).is_none()).map(|(scalar, (byte, ch))| At {
        byte,
        scalar,
        ch,
    })
}

/// The flag of an entry for a character that the charset does not have, above the length.
const UNKNOWN: u32 = 1 << 31;

row_table!(ROWS, AFTER_OTHERS, entry);

const fn entry(_: u8, _: u8, step: &Step) -> u32 {
    match step {
        Step::Pending => 0,
        Step::Unknown => UNKNOWN,
        Step::Ends(ch) => match encode(*ch) {
            Some(byte) => form::entry_of(byte),
            None => UNKNOWN,
        },
    }
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
        fn the_chosen_byte_stands_where_the_charset_has_nothing(
            text in "([ -~]{0,40}|[é€àœŽ]{0,20}|[ж😀┬\u{82}Ȭ¤₂ガЂ€\u{1F0AC}\u{2082C}]{0,20}){0,5}", substitute: u8,
        ) {
            let mut out = Vec::new();
            form_encode_lossy_into(&mut out, &text, substitute);
            let bytes: Vec<u8> = text.chars().map(|ch| encode(ch).unwrap_or(substitute)).collect();
            let expected: String = byte_serialize(&bytes).collect();
            prop_assert_eq!(out, expected.as_bytes());
        }

        #[test]
        fn all_bytes_survive_a_round_trip(bytes: Vec<u8>) {
            let back: Option<Vec<u8>> = decode(&bytes).chars().map(encode).collect();
            prop_assert_eq!(back, Some(bytes));
        }
    }
}
