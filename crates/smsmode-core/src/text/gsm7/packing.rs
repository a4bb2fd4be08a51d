//! Septets in octets, TS 23.038, 6.1.2.1.1: the first septet in the low bits, unused bits zero.

use thiserror::Error;

use crate::language::{Describe, Language};

/// Packs septets, one a byte, into octets.
///
/// The octets do not tell whether 7 or 8 septets are in 7 of them: hand on the number of septets
/// with them, as the length field of an SMS does. Where no such field is, use
/// [`pack_ussd`](super::pack_ussd).
///
/// # Errors
///
/// The first byte from 0x80 on: it is no septet.
///
/// ```
/// use smsmode_core::text::gsm7::{self, FillBits};
///
/// let septets = gsm7::encode("hellohello")?;
/// let octets = gsm7::pack(&septets, FillBits::NONE)?;
/// assert_eq!(octets, [0xE8, 0x32, 0x9B, 0xFD, 0x46, 0x97, 0xD9, 0xEC, 0x37]);
/// assert_eq!(gsm7::unpack(&octets, septets.len(), FillBits::NONE)?, septets);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn pack(septets: &[u8], fill: FillBits) -> Result<Vec<u8>, NotASeptet> {
    let mut out = Vec::new();
    pack_into(&mut out, septets, fill)?;
    Ok(out)
}

/// Appends packed septets to `out`, as [`pack`] does.
///
/// # Errors
///
/// The first byte from 0x80 on; `out` is then as it was before.
///
/// ```
/// use smsmode_core::text::gsm7::{self, FillBits};
///
/// let mut user_data = vec![0x05, 0x00, 0x03, 0x2A, 0x02, 0x01];
/// let fill = FillBits::after_header(user_data.len());
/// gsm7::pack_into(&mut user_data, &gsm7::encode("AB")?, fill)?;
/// assert_eq!(user_data[6..], [0x82, 0x42]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn pack_into(out: &mut Vec<u8>, septets: &[u8], fill: FillBits) -> Result<(), NotASeptet> {
    let before = out.len();
    out.reserve(fill.octets(septets.len()).unwrap_or(0));
    let (eights, tail) = match fill {
        FillBits::NONE => septets.as_chunks(),
        _ => (Default::default(), septets),
    };
    if !pack_eights(out, eights) || !tail.is_ascii() {
        out.truncate(before);
        return Err(NotASeptet::first_of(septets));
    }
    pack_rest(out, tail, fill);
    Ok(())
}

/// Unpacks so many septets, one a byte. Octets beyond them are not read.
///
/// # Errors
///
/// Fewer octets than the septets take.
///
/// ```
/// use smsmode_core::text::gsm7::{FillBits, unpack};
///
/// let zeros = [0; 7];
/// assert_eq!(unpack(&zeros, 7, FillBits::NONE)?.len(), 7);
/// assert_eq!(unpack(&zeros, 8, FillBits::NONE)?.len(), 8);
/// assert!(unpack(&zeros, 9, FillBits::NONE).is_err());
/// # Ok::<(), smsmode_core::text::gsm7::TooFewOctets>(())
/// ```
pub fn unpack(octets: &[u8], count: usize, fill: FillBits) -> Result<Vec<u8>, TooFewOctets> {
    let mut out = Vec::new();
    unpack_into(&mut out, octets, count, fill)?;
    Ok(out)
}

/// Appends so many unpacked septets to `out`, as [`unpack`] does.
///
/// # Errors
///
/// Fewer octets than the septets take; `out` is then as it was before.
pub fn unpack_into(
    out: &mut Vec<u8>,
    octets: &[u8],
    count: usize,
    fill: FillBits,
) -> Result<(), TooFewOctets> {
    let needed = fill.octets(count).unwrap_or(usize::MAX);
    let Some(octets) = octets.get(..needed) else {
        return Err(TooFewOctets { needed, found: octets.len() });
    };
    out.reserve(count);
    let blocks = if fill == FillBits::NONE { count / 64 } else { 0 };
    let (whole, rest) = octets.split_at_checked(56 * blocks).unwrap_or((&[], octets));
    for block in whole.as_chunks().0 {
        out.extend_from_slice(&unpack_block(block));
    }
    unpack_rest(out, rest, count - 64 * blocks, fill);
    Ok(())
}

