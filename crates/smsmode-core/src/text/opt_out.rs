//! The STOP mention that the service appends on request (section 3 of the API document,
//! "Paramètre STOP SMS").

use super::measure::Measure;
use super::plan::SegmentRange;
use super::{Alphabet, PlanOptions, Reference};
use crate::language::{Describe, Language};

/// Asks the service to append its STOP mention to the text.
#[doc(alias = "stop")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OptOut {
    /// In any case, even if it costs one more segment (`stop=2`).
    Always,
    /// Only if it costs no more segment (`stop=1`).
    IfFree,
}

impl OptOut {
    /// The name for programs: `always` or `if_free`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::IfFree => "if_free",
        }
    }
}

/// What becomes of the STOP mention, for recipients in France.
///
/// Abroad the mention is `no-sms.eu` and the document gives no rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OptOutEffect {
    /// Nobody asked for it.
    NotAsked,
    /// It is appended and costs nothing.
    Appended,
    /// It would cost a segment, so it is not appended.
    NotAppended,
    /// It is appended and costs a segment.
    ExtraSegment,
    /// The document does not say.
    Uncertain(StopUncertainty),
}

/// Why nobody can tell what becomes of the STOP mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StopUncertainty {
    /// The text is longer than one segment: there the document contradicts itself ("if it costs
    /// nothing" against "from 150 characters on, never").
    LongText,
    /// The message is in Unicode, of which the document does not speak.
    Unicode,
    /// Text and mention together exceed the most segments allowed.
    SegmentLimit,
}

impl OptOutEffect {
    /// The name for programs: `not_asked`, `appended`, `not_appended`, `extra_segment` or
    /// `uncertain`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotAsked => "not_asked",
            Self::Appended => "appended",
            Self::NotAppended => "not_appended",
            Self::ExtraSegment => "extra_segment",
            Self::Uncertain(_) => "uncertain",
        }
    }

    /// Whether the message surely has the mention.
    pub const fn is_appended(self) -> bool {
        matches!(self, Self::Appended | Self::ExtraSegment)
    }

    /// Follows the document, given the whole text, before any cut.
    pub(super) fn of(text: &str, options: &PlanOptions) -> Self {
        let alphabet = options.alphabet();
        let without = Measure::of(text, alphabet, Reference::Ref8);
        let with = with_stop(text, alphabet, options.stop_units);
        match options.opt_out {
            None => Self::NotAsked,
            Some(_) if alphabet == Alphabet::Ucs2 => Self::Uncertain(StopUncertainty::Unicode),
            Some(_) if without.segments > 1 => Self::Uncertain(StopUncertainty::LongText),
            Some(_) if with.segments == 1 => Self::Appended,
            Some(OptOut::IfFree) => Self::NotAppended,
            Some(OptOut::Always) if with.segments > u32::from(options.max_segments.get()) => {
                Self::Uncertain(StopUncertainty::SegmentLimit)
            }
            Some(OptOut::Always) => Self::ExtraSegment,
        }
    }

    /// The segments that the message may have, given its text after any cut.
    pub(super) fn segments(self, text: &str, options: &PlanOptions) -> SegmentRange {
        let alphabet = options.alphabet();
        let without = u64::from(Measure::of(text, alphabet, Reference::Ref8).segments);
        let with = u64::from(with_stop(text, alphabet, options.stop_units).segments);
        match (self, options.opt_out) {
            // On a long text both readings of the document agree that a mention which must be free
            // costs no segment.
            (Self::NotAsked | Self::Appended | Self::NotAppended, _)
            | (Self::Uncertain(StopUncertainty::LongText), Some(OptOut::IfFree)) => {
                SegmentRange::exactly(without)
            }
            (Self::ExtraSegment, _) => SegmentRange::exactly(with),
            // In Unicode the document's "up to 149 characters" may be applied to the letter, and
            // then even a free mention costs a segment.
            (Self::Uncertain(_), _) => SegmentRange { min: without, max: with },
        }
    }
}

impl Describe for OptOutEffect {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::NotAsked => {
                ("no STOP mention was asked for", "aucune mention STOP n'est demandée")
            }
            Self::Appended => (
                "the STOP mention is appended at no cost",
                "la mention STOP est ajoutée sans surcoût",
            ),
            Self::NotAppended => (
                "the STOP mention is not appended, since it would cost one more segment",
                "la mention STOP n'est pas ajoutée, car elle coûterait un segment de plus",
            ),
            Self::ExtraSegment => (
                "the STOP mention is appended and costs one more segment",
                "la mention STOP est ajoutée et coûte un segment de plus",
            ),
            Self::Uncertain(reason) => return reason.describe(language),
        };
        language.pick(english, french).to_owned()
    }
}

impl Describe for StopUncertainty {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::LongText => (
                "it is uncertain whether the STOP mention is appended to a text longer than one \
                 segment: the service's document contradicts itself",
                "l'ajout de la mention STOP à un texte de plus d'un segment est incertain : la \
                 documentation du service se contredit",
            ),
            Self::Unicode => (
                "it is uncertain whether the STOP mention is appended to a Unicode message: the \
                 service's document does not say",
                "l'ajout de la mention STOP à un message Unicode est incertain : la documentation \
                 du service n'en parle pas",
            ),
            Self::SegmentLimit => (
                "it is uncertain what becomes of the STOP mention: with it the message exceeds \
                 the most segments allowed",
                "le sort de la mention STOP est incertain : avec elle, le message dépasse le \
                 nombre maximal de segments",
            ),
        };
        language.pick(english, french).to_owned()
    }
}

