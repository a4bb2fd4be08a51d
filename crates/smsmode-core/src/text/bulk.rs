//! Many texts at once: what they take together, in memory that does not grow with their number.
//!
//! ```
//! use smsmode_core::text::bulk::analyse_many;
//!
//! let totals = analyse_many(["Bonjour", "À bientôt"]);
//! assert_eq!((totals.texts(), totals.segments()), (2, 2));
//! assert_eq!((totals.gsm7().texts, totals.ucs2().texts), (1, 1));
//! let costly: Vec<_> = totals.costly_characters().iter().map(|c| (c.ch, c.texts)).collect();
//! assert_eq!(costly, [('À', 1), ('ô', 1)]);
//! ```

mod costs;
mod line_analyser;
mod lines;

pub use costs::CostlyCharacter;
pub use line_analyser::{LineAnalyser, LineTotals};
pub use lines::{BadLine, Line, LineSplitter};

use costs::Costs;

use super::smart::{self, SmartOptions};
use super::{
    Alphabet, Analysis, At, Limits, SegmentLimit, TextMode, WireCharset, analyse, analyse_as_ucs2,
    outside_gsm, outside_wire, scan,
};

/// Analyses texts one after another, without an allocation for each.
///
/// Each is analysed as [`analyse`](fn@analyse) does: GSM if every character is in the GSM alphabet,
/// else UCS-2.
pub fn analyse_many<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Totals {
    let mut totals = Totals::default();
    for text in texts {
        totals.add(text.as_ref());
    }
    totals
}

/// What many texts take together.
///
/// It takes texts one by one as well, and totals can be added up, as of parts that were analysed
/// side by side.
///
/// ```
/// use smsmode_core::text::bulk::{Totals, analyse_many};
///
/// let mut totals = Totals::default();
/// totals.add("Bonjour");
/// totals.merge(&analyse_many(["Bonsoir"]));
/// assert_eq!(totals.texts(), 2);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Totals {
    /// Nothing where texts are analysed as they are, without any message to carry them.
    mode: Option<TextMode>,
    replaced: u64,
    gsm7: AlphabetTotals,
    ucs2: AlphabetTotals,
    blank: u64,
    beyond_limit: u64,
    costs: Costs,
}

impl Totals {
    /// Counts each text as it would be sent, without any STOP mention or limit of segments:
    ///
    /// - in [`TextMode::Exact`] as GSM where the classes 2 and 4 carry it as it is;
    /// - in [`TextMode::Smart`] as GSM where they carry it after its replacements;
    /// - else as UCS-2, as it would be sent in Unicode, and what kept it from being GSM is costly;
    /// - in [`TextMode::Unicode`] always as UCS-2, and what GSM lacks is costly.
    ///
    /// [`Totals::default`] analyses texts as they are: there the Greek capitals, `¤` and the form
    /// feed are GSM, which the classes 2 and 4 cannot carry.
    ///
    /// ```
    /// use smsmode_core::text::TextMode;
    /// use smsmode_core::text::bulk::Totals;
    /// use smsmode_core::text::smart::SmartOptions;
    ///
    /// let mut totals = Totals::with_mode(TextMode::Smart(SmartOptions::default()));
    /// totals.add("La forêt");
    /// totals.add("La forêt 🌳");
    /// assert_eq!((totals.gsm7().texts, totals.replaced()), (1, 1));
    /// let costly: Vec<_> = totals.costly_characters().iter().map(|c| c.ch).collect();
    /// assert_eq!(costly, ['🌳']);
    /// ```
    pub fn with_mode(mode: TextMode) -> Self {
        Self { mode: Some(mode), ..Self::default() }
    }

    /// Counts one more text.
    pub fn add(&mut self, text: &str) {
        self.blank += u64::from(text.trim_start().is_empty());
        match self.mode {
            None => self.count(&analyse(text), characters(outside_gsm(text))),
            Some(TextMode::Exact) => self.count(&exact(text), lost(text)),
            Some(TextMode::Smart(options)) => self.add_smart(text, options),
            Some(TextMode::Unicode) => {
                self.count(&analyse_as_ucs2(text), characters(outside_gsm(text)));
            }
        }
    }

    fn add_smart(&mut self, text: &str, options: SmartOptions) {
        let outcome = smart::apply(text, &options.with_wire_charset(WireCharset::Latin9));
        if outcome.is_sendable() {
            self.replaced += u64::from(outcome.is_changed());
            return self.count(&outcome.after(), core::iter::empty());
        }
        let analysis = analyse_as_ucs2(text);
        match outcome.irreplaceable() {
            [] => self.count(&analysis, lost(text)),
            irreplaceable => self.count(&analysis, irreplaceable.iter().map(|at| at.ch)),
        }
    }

