//! The parameters of one call, after the unknown, the misspelt and the repeated were refused.

use std::collections::BTreeMap;

use smsmode_core::wire::param;

use crate::answer::Refused;
use crate::reading::Fields;
use crate::spelling::nearest;

/// What every call takes beside its own parameters.
const CREDENTIALS: &[&str] = &[param::API_KEY, param::LOGIN, param::PASSWORD];

#[derive(Debug)]
pub(crate) struct Parameters {
    values: BTreeMap<String, String>,
}

impl Parameters {
    /// Takes what a call knows. The real service may overlook the rest; a test should not.
    pub(crate) fn checked(fields: &Fields, known: &[&str]) -> Result<Self, Refused> {
        let mut values = BTreeMap::new();
        for field in &fields.all {
            let mut names = CREDENTIALS.iter().chain(known).copied();
            if !names.clone().any(|name| name == field.name) {
                return Err(Refused::unknown(&field.name, nearest(&field.name, &mut names)));
            }
            if values.insert(field.name.clone(), field.value.clone()).is_some() {
                return Err(Refused::incorrect(&field.name, "donné deux fois"));
            }
        }
        Ok(Self { values })
    }

    /// A value that is there and not empty.
    pub(crate) fn optional(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    pub(crate) fn required(&self, name: &str) -> Result<&str, Refused> {
        self.optional(name).ok_or_else(|| Refused::missing(name))
    }

    /// An optional whole number.
    pub(crate) fn number(&self, name: &str) -> Result<Option<usize>, Refused> {
        let read =
            |text: &str| text.parse().map_err(|_| Refused::incorrect(name, "nombre attendu"));
        self.optional(name).map(read).transpose()
    }

    /// An optional text of at most so many characters.
    pub(crate) fn at_most(&self, name: &str, limit: usize) -> Result<Option<&str>, Refused> {
        match self.optional(name) {
            Some(text) if text.chars().count() > limit => {
                Err(Refused::incorrect(name, &format!("{limit} caractères au plus")))
            }
            text => Ok(text),
        }
    }
}
