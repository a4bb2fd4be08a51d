//! Who may see the board: whoever knows its password, by any name.

use std::fmt;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use smsmode_core::{Describe, Language};
use subtle::ConstantTimeEq as _;

/// The password of a board. It is never shown.
#[derive(Clone)]
pub struct BoardPassword(Arc<str>);

/// Characters that a password has at least.
const SHORTEST: usize = 8;

impl BoardPassword {
    /// Takes one of 8 characters or more; what stands around it, such as the end of a line, does not
    /// belong to it.
    ///
    /// # Errors
    ///
    /// It is shorter, or there is none.
    pub fn new(password: &str) -> Result<Self, NoPassword> {
        let password = password.trim();
        if password.chars().count() < SHORTEST {
            return Err(NoPassword);
        }
        Ok(Self(password.into()))
    }

    /// Takes as long for any wrong one of its length.
    fn is(&self, given: &[u8]) -> bool {
        self.0.as_bytes().ct_eq(given).into()
    }
}

impl fmt::Debug for BoardPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BoardPassword(***)")
    }
}

/// There is no password, or a short one: a board without one is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoPassword;

impl Describe for NoPassword {
    fn describe(&self, language: Language) -> String {
        language
            .pick(
                "the board needs a password of 8 characters at least",
                "le tableau de bord a besoin d'un mot de passe d'au moins 8 caractères",
            )
            .to_owned()
    }
}

impl fmt::Display for NoPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl std::error::Error for NoPassword {}

/// Answers nobody who does not know the password.
pub(super) async fn let_in(
    State(password): State<BoardPassword>,
    request: Request,
    next: Next,
) -> Response {
    if given(request.headers()).is_some_and(|given| password.is(&given)) {
        return next.run(request).await;
    }
    let who_is_it = [(WWW_AUTHENTICATE, "Basic realm=\"smsmode\", charset=\"UTF-8\"")];
    (StatusCode::UNAUTHORIZED, who_is_it, "the board needs its password\n").into_response()
}

/// What stands behind the name, in what a browser sends.
fn given(headers: &HeaderMap) -> Option<Vec<u8>> {
    let (scheme, both) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let both = STANDARD.decode(both.trim()).ok()?;
    let colon = both.iter().position(|byte| *byte == b':')?;
    both.get(colon + 1..).map(<[u8]>::to_vec)
}

/// The board changes nothing: apalis' own could push jobs.
pub(super) async fn to_look_at(request: Request, next: Next) -> Response {
    match *request.method() {
        Method::GET | Method::HEAD => next.run(request).await,
        _ => (StatusCode::METHOD_NOT_ALLOWED, "the board is to look at only\n").into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given_in(header: &str) -> Option<Vec<u8>> {
        given(&HeaderMap::from_iter([(AUTHORIZATION, header.parse().unwrap())]))
    }

    #[test]
    fn a_password_may_have_colons_and_the_name_is_anybodys() {
        // "anna:geheim:niss" in base 64.
        assert_eq!(given_in("Basic YW5uYTpnZWhlaW06bmlzcw==").unwrap(), b"geheim:niss");
        assert_eq!(given_in("basic OmdlaGVpbW5pcw==").unwrap(), b"geheimnis");
        for nothing in ["Basic", "Basic !", "Bearer OmdlaGVpbW5pcw==", "Basic Z2VoZWlt"] {
            assert_eq!(given_in(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn a_short_password_is_none() {
        for none in ["", "  \n", "1234567"] {
            assert_eq!(BoardPassword::new(none).unwrap_err(), NoPassword);
        }
        let password = BoardPassword::new("geheimnis\n").unwrap();
        assert!(password.is(b"geheimnis"));
        assert!(!password.is(b"geheimniS") && !password.is(b"geheimnis2") && !password.is(b""));
        assert!(!format!("{password:?}").contains("geheim"));
    }
}