    fn count(&mut self, analysis: &Analysis, costly: impl Iterator<Item = char>) {
        self.beyond_limit += u64::from(analysis.segments() > self.most_segments());
        match analysis.alphabet() {
            Alphabet::Gsm7 => self.gsm7.add(analysis),
            Alphabet::Ucs2 => {
                self.ucs2.add(analysis);
                self.costs.add(costly);
            }
        }
    }

    fn most_segments(&self) -> u32 {
        match self.mode {
            None => MOST_JOINED,
            Some(_) => SegmentLimit::default().get().into(),
        }
    }

    /// Counts the texts of other totals, too.
    pub fn merge(&mut self, other: &Self) {
        self.gsm7.merge(other.gsm7);
        self.ucs2.merge(other.ucs2);
        self.replaced += other.replaced;
        self.blank += other.blank;
        self.beyond_limit += other.beyond_limit;
        self.costs.merge(&other.costs);
    }

    /// How many texts there were.
    pub const fn texts(&self) -> u64 {
        self.gsm7.texts + self.ucs2.texts
    }

    /// How many segments they take together.
    pub const fn segments(&self) -> u64 {
        self.gsm7.segments + self.ucs2.segments
    }

    /// Those that go out in GSM.
    pub const fn gsm7(&self) -> AlphabetTotals {
        self.gsm7
    }

    /// Those that go out in UCS-2.
    pub const fn ucs2(&self) -> AlphabetTotals {
        self.ucs2
    }

    /// How many of [`Totals::gsm7`] were changed for that; 0 but in [`TextMode::Smart`].
    pub const fn replaced(&self) -> u64 {
        self.replaced
    }

    /// How many of the texts are empty or blank, which no message can be. They count as any other.
    pub const fn blank(&self) -> u64 {
        self.blank
    }

    /// How many of the texts have too many segments: more than 5, where the service cuts, or with
    /// [`Totals::default`] more than can be joined, 255.
    pub const fn beyond_limit(&self) -> u64 {
        self.beyond_limit
    }

    /// The characters that force texts to UCS-2, those in the most texts first, and then by code
    /// point.
    pub fn costly_characters(&self) -> Vec<CostlyCharacter> {
        self.costs.descending()
    }
}

/// What the texts of one alphabet take together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct AlphabetTotals {
    /// How many there were.
    pub texts: u64,
    /// How many segments they take.
    pub segments: u64,
    /// How many units of the alphabet.
    pub units: u64,
}

impl AlphabetTotals {
    fn add(&mut self, analysis: &Analysis) {
        self.texts += 1;
        self.segments += u64::from(analysis.segments());
        self.units += analysis.units() as u64;
    }

    const fn merge(&mut self, other: Self) {
        self.texts += other.texts;
        self.segments += other.segments;
        self.units += other.units;
    }
}

/// A text as the classes 2 and 4 carry it, or else as Unicode.
fn exact(text: &str) -> Analysis {
    match scan::gsm(text) {
        Ok(count) if !count.beyond_latin9 => Analysis::gsm(text, count, Limits::default()),
        _ => analyse_as_ucs2(text),
    }
}

/// What the classes 2 and 4 cannot carry.
fn lost(text: &str) -> impl Iterator<Item = char> + '_ {
    characters(outside_wire(text, WireCharset::Latin9))
}

fn characters(places: impl Iterator<Item = At>) -> impl Iterator<Item = char> {
    places.map(|at| at.ch)
}

