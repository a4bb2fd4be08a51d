//! The text that says who calls and how: `key=Ab1CD2efg3Hi;language=fr`.

use std::borrow::Cow;

use smsmode_http::{Describe, Language};

use crate::encoding::Charset;
use crate::simple::names;

/// A part of the text: `name=value`.
pub(crate) struct Part<'a> {
    position: usize,
    pub(crate) name: &'a str,
    pub(crate) value: Cow<'a, str>,
}

/// The parts of a text, each with a name of its own. Empty ones are passed over.
pub(crate) fn parts(settings: &str) -> Result<Vec<Part<'_>>, Unreadable> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for (position, text) in (1..).zip(settings.split(';')) {
        if !text.trim().is_empty() {
            let part = Part::new(position, text)?;
            if parts.iter().any(|other| other.name == part.name) {
                return Err(Unreadable::Twice(part.place()));
            }
            parts.push(part);
        }
    }
    Ok(parts)
}

impl<'a> Part<'a> {
    fn new(position: usize, text: &'a str) -> Result<Self, Unreadable> {
        let (name, escaped) =
            text.split_once('=').ok_or(Unreadable::Unknown(Place::Position(position)))?;
        let part = Self { position, name: name.trim(), value: Cow::Borrowed(escaped) };
        match unescaped(escaped) {
            Some(value) => Ok(Self { value, ..part }),
            None => Err(Unreadable::Percent(part.place())),
        }
    }

    /// What stands where a name should is shown if it can be one: else it may be a part of a key.
    pub(crate) fn place(&self) -> Place {
        let is_name = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
        let can_be_one = (1..=LONGEST_NAME).contains(&self.name.len());
        if can_be_one && self.name.bytes().all(is_name) {
            Place::Name(self.name.to_owned())
        } else {
            Place::Position(self.position)
        }
    }
}

const LONGEST_NAME: usize = 20;

/// A value without its escapes; nothing if one of them is none.
fn unescaped(value: &str) -> Option<Cow<'_, str>> {
    let mut parts = value.split('%');
    let first = parts.next().unwrap_or_default();
    if first.len() == value.len() {
        return Some(Cow::Borrowed(value));
    }
    let mut whole = first.to_owned();
    for part in parts {
        let (sign, rest) =
            ESCAPES.iter().find_map(|(code, sign)| Some((*sign, part.strip_prefix(code)?)))?;
        whole.push(sign);
        whole.push_str(rest);
    }
    Some(Cow::Owned(whole))
}

const ESCAPES: [(&str, char); 3] = [("3B", ';'), ("3b", ';'), ("25", '%')];

/// How a caller is spoken to. It is read before anything else, from settings that may be wrong.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Voice {
    pub(crate) encoding: Charset,
    pub(crate) language: Language,
}

impl Voice {
    pub(crate) fn of(settings: &[u8]) -> Self {
        let value = |wanted: &str| {
            settings.split(|&byte| byte == b';').find_map(|part| {
                let (name, value) = std::str::from_utf8(part).ok()?.split_once('=')?;
                (name.trim() == wanted).then_some(value)
            })
        };
        Self {
            encoding: value("encoding").and_then(names::encoding).unwrap_or_default(),
            language: value("language").and_then(names::language).unwrap_or_default(),
        }
    }
}

/// A part, as an error shows it.
#[derive(Debug)]
pub(crate) enum Place {
    Name(String),
    Position(usize),
}

impl Describe for Place {
    fn describe(&self, language: Language) -> String {
        match self {
            Self::Name(name) => name.clone(),
            Self::Position(at) => language.pick(format!("part {at}"), format!("la partie {at}")),
        }
    }
}

/// Why settings cannot be read. No value stands in it.
#[derive(Debug)]
pub(crate) enum Unreadable {
    Unknown(Place),
    Twice(Place),
    /// An escape that is none.
    Percent(Place),
    /// A value that is none of those that can be chosen.
    Value {
        name: &'static str,
        choices: String,
    },
    /// Nobody knows who calls.
    Credentials,
}

impl Describe for Unreadable {
    fn describe(&self, language: Language) -> String {
        let place = match self {
            Self::Unknown(place) | Self::Twice(place) | Self::Percent(place) => {
                place.describe(language)
            }
            Self::Value { name, .. } => (*name).to_owned(),
            Self::Credentials => String::new(),
        };
        let (english, french) = match self {
            Self::Unknown(_) => (
                format!("{place} of the settings is none of their names"),
                format!("{place} n'est pas un nom des paramètres"),
            ),
            Self::Twice(_) => (
                format!("{place} comes twice in the settings"),
                format!("{place} figure deux fois dans les paramètres"),
            ),
            Self::Percent(_) => (
                format!("in {place} of the settings, ; is written %3B and % is written %25"),
                format!("dans les paramètres, à {place}, ; s'écrit %3B et % s'écrit %25"),
            ),
            Self::Value { choices, .. } => (
                format!("the value of {place} in the settings is none of: {choices}"),
                format!("dans les paramètres, la valeur de {place} n'est aucune de : {choices}"),
            ),
            Self::Credentials => (
                "the settings need a key, or a login and a password".to_owned(),
                "il faut dans les paramètres key, ou bien login et password".to_owned(),
            ),
        };
        language.pick(english, french)
    }
}
