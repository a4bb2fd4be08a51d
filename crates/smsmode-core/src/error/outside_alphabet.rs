//! Characters that a message cannot carry.

use crate::error::describe_as_error;
use crate::language::{Describe, Language};
use crate::text::{At, WireCharset, suggestion};

/// What to do about characters that cannot be carried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideAlphabet {
    characters: Vec<At>,
    charset: WireCharset,
}

impl OutsideAlphabet {
    pub(crate) fn new(characters: Vec<At>, charset: WireCharset) -> Self {
        Self { characters, charset }
    }

    /// Every character that cannot be carried, with its position, in the order of the text.
    pub fn characters(&self) -> &[At] {
        &self.characters
    }

    /// Each character in a phrase of its own: what it is, where it stands, what could stand for it.
    pub fn describe_each(&self, language: Language) -> impl Iterator<Item = String> + '_ {
        self.characters.iter().map(move |at| describe_character(*at, language))
    }

    /// Whether the text could be sent as Unicode.
    pub fn fits_unicode(&self) -> bool {
        self.charset == WireCharset::Latin9
            && self.characters.iter().all(|at| WireCharset::Utf8.can_carry(at.ch))
    }
}

impl Describe for OutsideAlphabet {
    fn describe(&self, language: Language) -> String {
        let listed: Vec<String> = self.describe_each(language).take(LISTED).collect();
        let more = self.characters.len().saturating_sub(LISTED);
        let rest = match (more, language) {
            (0, _) => String::new(),
            (_, Language::English) => format!(" and {more} more"),
            (_, Language::French) => format!(" et {more} de plus"),
        };
        let list = listed.join(", ");
        match language {
            Language::English => format!("the alphabet of the message cannot hold {list}{rest}"),
            Language::French => format!("l'alphabet du message ne contient pas {list}{rest}"),
        }
    }
}

/// How many characters an error names one by one.
const LISTED: usize = 8;

fn describe_character(at: At, language: Language) -> String {
    let place = at.scalar + 1;
    let named =
        if at.ch.is_control() { at.ch.escape_default().to_string() } else { at.ch.to_string() };
    let code = u32::from(at.ch);
    match (suggestion(at.ch), language) {
        (Some(other), Language::English) => format!(
            "“{named}” (U+{code:04X}) at character {place}, for which “{other}” could stand"
        ),
        (None, Language::English) => format!("“{named}” (U+{code:04X}) at character {place}"),
        (Some(other), Language::French) => format!(
            "« {named} » (U+{code:04X}) au caractère {place}, que « {other} » peut remplacer"
        ),
        (None, Language::French) => format!("« {named} » (U+{code:04X}) au caractère {place}"),
    }
}

describe_as_error!(OutsideAlphabet);
