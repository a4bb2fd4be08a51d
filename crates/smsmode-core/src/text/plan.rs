//! What will happen to a message: which charset and alphabet, how many segments, what is lost.

use core::fmt;

use super::measure::Measure;
use super::treatment::Treatment;
use super::{
    Alphabet, At, Channel, Limits, OptOutEffect, PlanOptions, PlanWarning, Reference, Replacement,
    Segment, WireCharset, segments, truncate,
};
use crate::error::OutsideAlphabet;
use crate::message_class::MessageClass;
use crate::private_text::PrivateText;

/// Foresees what the service does with a text, treated first as
/// [`PlanOptions::with_mode`] allows. Nothing is refused here: what cannot be sent is listed in
/// [`Plan::unsendable`], and sending it, or an empty text, is for the caller to refuse.
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
///
/// With replacements the same text is sendable:
///
/// ```
/// use smsmode_core::text::smart::SmartOptions;
/// use smsmode_core::text::{PlanOptions, TextMode, plan};
///
/// let smart = TextMode::Smart(SmartOptions::default());
/// let plan = plan("Rue de la Forêt", &PlanOptions::default().with_mode(smart));
/// assert_eq!(plan.text(), "Rue de la Foret");
/// assert!(plan.is_sendable());
/// assert_eq!(plan.replacements()[0].original, "ê");
/// ```
pub fn plan(text: &str, options: &PlanOptions) -> Plan {
    let alphabet = options.alphabet();
    let treated = Treatment::new(text, options.mode);
    let whole = as_received(&treated.text, options.wire_charset());
    let received = cut(&whole, options);
    let opt_out = OptOutEffect::of(&whole, options);
    let cut = (received.len() < whole.len())
        .then(|| treated.written_place(same_place(&treated.text, received)));
    Plan {
        class: options.class(),
        alphabet,
        wire_charset: options.wire_charset(),
        measure: Measure::of(received, alphabet, Reference::Ref8),
        whole_segments: Measure::of(&whole, alphabet, Reference::Ref8).segments,
        segments: opt_out.segments(received, options),
        text: received.into(),
        cut,
        unsendable: treated.unsendable,
        replacements: treated.replacements,
        opt_out,
        warnings: warnings(cut, opt_out, options),
        recipients: options.recipients,
    }
}

