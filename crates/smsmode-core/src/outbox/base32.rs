//! Numbers as text: Crockford's base 32, in capitals, which nobody misreads and no charset changes.

/// The lowest `5 * N` bits, the highest first.
pub(super) fn encode<const N: usize>(number: u128) -> [u8; N] {
    let mut text = [b'0'; N];
    let mut rest = number;
    for byte in text.iter_mut().rev() {
        *byte = digit(rest & 31);
        rest >>= 5;
    }
    text
}

/// Strict: one text for each number, so that no two references mean the same.
pub(super) fn decode(text: &str) -> Option<u128> {
    text.bytes().try_fold(0_u128, |number, byte| {
        let value = ALPHABET.iter().position(|digit| *digit == byte)?;
        let shifted = number.checked_mul(32)?;
        Some(shifted | u128::try_from(value).ok()?)
    })
}

fn digit(value: u128) -> u8 {
    usize::try_from(value).ok().and_then(|at| ALPHABET.get(at)).copied().unwrap_or(b'0')
}

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_number_comes_back(number: u128) {
            let text = encode::<26>(number);
            prop_assert_eq!(decode(std::str::from_utf8(&text).unwrap()), Some(number));
        }
    }

    #[test]
    fn other_spellings_and_too_large_numbers_are_refused() {
        for text in ["abc", "I", "L", "O", "U", "é", "-", " 1", "80000000000000000000000000"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
