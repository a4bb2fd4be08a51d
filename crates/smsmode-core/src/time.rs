//! Points in time. The core never asks a clock: whoever calls it says what time it is.

use std::fmt;

use jiff::civil;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};

use crate::error::describe_as_error;
use crate::language::{Describe, Language};

/// An instant: whole seconds since 1970-01-01 00:00 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The instant this many seconds after 1970-01-01 00:00 UTC.
    pub const fn from_unix_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since 1970-01-01 00:00 UTC.
    pub const fn unix_seconds(self) -> i64 {
        self.0
    }

    /// The instant this many seconds later (earlier where negative); stays at the ends of time.
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }
}

impl From<std::time::SystemTime> for Timestamp {
    fn from(time: std::time::SystemTime) -> Self {
        let seconds =
            |duration: std::time::Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
        match time.duration_since(std::time::UNIX_EPOCH) {
            Ok(after) => Self(seconds(after)),
            Err(before) => Self(seconds(before.duration()).saturating_neg()),
        }
    }
}

/// A day of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalDate(civil::Date);

impl LocalDate {
    /// A day.
    ///
    /// # Errors
    ///
    /// [`DateError::Impossible`], such as 30 February.
    pub fn new(year: i16, month: u8, day: u8) -> Result<Self, DateError> {
        let signed = |number: u8| i8::try_from(number).unwrap_or(i8::MAX);
        let date = civil::Date::new(year, signed(month), signed(day));
        date.ok().filter(|date| date.year() >= 1).map(Self).ok_or(DateError::Impossible)
    }

    /// The year, 1 to 9999.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }
}

impl fmt::Debug for LocalDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for LocalDate {
    /// `2026-11-22`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

/// A date and time of day as a clock on the wall shows it, without a time zone.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalDateTime(civil::DateTime);

impl LocalDateTime {
    /// A date with a time of day.
    ///
    /// # Errors
    ///
    /// [`DateError::Impossible`], such as 25:00.
    pub fn new(date: LocalDate, hour: u8, minute: u8, second: u8) -> Result<Self, DateError> {
        let signed = |number: u8| i8::try_from(number).unwrap_or(i8::MAX);
        let time = civil::Time::new(signed(hour), signed(minute), signed(second), 0);
        time.map(|time| Self(date.0.to_datetime(time))).map_err(|_| DateError::Impossible)
    }

    /// The day.
    pub fn date(self) -> LocalDate {
        LocalDate(self.0.date())
    }

    /// The hour, 0 to 23.
    pub fn hour(self) -> u8 {
        self.0.hour().unsigned_abs()
    }

    /// The minute, 0 to 59.
    pub fn minute(self) -> u8 {
        self.0.minute().unsigned_abs()
    }

    /// The second, 0 to 59.
    pub fn second(self) -> u8 {
        self.0.second().unsigned_abs()
    }
}

impl fmt::Debug for LocalDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for LocalDateTime {
    /// `2026-11-22 13:45:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:02}:{:02}:{:02}", self.date(), self.hour(), self.minute(), self.second())
    }
}

/// The zone in which the service reads and writes its dates.
///
/// No source states one. Europe/Paris is our reading (grade D), and this type is the one place
/// where another can be chosen.
///
/// ```
/// use smsmode_core::{ServiceZone, Timestamp};
///
/// let instant = Timestamp::from_unix_seconds(1_795_353_900);
/// assert_eq!(ServiceZone::PARIS.local(instant)?.to_string(), "2026-11-22 14:25:00");
/// assert_eq!(ServiceZone::utc_plus_minutes(0).local(instant)?.to_string(), "2026-11-22 13:25:00");
/// # Ok::<(), smsmode_core::DateError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceZone(Option<i16>);

impl ServiceZone {
    /// The time of Paris, with its two clock changes a year.
    pub const PARIS: Self = Self(None);

    /// A fixed distance from UTC in minutes, east positive, at most a day.
    pub fn utc_plus_minutes(minutes: i16) -> Self {
        Self(Some(minutes.clamp(-24 * 60, 24 * 60)))
    }

    /// What the clocks of this zone show at an instant.
    ///
    /// # Errors
    ///
    /// [`DateError::Impossible`] for an instant outside the years 1 to 9999.
    pub fn local(&self, instant: Timestamp) -> Result<LocalDateTime, DateError> {
        let instant = jiff::Timestamp::from_second(instant.0).map_err(|_| DateError::Impossible)?;
        Ok(LocalDateTime(self.zone().to_datetime(instant)))
    }

    /// The instants at which the clocks of this zone show a local time.
    pub fn instants(&self, local: LocalDateTime) -> Instants {
        let at = |offset: Offset| {
            offset.to_timestamp(local.0).map_or(Timestamp(i64::MAX), |at| Timestamp(at.as_second()))
        };
        match self.zone().to_ambiguous_timestamp(local.0).offset() {
            AmbiguousOffset::Unambiguous { offset } => Instants::One(at(offset)),
            AmbiguousOffset::Gap { before, .. } => Instants::Skipped { after: at(before) },
            AmbiguousOffset::Fold { before, after } => {
                Instants::Repeated { first: at(before), second: at(after) }
            }
        }
    }

