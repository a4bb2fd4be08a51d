//! The parameters of one call, after the unknown, the misspelt and the repeated were refused.

use smsmode_core::wire::param;

use crate::answer::Refused;
use crate::reading::{Field, Fields};
use crate::spelling::nearest;

/// What every call takes beside its own parameters.
const CREDENTIALS: &[&str] = &[param::API_KEY, param::LOGIN, param::PASSWORD];

#[derive(Debug)]
pub(crate) struct Parameters<'a> {
    /// Each name once: a call knows so few that a search is quicker than a map.
    fields: &'a [Field],
}

impl<'a> Parameters<'a> {
    /// Takes what a call knows. The real service may overlook the rest; a test should not.
    pub(crate) fn checked(fields: &'a Fields, known: &[&str]) -> Result<Self, Refused> {
        let names = || CREDENTIALS.iter().chain(known).copied();
        let given = fields.all.iter().map(|field| &field.name).chain(&fields.other_parts);
        let mut unknown = given.filter(|given| !names().any(|name| name == given.as_str()));
        if let Some(name) = unknown.next() {
            return Err(Refused::unknown(name, nearest(name, names())));
        }
        let parameters = Self { fields: &fields.all };
        match parameters.given_twice() {
            Some(name) => Err(Refused::incorrect(name, "donné deux fois")),
            None => Ok(parameters),
        }
    }

    /// All names are known, so the first that comes again is among the first few.
    fn given_twice(&self) -> Option<&'a str> {
        let is_again = |(place, field): &(usize, &Field)| {
            self.fields.iter().take(*place).any(|earlier| earlier.name == field.name)
        };
        let again = self.fields.iter().enumerate().find(is_again);
        again.map(|(_, field)| field.name.as_str())
    }

    /// A value that is there and not empty.
    pub(crate) fn optional(&self, name: &str) -> Option<&'a str> {
        let field = self.fields.iter().find(|field| field.name == name)?;
        Some(field.value.as_str()).filter(|value| !value.is_empty())
    }

    pub(crate) fn required(&self, name: &str) -> Result<&'a str, Refused> {
        self.optional(name).ok_or_else(|| Refused::missing(name))
    }

    /// An optional whole number.
    pub(crate) fn number(&self, name: &str) -> Result<Option<usize>, Refused> {
        let digits = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit());
        let read = |text: &str| Some(text).filter(digits)?.parse().ok();
        let refused = || Refused::incorrect(name, "nombre attendu");
        self.optional(name).map(|text| read(text).ok_or_else(refused)).transpose()
    }

    /// An optional text of at most so many characters.
    pub(crate) fn at_most(&self, name: &str, limit: usize) -> Result<Option<&'a str>, Refused> {
        let text = self.optional(name);
        text.map_or(Ok(()), |text| within(text, name, limit)).map(|()| text)
    }
}

/// Refuses a text of more than so many characters.
pub(crate) fn within(text: &str, name: &str, limit: usize) -> Result<(), Refused> {
    if text.chars().count() > limit {
        return Err(Refused::incorrect(name, &format!("{limit} caractères au plus")));
    }
    Ok(())
}
