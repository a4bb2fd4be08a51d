//! Answers: first the form `code | text`, then whatever grammar the call has.

use crate::error::{Excerpt, Malformed, MalformedReason, ResponseError, UnexpectedStatus};
use crate::refusal::{Refusal, RefusalCode};
use crate::request::{Ending, Response};
use crate::wire::charset::AnswerCharset;

/// An answer whose charset is known and whose ends are trimmed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answer<'a> {
    response: Response<'a>,
    charset: AnswerCharset,
    body: &'a [u8],
}

/// `code | rest`, or a code alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Coded<'a> {
    pub(crate) code: u16,
    pub(crate) rest: &'a [u8],
    /// Whether a separator follows the code; without one a cut could have taken digits of it.
    pub(crate) separated: bool,
}

impl<'a> Answer<'a> {
    pub(crate) fn of(response: Response<'a>) -> Self {
        let charset = AnswerCharset::of(&response);
        Self { response, charset, body: trim(response.body()) }
    }

    /// The body without white space at its ends.
    pub(crate) fn body(&self) -> &'a [u8] {
        self.body
    }

    pub(crate) fn ending(&self) -> Ending {
        self.response.ending()
    }

    pub(crate) fn charset(&self) -> AnswerCharset {
        self.charset
    }

    pub(crate) fn decode(&self, field: &[u8]) -> String {
        self.charset.decode(trim(field)).into_owned()
    }

    /// The code of an answer that has one: 1 to 4 digits without a leading zero, then `|` or the end.
    pub(crate) fn coded(&self) -> Option<Coded<'a>> {
        let digits = self.body.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (number, after) = self.body.split_at_checked(digits)?;
        let after = trim(after);
        let separated = after.first() == Some(&b'|');
        let plausible = (1..=4).contains(&digits) && (digits == 1 || !number.starts_with(b"0"));
        if !plausible || !(separated || after.is_empty()) {
            return None;
        }
        let code = std::str::from_utf8(number).ok()?.parse().ok()?;
        Some(Coded { code, rest: after.get(1..).unwrap_or_default(), separated })
    }

    /// The rest of an answer with code 0; every other code is a refusal, and everything else an
    /// error of its own kind.
    pub(crate) fn accepted(&self) -> Result<Coded<'a>, ResponseError> {
        match self.coded() {
            Some(coded) if coded.code != 0 => Err(self.refused(coded)),
            Some(_) if !self.is_success() => Err(self.malformed(MalformedReason::Contradiction)),
            Some(coded) if coded.separated || self.ending() != Ending::Cut => Ok(coded),
            _ => Err(self.no_code()),
        }
    }

    /// Refuses what is no whole, successful answer before its own grammar is read.
    pub(crate) fn whole(&self) -> Result<&'a [u8], ResponseError> {
        if !self.is_success() {
            return Err(self.unexpected_status());
        }
        match self.ending() {
            Ending::Cut => Err(self.malformed(MalformedReason::Cut)),
            _ => Ok(self.body),
        }
    }

    /// The refusal of a coded answer; a code that the end of the connection may have cut is none.
    pub(crate) fn refused(&self, coded: Coded<'_>) -> ResponseError {
        if !coded.separated && self.ending() == Ending::Cut {
            return self.malformed(MalformedReason::Cut);
        }
        // The service's yes, where nothing was asked that it could say yes to.
        if coded.code == 0 {
            return self.malformed(MalformedReason::NotUnderstood);
        }
        let text = self.charset.decode(trim(coded.rest));
        let text: String = text.chars().take(REFUSAL_TEXT).collect();
        Refusal::new(RefusalCode::new(coded.code), text, self.response.http_status()).into()
    }

    pub(crate) fn malformed(&self, reason: MalformedReason) -> ResponseError {
        let http_status = self.response.http_status();
        ResponseError::Malformed(Malformed { http_status, reason, excerpt: self.excerpt() })
    }

    /// What an answer without a code is.
    pub(crate) fn no_code(&self) -> ResponseError {
        if !self.is_success() {
            return self.unexpected_status();
        }
        self.malformed(match self.body {
            _ if self.ending() == Ending::Cut => MalformedReason::Cut,
            [] => MalformedReason::Empty,
            [b'<', ..] => MalformedReason::Html,
            _ => MalformedReason::NotUnderstood,
        })
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.response.http_status())
    }

    fn unexpected_status(&self) -> ResponseError {
        let http_status = self.response.http_status();
        let retry_after = self.response.retry_after();
        ResponseError::UnexpectedStatus(UnexpectedStatus {
            http_status,
            retry_after,
            excerpt: self.excerpt(),
        })
    }

    fn excerpt(&self) -> Excerpt {
        let bytes = self.body.get(..EXCERPT * 4).unwrap_or(self.body);
        let text: String = self.charset.decode(bytes).chars().take(EXCERPT).collect();
        text.into()
    }
}

