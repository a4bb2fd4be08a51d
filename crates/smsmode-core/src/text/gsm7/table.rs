//! The tables of the alphabet, TS 23.038, 6.2.1 and 6.2.1.1.

/// The septet of a character; [`EXTENSION`] is added where it follows an escape.
#[expect(clippy::indexing_slicing, reason = "the pattern keeps the index below 256")]
pub(in crate::text) const fn code(ch: char) -> u8 {
    match ch {
        ..='\u{FF}' => LATIN[ch as usize],
        'Δ' => 0x10,
        'Φ' => 0x12,
        'Γ' => 0x13,
        'Λ' => 0x14,
        'Ω' => 0x15,
        'Π' => 0x16,
        'Ψ' => 0x17,
        'Σ' => 0x18,
        'Θ' => 0x19,
        'Ξ' => 0x1A,
        '€' => EXTENSION + 0x65,
        _ => OUTSIDE,
    }
}

pub(super) const ESCAPE: u8 = 0x1B;
pub(in crate::text) const EXTENSION: u8 = 0x80;
pub(in crate::text) const OUTSIDE: u8 = 0xFF;

/// TS 23.038, 6.2.1. The escape is no character; its cell is never read as one.
///
/// 0x09 is the capital Ç, as the standard draws it. The file GSM0338.TXT of Unicode "corrects" it
/// to the small ç, which handsets do not follow: a ç sent as 0x09 arrives as Ç.
#[rustfmt::skip]
pub(super) const DEFAULT: [char; 128] = [
    '@', '£', '$', '¥', 'è', 'é', 'ù', 'ì', 'ò', 'Ç', '\n', 'Ø', 'ø', '\r', 'Å', 'å',
    'Δ', '_', 'Φ', 'Γ', 'Λ', 'Ω', 'Π', 'Ψ', 'Σ', 'Θ', 'Ξ', ' ', 'Æ', 'æ', 'ß', 'É',
    ' ', '!', '"', '#', '¤', '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/',
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?',
    '¡', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O',
    'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z', 'Ä', 'Ö', 'Ñ', 'Ü', '§',
    '¿', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
    'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', 'ä', 'ö', 'ñ', 'ü', 'à',
];

/// TS 23.038, 6.2.1.1: the code after the escape, and its character.
pub(super) const EXTENDED: [(u8, char); 10] = [
    (0x0A, '\u{C}'),
    (0x14, '^'),
    (0x28, '{'),
    (0x29, '}'),
    (0x2F, '\\'),
    (0x3C, '['),
    (0x3D, '~'),
    (0x3E, ']'),
    (0x40, '|'),
    (0x65, '€'),
];

/// [`code`] for U+0000 to U+00FF, which are nearly all of a French text.
const LATIN: [u8; 256] = latin();

#[expect(
    clippy::indexing_slicing,
    reason = "runs at compile time, where a wrong index is a build error"
)]
const fn latin() -> [u8; 256] {
    let mut table = [OUTSIDE; 256];
    let mut septet: u8 = 0;
    while septet < 128 {
        let ch = DEFAULT[septet as usize] as usize;
        if septet != ESCAPE && ch < 256 {
            table[ch] = septet;
        }
        septet += 1;
    }
    let mut cell = 0;
    while cell < EXTENDED.len() {
        let (septet, ch) = EXTENDED[cell];
        if (ch as usize) < 256 {
            table[ch as usize] = EXTENSION + septet;
        }
        cell += 1;
    }
    table
}
