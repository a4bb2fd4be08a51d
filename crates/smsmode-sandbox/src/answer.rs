//! Answers as the service writes them, with its French texts.

use axum::body::Bytes;
use encoding_rs::ISO_8859_15;
use smsmode_core::RefusalCode;

use crate::switches::{AnswerCharset, KeyErrorStatus};

/// What a call answers when it did what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Plain text in the service's own grammar.
    Text(String),
    /// JSON, as one call of the newer interface answers.
    Json(serde_json::Value),
}

impl Answer {
    /// `0 | text | id`.
    pub(crate) fn accepted(message_id: &str) -> Self {
        Self::Text(format!("0 | {ACCEPTED} | {message_id}"))
    }

    /// For nobody: something else answers.
    pub(crate) fn nothing() -> Self {
        Self::Text(String::new())
    }

    /// `0 | text`.
    pub(crate) fn done(text: &str) -> Self {
        Self::Text(format!("0 | {text}"))
    }
}

/// The service says no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) code: RefusalCode,
    pub(crate) text: String,
}

impl Refused {
    pub(crate) fn new(code: RefusalCode, text: impl Into<String>) -> Self {
        Self { code, text: text.into() }
    }

    /// The refusal with this code and the text of the document's tables.
    pub(crate) fn with_code(code: u16) -> Self {
        let code = RefusalCode::new(code);
        Self::new(code, text_of(code))
    }

    /// 35, for a parameter that is not there.
    pub(crate) fn missing(name: &str) -> Self {
        Self::new(RefusalCode::BAD_PARAMETER, format!("Paramètre obligatoire manquant : {name}"))
    }

    /// 35, for a parameter whose value will not do.
    pub(crate) fn incorrect(name: &str, reason: &str) -> Self {
        Self::incorrect_with(RefusalCode::BAD_PARAMETER.code(), name, reason)
    }

    /// The same with a code that a switch decides.
    pub(crate) fn incorrect_with(code: u16, name: &str, reason: &str) -> Self {
        let text = format!("Paramètre incorrect : {name} ({reason})");
        Self::new(RefusalCode::new(code), text)
    }

    /// 35, for a parameter that the call does not know.
    pub(crate) fn unknown(name: &str, nearest: Option<&str>) -> Self {
        let hint = nearest.map(|nearest| format!(", vouliez-vous dire {nearest} ?"));
        let text = format!("Paramètre inconnu : {}{}", harmless(name), hint.unwrap_or_default());
        Self::new(RefusalCode::BAD_PARAMETER, text)
    }

    /// 35: the real service may have no such limit.
    pub(crate) fn sandbox_is_full(things: &str) -> Self {
        Self::new(
            RefusalCode::BAD_PARAMETER,
            format!("Limite du sandbox atteinte : trop de {things}"),
        )
    }

    fn http_status_of_json(&self, status: KeyErrorStatus) -> u16 {
        match (status, self.code) {
            (KeyErrorStatus::Success, _) => 200,
            (KeyErrorStatus::ByCode, RefusalCode::AUTHENTICATION) => 401,
            (KeyErrorStatus::ByCode, RefusalCode::INTERNAL_ERROR) => 500,
            (KeyErrorStatus::ByCode, RefusalCode::UNAVAILABLE) => 503,
            _ => 400,
        }
    }
}

/// An answer as bytes, ready for HTTP and for the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rendered {
    pub(crate) http_status: u16,
    pub(crate) content_type: &'static str,
    pub(crate) body: Bytes,
}

impl Rendered {
    pub(crate) fn empty() -> Self {
        Self { http_status: 200, content_type: "text/html", body: Bytes::new() }
    }

    /// The answer of an ordinary call: HTTP 200 whatever the service has to say, and a stray line
    /// end (grade A).
    pub(crate) fn plain(answer: Result<Answer, Refused>, charset: AnswerCharset) -> Self {
        let mut text = match answer {
            Ok(Answer::Text(text)) => text,
            Ok(Answer::Json(value)) => value.to_string(),
            Err(refused) => format!("{} | {}", refused.code.code(), refused.text),
        };
        text.push_str("\r\n");
        let (content_type, body) = written(text, charset);
        Self { http_status: 200, content_type, body: body.into() }
    }