/// TS 23.040, 9.2.3.24.1.
const MOST_JOINED: u32 = 255;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{PlanOptions, plan};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn summary(totals: &Totals) -> (AlphabetTotals, AlphabetTotals, u64, Vec<CostlyCharacter>) {
        let Totals { gsm7, ucs2, beyond_limit, .. } = *totals;
        (gsm7, ucs2, beyond_limit, totals.costly_characters())
    }

    #[test]
    fn nothing_takes_nothing() {
        let totals = analyse_many::<&str>([]);
        assert_eq!((totals.texts(), totals.segments()), (0, 0));
        assert_eq!(totals.costly_characters(), []);
    }

    #[test]
    fn an_empty_text_is_a_segment_of_no_units() {
        let expected = AlphabetTotals { texts: 1, segments: 1, units: 0 };
        assert_eq!(analyse_many([""]).gsm7(), expected);
    }

    #[test]
    fn a_character_counts_once_a_text() {
        let totals = analyse_many(["êêê", "ê😀", "é"]);
        let costly: Vec<_> = totals.costly_characters().iter().map(|c| (c.ch, c.texts)).collect();
        assert_eq!(costly, [('ê', 2), ('😀', 1)]);
    }

    #[test]
    fn texts_that_the_service_cuts_are_told() {
        let mut totals = Totals::with_mode(TextMode::Exact);
        for length in [5 * 153, 5 * 153 + 1, 39_016] {
            totals.add(&"a".repeat(length));
        }
        assert_eq!(totals.beyond_limit(), 2);
    }

    #[test]
    fn blank_texts_are_told() {
        let totals = analyse_many(["", " \r\n\u{A0}", " a"]);
        assert_eq!((totals.texts(), totals.blank()), (3, 2));
    }

    #[test]
    fn texts_that_cannot_be_joined_are_told() {
        let totals = analyse_many(["a".repeat(39_015), "a".repeat(39_016), "ê".repeat(17_086)]);
        assert_eq!((totals.texts(), totals.beyond_limit()), (3, 2));
    }

    #[test]
    fn ten_thousand_texts_with_every_character_stay_exact() {
        let all: Vec<String> = ('\u{100}'..='\u{2800}').map(String::from).collect();
        let totals = analyse_many(&all);
        let gsm = all.iter().filter(|text| analyse(text).alphabet() == Alphabet::Gsm7).count();
        assert_eq!(totals.costly_characters().len(), all.len() - gsm);
    }

    #[test]
    fn exact_totals_refuse_the_gsm_characters_that_the_charset_lacks() {
        let mut totals = Totals::with_mode(TextMode::Exact);
        assert_eq!(analyse_many(["ΔT"]).gsm7().texts, 1);
        totals.add("ΔT");
        assert_eq!((totals.gsm7().texts, totals.ucs2().texts), (0, 1));
        assert_eq!(totals.costly_characters().first().map(|c| c.ch), Some('Δ'));
    }

    #[test]
    fn only_what_cannot_be_replaced_is_costly_in_smart_totals() {
        let mut totals = Totals::with_mode(TextMode::Smart(SmartOptions::default()));
        for text in ["ça", "ça 😀", "été"] {
            totals.add(text);
        }
        assert_eq!((totals.texts(), totals.replaced(), totals.ucs2().texts), (3, 1, 1));
        let costly: Vec<_> = totals.costly_characters().iter().map(|c| (c.ch, c.texts)).collect();
        assert_eq!(costly, [('😀', 1)]);
    }

    proptest! {
        #[test]
        fn totals_of_a_mode_are_the_sums_of_plans(
            texts in prop::collection::vec("[a-zéê…😀ж€\\[Δ]{0,200}", 0..20),
            mode in prop::sample::select(vec![
                TextMode::Exact, TextMode::Smart(SmartOptions::default()), TextMode::Unicode,
            ]),
        ) {
            let mut totals = Totals::with_mode(mode);
            let planned = |mode, text: &str| plan(text, &PlanOptions::default().with_mode(mode));
            let (mut segments, mut units, mut replaced, mut unicode) = (0, 0, 0, 0);
            for text in &texts {
                totals.add(text);
                let asked = planned(mode, text);
                let sent = if asked.is_sendable() { asked } else { planned(TextMode::Unicode, text) };
                segments += u64::from(sent.whole_segments());
                units += sent.units() as u64;
                replaced += u64::from(!sent.replacements().is_empty());
                unicode += u64::from(sent.alphabet() == Alphabet::Ucs2);
            }
            prop_assert_eq!(totals.segments(), segments);
            prop_assert_eq!(totals.gsm7().units + totals.ucs2().units, units);
            prop_assert_eq!((totals.replaced(), totals.ucs2().texts), (replaced, unicode));
        }

        #[test]
        fn totals_are_the_sums_of_single_analyses(
            texts in prop::collection::vec("[a-zéê😀ж€\\[]{0,200}", 0..20),
        ) {
            let totals = analyse_many(&texts);
            let of = |alphabet| texts.iter().map(|t| analyse(t)).filter(move |a| a.alphabet() == alphabet);
            for (alphabet, found) in
                [(Alphabet::Gsm7, totals.gsm7()), (Alphabet::Ucs2, totals.ucs2())]
            {
                prop_assert_eq!(found.texts, of(alphabet).count() as u64);
                let segments: u64 = of(alphabet).map(|a| u64::from(a.segments())).sum();
                prop_assert_eq!(found.segments, segments);
                let units: usize = of(alphabet).map(|a| a.units()).sum();
                prop_assert_eq!(found.units, units as u64);
            }
            for costly in totals.costly_characters() {
                let expected = texts.iter().filter(|text| text.contains(costly.ch)).count();
                prop_assert_eq!(costly.texts, expected as u64);
            }
            let different: BTreeSet<char> =
                texts.iter().flat_map(|text| outside_gsm(text).map(|at| at.ch)).collect();
            prop_assert_eq!(totals.costly_characters().len(), different.len());
        }

        #[test]
        fn merged_totals_are_those_of_all_texts(
            first in prop::collection::vec("[aê😀]{0,99}", 0..9),
            second in prop::collection::vec("[bêж]{0,99}", 0..9),
        ) {
            let mut merged = analyse_many(&first);
            merged.merge(&analyse_many(&second));
            prop_assert_eq!(summary(&merged), summary(&analyse_many(first.iter().chain(&second))));
        }
    }
}
