//! Create an API key: section 2 of the API document.

use serde_json::{Map, Value};

use crate::account::{Account, ApiKey};
use crate::endpoint::{Endpoint, Repeat};
use crate::error::{InvalidInput, MalformedReason, ResponseError};
use crate::private_text::PrivateText;
use crate::request::{Request, Response};
use crate::text::WireCharset;
use crate::wire::{answer::Answer, form::Form, param, path};

/// Creates a further key of the account. The first one is made on the web only.
///
/// ```
/// use smsmode_core::{CreateApiKey, Endpoint, Response};
///
/// let body = br#"{"id": 7, "accessToken": "Zz9yX8", "creationDate": null, "account": "shop"}"#;
/// let created = CreateApiKey::new().parse(Response::new(200, body))?;
/// assert_eq!(created.api_key.expose(), "Zz9yX8");
/// assert_eq!(created.id.as_deref(), Some("7"));
/// assert!(!format!("{created:?}").contains("Zz9yX8"));
/// # Ok::<(), smsmode_core::ResponseError>(())
/// ```
///
/// Wire name: `createAuthorisation.do`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct CreateApiKey {}

impl CreateApiKey {
    /// The order.
    pub fn new() -> Self {
        Self {}
    }
}

/// A key that was created.
///
/// The types of its fields are not documented: text, number or nothing is read as text or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CreatedApiKey {
    /// The key itself.
    pub api_key: ApiKey,
    /// Identifier of the key.
    pub id: Option<String>,
    /// When it was created.
    pub creation_date: Option<String>,
    /// State of the account.
    pub state: Option<String>,
    /// When it expires.
    pub expiration: Option<String>,
    /// Name of the account.
    pub account: Option<PrivateText>,
}

impl Endpoint for CreateApiKey {
    type Output = CreatedApiKey;
    const NAME: &'static str = "create_api_key";

    fn repeat(&self) -> Repeat {
        Repeat::Costly
    }

    fn request(&self, account: &Account) -> Result<Request, InvalidInput> {
        Ok(Form::new(account, WireCharset::Latin9)?.into_request(account, path::CREATE_API_KEY))
    }

    /// Errors come as HTTP 4xx with an object that has no key (grade A).
    fn parse(&self, answer: Response<'_>) -> Result<CreatedApiKey, ResponseError> {
        let answer = Answer::of(answer);
        if let Some(coded) = answer.coded() {
            return Err(match coded.code {
                0 => answer.malformed(MalformedReason::NotUnderstood),
                _ => answer.refused(coded),
            });
        }
        let text = answer.decode(answer.whole()?);
        let fields: Map<String, Value> =
            serde_json::from_str(&text).map_err(|_| answer.no_code())?;
        CreatedApiKey::read(&fields).ok_or_else(|| answer.malformed(MalformedReason::NotUnderstood))
    }
}

impl CreatedApiKey {
    fn read(fields: &Map<String, Value>) -> Option<Self> {
        let text = |name: &str| match fields.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(value) => Some(value.to_string()),
            _ => None,
        };
        Some(Self {
            api_key: ApiKey::new(text(param::API_KEY)?).ok()?,
            id: text(param::KEY_ID),
            creation_date: text(param::KEY_CREATION_DATE),
            state: text(param::KEY_STATE),
            expiration: text(param::KEY_EXPIRATION),
            account: text(param::KEY_ACCOUNT).map(PrivateText::from),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(http_status: u16, body: &str) -> Result<CreatedApiKey, ResponseError> {
        CreateApiKey::new().parse(Response::new(http_status, body.as_bytes()))
    }

    #[test]
    fn an_error_status_with_json_is_an_unexpected_status() {
        let error = parse(401, r#"{"status": 401, "error": "Unauthorized"}"#).unwrap_err();
        assert!(
            matches!(error, ResponseError::UnexpectedStatus(status) if status.http_status == 401)
        );
    }

    #[test]
    fn json_without_a_key_is_malformed() {
        for body in ["{}", r#"{"accessToken": null}"#, r#"{"accessToken": ""}"#, "[]", "{", ""] {
            assert!(matches!(parse(200, body), Err(ResponseError::Malformed(_))), "{body}");
        }
    }

    #[test]
    fn a_code_is_a_refusal() {
        assert!(matches!(parse(200, "32 | no"), Err(ResponseError::Refused(_))));
    }
}
