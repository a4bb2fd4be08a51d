//! When marketing texts are not sent in France.
//!
//! The charter of the French operators (af2m, "Business Messaging", in force since 1 September 2024)
//! lets them through on working days from 8:00 to 22:00; Brevo, who sends in France, holds them back from
//! 22:00 to 8:00, on Sundays and on public holidays. The service's own document says nothing (grade D):
//! so this is a warning, never a refusal. Others in the trade stop at 20:00.
//!
//! Holidays are the eleven of the whole country (Code du travail, L3133-1). Those of Alsace-Moselle (Good
//! Friday, 26 December) and of the overseas departments are not known here: a number does not tell where
//! its owner lives. Numbers overseas have country codes of their own and are not concerned.

mod holiday;

use jiff::civil::{Date, Weekday};
use smsmode_http::text::Channel;
use smsmode_http::{Describe, Language, LocalDate, LocalDateTime, PhoneNumber};

pub(crate) use holiday::Holiday;

/// A time at which marketing texts are not sent in France.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum QuietTime {
    Holiday(Holiday),
    Sunday,
    /// From 22:00 to 8:00.
    Night,
}

/// Why a text does not leave at this time of Paris; nothing where it may.
pub(crate) fn reason(local: LocalDateTime) -> Option<QuietTime> {
    let day = day(local.date())?;
    let holiday = Holiday::on(day).map(QuietTime::Holiday);
    let sunday = (day.weekday() == Weekday::Sunday).then_some(QuietTime::Sunday);
    let night = !(8..22).contains(&local.hour());
    holiday.or(sunday).or(night.then_some(QuietTime::Night))
}

fn day(date: LocalDate) -> Option<Date> {
    let [month, day] = [date.month(), date.day()].map(|number| i8::try_from(number).ok());
    Date::new(date.year(), month?, day?).ok()
}

/// Whether a message is taken for marketing: the account says so, or else its STOP text does.
pub(crate) fn is_marketing(channel: Option<Channel>, asks_for_opt_out: bool) -> bool {
    match channel {
        Some(Channel::Marketing) => true,
        Some(_) => false,
        None => asks_for_opt_out,
    }
}

/// Whether the rule is about this number: one of metropolitan France.
pub(crate) fn concerns(number: PhoneNumber) -> bool {
    number.to_string().starts_with("33")
}

impl QuietTime {
    /// For programs.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Holiday(_) => "holiday",
            Self::Sunday => "sunday",
            Self::Night => "night",
        }
    }
}

/// The whole warning.
impl Describe for QuietTime {
    fn describe(&self, language: Language) -> String {
        let when = match self {
            Self::Holiday(holiday) => {
                let name = holiday.describe(language);
                language.pick(format!("on a holiday ({name})"), format!("un jour férié ({name})"))
            }
            Self::Sunday => language.pick("on a Sunday", "un dimanche").to_owned(),
            Self::Night => language.pick("by night", "la nuit").to_owned(),
        };
        language.pick(
            format!(
                "this marketing text leaves {when}, Paris time; in France they leave on working days from 8:00 to 22:00 (--at puts it off)"
            ),
            format!(
                "ce texte de prospection part {when}, heure de Paris ; en France ils partent les jours ouvrables de 8 h à 22 h (--at le reporte)"
            ),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason_at((year, month, day): (i16, u8, u8), hour: u8, minute: u8) -> Option<QuietTime> {
        let date = LocalDate::new(year, month, day).unwrap();
        reason(LocalDateTime::new(date, hour, minute, 0).unwrap())
    }

    #[test]
    fn the_night_is_from_22_to_8() {
        let tuesday = (2026, 11, 24);
        for (hour, minute, expected) in [
            (7, 59, Some(QuietTime::Night)),
            (8, 0, None),
            (13, 30, None),
            (21, 59, None),
            (22, 0, Some(QuietTime::Night)),
            (0, 0, Some(QuietTime::Night)),
        ] {
            assert_eq!(reason_at(tuesday, hour, minute), expected, "{hour}:{minute}");
        }
    }

    #[test]
    fn sundays_and_holidays_are_quiet_all_day_and_a_saturday_is_not() {
        assert_eq!(reason_at((2026, 11, 21), 10, 0), None);
        assert_eq!(reason_at((2026, 11, 22), 10, 0), Some(QuietTime::Sunday));
        assert_eq!(reason_at((2026, 11, 22), 23, 0), Some(QuietTime::Sunday));
        let christmas = Some(QuietTime::Holiday(Holiday::Christmas));
        assert_eq!(reason_at((2026, 12, 25), 10, 0), christmas);
        assert_eq!(reason_at((2022, 12, 25), 23, 0), christmas, "a Sunday");
    }

    #[test]
    fn the_channel_says_whether_a_text_is_marketing_and_else_its_stop_text() {
        for (channel, opt_out, expected) in [
            (Some(Channel::Marketing), false, true),
            (Some(Channel::Notifications), true, false),
            (None, true, true),
            (None, false, false),
        ] {
            assert_eq!(is_marketing(channel, opt_out), expected, "{channel:?} {opt_out}");
        }
    }

    #[test]
    fn numbers_of_france_alone_are_concerned() {
        for (number, expected) in
            [("0639980011", true), ("+590690123456", false), ("+32470123456", false)]
        {
            assert_eq!(concerns(PhoneNumber::parse(number).unwrap()), expected, "{number}");
        }
    }
}