/// Every character of the mention is one unit in either alphabet, so any stands for all.
fn with_stop(text: &str, alphabet: Alphabet, stop_units: u8) -> Measure {
    let mention = " ".repeat(usize::from(stop_units));
    Measure::of(&[text, &mention].concat(), alphabet, Reference::Ref8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{SegmentLimit, TextMode, plan};

    fn if_free() -> PlanOptions {
        PlanOptions::default().with_opt_out(OptOut::IfFree)
    }

    fn always() -> PlanOptions {
        PlanOptions::default().with_opt_out(OptOut::Always)
    }

    /// The effect, and the least and the most segments, for a text of so many units.
    fn effect(units: usize, options: PlanOptions) -> (OptOutEffect, u64, u64) {
        let plan = plan(&"a".repeat(units), &options);
        (plan.opt_out(), plan.segments().min, plan.segments().max)
    }

    #[test]
    fn up_to_149_septets_the_mention_is_free() {
        for units in [0, 1, 148, 149] {
            assert_eq!(effect(units, if_free()), (OptOutEffect::Appended, 1, 1), "{units}");
            assert_eq!(effect(units, always()), (OptOutEffect::Appended, 1, 1), "{units}");
        }
    }

    #[test]
    fn from_150_to_160_septets_it_costs_a_segment_or_is_left_out() {
        for units in [150, 155, 160] {
            assert_eq!(effect(units, if_free()), (OptOutEffect::NotAppended, 1, 1), "{units}");
            assert_eq!(effect(units, always()), (OptOutEffect::ExtraSegment, 2, 2), "{units}");
        }
    }

    #[test]
    fn from_161_septets_on_nothing_is_promised() {
        let uncertain = OptOutEffect::Uncertain(StopUncertainty::LongText);
        assert_eq!(effect(161, if_free()), (uncertain, 2, 2));
        assert_eq!(effect(161, always()), (uncertain, 2, 2));
        assert_eq!(effect(295, always()), (uncertain, 2, 2));
        assert_eq!(effect(296, always()), (uncertain, 2, 3));
        assert_eq!(effect(296, if_free()), (uncertain, 2, 2));
    }

    #[test]
    fn in_unicode_nothing_is_promised() {
        let uncertain = OptOutEffect::Uncertain(StopUncertainty::Unicode);
        for options in
            [if_free().with_mode(TextMode::Unicode), always().with_mode(TextMode::Unicode)]
        {
            assert_eq!(effect(59, options), (uncertain, 1, 1));
            assert_eq!(effect(60, options), (uncertain, 1, 2));
            assert_eq!(effect(123, options), (uncertain, 2, 2));
            assert_eq!(effect(124, options), (uncertain, 2, 3));
        }
    }

    #[test]
    fn a_text_cut_at_160_is_still_a_long_text() {
        let one = always().with_max_segments(SegmentLimit::try_from(1).unwrap());
        assert_eq!(effect(161, one), (OptOutEffect::Uncertain(StopUncertainty::LongText), 1, 2));
    }

    #[test]
    fn a_mention_beyond_the_most_segments_allowed_is_uncertain() {
        let one = always().with_max_segments(SegmentLimit::try_from(1).unwrap());
        let long = always().with_max_segments(SegmentLimit::try_from(2).unwrap());
        let limited = OptOutEffect::Uncertain(StopUncertainty::SegmentLimit);
        assert_eq!(effect(149, one), (OptOutEffect::Appended, 1, 1));
        assert_eq!(effect(150, one), (limited, 1, 2));
        assert_eq!(effect(160, long.with_stop_units(146)), (OptOutEffect::ExtraSegment, 2, 2));
        assert_eq!(effect(160, long.with_stop_units(147)), (limited, 1, 3));
    }

    #[test]
    fn brackets_and_euros_count_twice_for_the_mention_too() {
        let effect = |text: &str| plan(text, &if_free()).opt_out();
        assert_eq!(effect(&format!("{}€", "a".repeat(147))), OptOutEffect::Appended);
        assert_eq!(effect(&format!("{}€", "a".repeat(148))), OptOutEffect::NotAppended);
    }

    #[test]
    fn a_mention_of_another_length_is_a_setting() {
        let short = if_free().with_stop_units(10);
        assert_eq!(effect(150, short), (OptOutEffect::Appended, 1, 1));
        assert_eq!(effect(151, short), (OptOutEffect::NotAppended, 1, 1));
    }

    #[test]
    fn nothing_is_appended_unasked() {
        let unasked = PlanOptions::default();
        assert_eq!(effect(149, unasked), (OptOutEffect::NotAsked, 1, 1));
        assert_eq!(
            effect(161, unasked.with_mode(TextMode::Unicode)),
            (OptOutEffect::NotAsked, 3, 3)
        );
    }
}
