//! The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, 6.2.1), one septet a
//! byte.

mod decoding;
mod encoding;
mod packing;
pub(super) mod table;
mod ussd;

pub use decoding::{Decoding, UndefinedSeptet, decode};
pub use encoding::{OutsideGsm, encode, encode_into};
pub use packing::{FillBits, NotASeptet, TooFewOctets, pack, pack_into, unpack, unpack_into};
pub use ussd::{pack_ussd, unpack_ussd};

use table::{EXTENSION, OUTSIDE, code};

/// How many septets a character takes: 1, 2 for the extension table, nothing outside both tables.
///
/// ```
/// use smsmode_core::text::gsm7::septets;
///
/// assert_eq!(septets('é'), Some(1));
/// assert_eq!(septets('€'), Some(2));
/// assert_eq!(septets('ç'), None);
/// ```
pub const fn septets(ch: char) -> Option<usize> {
    match code(ch) {
        OUTSIDE => None,
        EXTENSION.. => Some(2),
        _ => Some(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Describe, Language};
    use crate::text::At;
    use proptest::prelude::*;

    /// The default alphabet once more, from TS 23.038 by code point; 0 for the escape.
    #[rustfmt::skip]
    const STANDARD: [u32; 0x20] = [
        0x40, 0xA3, 0x24, 0xA5, 0xE8, 0xE9, 0xF9, 0xEC,
        0xF2, 0xC7, 0x0A, 0xD8, 0xF8, 0x0D, 0xC5, 0xE5,
        0x394, 0x5F, 0x3A6, 0x393, 0x39B, 0x3A9, 0x3A0, 0x3A8,
        0x3A3, 0x398, 0x39E, 0, 0xC6, 0xE6, 0xDF, 0xC9,
    ];

    /// From 0x20 on the default alphabet is ASCII, but for these.
    const UNLIKE_ASCII: [(u8, u32); 12] = [
        (0x24, 0xA4),
        (0x40, 0xA1),
        (0x5B, 0xC4),
        (0x5C, 0xD6),
        (0x5D, 0xD1),
        (0x5E, 0xDC),
        (0x5F, 0xA7),
        (0x60, 0xBF),
        (0x7B, 0xE4),
        (0x7C, 0xF6),
        (0x7D, 0xF1),
        (0x7E, 0xFC),
    ];

    /// The extension table once more.
    const EXTENSIONS: [(u8, u32); 10] = [
        (0x0A, 0x0C),
        (0x14, 0x5E),
        (0x28, 0x7B),
        (0x29, 0x7D),
        (0x2F, 0x5C),
        (0x3C, 0x5B),
        (0x3D, 0x7E),
        (0x3E, 0x5D),
        (0x40, 0x7C),
        (0x65, 0x20AC),
    ];

    fn find(table: &[(u8, u32)], code: u8) -> Option<u32> {
        table.iter().find(|cell| cell.0 == code).map(|cell| cell.1)
    }

    fn standard(code: u8) -> Option<char> {
        let point = match code {
            0x1B | 0x80.. => None,
            0..0x20 => Some(STANDARD[usize::from(code)]),
            0x7F => Some(0xE0),
            _ => find(&UNLIKE_ASCII, code).or(Some(u32::from(code))),
        };
        point.and_then(char::from_u32)
    }

    fn standard_extension(code: u8) -> Option<char> {
        find(&EXTENSIONS, code).and_then(char::from_u32)
    }

    /// Every character of the alphabet, with its septets.
    fn alphabet() -> Vec<(char, Vec<u8>)> {
        let plain = (0..0x80).filter_map(|code| Some((standard(code)?, vec![code])));
        let extended =
            (0..0x80).filter_map(|code| Some((standard_extension(code)?, vec![0x1B, code])));
        plain.chain(extended).collect()
    }

    #[test]
    fn every_character_has_the_septets_of_the_standard() {
        let alphabet = alphabet();
        assert_eq!(alphabet.len(), 137);
        for ch in '\0'..=char::MAX {
            let expected = alphabet.iter().find(|cell| cell.0 == ch).map(|cell| cell.1.clone());
            assert_eq!(septets(ch), expected.as_ref().map(Vec::len), "{ch:?}");
            if let Some(expected) = expected {
                assert_eq!(encode(ch.encode_utf8(&mut [0; 4])), Ok(expected), "{ch:?}");
            }
        }
    }

    #[test]
    fn every_pair_of_septets_decodes_as_the_standard_says() {
        let shown = |code| standard(code).unwrap_or(' ');
        for pair in (0..0x80).flat_map(|first| (0..0x80).map(move |second| [first, second])) {
            let expected = match pair {
                [0x1B, 0x1B] => " ".to_owned(),
                [0x1B, code] => standard_extension(code).unwrap_or_else(|| shown(code)).to_string(),
                [first, second] => String::from_iter([shown(first), shown(second)]),
            };
            assert_eq!(decode(&pair, Decoding::Standard), Ok(expected), "{pair:02x?}");
        }
    }

    #[test]
    fn code_5f_is_the_section_sign_and_the_backtick_is_outside() {
        assert_eq!(encode("§"), Ok(vec![0x5F]));
        assert_eq!(septets('`'), None);
    }

    #[test]
    fn code_09_is_capital_c_cedilla_and_the_small_one_is_outside() {
        assert_eq!(encode("Ç"), Ok(vec![0x09]));
        assert_eq!(decode(&[0x09], Decoding::Strict).as_deref(), Ok("Ç"));
        assert_eq!(septets('ç'), None);
    }

    #[test]
    fn escape_and_nul_are_outside() {
        assert_eq!((septets('\u{1B}'), septets('\0')), (None, None));
    }

    #[test]
    fn form_feed_is_an_extension() {
        assert_eq!(encode("\u{C}"), Ok(vec![0x1B, 0x0A]));
    }

    #[test]
    fn the_currency_sign_is_one_septet_and_the_euro_two() {
        assert_eq!(encode("¤€"), Ok(vec![0x24, 0x1B, 0x65]));
    }

    #[test]
    fn an_error_names_position_and_character() {
        let refused = encode("à la forêt").unwrap_err();
        assert_eq!(refused.at, At { byte: 9, scalar: 8, ch: 'ê' });
        assert_eq!(refused.to_string(), "'ê' (U+00EA, character 9) is not in the GSM alphabet");
        assert_eq!(
            refused.describe(Language::French),
            "'ê' (U+00EA, caractère 9) n'est pas dans l'alphabet GSM"
        );
    }

    #[test]
    fn an_escape_at_the_end_is_a_space_or_refused() {
        assert_eq!(decode(&[0x41, 0x1B], Decoding::Standard).as_deref(), Ok("A "));
        let refused = decode(&[0x41, 0x1B], Decoding::Strict).unwrap_err();
        assert_eq!(refused, UndefinedSeptet { index: 1, septet: 0x1B });
    }

    #[test]
    fn a_byte_that_is_no_septet_is_visible_or_refused() {
        assert_eq!(
            decode(&[0x80, 0x1B, 0xFF], Decoding::Standard).as_deref(),
            Ok("\u{FFFD}\u{FFFD}")
        );
        let refused = decode(&[0x41, 0x80], Decoding::Strict).unwrap_err();
        assert_eq!(refused, UndefinedSeptet { index: 1, septet: 0x80 });
    }

    fn encodable() -> impl Strategy<Value = String> {
        let characters: Vec<char> = alphabet().into_iter().map(|cell| cell.0).collect();
        prop::collection::vec(prop::sample::select(characters), 0..400).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn what_is_encoded_decodes_to_itself(text in encodable()) {
            let septets = encode(&text).unwrap();
            prop_assert!(septets.iter().all(|&septet| septet < 0x80));
            prop_assert_eq!(decode(&septets, Decoding::Strict), Ok(text.clone()));
            prop_assert_eq!(decode(&septets, Decoding::Standard), Ok(text.clone()));
        }

        #[test]
        fn strict_accepts_exactly_what_an_encoder_writes(
            bytes in prop::collection::vec(0..0x88_u8, 0..40),
        ) {
            if let Ok(text) = decode(&bytes, Decoding::Strict) {
                prop_assert_eq!(encode(&text), Ok(bytes));
            }
        }

        #[test]
        fn decoding_as_a_handset_does_never_fails(bytes: Vec<u8>) {
            prop_assert!(decode(&bytes, Decoding::Standard).is_ok());
        }

        #[test]
        fn a_refused_text_leaves_the_buffer_as_it_was(text: String) {
            let mut out = vec![0x41];
            if encode_into(&mut out, &text).is_err() {
                prop_assert_eq!(out, [0x41]);
            }
        }
    }
}
