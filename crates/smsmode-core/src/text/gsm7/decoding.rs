//! Septets to text.

use thiserror::Error;

use super::table::{DEFAULT, ESCAPE, EXTENDED};
use crate::language::{Describe, Language};

/// Decodes septets, one a byte.
///
/// # Errors
///
/// With [`Decoding::Strict`] the first byte that no character stands for. [`Decoding::Standard`]
/// never fails.
///
/// ```
/// use smsmode_core::text::gsm7::{Decoding, decode};
///
/// assert_eq!(decode(&[0x1B, 0x65, 0x09], Decoding::Strict)?, "€Ç");
/// assert_eq!(decode(&[0x1B, 0x41], Decoding::Standard)?, "A");
/// assert_eq!(decode(&[0x1B, 0x41], Decoding::Strict).unwrap_err().index, 0);
/// # Ok::<(), smsmode_core::text::gsm7::UndefinedSeptet>(())
/// ```
pub fn decode(septets: &[u8], decoding: Decoding) -> Result<String, UndefinedSeptet> {
    let mut text = String::with_capacity(septets.len());
    let mut rest = septets.iter().copied().enumerate();
    while let Some((index, septet)) = rest.next() {
        let shown = match septet {
            ESCAPE => escaped(rest.next().map(|(_, code)| code)),
            _ => plain(septet),
        };
        match (shown, decoding) {
            (Shown::Defined(ch), _) | (Shown::Fallback(ch), Decoding::Standard) => text.push(ch),
            (Shown::Fallback(_), Decoding::Strict) => {
                return Err(UndefinedSeptet { index, septet });
            }
        }
    }
    Ok(text)
}

/// What [`decode`] does with septets that no character stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Decoding {
    /// Show what a handset shows: after an escape that leads nowhere the character of the default
    /// table, a space for a doubled escape or one at the end. The standard does not speak of bytes
    /// from 0x80 on, which are no septets: each is shown as U+FFFD.
    #[default]
    Standard,
    /// Refuse them.
    Strict,
}

/// A byte that stands for no character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
#[error("no character stands for the septet {septet:#04x} at index {index}")]
#[non_exhaustive]
pub struct UndefinedSeptet {
    /// The index of the byte; of the escape, where an escape leads nowhere.
    pub index: usize,
    /// The byte.
    pub septet: u8,
}

impl Describe for UndefinedSeptet {
    fn describe(&self, language: Language) -> String {
        let Self { index, septet } = self;
        language.pick(
            self.to_string(),
            format!("aucun caractère ne correspond au septet {septet:#04x} à l'indice {index}"),
        )
    }
}

/// The character on the screen, and whether a table defines it.
enum Shown {
    Defined(char),
    Fallback(char),
}

fn plain(septet: u8) -> Shown {
    match septet {
        0..=0x7F => Shown::Defined(default_character(septet)),
        _ => Shown::Fallback(default_character(septet)),
    }
}

fn escaped(code: Option<u8>) -> Shown {
    match code {
        None | Some(ESCAPE) => Shown::Fallback(' '),
        Some(code) => match EXTENDED.iter().find(|&&(extended, _)| extended == code) {
            Some(&(_, ch)) => Shown::Defined(ch),
            None => Shown::Fallback(default_character(code)),
        },
    }
}

fn default_character(code: u8) -> char {
    DEFAULT.get(usize::from(code)).copied().unwrap_or(char::REPLACEMENT_CHARACTER)
}