/// The zero bits between a user data header and the text, so that the text begins where a septet
/// would.
///
/// ```
/// use smsmode_core::text::gsm7::FillBits;
///
/// assert_eq!(FillBits::NONE.get(), 0);
/// assert_eq!(FillBits::after_header(6).get(), 1);
/// assert_eq!(FillBits::after_header(7).get(), 0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct FillBits(u8);

impl FillBits {
    /// No header, or one of whole septets.
    pub const NONE: Self = Self(0);

    /// After a header of so many octets, its length octet included: 6 for a reference of 8 bits,
    /// 7 for one of 16.
    pub const fn after_header(octets: usize) -> Self {
        // 8 bits are one more than a septet, so each octet takes one bit from the next septet.
        match octets % 7 {
            0 => Self(0),
            1 => Self(6),
            2 => Self(5),
            3 => Self(4),
            4 => Self(3),
            5 => Self(2),
            _ => Self(1),
        }
    }

    /// How many they are, 0 to 6.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// How many octets so many septets take after the fill bits; nothing if beyond counting.
    fn octets(self, septets: usize) -> Option<usize> {
        match septets {
            0 => Some(0),
            _ => Some(septets.checked_mul(7)?.checked_add(self.0.into())?.div_ceil(8)),
        }
    }
}

/// A byte from 0x80 on among bytes that should be septets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
#[error("the byte {byte:#04x} at index {index} is no septet")]
#[non_exhaustive]
pub struct NotASeptet {
    /// The index of the byte.
    pub index: usize,
    /// The byte.
    pub byte: u8,
}

impl NotASeptet {
    fn first_of(bytes: &[u8]) -> Self {
        let first = bytes.iter().enumerate().find(|(_, byte)| !byte.is_ascii());
        let (index, &byte) = first.unwrap_or((0, &0));
        Self { index, byte }
    }
}

impl Describe for NotASeptet {
    fn describe(&self, language: Language) -> String {
        let Self { index, byte } = self;
        language.pick(
            self.to_string(),
            format!("l'octet {byte:#04x} à l'indice {index} n'est pas un septet"),
        )
    }
}

/// Packed septets end before the number that was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
#[error("the septets take {needed} octets, there are {found}")]
#[non_exhaustive]
pub struct TooFewOctets {
    /// How many octets so many septets take.
    pub needed: usize,
    /// How many there are.
    pub found: usize,
}

impl Describe for TooFewOctets {
    fn describe(&self, language: Language) -> String {
        let Self { needed, found } = self;
        language.pick(
            self.to_string(),
            format!("les septets occupent {needed} octets, il y en a {found}"),
        )
    }
}

/// Packs eight septets each, some at a time in two passes: the first is all arithmetic, which
/// compilers turn into vector instructions, and the second writes each seven octets as a word whose
/// last octet the next one overwrites. Whether all are septets.
fn pack_eights(out: &mut Vec<u8>, eights: &[[u8; 8]]) -> bool {
    let mut words = [0; 64];
    let mut octets = [0; 8 * 56 + 8];
    for group in eights.chunks(words.len()) {
        if !group.as_flattened().is_ascii() {
            return false;
        }
        for (word, &eight) in words.iter_mut().zip(group) {
            *word = squeeze(u64::from_le_bytes(eight));
        }
        for (place, words) in (0..).step_by(56).zip(words.as_chunks().0) {
            if let Some(octets) = octets.get_mut(place..).and_then(<[u8]>::first_chunk_mut) {
                write_sevens(octets, words);
            }
        }
        out.extend_from_slice(octets.get(..7 * group.len()).unwrap_or_default());
    }
    true
}

#[inline]
fn write_sevens(octets: &mut [u8; 64], words: &[u64; 8]) {
    for (place, word) in (0..).step_by(7).zip(words) {
        if let Some(octets) = octets.get_mut(place..place + 8) {
            octets.copy_from_slice(&word.to_le_bytes());
        }
    }
}

