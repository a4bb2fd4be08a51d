//! UCS-2, the alphabet of everything that GSM does not have: big-endian units of 16 bits, in
//! today's practice UTF-16.

use thiserror::Error;

use super::gsm7::Decoding;
use crate::language::{Describe, Language};

/// Encodes a text, two octets a unit. It never fails: a character beyond U+FFFF is a pair of
/// surrogates.
///
/// ```
/// use smsmode_core::text::ucs2;
///
/// assert_eq!(ucs2::encode("ê😀"), [0x00, 0xEA, 0xD8, 0x3D, 0xDE, 0x00]);
/// ```
pub fn encode(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    encode_into(&mut out, text);
    out
}

/// Appends an encoded text to `out`, as [`encode`] does.
pub fn encode_into(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len());
    for unit in text.encode_utf16() {
        out.extend_from_slice(&unit.to_be_bytes());
    }
}

/// Decodes octets. A byte order mark is a character like any other.
///
/// # Errors
///
/// With [`Decoding::Strict`] the first octet of half a surrogate pair, or of half a unit at the
/// end. [`Decoding::Standard`] never fails and shows each as U+FFFD.
///
/// ```
/// use smsmode_core::text::gsm7::Decoding;
/// use smsmode_core::text::ucs2;
///
/// assert_eq!(ucs2::decode(&[0x00, 0xEA, 0xD8, 0x3D, 0xDE, 0x00], Decoding::Strict)?, "ê😀");
/// assert_eq!(ucs2::decode(&[0xD8, 0x3D], Decoding::Standard)?, "\u{FFFD}");
/// assert_eq!(ucs2::decode(&[0x00, 0x41, 0xD8], Decoding::Strict).unwrap_err().index, 2);
/// # Ok::<(), ucs2::BrokenUnit>(())
/// ```
pub fn decode(octets: &[u8], decoding: Decoding) -> Result<String, BrokenUnit> {
    let (units, half) = octets.as_chunks();
    let mut text = String::with_capacity(octets.len());
    let mut index = 0;
    for decoded in char::decode_utf16(units.iter().map(|&unit| u16::from_be_bytes(unit))) {
        let ch = decoded.or(decoding.broken(index))?;
        text.push(ch);
        index += 2 * ch.len_utf16();
    }
    if !half.is_empty() {
        text.push(decoding.broken(index)?);
    }
    Ok(text)
}

impl Decoding {
    const fn broken(self, index: usize) -> Result<char, BrokenUnit> {
        match self {
            Self::Standard => Ok(char::REPLACEMENT_CHARACTER),
            Self::Strict => Err(BrokenUnit { index }),
        }
    }
}

/// Octets that are no character: half a surrogate pair, or half a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
#[error("no character begins at octet {index}")]
#[non_exhaustive]
pub struct BrokenUnit {
    /// The index of the first octet.
    pub index: usize,
}

impl Describe for BrokenUnit {
    fn describe(&self, language: Language) -> String {
        let Self { index } = self;
        language.pick(self.to_string(), format!("aucun caractère ne commence à l'octet {index}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_emoji_is_a_pair_of_surrogates_in_big_endian_order() {
        assert_eq!(encode("😀"), [0xD8, 0x3D, 0xDE, 0x00]);
    }

    #[test]
    fn half_a_pair_is_visible_or_refused_wherever_it_stands() {
        for (octets, shown, index) in [
            (vec![0xD8, 0x3D, 0x00, 0x41], "\u{FFFD}A", 0),
            (vec![0x00, 0x41, 0xDE, 0x00], "A\u{FFFD}", 2),
            (vec![0xD8, 0x3D, 0xD8, 0x3D, 0xDE, 0x00], "\u{FFFD}😀", 0),
            (vec![0xD8, 0x3D, 0xDE], "\u{FFFD}\u{FFFD}", 0),
        ] {
            assert_eq!(decode(&octets, Decoding::Standard).as_deref(), Ok(shown));
            assert_eq!(decode(&octets, Decoding::Strict), Err(BrokenUnit { index }));
        }
    }

    #[test]
    fn an_error_names_the_octet() {
        let refused = decode(&[0], Decoding::Strict).unwrap_err();
        assert_eq!(refused.to_string(), "no character begins at octet 0");
    }

    proptest! {
        #[test]
        fn what_is_encoded_decodes_to_itself(text: String) {
            let octets = encode(&text);
            prop_assert_eq!(octets.len(), 2 * text.encode_utf16().count());
            prop_assert_eq!(decode(&octets, Decoding::Strict), Ok(text.clone()));
            prop_assert_eq!(decode(&octets, Decoding::Standard), Ok(text));
        }

        #[test]
        fn encoding_agrees_with_encoding_rs(text: String) {
            let octets = encode(&text);
            let (expected, _) = encoding_rs::UTF_16BE.decode_without_bom_handling(&octets);
            prop_assert_eq!(expected, text);
        }

        #[test]
        fn decoding_as_a_handset_does_never_fails(octets: Vec<u8>) {
            let shown = decode(&octets, Decoding::Standard).unwrap();
            let (expected, _) = encoding_rs::UTF_16BE.decode_without_bom_handling(&octets);
            if octets.len().is_multiple_of(2) {
                prop_assert_eq!(shown, expected);
            }
        }

        #[test]
        fn strict_accepts_exactly_what_an_encoder_writes(octets: Vec<u8>) {
            if let Ok(text) = decode(&octets, Decoding::Strict) {
                prop_assert_eq!(encode(&text), octets);
            }
        }
    }
}
