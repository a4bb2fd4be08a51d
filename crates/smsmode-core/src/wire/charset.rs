//! The charset of an answer: what was declared, else what the bytes look like.

use std::borrow::Cow;

use encoding_rs::{Encoding, ISO_8859_15, UTF_8};

use crate::request::Response;

/// How the bytes of one answer are read; decided once, applied field by field.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AnswerCharset(&'static Encoding);

impl AnswerCharset {
    /// The declared charset; else UTF-8 where the bytes are valid and not plain ASCII; else
    /// ISO-8859-15 (grade A: single bytes were seen on the real service).
    pub(crate) fn of(answer: &Response<'_>) -> Self {
        Self::declared(answer.content_type()).unwrap_or_else(|| Self::guessed(answer.body()))
    }

    /// The charset that undeclared bytes look like.
    pub(crate) fn guessed(bytes: &[u8]) -> Self {
        let utf8 = std::str::from_utf8(bytes).is_ok_and(|text| !text.is_ascii());
        Self(if utf8 { UTF_8 } else { ISO_8859_15 })
    }

    fn declared(content_type: Option<&str>) -> Option<Self> {
        let label = content_type?.split(';').skip(1).find_map(charset_parameter)?;
        Encoding::for_label(label.as_bytes()).map(Self)
    }

    /// Decodes one field. Bytes that the charset does not know become U+FFFD.
    pub(crate) fn decode(self, field: &[u8]) -> Cow<'_, str> {
        self.0.decode_without_bom_handling(field).0
    }
}

fn charset_parameter(parameter: &str) -> Option<&str> {
    let (name, value) = parameter.split_once('=')?;
    name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(content_type: Option<&str>, body: &[u8]) -> String {
        let mut answer = Response::new(200, body);
        if let Some(content_type) = content_type {
            answer = answer.with_content_type(content_type);
        }
        AnswerCharset::of(&answer).decode(body).into_owned()
    }

    #[test]
    fn single_bytes_without_a_declaration_are_latin() {
        assert_eq!(decode(None, b"Accept\xe9 10 \xa4"), "Accepté 10 €");
    }

    #[test]
    fn valid_utf8_without_a_declaration_is_utf8() {
        assert_eq!(decode(Some("text/html"), "Accepté".as_bytes()), "Accepté");
    }

    #[test]
    fn a_declared_charset_wins() {
        let utf8 = "Accepté".as_bytes();
        assert_eq!(decode(Some("text/plain; charset=\"ISO-8859-15\""), utf8), "AcceptÃ©");
        assert_eq!(decode(Some("text/plain;Charset=utf-8"), utf8), "Accepté");
    }

    #[test]
    fn an_unknown_declared_charset_is_passed_over() {
        assert_eq!(decode(Some("text/plain; charset=klingon"), b"\xe9"), "é");
    }
}
