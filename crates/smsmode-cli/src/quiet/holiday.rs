//! The public holidays of France, in any year.

use jiff::civil::Date;
use jiff::{ToSpan as _, Unit};
use smsmode_http::{Describe, Language};

/// A public holiday of the whole country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holiday {
    NewYear,
    EasterMonday,
    LabourDay,
    VictoryDay,
    Ascension,
    WhitMonday,
    BastilleDay,
    Assumption,
    AllSaints,
    Armistice,
    Christmas,
}

impl Holiday {
    /// The holiday of a day, if it is one.
    pub(crate) fn on(date: Date) -> Option<Self> {
        Self::fixed(date).or_else(|| Self::movable(date))
    }

    fn fixed(date: Date) -> Option<Self> {
        Some(match (date.month(), date.day()) {
            (1, 1) => Self::NewYear,
            (5, 1) => Self::LabourDay,
            (5, 8) => Self::VictoryDay,
            (7, 14) => Self::BastilleDay,
            (8, 15) => Self::Assumption,
            (11, 1) => Self::AllSaints,
            (11, 11) => Self::Armistice,
            (12, 25) => Self::Christmas,
            _ => return None,
        })
    }

    fn movable(date: Date) -> Option<Self> {
        let since_easter = date.since((Unit::Day, easter(date.year())?)).ok()?.get_days();
        match since_easter {
            1 => Some(Self::EasterMonday),
            39 => Some(Self::Ascension),
            50 => Some(Self::WhitMonday),
            _ => None,
        }
    }
}

/// Easter Sunday by the Gregorian calendar: the anonymous algorithm, in Meeus' form.
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (golden, century, of_century) = (year % 19, year / 100, year % 100);
    let epact_shift = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - epact_shift + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let correction = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * correction;
    Date::new(i16::try_from(year).ok()?, 3, 22).ok()?.checked_add(days.days()).ok()
}

impl Describe for Holiday {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::NewYear => ("New Year's Day", "jour de l'An"),
            Self::EasterMonday => ("Easter Monday", "lundi de Pâques"),
            Self::LabourDay => ("Labour Day", "fête du Travail"),
            Self::VictoryDay => ("Victory Day", "8 mai"),
            Self::Ascension => ("Ascension Day", "Ascension"),
            Self::WhitMonday => ("Whit Monday", "lundi de Pentecôte"),
            Self::BastilleDay => ("Bastille Day", "fête nationale"),
            Self::Assumption => ("Assumption Day", "Assomption"),
            Self::AllSaints => ("All Saints' Day", "Toussaint"),
            Self::Armistice => ("Armistice Day", "11 novembre"),
            Self::Christmas => ("Christmas Day", "Noël"),
        };
        language.pick(english, french).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_is_where_the_tables_have_it() {
        for (year, month, day) in [
            (1818, 3, 22),
            (1943, 4, 25),
            (1954, 4, 18),
            (1981, 4, 19),
            (2000, 4, 23),
            (2008, 3, 23),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2038, 4, 25),
            (2049, 4, 18),
            (2076, 4, 19),
            (2285, 3, 22),
        ] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn a_year_has_eleven_holidays() {
        let days = date(2026, 1, 1).series(1.day()).take_while(|day| day.year() == 2026);
        let found: Vec<(Date, Holiday)> =
            days.filter_map(|day| Some((day, Holiday::on(day)?))).collect();
        let expected = [
            (date(2026, 1, 1), Holiday::NewYear),
            (date(2026, 4, 6), Holiday::EasterMonday),
            (date(2026, 5, 1), Holiday::LabourDay),
            (date(2026, 5, 8), Holiday::VictoryDay),
            (date(2026, 5, 14), Holiday::Ascension),
            (date(2026, 5, 25), Holiday::WhitMonday),
            (date(2026, 7, 14), Holiday::BastilleDay),
            (date(2026, 8, 15), Holiday::Assumption),
            (date(2026, 11, 1), Holiday::AllSaints),
            (date(2026, 11, 11), Holiday::Armistice),
            (date(2026, 12, 25), Holiday::Christmas),
        ];
        assert_eq!(found, expected);
    }
}