/// What will happen to a message, from [`plan`](fn@plan).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    class: MessageClass,
    alphabet: Alphabet,
    wire_charset: WireCharset,
    measure: Measure,
    whole_segments: u32,
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
    /// The class in which it is sent.
    pub const fn class(&self) -> MessageClass {
        self.class
    }

    /// The alphabet that goes over the air: UCS-2 for a message in Unicode, even if GSM could hold
    /// it, else GSM.
    pub const fn alphabet(&self) -> Alphabet {
        self.alphabet
    }

    /// The charset of the request.
    pub const fn wire_charset(&self) -> WireCharset {
        self.wire_charset
    }

    /// The text as a handset shows it, without the STOP mention: with its replacements, cut where
    /// the service cuts, with `?` where the service writes that for a character outside (class 9
    /// has no such rule, and nothing is written there).
    pub fn text(&self) -> &str {
        self.text.as_str()
    }

    /// Where the service cuts the text, in bytes of the text as it was written; nothing if it sends
    /// the whole. It is where a replacement begins if the cut goes through that.
    pub const fn cut(&self) -> Option<usize> {
        self.cut
    }

    /// Whether the message can carry the text. Its length is not looked at: see [`Plan::cut`].
    pub const fn is_sendable(&self) -> bool {
        self.unsendable.is_empty()
    }

    /// The characters that keep the message from being sent, also those beyond the cut. Their
    /// positions are those of the text as it was written.
    ///
    /// In [`TextMode::Smart`](super::TextMode::Smart) they are those for which nothing can stand;
    /// what could be replaced is then left as it is, too.
    pub fn unsendable(&self) -> &[At] {
        &self.unsendable
    }

    /// The error that names [`Plan::unsendable`]; nothing for a text that can be sent.
    ///
    /// ```
    /// use smsmode_core::text::{PlanOptions, plan};
    ///
    /// let refusal = plan("Reçu 😀", &PlanOptions::default()).refusal();
    /// assert!(refusal.is_some_and(|error| error.fits_unicode()));
    /// ```
    pub fn refusal(&self) -> Option<OutsideAlphabet> {
        let characters = || OutsideAlphabet::new(self.unsendable.clone(), self.wire_charset);
        (!self.is_sendable()).then(characters)
    }

    /// How many segments a recipient is sent, the STOP mention included.
    pub const fn segments(&self) -> SegmentRange {
        self.segments
    }

    /// How many segments the whole text would take, before any cut and without the STOP mention.
    pub const fn whole_segments(&self) -> u32 {
        self.whole_segments
    }

    /// The segments of [`Plan::text`], without the STOP mention.
    ///
    /// ```
    /// use smsmode_core::text::{PlanOptions, plan};
    ///
    /// let plan = plan(&"a".repeat(161), &PlanOptions::default());
    /// let units: Vec<_> = plan.text_segments().map(|segment| segment.units).collect();
    /// assert_eq!(units, [153, 8]);
    /// ```
    pub fn text_segments(&self) -> impl Iterator<Item = Segment<'_>> + '_ {
        let limits = Limits::default().with_alphabet(self.alphabet);
        // A text cut after five segments has no more than can be joined.
        segments(self.text(), &limits).into_iter().flatten()
    }

    /// How many units each of [`Plan::text_segments`] can hold: 160 or 70 for one alone, 153 or 67
    /// for each of several.
    pub const fn segment_capacity(&self) -> usize {
        if self.measure.segments > 1 {
            self.alphabet.segment_capacity(Reference::Ref8)
        } else {
            self.alphabet.capacity()
        }
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
    use crate::text::smart::{Level, SmartOptions, When, apply};
    use crate::text::{OptOut, SegmentLimit, StopUncertainty, TextMode, outside_wire};
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
        let plan = plan(&"a".repeat(71), &PlanOptions::default().with_mode(TextMode::Unicode));
        assert_eq!((plan.alphabet(), plan.wire_charset()), (Alphabet::Ucs2, WireCharset::Utf8));
        assert_eq!((plan.segments(), plan.free_units()), (SegmentRange::exactly(2), 63));
    }

    #[test]
    fn unicode_loses_nothing_but_reports_nul_and_escape() {
        let plan = plan("ê\0\u{1B}😀", &PlanOptions::default().with_mode(TextMode::Unicode));
        assert_eq!(plan.text(), "ê\0\u{1B}😀");
        let lost: String = plan.unsendable().iter().map(|at| at.ch).collect();
        assert_eq!(lost, "\0\u{1B}");
    }

    #[test]
    fn the_service_cuts_where_its_document_says() {
        for (mode, units) in [
            (TextMode::Exact, [160, 306, 459, 612, 765]),
            (TextMode::Unicode, [70, 134, 201, 268, 335]),
        ] {
            for (segments, units) in (1..).zip(units) {
                let options =
                    PlanOptions::default().with_mode(mode).with_max_segments(limit(segments));
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
        let options =
            PlanOptions::default().with_opt_out(OptOut::IfFree).with_mode(TextMode::Unicode);
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

    fn smart() -> PlanOptions {
        PlanOptions::default().with_mode(TextMode::Smart(SmartOptions::default()))
    }

    #[test]
    fn what_can_be_replaced_is_and_each_change_is_told() {
        let plan = plan("L’été à la forêt…", &smart());
        assert_eq!(plan.text(), "L'été à la foret...");
        let changes: Vec<_> = plan
            .replacements()
            .iter()
            .map(|change| (change.range.clone(), change.replacement.as_str()))
            .collect();
        assert_eq!(changes, [(1..4, "'"), (19..21, "e"), (22..25, "...")]);
        assert!(plan.is_sendable() && plan.refusal().is_none());
    }

    #[test]
    fn a_text_with_an_emoji_is_left_as_it_is_and_only_the_emoji_is_named() {
        let plan = plan("Reçu 😀", &smart());
        assert_eq!((plan.text(), plan.replacements()), ("Re?u ?", &[][..]));
        assert_eq!(plan.unsendable(), [At { byte: 6, scalar: 5, ch: '😀' }]);
        assert!(!plan.is_sendable());
        assert_eq!(plan.refusal().map(|error| error.characters().len()), Some(1));
    }

    #[test]
    fn a_replacement_beyond_the_level_is_not_made() {
        let options = SmartOptions::default().with_level(Level::Typography);
        let plan = plan("L’hôtel", &smart().with_mode(TextMode::Smart(options)));
        assert_eq!((plan.text(), plan.unsendable().len()), ("L?h?tel", 1));
    }

    #[test]
    fn a_replacement_that_saves_no_segment_is_not_made_if_it_must() {
        let options = SmartOptions::default().with_when(When::OnlyIfItSavesASegment);
        let plan = plan("Forêt", &smart().with_mode(TextMode::Smart(options)));
        assert_eq!((plan.text(), plan.unsendable().len()), ("For?t", 1));
    }

    #[test]
    fn the_charset_of_smart_options_is_that_of_the_class() {
        let options = SmartOptions::default().with_wire_charset(WireCharset::Utf8);
        let plan = plan("Δ", &smart().with_mode(TextMode::Smart(options)));
        assert_eq!((plan.text(), plan.is_sendable()), ("?", false));
    }

    #[test]
    fn a_cut_through_a_replacement_is_where_it_begins() {
        let one = smart().with_max_segments(limit(1));
        let cut = |before| plan(&format!("{}…z", "ê".repeat(before)), &one).cut();
        assert_eq!(cut(156), None);
        assert_eq!(cut(157), Some(317));
        assert_eq!(cut(158), Some(316));
        assert_eq!(cut(160), Some(320));
    }

    #[test]
    fn the_whole_is_counted_beyond_the_cut() {
        let cut = plan(&"a".repeat(161), &PlanOptions::default().with_max_segments(limit(1)));
        assert_eq!((cut.whole_segments(), cut.segments().max), (2, 1));
        assert_eq!((cut.text_segments().count(), cut.segment_capacity()), (1, 160));
        let long = plan(&"a".repeat(40_000), &PlanOptions::default());
        assert_eq!((long.whole_segments(), long.segment_capacity()), (262, 153));
    }

    fn any_options(mode: impl Strategy<Value = TextMode>) -> impl Strategy<Value = PlanOptions> {
        let opt_out =
            prop_oneof![Just(None), Just(Some(OptOut::Always)), Just(Some(OptOut::IfFree))];
        (mode, 1..=5_u8, opt_out, any::<u8>(), any::<Option<usize>>()).prop_map(
            |(mode, max_segments, opt_out, stop_units, recipients)| PlanOptions {
                mode,
                max_segments: limit(max_segments),
                opt_out,
                stop_units,
                recipients,
                ..PlanOptions::default()
            },
        )
    }

    fn unchanged() -> impl Strategy<Value = TextMode> {
        prop_oneof![Just(TextMode::Exact), Just(TextMode::Unicode)]
    }

    fn any_smart() -> impl Strategy<Value = SmartOptions> {
        let level =
            prop_oneof![Just(Level::Typography), Just(Level::Letters), Just(Level::Symbols)];
        let when = prop_oneof![
            Just(When::IfItMakesTheTextGsm),
            Just(When::OnlyIfItSavesASegment),
            Just(When::Always)
        ];
        (level, when, any::<bool>()).prop_map(|(level, when, dropping)| {
            SmartOptions::default().with_level(level).with_when(when).with_dropping(dropping)
        })
    }

    fn replaced_by_hand(text: &str, replacements: &[Replacement]) -> String {
        let mut text = text.to_owned();
        for change in replacements.iter().rev() {
            assert_eq!(text[change.range.clone()], change.original);
            text.replace_range(change.range.clone(), &change.replacement);
        }
        text
    }

    proptest! {
        #[test]
        fn a_plan_is_never_wrong_about_what_is_lost(
            text in "[a-zé€\\[êœ😀\u{0}\u{1B}\u{C}Δ]{0,900}",
            options in any_options(unchanged()),
        ) {
            let plan = plan(&text, &options);
            let kept = &text[..plan.cut().unwrap_or(text.len())];
            prop_assert_eq!(plan.text().chars().count(), kept.chars().count());
            for (sent, written) in plan.text().chars().zip(kept.chars()) {
                let replaced =
                    options.mode == TextMode::Exact && !WireCharset::Latin9.can_carry(written);
                prop_assert_eq!(sent, if replaced { '?' } else { written });
            }
            let lost: Vec<At> = outside_wire(&text, plan.wire_charset()).collect();
            prop_assert_eq!(plan.unsendable(), lost);
            prop_assert!(plan.replacements().is_empty());
            let warned = plan.warnings().iter().any(|warning| warning.name() == "cut");
            prop_assert_eq!(plan.cut().is_some(), warned);
        }

        #[test]
        fn a_smart_plan_is_the_exact_plan_of_the_smart_text(
            text in "[a-zé€\\[êœ…’°]{0,400}😀?", smart in any_smart(),
            options in any_options(Just(TextMode::Exact)),
        ) {
            let found = plan(&text, &options.with_mode(TextMode::Smart(smart)));
            let outcome = apply(&text, &smart);
            let treated = if outcome.is_sendable() { outcome.text() } else { &text };
            let exact = plan(treated, &options);
            let (replacements, cut) = (found.replacements().to_vec(), found.cut());
            prop_assert_eq!(replaced_by_hand(&text, &replacements), treated);
            let kept = &text[..cut.unwrap_or(text.len())];
            let before: Vec<_> =
                replacements.into_iter().filter(|change| change.range.end <= kept.len()).collect();
            let shown = as_received(&replaced_by_hand(kept, &before), WireCharset::Latin9);
            prop_assert!(found.text().starts_with(&shown), "{shown}");
            prop_assert_eq!(cut.is_some(), exact.cut().is_some());
            prop_assert_eq!(found.is_sendable(), exact.is_sendable());
            let same = Plan {
                replacements: Vec::new(),
                cut: exact.cut(),
                warnings: exact.warnings().to_vec(),
                unsendable: exact.unsendable().to_vec(),
                ..found.clone()
            };
            prop_assert_eq!(same, exact);
            prop_assert!(found.unsendable().iter().all(|at| text[at.byte..].starts_with(at.ch)));
        }

        #[test]
        fn the_segments_of_a_plan_are_its_text(text: String, options in any_options(unchanged())) {
            let plan = plan(&text.repeat(20), &options);
            let joined: String = plan.text_segments().map(|segment| segment.text).collect();
            prop_assert_eq!(joined, plan.text());
            let units: usize = plan.text_segments().map(|segment| segment.units).sum();
            prop_assert_eq!(units, plan.units());
            let last = plan.text_segments().last().map(|segment| segment.units);
            prop_assert_eq!(last, Some(plan.segment_capacity() - plan.free_units()));
        }

        #[test]
        fn a_plan_stays_within_its_limit_but_for_stop(
            text: String, options in any_options(unchanged()),
        ) {
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
