//! Conversions from and to jiff 0.2, behind a feature named after that version: our own types do not
//! change when jiff does.

use jiff::civil;

use crate::time::{DateError, LocalDate, LocalDateTime, Timestamp};

impl TryFrom<civil::Date> for LocalDate {
    type Error = DateError;

    /// Fails for years before 1.
    fn try_from(date: civil::Date) -> Result<Self, DateError> {
        Self::new(date.year(), date.month().unsigned_abs(), date.day().unsigned_abs())
    }
}

impl TryFrom<civil::DateTime> for LocalDateTime {
    type Error = DateError;

    /// Fractions of a second are cut off. Fails for years before 1.
    fn try_from(local: civil::DateTime) -> Result<Self, DateError> {
        let date = LocalDate::try_from(local.date())?;
        let [hour, minute, second] =
            [local.hour(), local.minute(), local.second()].map(i8::unsigned_abs);
        Self::new(date, hour, minute, second)
    }
}

impl From<jiff::Timestamp> for Timestamp {
    /// Fractions of a second are cut off.
    fn from(instant: jiff::Timestamp) -> Self {
        Self::from_unix_seconds(instant.as_second())
    }
}

impl TryFrom<Timestamp> for jiff::Timestamp {
    type Error = DateError;

    /// Fails outside the years that jiff knows.
    fn try_from(instant: Timestamp) -> Result<Self, DateError> {
        Self::from_second(instant.unix_seconds()).map_err(|_| DateError::Impossible)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_times_are_cut_to_whole_seconds() {
        let local = civil::date(2026, 11, 22).at(14, 25, 7, 999_999_999);
        assert_eq!(LocalDateTime::try_from(local).unwrap().to_string(), "2026-11-22 14:25:07");
        assert_eq!(LocalDate::try_from(civil::date(-1, 1, 1)), Err(DateError::Impossible));
    }

    #[test]
    fn instants_go_both_ways() {
        let instant: jiff::Timestamp = "2026-11-22T13:25:07.5Z".parse().unwrap();
        let ours = Timestamp::from(instant);
        assert_eq!(jiff::Timestamp::try_from(ours).unwrap().to_string(), "2026-11-22T13:25:07Z");
        assert!(jiff::Timestamp::try_from(Timestamp::from_unix_seconds(i64::MAX)).is_err());
    }
}
