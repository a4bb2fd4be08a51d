//! A text with places for the columns of a file: `Bonjour {prenom}`.

use std::str::FromStr;

use smsmode_http::{Describe, Language};

/// A text with placeholders. `{{` and `}}` stand for the brackets themselves; `{prenom|client}` says
/// what to write where the column is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    Place(Place),
}

/// Where the field of a column goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) name: String,
    /// What stands there if the field is empty.
    pub(super) instead: Option<String>,
}

impl Template {
    pub(super) fn parts(&self) -> &[Part] {
        &self.0
    }
}

impl FromStr for Template {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Self, TemplateError> {
        let (mut parts, mut rest) = (Vec::new(), text);
        while let Some(at) = rest.find(['{', '}']) {
            let (before, brackets) = rest.split_at(at);
            parts.push(Part::Text(before.to_owned()));
            let doubled = ["{{", "}}"].into_iter().find(|doubled| brackets.starts_with(doubled));
            rest = if let Some(doubled) = doubled {
                parts.push(Part::Text(doubled.chars().take(1).collect()));
                brackets.get(2..).unwrap_or_default()
            } else {
                let inside = brackets.strip_prefix('{').ok_or(TemplateError::Unopened)?;
                let (place, after) = inside.split_once('}').ok_or(TemplateError::Unclosed)?;
                parts.push(Part::Place(place.parse()?));
                after
            };
        }
        parts.push(Part::Text(rest.to_owned()));
        Ok(Self(parts))
    }
}

impl FromStr for Place {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Self, TemplateError> {
        let (name, instead) = match text.split_once('|') {
            Some((name, instead)) => (name, Some(instead.to_owned())),
            None => (text, None),
        };
        let name = name.trim().to_owned();
        if name.is_empty() { Err(TemplateError::Nameless) } else { Ok(Self { name, instead }) }
    }
}

/// Why a text with placeholders is not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.describe(Language::English))]
pub enum TemplateError {
    /// `{prenom`.
    Unclosed,
    /// `prenom}`.
    Unopened,
    /// `{}`.
    Nameless,
}

impl Describe for TemplateError {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::Unclosed => (
                "a placeholder of the text is not closed; write {{ for a bracket",
                "un emplacement du texte n'est pas fermé ; écrivez {{ pour une accolade",
            ),
            Self::Unopened => (
                "a bracket of the text closes nothing; write }} for a bracket",
                "une accolade du texte ne ferme rien ; écrivez }} pour une accolade",
            ),
            Self::Nameless => (
                "a placeholder of the text names no column",
                "un emplacement du texte ne nomme aucune colonne",
            ),
        };
        language.pick(english, french).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_written_doubled() {
        let template: Template = "{{a}} {b|c d}".parse().unwrap();
        let place = Place { name: "b".to_owned(), instead: Some("c d".to_owned()) };
        let text: String = template
            .0
            .iter()
            .filter_map(|part| match part {
                Part::Text(text) => Some(text.as_str()),
                Part::Place(_) => None,
            })
            .collect();
        assert_eq!(text, "{a} ");
        assert!(template.0.contains(&Part::Place(place)));
    }

    #[test]
    fn a_bracket_alone_is_refused() {
        for (text, error) in [
            ("{a", TemplateError::Unclosed),
            ("a}", TemplateError::Unopened),
            ("{ }", TemplateError::Nameless),
        ] {
            assert_eq!(text.parse::<Template>(), Err(error), "{text}");
        }
    }
}
