//! The parameters of one call, after the unknown, the misspelt and the repeated were refused.

use std::collections::BTreeMap;

use smsmode_core::wire::param;

use crate::answer::Refused;
use crate::reading::Fields;

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
            if !CREDENTIALS.iter().chain(known).any(|name| *name == field.name) {
                return Err(Refused::unknown(&field.name, nearest(&field.name, known)));
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

/// The known name that was probably meant: at most three letters away, whatever the case.
fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let wanted = name.to_lowercase();
    let distances = CREDENTIALS.iter().chain(known);
    let distances = distances.map(|known| (distance(&wanted, &known.to_lowercase()), *known));
    let (distance, nearest) = distances.min()?;
    (distance <= 3 && distance < name.chars().count()).then_some(nearest)
}

/// Levenshtein's distance, row by row.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (line, left) in one.chars().enumerate() {
        let mut next = vec![line + 1];
        for ((right, above), diagonal) in other.chars().zip(row.iter().skip(1)).zip(&row) {
            let before = next.last().copied().unwrap_or_default();
            next.push((diagonal + usize::from(left != right)).min(above + 1).min(before + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_counts_letters_to_change() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("same", "same"), 0);
    }

    #[test]
    fn the_nearest_name_is_suggested_whatever_its_case() {
        let known = [param::CLIENT_REFERENCE, param::RECIPIENTS];
        assert_eq!(nearest("REFCLIENT", &known), Some(param::CLIENT_REFERENCE));
        assert_eq!(nearest("numeros", &known), Some(param::RECIPIENTS));
        assert_eq!(nearest("acces_token", &known), Some(param::API_KEY));
        assert_eq!(nearest("telescope", &known), None);
        assert_eq!(nearest("x", &known), None);
    }
}
