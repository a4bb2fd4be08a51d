//! The parameters of a callback, in whatever charset they came.

use percent_encoding::percent_decode;

use crate::error::describe_as_error;
use crate::language::{Describe, Language};
use crate::private_text::PrivateText;
use crate::wire::charset::AnswerCharset;

/// The fields of a callback: each is taken once, what is left is kept as unknown.
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads a query, without its `?`. UTF-8 where it is valid, else ISO-8859-15.
    pub(super) fn parse(query: &[u8]) -> Result<Self, CallbackError> {
        if query.len() > MAX_BYTES {
            return Err(CallbackError::TooLong);
        }
        let pairs = query.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
        let fields: Vec<_> = pairs.take(MAX_FIELDS + 1).map(read_pair).collect();
        if fields.len() > MAX_FIELDS { Err(CallbackError::TooManyFields) } else { Ok(Self(fields)) }
    }

    /// Takes the first field of this name; an empty one counts as missing.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        let index = self.0.iter().position(|(given, _)| given == name)?;
        Some(self.0.remove(index).1).filter(|value| !value.is_empty())
    }

    /// Whatever was not taken.
    pub(super) fn rest(self) -> Vec<(String, PrivateText)> {
        self.0.into_iter().map(|(name, value)| (name, value.into())).collect()
    }
}

fn read_pair(pair: &[u8]) -> (String, String) {
    let equals = pair.iter().position(|byte| *byte == b'=');
    let (name, value) = pair.split_at_checked(equals.unwrap_or(pair.len())).unwrap_or((pair, b""));
    (decode(name), decode(value.get(1..).unwrap_or_default()))
}

fn decode(encoded: &[u8]) -> String {
    let spaced: Vec<u8> =
        encoded.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    let bytes: Vec<u8> = percent_decode(&spaced).collect();
    AnswerCharset::guessed(&bytes).decode(&bytes).into_owned()
}

const MAX_BYTES: usize = 8 * 1024;
const MAX_FIELDS: usize = 32;

/// Why a callback cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallbackError {
    /// More than 8 KiB.
    TooLong,
    /// More than 32 parameters.
    TooManyFields,
    /// A field without which it means nothing.
    Missing {
        /// Its name on the wire.
        field: &'static str,
    },
    /// A field that cannot be read.
    Unreadable {
        /// Its name on the wire.
        field: &'static str,
    },
}

impl Describe for CallbackError {
    fn describe(&self, language: Language) -> String {
        match (self, language) {
            (Self::TooLong, _) => language
                .pick("the callback is longer than 8 KiB", "l'appel dépasse 8 Kio")
                .to_owned(),
            (Self::TooManyFields, _) => language
                .pick("the callback has more than 32 parameters", "l'appel a plus de 32 paramètres")
                .to_owned(),
            (Self::Missing { field }, Language::English) => {
                format!("the callback lacks the parameter {field}")
            }
            (Self::Missing { field }, Language::French) => {
                format!("il manque le paramètre {field} à l'appel")
            }
            (Self::Unreadable { field }, Language::English) => {
                format!("the parameter {field} of the callback cannot be read")
            }
            (Self::Unreadable { field }, Language::French) => {
                format!("le paramètre {field} de l'appel est illisible")
            }
        }
    }
}

describe_as_error!(CallbackError);