/// 56 bits from two neighbouring words for each eight septets.
fn unpack_block(octets: &[u8; 56]) -> [u8; 64] {
    let mut words = [0; 9];
    let (sevens, _) = octets.as_chunks();
    for (word, &seven) in words.iter_mut().skip(1).zip(sevens) {
        *word = u64::from_le_bytes(seven);
    }
    let mut septets = [0; 64];
    let (eights, _) = septets.as_chunks_mut();
    let neighbours = words.iter().zip(words.iter().skip(1));
    for ((eight, (low, high)), taken) in eights.iter_mut().zip(neighbours).zip((0..).step_by(8)) {
        let before = low.checked_shr(64 - taken).unwrap_or(0);
        *eight = spread(before | high << taken).to_le_bytes();
    }
    septets
}

fn pack_rest(out: &mut Vec<u8>, septets: &[u8], fill: FillBits) {
    let (eights, tail) = septets.as_chunks();
    let mut carried = 0;
    for &eight in eights {
        let bits = carried | squeeze(u64::from_le_bytes(eight)) << fill.0;
        let [octets @ .., _] = bits.to_le_bytes();
        out.extend_from_slice(&octets);
        carried = bits >> 56;
    }
    let bits = carried | squeeze(padded(tail)) << fill.0;
    let pending = if septets.is_empty() { 0 } else { usize::from(fill.0) + 7 * tail.len() };
    out.extend(bits.to_le_bytes().iter().take(pending.div_ceil(8)));
}

fn unpack_rest(out: &mut Vec<u8>, octets: &[u8], count: usize, fill: FillBits) {
    let mut rest = octets;
    for _ in 0..count / 8 {
        out.extend_from_slice(&spread(padded(rest) >> fill.0).to_le_bytes());
        rest = rest.get(7..).unwrap_or_default();
    }
    out.extend(spread(padded(rest) >> fill.0).to_le_bytes().iter().take(count % 8));
}

/// The first eight bytes as a word, with zeros for those that are not there.
fn padded(bytes: &[u8]) -> u64 {
    if let Some(&eight) = bytes.first_chunk() {
        return u64::from_le_bytes(eight);
    }
    bytes.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte))
}

/// Eight septets in eight bytes to 56 bits, by halves.
const fn squeeze(septets: u64) -> u64 {
    // Each second septet comes down by one bit, that is by half of what it is.
    let pairs = septets.wrapping_sub(septets >> 1 & 0x3F80_3F80_3F80_3F80);
    let fours = pairs & 0x0000_3FFF_0000_3FFF | (pairs & 0x3FFF_0000_3FFF_0000) >> 2;
    fours & 0x0FFF_FFFF | (fours & 0x0FFF_FFFF_0000_0000) >> 4
}

