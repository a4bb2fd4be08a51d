//! What separates the fields of a record.

use std::str::FromStr;

/// A sign between fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delimiter(u8);

impl Delimiter {
    /// What files have, the most usual one in France first.
    pub(super) const USUAL: [Self; 3] = [Self(b';'), Self(b'\t'), Self(b',')];

    /// The byte that it is in the file.
    pub const fn byte(self) -> u8 {
        self.0
    }

    /// What the first line of a file says to Excel: `sep=;`.
    pub(super) fn declared(head: &[u8]) -> Option<Self> {
        let head = head.strip_prefix(b"\"").unwrap_or(head);
        let (name, rest) = head.split_at_checked(4)?;
        let (&sign, rest) = rest.split_first()?;
        let ends = matches!(rest.strip_prefix(b"\"").unwrap_or(rest), [] | [b'\r' | b'\n', ..]);
        (name.eq_ignore_ascii_case(b"sep=") && ends).then_some(Self::of(sign)).flatten()
    }

    fn of(sign: u8) -> Option<Self> {
        let is_usable = sign == b'\t' || (sign.is_ascii_punctuation() && sign != b'"');
        is_usable.then_some(Self(sign))
    }
}

impl FromStr for Delimiter {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let sign = match text {
            "tab" | "\\t" => Some(b'\t'),
            text => <[u8; 1]>::try_from(text.as_bytes()).ok().map(|[sign]| sign),
        };
        let expected = "one sign such as ; or , or the word tab";
        sign.and_then(Self::of).ok_or_else(|| expected.to_owned())
    }
}

impl std::fmt::Display for Delimiter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            b'\t' => f.write_str("tab"),
            sign => write!(f, "{}", char::from(sign)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_for_excel_names_the_delimiter() {
        for (head, expected) in [
            ("sep=;\r\nnumero", Some(";")),
            ("SEP=,\n", Some(",")),
            ("\"sep=\t\"\n", Some("tab")),
            ("sep=|", Some("|")),
            ("sep=;;\n", None),
            ("sep=a\n", None),
            ("sep=", None),
            ("separation\n", None),
        ] {
            let declared = Delimiter::declared(head.as_bytes()).map(|sign| sign.to_string());
            assert_eq!(declared.as_deref(), expected, "{head:?}");
        }
    }

    #[test]
    fn letters_and_quotation_marks_separate_nothing() {
        for text in ["a", "\"", "", ";;", "é", "\n", " "] {
            assert!(text.parse::<Delimiter>().is_err(), "{text:?}");
        }
        assert_eq!("tab".parse(), Ok(Delimiter(b'\t')));
    }
}
