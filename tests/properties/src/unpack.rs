//! Packing.

use smsmode_core::text::gsm7::{self, FillBits, pack, pack_ussd, unpack_ussd};

/// Packing and unpacking are the reverse of each other. The first byte is the length of a header.
pub fn unpack(bytes: &[u8]) {
    let Some((&header, octets)) = bytes.split_first() else { return };
    let fill = FillBits::after_header(header.into());
    let count = (8 * octets.len()).saturating_sub(fill.get().into()) / 7;
    for count in count.saturating_sub(64)..=count {
        let septets = gsm7::unpack(octets, count, fill).expect("there are enough octets");
        let packed = pack(&septets, fill).expect("they are septets");
        assert_eq!(gsm7::unpack(&packed, count, fill), Ok(septets));
    }
    assert!(gsm7::unpack(octets, count + 1, fill).is_err());
    let text = unpack_ussd(octets);
    let again = unpack_ussd(&pack_ussd(&text).expect("they are septets"));
    assert!(again == text || (again.len() == text.len() + 1 && again.last() == Some(&0x0D)));
}
