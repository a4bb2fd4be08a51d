//! Whether quotation marks stand where they may: around a field, and doubled within it.

use super::number;

/// Whether a record, with the line end after it or without, could have been written by a program.
///
/// A mark out of place makes the reader of the record join lines that were apart.
pub(super) fn are_well_placed(record: &[u8], delimiter: u8) -> bool {
    if memchr::memchr(b'"', record).is_none() {
        return true;
    }
    let mut rest = record;
    loop {
        rest = match rest {
            [b'"', quoted @ ..] => match after_quoted(quoted, delimiter) {
                Some(rest) => rest,
                None => return false,
            },
            plain => after_plain(plain, delimiter),
        };
        match rest {
            [next, after @ ..] if *next == delimiter => rest = after,
            _ => return true,
        }
    }
}

/// From the mark that closes a field on; nothing if something else follows than its end.
fn after_quoted(mut quoted: &[u8], delimiter: u8) -> Option<&[u8]> {
    loop {
        let mark = memchr::memchr(b'"', quoted)?;
        let after = quoted.get(mark + 1..).unwrap_or_default();
        match after {
            [b'"', rest @ ..] => quoted = rest,
            [] | [b'\r' | b'\n', ..] => return Some(after),
            [next, ..] if *next == delimiter => return Some(after),
            _ => return None,
        }
    }
}

fn after_plain(plain: &[u8], delimiter: u8) -> &[u8] {
    let end = memchr::memchr3(delimiter, b'\r', b'\n', plain).unwrap_or(plain.len());
    plain.get(end..).unwrap_or_default()
}

/// Whether a line within the quotation marks of a record looks like a message of its own: a number stands
/// where numbers do. Then the marks belong to two texts, one of which only begins and one only ends with
/// them, and all in between would be sent to the first person.
pub(super) fn join_messages(record: &[u8], delimiter: u8, to: usize) -> bool {
    let lines = record.split(|byte| *byte == b'\n').skip(1);
    let mut fields = lines.filter(|line| line.contains(&delimiter)).filter_map(|line| {
        let field = line.split(|byte| *byte == delimiter).nth(to)?;
        std::str::from_utf8(field).ok()
    });
    fields.any(|field| {
        let digits = field.bytes().filter(u8::is_ascii_digit).count();
        digits >= DIGITS && number::is_meant_by(field.trim_matches('"'))
    })
}

/// The fewest digits of a number that a line begins with; texts have other figures.
const DIGITS: usize = 9;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_around_a_field_and_doubled_within_it_are_well_placed() {
        for record in [
            "a;b",
            "\"a\";b\n",
            "\"a;\"\"b\"\"\";c",
            "\"a\nb\"\r\n",
            "\"\";\"\"",
            "5\" nails;b",
            ";\"a\";",
        ] {
            assert!(are_well_placed(record.as_bytes(), b';'), "{record:?}");
        }
    }

    #[test]
    fn a_mark_that_something_follows_or_that_is_never_closed_is_not() {
        for record in ["\"a\"b;c", "a;\"b", "\"a\" ;b", "a;\"b\nc;d\nf;\"e\"\n"] {
            assert!(!are_well_placed(record.as_bytes(), b';'), "{record:?}");
        }
    }

    #[test]
    fn messages_between_the_marks_of_two_texts_are_noticed() {
        let of_two = b"0639980011;\"Promo\n0639980012;24\"\n";
        assert!(are_well_placed(of_two, b';') && join_messages(of_two, b';', 0));
        assert!(join_messages(b"a;0639980011;\"Promo\nb;639980012;24\"\n", b';', 1));
        for of_one in
            ["0639980011;\"Tel. :\n0639980012\"\n", "0639980011;\"a;\n12;b\"\n", "0639980011;a\n"]
        {
            assert!(!join_messages(of_one.as_bytes(), b';', 0), "{of_one:?}");
        }
    }
}