    /// The answer of the JSON call: refusals are HTTP 4xx with an object that has no key (grade A).
    pub(crate) fn json(answer: Result<Answer, Refused>, status: KeyErrorStatus) -> Self {
        let (http_status, value) = match answer {
            Ok(Answer::Json(value)) => (200, value),
            Ok(Answer::Text(text)) => (200, serde_json::Value::String(text)),
            Err(refused) => (refused.http_status_of_json(status), refused.as_json(status)),
        };
        let body = value.to_string().into();
        Self { http_status, content_type: "application/json", body }
    }
}

impl Refused {
    fn as_json(&self, status: KeyErrorStatus) -> serde_json::Value {
        serde_json::json!({ "status": self.http_status_of_json(status), "error": self.text })
    }
}

fn written(text: String, charset: AnswerCharset) -> (&'static str, Vec<u8>) {
    match charset {
        AnswerCharset::Latin9 => ("text/html", latin9(&text)),
        AnswerCharset::Latin9Declared => ("text/html; charset=ISO-8859-15", latin9(&text)),
        AnswerCharset::Utf8 => ("text/html", text.into_bytes()),
        AnswerCharset::Utf8Declared => ("text/html; charset=UTF-8", text.into_bytes()),
    }
}

/// ISO-8859-15, with `?` for what it lacks.
pub(crate) fn latin9(text: &str) -> Vec<u8> {
    match ISO_8859_15.encode(text) {
        (encoded, _, false) => encoded.into_owned(),
        (_, _, true) => with_question_marks(text),
    }
}

fn with_question_marks(text: &str) -> Vec<u8> {
    let mut buffer = [0; 4];
    let mut bytes = Vec::with_capacity(text.len());
    for character in text.chars() {
        match ISO_8859_15.encode(character.encode_utf8(&mut buffer)) {
            (encoded, _, false) => bytes.extend_from_slice(&encoded),
            (_, _, true) => bytes.push(b'?'),
        }
    }
    bytes
}

/// What a caller wrote, without the characters that would break an answer.
fn harmless(text: &str) -> String {
    let shown = |c: char| if c == '|' || c.is_control() { '?' } else { c };
    text.chars().take(40).map(shown).collect()
}

const ACCEPTED: &str =
    "Accepté - le message a été accepté par le système et est en cours de traitement";

fn text_of(code: RefusalCode) -> &'static str {
    match code {
        RefusalCode::INTERNAL_ERROR => "Erreur interne",
        RefusalCode::AUTHENTICATION => "Votre authentification a échoué",
        RefusalCode::NOT_ENOUGH_CREDIT => "Crédits insuffisants",
        RefusalCode::BAD_PARAMETER => "Paramètre obligatoire manquant",
        RefusalCode::LOGIN => "Identifiant déjà existant",
        RefusalCode::UNAVAILABLE => "Temporairement inaccessible",
        RefusalCode::UNKNOWN_MESSAGE => "SMS n'existant pas ou plus",
        _ => "Erreur",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_single_byte_latin_with_a_stray_line_end() {
        let answer = Rendered::plain(Ok(Answer::accepted("S7EpYZ5kmS87")), AnswerCharset::Latin9);
        assert!(answer.body.starts_with(b"0 | Accept\xe9 - "));
        assert!(answer.body.ends_with(b" | S7EpYZ5kmS87\r\n"));
    }

    #[test]
    fn what_latin_lacks_becomes_a_question_mark() {
        assert_eq!(latin9("é€☺œ"), b"\xe9\xa4?\xbd");
    }

    #[test]
    fn a_name_cannot_break_the_grammar_of_the_answer() {
        let refused = Refused::unknown("a|b\nc", Some("message"));
        assert_eq!(refused.text, "Paramètre inconnu : a?b?c, vouliez-vous dire message ?");
    }
}
