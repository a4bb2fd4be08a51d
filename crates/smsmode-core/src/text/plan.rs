//! What will happen to a message: which charset and alphabet, how many segments, what is lost.

use core::fmt;

use super::measure::Measure;
use super::{
    Alphabet, At, Channel, Limits, OptOutEffect, PlanOptions, PlanWarning, Reference, Replacement,
    WireCharset, outside_wire, truncate,
};
use crate::private_text::PrivateText;

/// Foresees what the service does with a text. Nothing is refused here: what cannot be sent is
/// listed in [`Plan::unsendable`], and sending it, or an empty text, is for the caller to refuse.
///
/// ```
/// use smsmode_core::text::{OptOut, OptOutEffect, PlanOptions, plan};
///
/// let options = PlanOptions::default().with_opt_out(OptOut::Always).with_recipients(100);
/// let plan = plan("Soldes : -20 % dès demain, rue de la Forêt", &options);
/// assert_eq!(plan.text(), "Soldes : -20 % dès demain, rue de la For?t");
/// assert_eq!(plan.unsendable().len(), 1);
/// assert_eq!(plan.opt_out(), OptOutEffect::Appended);
/// assert_eq!(plan.cost().map(|cost| cost.max), Some(100));
/// ```
pub fn plan(text: &str, options: &PlanOptions) -> Plan {
    let alphabet = options.alphabet();
    let whole = as_received(text, options.wire_charset());
    let received = cut(&whole, options);
    let opt_out = OptOutEffect::of(&whole, options);
    let cut = (received.len() < whole.len()).then(|| same_place(text, received));
    Plan {
        alphabet,
        wire_charset: options.wire_charset(),
        measure: Measure::of(received, alphabet, Reference::Ref8),
        segments: opt_out.segments(received, options),
        text: received.into(),
        cut,
        unsendable: outside_wire(text, options.wire_charset()).collect(),
        replacements: Vec::new(),
        opt_out,
        warnings: warnings(cut, opt_out, options),
        recipients: options.recipients,
    }
}

/// What will happen to a message, from [`plan`](fn@plan).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    alphabet: Alphabet,
    wire_charset: WireCharset,
    measure: Measure,
    segments: SegmentRange,
    text: PrivateText,
    cut: Option<usize>,
    unsendable: Vec<At>,
    replacements: Vec<Replacement>,
    opt_out: OptOutEffect,
    warnings: Vec<PlanWarning>,
    recipients: Option<usize>,
}

impl Plan {
    /// The alphabet that goes over the air: UCS-2 for a message in Unicode, even if GSM could hold
    /// it, else GSM.
    pub const fn alphabet(&self) -> Alphabet {
        self.alphabet
    }

    /// The charset of the request.
    pub const fn wire_charset(&self) -> WireCharset {
        self.wire_charset
    }

    /// The text as a handset shows it, without the STOP mention: cut where the service cuts, with
    /// `?` where the service writes that for a character outside (class 9 has no such rule, and
    /// nothing is replaced there).
    pub fn text(&self) -> &str {
        self.text.as_str()
    }

    /// Where the service cuts the text, in bytes of the text that was planned; nothing if it sends
    /// the whole.
    pub const fn cut(&self) -> Option<usize> {
        self.cut
    }

    /// The characters that the message cannot carry, also those beyond the cut.
    pub fn unsendable(&self) -> &[At] {
        &self.unsendable
    }

    /// How many segments a recipient is sent, the STOP mention included.
    pub const fn segments(&self) -> SegmentRange {
        self.segments
    }

    /// The length of [`Plan::text`] in units of the alphabet, without the STOP mention.
    pub const fn units(&self) -> usize {
        self.measure.units
    }

    /// How many units the last segment of [`Plan::text`] can still take, before any STOP mention.
    pub const fn free_units(&self) -> usize {
        self.measure.free_units
    }

    /// What was replaced to make the text sendable, in order.
    pub fn replacements(&self) -> &[Replacement] {
        &self.replacements
    }

    /// What becomes of the STOP mention.
    pub const fn opt_out(&self) -> OptOutEffect {
        self.opt_out
    }

    /// What somebody should know before the message is sent.
    pub fn warnings(&self) -> &[PlanWarning] {
        &self.warnings
    }

    /// How many segments are charged for all recipients together; nothing if their number is
    /// unknown. One credit for each later opt-out is not in it.
    pub fn cost(&self) -> Option<SegmentRange> {
        let recipients = u64::try_from(self.recipients?).unwrap_or(u64::MAX);
        Some(self.segments.times(recipients))
    }
}

/// A number of segments, exact or between two bounds that are both possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct SegmentRange {
    /// At least so many.
    pub min: u64,
    /// At most so many.
    pub max: u64,
}