/// The low 56 bits to eight septets in eight bytes.
const fn spread(bits: u64) -> u64 {
    let fours = bits & 0x0FFF_FFFF | (bits & 0x00FF_FFFF_F000_0000) << 4;
    let pairs = fours & 0x0000_3FFF_0000_3FFF | (fours & 0x0FFF_C000_0FFF_C000) << 2;
    pairs & 0x007F_007F_007F_007F | (pairs & 0x3F80_3F80_3F80_3F80) << 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Bit by bit: the fill, each septet from its lowest bit, zeros to the end of the octet.
    fn oracle(septets: &[u8], fill: FillBits) -> Vec<u8> {
        let mut bits = vec![false; if septets.is_empty() { 0 } else { fill.get().into() }];
        for septet in septets {
            bits.extend((0..7).map(|bit| septet >> bit & 1 == 1));
        }
        let octet = |bits: &[bool]| {
            bits.iter().enumerate().map(|(place, &bit)| u8::from(bit) << place).sum()
        };
        bits.chunks(8).map(octet).collect()
    }

    fn any_fill() -> impl Strategy<Value = FillBits> {
        (0..7_usize).prop_map(FillBits::after_header)
    }

    #[test]
    fn headers_of_all_lengths_end_where_a_septet_begins() {
        for octets in 0..=140 {
            let fill = FillBits::after_header(octets);
            assert_eq!((8 * octets + usize::from(fill.get())) % 7, 0, "{octets}");
            assert!(fill.get() < 7, "{octets}");
        }
    }

    #[test]
    fn seven_and_eight_septets_in_seven_octets_are_told_apart_by_the_count() {
        for septets in [vec![0; 7], vec![0; 8], vec![0x20; 7]] {
            let octets = pack(&septets, FillBits::NONE).unwrap();
            assert_eq!(octets.len(), 7);
            assert_eq!(unpack(&octets, septets.len(), FillBits::NONE), Ok(septets));
        }
    }

    #[test]
    fn a_final_carriage_return_of_an_sms_survives() {
        for len in 1..=24 {
            let mut septets = vec![0x41; len];
            septets.push(0x0D);
            let octets = pack(&septets, FillBits::NONE).unwrap();
            assert_eq!(unpack(&octets, len + 1, FillBits::NONE), Ok(septets));
        }
    }

    #[test]
    fn one_hundred_and_sixty_septets_are_140_octets() {
        assert_eq!(pack(&[0x41; 160], FillBits::NONE).unwrap().len(), 140);
        assert_eq!(pack(&[0x41; 153], FillBits::after_header(6)).unwrap().len(), 134);
        assert_eq!(pack(&[0x41; 152], FillBits::after_header(7)).unwrap().len(), 133);
    }

    #[test]
    fn a_byte_that_is_no_septet_is_refused_with_its_place() {
        let mut out = vec![0xAA];
        let refused = pack_into(&mut out, &[0x41, 0x80, 0xFF], FillBits::NONE).unwrap_err();
        assert_eq!(refused, NotASeptet { index: 1, byte: 0x80 });
        assert_eq!(refused.to_string(), "the byte 0x80 at index 1 is no septet");
        assert_eq!(out, [0xAA]);
    }

    #[test]
    fn too_few_octets_are_refused_whatever_the_count() {
        let refused = unpack(&[0; 7], 9, FillBits::NONE).unwrap_err();
        assert_eq!(refused, TooFewOctets { needed: 8, found: 7 });
        assert!(unpack(&[0; 7], 8, FillBits::after_header(6)).is_err());
        assert!(unpack(&[0; 7], usize::MAX, FillBits::after_header(6)).is_err());
        assert_eq!(unpack(&[], 0, FillBits::after_header(6)), Ok(Vec::new()));
    }

    /// 63 septets take as many octets as 64.
    #[test]
    fn every_count_up_to_some_blocks_comes_back() {
        for count in 0..300 {
            let septets = vec![0x55; count];
            let octets = pack(&septets, FillBits::NONE).unwrap();
            assert_eq!(unpack(&octets, count, FillBits::NONE), Ok(septets), "{count}");
        }
    }

    proptest! {
        #[test]
        fn packing_agrees_with_the_bits(
            septets in prop::collection::vec(0..0x80_u8, 0..300), fill in any_fill(),
        ) {
            prop_assert_eq!(pack(&septets, fill), Ok(oracle(&septets, fill)));
        }

        #[test]
        fn what_is_packed_unpacks_to_itself(
            septets in prop::collection::vec(0..0x80_u8, 0..300), fill in any_fill(),
            beyond: Vec<u8>,
        ) {
            let octets = [pack(&septets, fill).unwrap(), beyond].concat();
            prop_assert_eq!(unpack(&octets, septets.len(), fill), Ok(septets));
        }

        #[test]
        fn any_octets_unpack_to_septets(octets: Vec<u8>, fill in any_fill()) {
            let count = (8 * octets.len()).saturating_sub(fill.get().into()) / 7;
            let septets = unpack(&octets, count, fill).unwrap();
            prop_assert_eq!(septets.len(), count);
            prop_assert!(septets.is_ascii());
            prop_assert!(unpack(&octets, count + 1, fill).is_err());
        }

        #[test]
        fn bytes_that_are_no_septets_are_refused(bytes: Vec<u8>, fill in any_fill()) {
            let first = bytes.iter().position(|byte| !byte.is_ascii());
            prop_assert_eq!(pack(&bytes, fill).err().map(|refused| refused.index), first);
        }
    }
}
