//! The two languages in which the library speaks to people.

/// A language for messages to people: errors, statuses, plans.
///
/// Names that programs read (JSON fields, status names) are the same in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Language {
    /// English, the default and the language of every `Display`.
    #[default]
    English,
    /// French, the language of the service and of most of its users.
    French,
}

impl Language {
    /// Reads a POSIX locale name, as in the variable `LANG`.
    ///
    /// ```
    /// use smsmode_core::Language;
    ///
    /// assert_eq!(Language::from_locale("fr_FR.UTF-8"), Language::French);
    /// assert_eq!(Language::from_locale("C"), Language::English);
    /// ```
    pub fn from_locale(locale: &str) -> Self {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or("");
        if language.eq_ignore_ascii_case("fr") { Self::French } else { Self::English }
    }

    /// Picks the text of this language.
    pub fn pick<T>(self, english: T, french: T) -> T {
        match self {
            Self::English => english,
            Self::French => french,
        }
    }
}

/// Says itself in one sentence, in either language.
pub trait Describe {
    /// One sentence for a person, without a final full stop, without a phone number, a text or a
    /// secret in it.
    fn describe(&self, language: Language) -> String;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_locales_are_english() {
        for locale in ["", "de_DE", "POSIX", "french", "frr_DE"] {
            assert_eq!(Language::from_locale(locale), Language::English, "{locale}");
        }
    }

    #[test]
    fn every_spelling_of_french_is_french() {
        for locale in ["fr", "FR", "fr_CA", "fr-BE", "fr.ISO8859-15", "fr@euro"] {
            assert_eq!(Language::from_locale(locale), Language::French, "{locale}");
        }
    }
}
