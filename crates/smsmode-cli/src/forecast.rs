//! What will become of a text, and what to do where it cannot be sent.

use smsmode_http::text::smart::{Level, SmartOptions};
use smsmode_http::text::{At, Plan, PlanOptions, TextMode, plan};
use smsmode_http::{Describe, InvalidInput, Language, OutsideAlphabet};

/// What will become of a text.
#[derive(Debug)]
pub(crate) struct Forecast {
    /// As it was asked for; of a text that is refused, as `--unicode` would send it.
    pub(crate) plan: Plan,
    pub(crate) refusal: Option<Refusal>,
}

/// Why a text cannot be sent as it was asked for.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub(crate) struct Refusal {
    pub(crate) error: InvalidInput,
    pub(crate) advice: Advice,
}

/// What to do about a text that cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Advice {
    /// Write something.
    Write,
    /// Leave out what no message can carry.
    Remove,
    /// Nothing stands for the characters; Unicode has them.
    Unicode,
    /// Without `--exact` they are replaced, at this level.
    LeaveOutExact(Level),
    /// At this level they are replaced.
    Raise(Level),
}

impl Forecast {
    pub(crate) fn new(text: &str, options: &PlanOptions) -> Self {
        let asked = plan(text, options);
        let refusal = Refusal::of(&asked, text, options.mode());
        let unicode = refusal.as_ref().is_some_and(|refusal| refusal.advice.offers_unicode());
        let plan = if unicode { plan(text, &options.with_mode(TextMode::Unicode)) } else { asked };
        Self { plan, refusal }
    }
}

impl Refusal {
    /// The characters that no message of the kind asked for can carry.
    pub(crate) fn characters(&self) -> &[At] {
        match &self.error {
            InvalidInput::OutsideAlphabet(outside) => outside.characters(),
            _ => &[],
        }
    }

    fn of(plan: &Plan, text: &str, mode: TextMode) -> Option<Self> {
        if let Some(outside) = plan.refusal() {
            let advice = Advice::about(&outside, text, mode);
            return Some(Self { error: outside.into(), advice });
        }
        let empty = plan.text().trim().is_empty();
        empty.then_some(Self { error: InvalidInput::EmptyText, advice: Advice::Write })
    }
}

impl Advice {
    fn about(outside: &OutsideAlphabet, text: &str, mode: TextMode) -> Self {
        match (outside.fits_unicode(), enough(text), mode) {
            (false, ..) => Self::Remove,
            (_, Some(level), TextMode::Exact) => Self::LeaveOutExact(level),
            (_, Some(level), _) => Self::Raise(level),
            _ => Self::Unicode,
        }
    }

    /// Whether the text can be sent as it is, in Unicode.
    pub(crate) const fn offers_unicode(self) -> bool {
        !matches!(self, Self::Write | Self::Remove)
    }
}

/// The level at which everything that would be lost is replaced.
fn enough(text: &str) -> Option<Level> {
    [Level::Typography, Level::Letters, Level::Symbols].into_iter().find(|level| {
        let mode = TextMode::Smart(SmartOptions::default().with_level(*level));
        plan(text, &PlanOptions::default().with_mode(mode)).is_sendable()
    })
}

impl Describe for Advice {
    fn describe(&self, language: Language) -> String {
        let unicode = language.pick(
            "send the text as it is with --unicode, at the price of Unicode (70 units in a segment instead of 160)",
            "envoyez le texte tel quel avec --unicode, au prix de l'Unicode (70 unités par segment au lieu de 160)",
        );
        let (english, french) = match self {
            Self::Write => return language.pick("write something", "écrivez un texte").to_owned(),
            Self::Remove => {
                return language
                    .pick(
                        "leave them out: no message can carry them",
                        "supprimez-les : aucun message ne peut les transporter",
                    )
                    .to_owned();
            }
            Self::Unicode => ("leave them out".to_owned(), "supprimez-les".to_owned()),
            Self::LeaveOutExact(Level::Symbols) => (
                "put --level symbols in place of --exact to have them replaced".to_owned(),
                "mettez --level symbols à la place de --exact pour les remplacer".to_owned(),
            ),
            Self::LeaveOutExact(_) => (
                "leave out --exact to have them replaced".to_owned(),
                "retirez --exact pour les remplacer".to_owned(),
            ),
            Self::Raise(level) => (
                format!("have them replaced with --level {}", level.name()),
                format!("remplacez-les avec --level {}", level.name()),
            ),
        };
        language.pick(format!("{english}, or {unicode}"), format!("{french}, ou {unicode}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn advice(text: &str, mode: TextMode) -> Option<Advice> {
        let forecast = Forecast::new(text, &PlanOptions::default().with_mode(mode));
        forecast.refusal.map(|refusal| refusal.advice)
    }

    fn smart(level: Level) -> TextMode {
        TextMode::Smart(SmartOptions::default().with_level(level))
    }

    #[test]
    fn the_advice_is_what_makes_the_text_sendable_with_the_least_change() {
        for (text, mode, expected) in [
            ("été", TextMode::Exact, None),
            ("ê", TextMode::Exact, Some(Advice::LeaveOutExact(Level::Letters))),
            ("’", TextMode::Exact, Some(Advice::LeaveOutExact(Level::Typography))),
            ("5 °C", TextMode::Exact, Some(Advice::LeaveOutExact(Level::Symbols))),
            ("ê", smart(Level::Typography), Some(Advice::Raise(Level::Letters))),
            ("ê 5 °C", smart(Level::Letters), Some(Advice::Raise(Level::Symbols))),
            ("ê 😀", smart(Level::Letters), Some(Advice::Unicode)),
            ("ê 😀", TextMode::Exact, Some(Advice::Unicode)),
            ("ê 😀", TextMode::Unicode, None),
            ("ê \0", smart(Level::Letters), Some(Advice::Remove)),
            ("ê \0", TextMode::Unicode, Some(Advice::Remove)),
            (" ", TextMode::Unicode, Some(Advice::Write)),
            ("\u{200B}", smart(Level::Letters), Some(Advice::Write)),
        ] {
            assert_eq!(advice(text, mode), expected, "{text:?} {mode:?}");
        }
    }

    #[test]
    fn every_advice_is_one_phrase_in_each_language() {
        for advice in [
            Advice::Write,
            Advice::Remove,
            Advice::Unicode,
            Advice::LeaveOutExact(Level::Letters),
            Advice::LeaveOutExact(Level::Symbols),
            Advice::Raise(Level::Symbols),
        ] {
            let (english, french) =
                (advice.describe(Language::English), advice.describe(Language::French));
            assert_ne!(english, french);
            assert_eq!(english.contains("--unicode"), advice.offers_unicode());
            assert_eq!(french.contains("--unicode"), advice.offers_unicode());
        }
    }
}