impl SegmentRange {
    /// Whether the number is certain.
    pub const fn is_exact(self) -> bool {
        self.min == self.max
    }

    pub(super) const fn exactly(segments: u64) -> Self {
        Self { min: segments, max: segments }
    }

    const fn times(self, recipients: u64) -> Self {
        Self { min: self.min.saturating_mul(recipients), max: self.max.saturating_mul(recipients) }
    }
}

/// `2`, or `2-3`.
impl fmt::Display for SegmentRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_exact() {
            write!(f, "{}", self.min)
        } else {
            write!(f, "{}-{}", self.min, self.max)
        }
    }
}

/// By its own words the service writes `?` for what classes 2 and 4 cannot carry (evidence: the
/// vendor's document, not seen on a live message).
fn as_received(text: &str, charset: WireCharset) -> String {
    match charset {
        WireCharset::Utf8 => text.to_owned(),
        WireCharset::Latin9 => {
            text.chars().map(|ch| if charset.can_carry(ch) { ch } else { '?' }).collect()
        }
    }
}

fn cut<'t>(received: &'t str, options: &PlanOptions) -> &'t str {
    let limits = Limits::default().with_alphabet(options.alphabet());
    truncate(received, options.max_segments.get(), &limits)
}

/// Where the text ends of which `received` is what remains: a `?` may be shorter than what it
/// replaces, but it replaces one character.
fn same_place(text: &str, received: &str) -> usize {
    let kept = received.chars().count();
    text.char_indices().nth(kept).map_or(text.len(), |(byte, _)| byte)
}

