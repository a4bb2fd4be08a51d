//! Sentences for people.

use smsmode_http::{Describe, Language};

use crate::boundary::OutText;

/// English.
pub const SMSMODE_ENGLISH: i32 = 1;
/// French.
pub const SMSMODE_FRENCH: i32 = 2;

/// A sentence in both languages.
#[derive(Debug)]
pub(crate) struct Words {
    english: OutText,
    french: OutText,
}

impl Words {
    pub(crate) fn new(words: impl Fn(Language) -> String) -> Self {
        Self { english: words(Language::English).into(), french: words(Language::French).into() }
    }

    pub(crate) fn of(what: &impl Describe) -> Self {
        Self::new(|language| what.describe(language))
    }

    pub(crate) fn in_language(&self, language: i32) -> Option<&OutText> {
        match language {
            SMSMODE_ENGLISH => Some(&self.english),
            SMSMODE_FRENCH => Some(&self.french),
            _ => None,
        }
    }
}
