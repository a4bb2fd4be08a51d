//! Septets in octets where no length field counts them: USSD and cell broadcast, TS 23.038,
//! 6.1.2.2 and 6.1.2.3.

use super::packing::{FillBits, NotASeptet, pack, unpack};

/// Packs septets for USSD or cell broadcast, where the receiver must infer their number.
///
/// Seven spare bits would read as `@`, so a carriage return fills them. A text that really ends
/// with one at the end of an octet gets another, since the receiver removes one there.
///
/// # Errors
///
/// The first byte from 0x80 on: it is no septet.
///
/// ```
/// use smsmode_core::text::gsm7;
///
/// let octets = gsm7::pack_ussd(&gsm7::encode("*100*1#")?)?;
/// assert_eq!(octets.len(), 7);
/// assert_eq!(octets[6] >> 1, 0x0D);
/// assert_eq!(gsm7::unpack_ussd(&octets), gsm7::encode("*100*1#")?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn pack_ussd(septets: &[u8]) -> Result<Vec<u8>, NotASeptet> {
    match (septets.len() % 8, septets.last()) {
        (7, _) | (0, Some(&CARRIAGE_RETURN)) => {
            pack(&[septets, &[CARRIAGE_RETURN]].concat(), FillBits::NONE)
        }
        _ => pack(septets, FillBits::NONE),
    }
}

/// Unpacks what [`pack_ussd`] packed: as many septets as fit into the octets, less a carriage
/// return at the very end of the last octet.
///
/// The standard cannot tell one case from another: a text of a multiple of eight septets that ends
/// with a carriage return comes back with two. To handsets two are the same as one.
///
/// ```
/// use smsmode_core::text::gsm7;
///
/// let returned = gsm7::unpack_ussd(&gsm7::pack_ussd(b"1234567\r")?);
/// assert_eq!(returned, b"1234567\r\r");
/// # Ok::<(), gsm7::NotASeptet>(())
/// ```
pub fn unpack_ussd(octets: &[u8]) -> Vec<u8> {
    let whole_groups = 8 * (octets.len() / 7);
    let count = whole_groups + octets.len() % 7;
    let mut septets = unpack(octets, count, FillBits::NONE).unwrap_or_default();
    if octets.len().is_multiple_of(7) && septets.last() == Some(&CARRIAGE_RETURN) {
        septets.pop();
    }
    septets
}

const CARRIAGE_RETURN: u8 = 0x0D;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn seven_spare_bits_are_a_carriage_return() {
        let octets = pack_ussd(&[0x41; 7]).unwrap();
        assert_eq!(unpack(&octets, 8, FillBits::NONE).unwrap()[7], 0x0D);
        assert_eq!(unpack_ussd(&octets), [0x41; 7]);
    }

    #[test]
    fn a_real_carriage_return_at_the_end_of_an_octet_gets_another() {
        let octets = pack_ussd(b"ABCDEFG\r").unwrap();
        assert_eq!(octets.len(), 8);
        assert_eq!(unpack_ussd(&octets), b"ABCDEFG\r\r");
    }

    #[test]
    fn a_real_carriage_return_before_the_filling_one_stays() {
        assert_eq!(unpack_ussd(&pack_ussd(b"ABCDEF\r").unwrap()), b"ABCDEF\r");
    }

    #[test]
    fn an_at_sign_at_the_end_is_kept() {
        for len in 1..=24 {
            let septets = vec![0; len];
            assert_eq!(unpack_ussd(&pack_ussd(&septets).unwrap()), septets, "{len}");
        }
    }

    #[test]
    fn nothing_is_no_octets() {
        assert_eq!(pack_ussd(&[]), Ok(Vec::new()));
        assert!(unpack_ussd(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn the_receiver_reads_what_was_sent_but_for_a_doubled_return(
            septets in prop::collection::vec(prop_oneof![0..0x80_u8, Just(0x0D)], 0..100),
        ) {
            let mut expected = septets.clone();
            if septets.len().is_multiple_of(8) && septets.last() == Some(&0x0D) {
                expected.push(0x0D);
            }
            prop_assert_eq!(unpack_ussd(&pack_ussd(&septets).unwrap()), expected);
        }

        #[test]
        fn any_octets_are_read(octets: Vec<u8>) {
            prop_assert!(unpack_ussd(&octets).is_ascii());
        }
    }
}