fn warnings(cut: Option<usize>, opt_out: OptOutEffect, options: &PlanOptions) -> Vec<PlanWarning> {
    let marketing = options.channel == Some(Channel::Marketing);
    let exposed = marketing && options.personal_sender && !opt_out.is_appended();
    let uncertain = match opt_out {
        OptOutEffect::Uncertain(reason) => Some(PlanWarning::UncertainStop(reason)),
        _ => None,
    };
    [
        cut.map(|at| PlanWarning::Cut { at }),
        uncertain,
        exposed.then_some(PlanWarning::PersonalSenderWithoutStop),
        options.opt_out.map(|_| PlanWarning::OptOutsCostCredits),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{OptOut, SegmentLimit, StopUncertainty};
    use proptest::prelude::*;

    fn limit(segments: u8) -> SegmentLimit {
        SegmentLimit::try_from(segments).unwrap()
    }

    #[test]
    fn lost_french_letters_are_shown_and_listed() {
        let plan = plan("Ça, ma sœur, c’est l’hôtel à 5 €", &PlanOptions::default());
        assert_eq!(plan.text(), "Ça, ma s?ur, c?est l?h?tel à 5 €");
        let lost: String = plan.unsendable().iter().map(|at| at.ch).collect();
        assert_eq!(lost, "œ’’ô");
        assert_eq!((plan.alphabet(), plan.units()), (Alphabet::Gsm7, 33));
    }

    #[test]
    fn a_lost_extension_counts_as_the_question_mark_that_replaces_it() {
        let plan = plan("\u{C}Δ¤😀", &PlanOptions::default());
        assert_eq!((plan.text(), plan.units()), ("????", 4));
    }

    #[test]
    fn unicode_is_ucs2_even_for_plain_text() {
        let plan = plan(&"a".repeat(71), &PlanOptions::default().with_unicode(true));
        assert_eq!((plan.alphabet(), plan.wire_charset()), (Alphabet::Ucs2, WireCharset::Utf8));
        assert_eq!((plan.segments(), plan.free_units()), (SegmentRange::exactly(2), 63));
    }

    #[test]
    fn unicode_loses_nothing_but_reports_nul_and_escape() {
        let plan = plan("ê\0\u{1B}😀", &PlanOptions::default().with_unicode(true));
        assert_eq!(plan.text(), "ê\0\u{1B}😀");
        let lost: String = plan.unsendable().iter().map(|at| at.ch).collect();
        assert_eq!(lost, "\0\u{1B}");
    }

    #[test]
    fn the_service_cuts_where_its_document_says() {
        for (unicode, units) in
            [(false, [160, 306, 459, 612, 765]), (true, [70, 134, 201, 268, 335])]
        {
            for (segments, units) in (1..).zip(units) {
                let options =
                    PlanOptions::default().with_unicode(unicode).with_max_segments(limit(segments));
                assert_eq!(plan(&"a".repeat(units), &options).cut(), None, "{units}");
                let cut = plan(&"a".repeat(units + 1), &options);
                assert_eq!((cut.cut(), cut.units()), (Some(units), units));
                assert_eq!(cut.warnings(), [PlanWarning::Cut { at: units }]);
            }
        }
    }

    #[test]
    fn the_cut_is_given_in_the_text_as_it_was_written() {
        let options = PlanOptions::default().with_max_segments(limit(1));
        let plan = plan(&"ê".repeat(161), &options);
        assert_eq!((plan.text(), plan.cut()), ("?".repeat(160).as_str(), Some(320)));
    }

    #[test]
    fn a_cut_keeps_an_escape_pair_whole() {
        let options = PlanOptions::default().with_max_segments(limit(1));
        let plan = plan(&format!("{}€", "a".repeat(159)), &options);
        assert_eq!((plan.cut(), plan.units(), plan.free_units()), (Some(159), 159, 1));
    }

    #[test]
    fn cost_is_segments_times_recipients_and_unknown_for_a_group() {
        let text = "a".repeat(161);
        let options = PlanOptions::default();
        assert_eq!(plan(&text, &options).cost(), None);
        let cost = |recipients| plan(&text, &options.with_recipients(recipients)).cost();
        assert_eq!(cost(0), Some(SegmentRange::exactly(0)));
        assert_eq!(cost(300), Some(SegmentRange::exactly(600)));
    }

    #[test]
    fn a_personal_sender_without_stop_is_warned_of_on_the_marketing_channel_only() {
        let personal = PlanOptions::default().with_personal_sender(true);
        let warned = |options: PlanOptions, text: &str| {
            plan(text, &options).warnings().contains(&PlanWarning::PersonalSenderWithoutStop)
        };
        let marketing = personal.with_channel(Channel::Marketing);
        assert!(warned(marketing, "a"));
        assert!(warned(marketing.with_opt_out(OptOut::IfFree), &"a".repeat(150)));
        assert!(warned(marketing.with_opt_out(OptOut::Always), &"a".repeat(161)));
        assert!(!warned(marketing.with_opt_out(OptOut::Always), &"a".repeat(150)));
        assert!(!warned(marketing.with_personal_sender(false), "a"));
        assert!(!warned(personal.with_channel(Channel::Notifications), "a"));
        assert!(!warned(personal, "a"));
    }

    #[test]
    fn opt_outs_are_mentioned_with_their_price_where_stop_is_on() {
        let options = PlanOptions::default().with_opt_out(OptOut::IfFree).with_unicode(true);
        assert_eq!(
            plan("a", &options).warnings(),
            [PlanWarning::UncertainStop(StopUncertainty::Unicode), PlanWarning::OptOutsCostCredits,]
        );
        assert_eq!(plan("a", &PlanOptions::default()).warnings(), []);
    }

    #[test]
    fn a_range_is_written_as_one_number_if_exact() {
        assert_eq!(SegmentRange::exactly(2).to_string(), "2");
        assert_eq!(SegmentRange { min: 2, max: 3 }.to_string(), "2-3");
    }

    #[test]
    fn the_text_stays_out_of_logs() {
        let logged = format!("{:?}", plan("Jacques", &PlanOptions::default()));
        assert!(!logged.contains("Jacques"), "{logged}");
    }

    fn any_options() -> impl Strategy<Value = PlanOptions> {
        let opt_out =
            prop_oneof![Just(None), Just(Some(OptOut::Always)), Just(Some(OptOut::IfFree))];
        (any::<bool>(), 1..=5_u8, opt_out, any::<u8>(), any::<Option<usize>>()).prop_map(
            |(unicode, max_segments, opt_out, stop_units, recipients)| PlanOptions {
                unicode,
                max_segments: limit(max_segments),
                opt_out,
                stop_units,
                recipients,
                ..PlanOptions::default()
            },
        )
    }

    proptest! {
        #[test]
        fn a_plan_is_never_wrong_about_what_is_lost(
            text in "[a-zé€\\[êœ😀\u{0}\u{1B}\u{C}Δ]{0,900}",
            options in any_options(),
        ) {
            let plan = plan(&text, &options);
            let kept = &text[..plan.cut().unwrap_or(text.len())];
            prop_assert_eq!(plan.text().chars().count(), kept.chars().count());
            for (sent, written) in plan.text().chars().zip(kept.chars()) {
                let replaced = !options.unicode && !WireCharset::Latin9.can_carry(written);
                prop_assert_eq!(sent, if replaced { '?' } else { written });
            }
            prop_assert!(plan.unsendable().iter().all(|at| text[at.byte..].starts_with(at.ch)));
            let warned = plan.warnings().iter().any(|warning| warning.name() == "cut");
            prop_assert_eq!(plan.cut().is_some(), warned);
        }

        #[test]
        fn a_plan_stays_within_its_limit_but_for_stop(text: String, options in any_options()) {
            let plan = plan(&text.repeat(20), &options);
            let segments = plan.segments();
            prop_assert!(segments.min <= segments.max);
            if options.opt_out.is_none() {
                prop_assert!(segments.is_exact());
                prop_assert!(segments.max <= u64::from(options.max_segments.get()));
            }
        }
    }
}