impl From<Refusal> for ResponseError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Characters kept of a body that is not understood.
const EXCERPT: usize = 512;

/// Characters kept of the text of a refusal.
const REFUSAL_TEXT: usize = 1_000;

/// Without ASCII white space and NUL at both ends: real bodies end with a stray byte (grade A).
pub(crate) fn trim(mut bytes: &[u8]) -> &[u8] {
    let blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
    while let [first, rest @ ..] = bytes
        && blank(first)
    {
        bytes = rest;
    }
    while let [rest @ .., last] = bytes
        && blank(last)
    {
        bytes = rest;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(body: &[u8]) -> Option<(u16, &[u8])> {
        Answer::of(Response::new(200, body)).coded().map(|coded| (coded.code, coded.rest))
    }

    #[test]
    fn a_code_has_one_to_four_digits_and_a_separator_or_the_end() {
        assert_eq!(coded(b"0 | ok | id\r\n"), Some((0, &b" ok | id"[..])));
        assert_eq!(coded(b"32|no"), Some((32, &b"no"[..])));
        assert_eq!(coded(b" 35 \n"), Some((35, &b""[..])));
        for body in
            ["", "|", "00 | x", "032 | x", "12345 | x", "32 no", "3.5", "-1 | x", "OK", "abc"]
        {
            assert_eq!(coded(body.as_bytes()), None, "{body}");
        }
    }

    #[test]
    fn a_cut_code_is_no_refusal() {
        let cut = |body: &'static [u8]| {
            Answer::of(Response::new(200, body).with_ending(Ending::Cut)).accepted()
        };
        assert!(matches!(cut(b"3"), Err(ResponseError::Malformed(_))));
        assert!(matches!(cut(b"0"), Err(ResponseError::Malformed(_))));
        assert!(matches!(cut(b"32 |"), Err(ResponseError::Refused(_))));
        assert!(cut(b"0 |").is_ok());
    }

    #[test]
    fn an_error_status_with_a_readable_refusal_is_a_refusal() {
        let refused =
            Answer::of(Response::new(500, b"31 | Erreur interne")).accepted().unwrap_err();
        assert!(
            matches!(&refused, ResponseError::Refused(refusal) if refusal.http_status() == 500)
        );
    }

    #[test]
    fn a_yes_under_an_error_status_is_a_contradiction() {
        let error = Answer::of(Response::new(502, b"0 | ok | id")).accepted().unwrap_err();
        let ResponseError::Malformed(malformed) = error else { panic!("{error:?}") };
        assert_eq!(malformed.reason, MalformedReason::Contradiction);
    }

    #[test]
    fn a_web_page_is_named_as_one() {
        let error = Answer::of(Response::new(200, b"<html>login</html>")).accepted().unwrap_err();
        let ResponseError::Malformed(malformed) = error else { panic!("{error:?}") };
        assert_eq!(malformed.reason, MalformedReason::Html);
        assert_eq!(malformed.excerpt.as_str(), "<html>login</html>");
        assert!(!format!("{malformed:?}").contains("login"));
    }
}
