//! Which charset bytes are read in.

use encoding_rs::{Encoding, ISO_8859_15, UTF_8};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Charset(&'static Encoding);

impl Charset {
    pub(crate) const LATIN_9: Self = Self(ISO_8859_15);
    pub(crate) const UTF_8: Self = Self(UTF_8);

    /// The charset in `application/x-www-form-urlencoded; charset=UTF-8`.
    pub(crate) fn declared_in(content_type: &str) -> Option<Self> {
        let parameters = content_type.split(';').skip(1).filter_map(|part| part.split_once('='));
        let label =
            parameters.into_iter().find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
        let label = label?.1.trim().trim_matches('"');
        Encoding::for_label(label.as_bytes()).map(Self)
    }

    /// Every byte sequence has a text; what is no UTF-8 shows as U+FFFD.
    pub(crate) fn decode(self, bytes: &[u8]) -> String {
        self.0.decode_without_bom_handling(bytes).0.into_owned()
    }

    /// How many places of the bytes are no text in this charset. A U+FFFD that somebody wrote is one.
    pub(crate) fn unreadable(self, bytes: &[u8], decoded: &str) -> usize {
        let replaced = decoded.matches(char::REPLACEMENT_CHARACTER).count();
        let is_readable =
            || self.0.decode_without_bom_handling_and_without_replacement(bytes).is_some();
        if replaced == 0 || is_readable() { 0 } else { replaced }
    }

    pub(crate) fn name(self) -> &'static str {
        self.0.name()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declared_charset_is_found_however_it_is_written() {
        for content_type in
            ["a/b;charset=utf-8", "a/b; Charset=\"UTF-8\"", "a/b; x=y; charset = utf8"]
        {
            assert_eq!(Charset::declared_in(content_type), Some(Charset::UTF_8), "{content_type}");
        }
        assert_eq!(Charset::declared_in("a/b"), None);
        assert_eq!(Charset::declared_in("a/b; charset=klingon"), None);
    }

    #[test]
    fn utf_8_read_as_latin_is_mojibake() {
        assert_eq!(Charset::LATIN_9.decode("é€".as_bytes()), "Ã©â\u{82}¬");
        assert_eq!(Charset::LATIN_9.decode(b"\xe9\xa4"), "é€");
    }
}
