//! `application/x-www-form-urlencoded`, read byte by byte.

use std::borrow::Cow;

use super::Pairs;

/// Names and values, still in the charset of the request.
pub(crate) fn pairs(form: &[u8]) -> Pairs<'_> {
    let pairs = form.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
    pairs.map(pair).collect()
}

fn pair(pair: &[u8]) -> (Cow<'_, [u8]>, Cow<'_, [u8]>) {
    let mut sides = pair.splitn(2, |byte| *byte == b'=');
    let mut side = || unescape(sides.next().unwrap_or_default());
    (side(), side())
}

/// Most names and many values have nothing to read in them.
fn unescape(side: &[u8]) -> Cow<'_, [u8]> {
    if side.iter().any(|byte| matches!(byte, b'%' | b'+')) {
        Cow::Owned(unescaped(side))
    } else {
        Cow::Borrowed(side)
    }
}

/// A percent sign without two hexadecimal digits stays what it is.
fn unescaped(mut rest: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(rest.len());
    loop {
        rest = match rest {
            [] => return bytes,
            [b'%', high, low, tail @ ..] if hex(*high).is_some() && hex(*low).is_some() => {
                bytes.push(hex(*high).unwrap_or(0) * 16 + hex(*low).unwrap_or(0));
                tail
            }
            [b'+', tail @ ..] => {
                bytes.push(b' ');
                tail
            }
            [byte, tail @ ..] => {
                bytes.push(*byte);
                tail
            }
        }
    }
}

fn hex(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_blanks_are_read() {
        let expected: [(&[u8], &[u8]); 2] = [(b"a", b"b c\xe9="), (b"d", b"")];
        assert_eq!(
            pairs(b"a=b+c%E9%3d&&d"),
            expected.map(|(name, value)| (name.into(), value.into()))
        );
    }

    #[test]
    fn a_broken_escape_stays_as_it_is() {
        let expected: [(&[u8], &[u8]); 2] = [(b"a", b"100%"), (b"b", b"%zz%4")];
        let expected = expected.map(|(name, value)| (name.into(), value.into()));
        assert_eq!(pairs(b"a=100%&b=%zz%4"), expected);
    }
}
