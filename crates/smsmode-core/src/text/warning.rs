//! What somebody should know before a message is sent.

use super::StopUncertainty;
use crate::language::{Describe, Language};

/// Something that somebody should know before a message is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PlanWarning {
    /// The service will cut the text.
    Cut {
        /// Where, in bytes of the text as it was written.
        at: usize,
    },
    /// A personal sender on the marketing channel without a sure STOP mention: operators may block
    /// the message, or a short code may replace the sender.
    PersonalSenderWithoutStop,
    /// What becomes of the STOP mention cannot be told.
    UncertainStop(StopUncertainty),
    /// Each recipient who opts out costs the account one credit.
    OptOutsCostCredits,
}

impl PlanWarning {
    /// The name for programs: `cut`, `personal_sender_without_stop`, `uncertain_stop` or
    /// `opt_outs_cost_credits`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cut { .. } => "cut",
            Self::PersonalSenderWithoutStop => "personal_sender_without_stop",
            Self::UncertainStop(_) => "uncertain_stop",
            Self::OptOutsCostCredits => "opt_outs_cost_credits",
        }
    }
}

impl Describe for PlanWarning {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::Cut { .. } => (
                "the text exceeds the most segments allowed, and the service will cut it",
                "le texte dépasse le nombre maximal de segments et sera coupé par le service",
            ),
            Self::PersonalSenderWithoutStop => (
                "on the marketing channel, without the STOP mention, operators may block a \
                 message with a personal sender, or a short code may replace the sender",
                "sur le canal marketing, sans mention STOP, un message à émetteur personnalisé \
                 peut être bloqué par les opérateurs, ou son émetteur remplacé par un numéro court",
            ),
            Self::UncertainStop(reason) => return reason.describe(language),
            Self::OptOutsCostCredits => (
                "each recipient who opts out costs one credit",
                "chaque désinscription coûte un crédit",
            ),
        };
        language.pick(english, french).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::OptOutEffect;

    const REASONS: [StopUncertainty; 3] =
        [StopUncertainty::LongText, StopUncertainty::Unicode, StopUncertainty::SegmentLimit];

    fn everything_said() -> Vec<Box<dyn Describe>> {
        let mut said: Vec<Box<dyn Describe>> = vec![
            Box::new(PlanWarning::Cut { at: 160 }),
            Box::new(PlanWarning::PersonalSenderWithoutStop),
            Box::new(PlanWarning::OptOutsCostCredits),
            Box::new(OptOutEffect::NotAsked),
            Box::new(OptOutEffect::Appended),
            Box::new(OptOutEffect::NotAppended),
            Box::new(OptOutEffect::ExtraSegment),
        ];
        for reason in REASONS {
            said.push(Box::new(reason));
        }
        said
    }

    #[test]
    fn every_warning_and_effect_is_one_sentence_in_each_language() {
        for said in everything_said() {
            let (english, french) =
                (said.describe(Language::English), said.describe(Language::French));
            assert_ne!(english, french);
            for sentence in [english, french] {
                assert!(!sentence.is_empty() && !sentence.ends_with('.'), "{sentence}");
                assert!(!sentence.contains("  "), "{sentence}");
            }
        }
    }

    #[test]
    fn an_uncertain_stop_says_why() {
        for reason in REASONS {
            for language in [Language::English, Language::French] {
                let why = reason.describe(language);
                assert_eq!(PlanWarning::UncertainStop(reason).describe(language), why);
                assert_eq!(OptOutEffect::Uncertain(reason).describe(language), why);
            }
        }
    }
}