    fn zone(&self) -> TimeZone {
        match self.0 {
            None => jiff::tz::get!("Europe/Paris"),
            Some(minutes) => {
                let offset = Offset::from_seconds(i32::from(minutes) * 60).unwrap_or(Offset::UTC);
                TimeZone::fixed(offset)
            }
        }
    }
}

impl Default for ServiceZone {
    fn default() -> Self {
        Self::PARIS
    }
}

/// The instants that a local time can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instants {
    /// The ordinary case.
    One(Timestamp),
    /// The clocks are put back and show this time twice.
    Repeated {
        /// The earlier instant.
        first: Timestamp,
        /// The later instant.
        second: Timestamp,
    },
    /// The clocks are put forward and never show this time.
    Skipped {
        /// The instant that the clocks would have shown, had they not been put forward.
        after: Timestamp,
    },
}

impl Instants {
    /// The earliest instant.
    pub fn first(self) -> Timestamp {
        match self {
            Self::One(instant)
            | Self::Repeated { first: instant, .. }
            | Self::Skipped { after: instant } => instant,
        }
    }

    /// The latest instant.
    pub fn last(self) -> Timestamp {
        match self {
            Self::Repeated { second, .. } => second,
            _ => self.first(),
        }
    }
}

/// Why a date cannot be used. Nothing was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DateError {
    /// No such day or time of day.
    Impossible,
    /// The date is not in the future.
    Past,
    /// The clocks are put back in this hour, so the time comes twice.
    Repeated,
    /// The clocks are put forward in this hour, so the time never comes.
    Skipped,
    /// The end of a period lies before its start.
    EndBeforeStart,
    /// A period has only a start or only an end.
    HalfPeriod,
}

impl Describe for DateError {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::Impossible => {
                ("there is no such date or time", "cette date ou cette heure n'existe pas")
            }
            Self::Past => (
                "the date is past; leave it out to send at once",
                "la date est passée ; omettez-la pour envoyer tout de suite",
            ),
            Self::Repeated => (
                "the clocks are put back in this hour, so this time comes twice; choose another hour, or say which of the two",
                "l'heure change à ce moment et cette heure arrive deux fois ; choisissez une autre heure, ou dites laquelle des deux",
            ),
            Self::Skipped => (
                "the clocks are put forward in this hour, so this time never comes; choose another hour",
                "l'heure change à ce moment et cette heure n'arrive jamais ; choisissez une autre heure",
            ),
            Self::EndBeforeStart => {
                ("the period ends before it starts", "la période finit avant de commencer")
            }
            Self::HalfPeriod => (
                "a period needs both a start and an end",
                "une période a besoin d'un début et d'une fin",
            ),
        };
        language.pick(english, french).to_owned()
    }
}

describe_as_error!(DateError);

#[cfg(test)]
mod tests {
    use super::*;

    fn local(month: u8, day: u8, hour: u8, minute: u8) -> LocalDateTime {
        LocalDateTime::new(LocalDate::new(2026, month, day).unwrap(), hour, minute, 0).unwrap()
    }

    #[test]
    fn impossible_days_and_times_are_refused() {
        assert_eq!(LocalDate::new(2026, 2, 29), Err(DateError::Impossible));
        assert!(LocalDate::new(2028, 2, 29).is_ok());
        assert_eq!(LocalDate::new(2026, 200, 1), Err(DateError::Impossible));
        let day = LocalDate::new(2026, 1, 1).unwrap();
        assert_eq!(LocalDateTime::new(day, 24, 0, 0), Err(DateError::Impossible));
    }

    #[test]
    fn the_hour_that_paris_repeats_has_two_instants() {
        let Instants::Repeated { first, second } =
            ServiceZone::PARIS.instants(local(10, 25, 2, 30))
        else {
            panic!("not repeated");
        };
        assert_eq!(second.unix_seconds() - first.unix_seconds(), 3600);
    }

    #[test]
    fn the_hour_that_paris_skips_has_no_instant() {
        let skipped = ServiceZone::PARIS.instants(local(3, 29, 2, 30));
        let Instants::Skipped { after } = skipped else { panic!("not skipped") };
        assert_eq!(ServiceZone::PARIS.local(after), Ok(local(3, 29, 3, 30)));
    }

    #[test]
    fn a_fixed_zone_has_no_clock_change() {
        let zone = ServiceZone::utc_plus_minutes(60);
        assert!(matches!(zone.instants(local(10, 25, 2, 30)), Instants::One(_)));
        assert!(matches!(zone.instants(local(3, 29, 2, 30)), Instants::One(_)));
    }

    #[test]
    fn system_time_becomes_whole_seconds() {
        let time = std::time::UNIX_EPOCH + std::time::Duration::from_millis(1_999);
        assert_eq!(Timestamp::from(time), Timestamp::from_unix_seconds(1));
    }
}
