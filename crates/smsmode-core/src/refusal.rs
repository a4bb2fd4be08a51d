//! Refusal codes: the service said no. States of a message are another list: see
//! [`MessageStatus`](crate::MessageStatus).

use std::fmt;

use crate::language::{Describe, Language};

/// Why the service refused, as it numbers it. The list is open: an unknown number is kept (grade A:
/// 32 comes from calls whose table does not print it).
///
/// ```
/// use smsmode_core::RefusalCode;
///
/// assert_eq!(RefusalCode::NOT_ENOUGH_CREDIT.code(), 33);
/// assert_eq!(RefusalCode::new(33).name(), "not_enough_credit");
/// assert_eq!(RefusalCode::new(77).name(), "unknown");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RefusalCode(u16);

macro_rules! refusals {
    ($($constant:ident $code:literal $name:literal $english:literal $french:literal)*) => {
        impl RefusalCode {
            $(
                #[doc = concat!("The service says: ", $english, ".")]
                pub const $constant: Self = Self($code);
            )*

            /// Every code of the API document.
            pub const ALL: &'static [Self] = &[$(Self::$constant),*];

            /// The name for programs, the same in every language; `unknown` for a number that we
            /// do not know.
            pub fn name(self) -> &'static str {
                match self.0 {
                    $($code => $name,)*
                    _ => "unknown",
                }
            }

            fn texts(self) -> Option<(&'static str, &'static str)> {
                match self.0 {
                    $($code => Some(($english, $french)),)*
                    _ => None,
                }
            }
        }
    };
}

refusals! {
    INTERNAL_ERROR 31 "internal_error"
        "internal error of the service" "erreur interne du service"
    AUTHENTICATION 32 "authentication"
        "the API key or the password is wrong" "la clé API ou le mot de passe est faux"
    NOT_ENOUGH_CREDIT 33 "not_enough_credit"
        "not enough credit" "crédits insuffisants"
    BAD_PARAMETER 35 "bad_parameter"
        "a parameter is missing or wrong" "un paramètre manque ou est faux"
    LOGIN 41 "login"
        "the login exists already or is unknown" "l'identifiant existe déjà ou est inconnu"
    UNAVAILABLE 50 "unavailable"
        "temporarily unavailable" "temporairement inaccessible"
    UNKNOWN_MESSAGE 61 "unknown_message"
        "no such message, or it is too old" "ce message n'existe pas ou plus"
}

impl RefusalCode {
    /// The code with this number, known or not.
    pub const fn new(code: u16) -> Self {
        Self(code)
    }

    /// The number of the API document, 1 to 9999.
    pub const fn code(self) -> u16 {
        self.0
    }
}

impl Describe for RefusalCode {
    fn describe(&self, language: Language) -> String {
        match self.texts() {
            Some((english, french)) => language.pick(english, french).to_owned(),
            None => {
                language.pick("a code that we do not know", "un code inconnu de nous").to_owned()
            }
        }
    }
}

impl fmt::Display for RefusalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl fmt::Debug for RefusalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RefusalCode({} {})", self.0, self.name())
    }
}

/// The service said no: a code, and a text for people.
///
/// The text is opaque (it changes with edition and language) and may repeat what was sent, so it is
/// shown only where it is asked for, with [`text`](Self::text).
#[derive(Clone, PartialEq, Eq)]
pub struct Refusal {
    code: RefusalCode,
    text: String,
    http_status: u16,
}

impl Refusal {
    /// A refusal with the text of the service and the HTTP status of its answer.
    pub fn new(code: RefusalCode, text: impl Into<String>, http_status: u16) -> Self {
        Self { code, text: text.into(), http_status }
    }

    /// The code.
    pub fn code(&self) -> RefusalCode {
        self.code
    }

    /// What the service wrote, in its own words; may be empty.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The HTTP status of the answer; 2xx on the real service.
    pub fn http_status(&self) -> u16 {
        self.http_status
    }
}

impl Describe for Refusal {
    fn describe(&self, language: Language) -> String {
        let (number, reason) = (self.code.code(), self.code.describe(language));
        match language {
            Language::English => format!("the service refused with code {number}: {reason}"),
            Language::French => format!("le service a refusé avec le code {number} : {reason}"),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refusal")
            .field("code", &self.code)
            .field("http_status", &self.http_status)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_the_service_is_not_shown_by_accident() {
        let refusal = Refusal::new(RefusalCode::BAD_PARAMETER, "numero 33639980011", 200);
        assert_eq!(
            refusal.to_string(),
            "the service refused with code 35: a parameter is missing or wrong"
        );
        assert!(!format!("{refusal:?}").contains("33639980011"));
        assert_eq!(refusal.text(), "numero 33639980011");
    }

    #[test]
    fn an_unknown_code_survives_as_a_number() {
        let refusal = Refusal::new(RefusalCode::new(77), "", 200);
        assert_eq!(
            refusal.describe(Language::French),
            "le service a refusé avec le code 77 : un code inconnu de nous"
        );
    }
}
