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
mod lines;

pub use costs::CostlyCharacter;
pub use lines::{LineAnalyser, LineTotals};

use costs::Costs;

use super::{Alphabet, Analysis, analyse, outside_gsm};

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
    gsm7: AlphabetTotals,
    ucs2: AlphabetTotals,
    beyond_limit: u64,
    costs: Costs,
}

impl Totals {
    /// Counts one more text.
    pub fn add(&mut self, text: &str) {
        let analysis = analyse(text);
        self.beyond_limit += u64::from(analysis.segments() > MOST_SEGMENTS);
        match analysis.alphabet() {
            Alphabet::Gsm7 => self.gsm7.add(&analysis),
            Alphabet::Ucs2 => {
                self.ucs2.add(&analysis);
                self.costs.add(outside_gsm(text).map(|at| at.ch));
            }
        }
    }

    /// Counts the texts of other totals, too.
    pub fn merge(&mut self, other: &Self) {
        self.gsm7.merge(other.gsm7);
        self.ucs2.merge(other.ucs2);
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

    /// Those that GSM can hold.
    pub const fn gsm7(&self) -> AlphabetTotals {
        self.gsm7
    }

    /// Those that need UCS-2.
    pub const fn ucs2(&self) -> AlphabetTotals {
        self.ucs2
    }

    /// How many of the texts have more segments than can be joined, 255.
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

const MOST_SEGMENTS: u32 = 255;

#[cfg(test)]
mod tests {
    use super::*;
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

    proptest! {
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
