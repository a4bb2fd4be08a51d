//! The four date formats of the service, read and written here by strptime and strftime.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::switches::Zone;

/// In parameters and in the list of replies.
const MINUTES: &str = "%d%m%Y-%H:%M";

impl Zone {
    fn at(self, moment: Timestamp) -> Zoned {
        moment.to_zoned(time_zone(self))
    }

    /// Reads `ddMMyyyy-HH:mm`, all digits written out.
    pub(crate) fn read_minutes(self, text: &str) -> Option<Timestamp> {
        let civil = DateTime::strptime(MINUTES, text).ok()?;
        let exact = civil.strftime(MINUTES).to_string() == text;
        let zoned = civil.to_zoned(time_zone(self)).ok()?;
        exact.then(|| zoned.timestamp())
    }

    /// `ddMMyyyy-HH:mm`.
    pub(crate) fn minutes(self, moment: Timestamp) -> String {
        self.at(moment).strftime(MINUTES).to_string()
    }

    /// `dd/MM/yyyy HH:mm`, as in the list of messages sent.
    pub(crate) fn slashes(self, moment: Timestamp) -> String {
        self.at(moment).strftime("%d/%m/%Y %H:%M").to_string()
    }

    /// `ddMMyyyy-HHmmss`, as in the callback of a reply.
    pub(crate) fn compact(self, moment: Timestamp) -> String {
        self.at(moment).strftime("%d%m%Y-%H%M%S").to_string()
    }

    /// `yyyy-MM-dd HH:mm:ss`, as in a delivery receipt.
    pub(crate) fn dashes(self, moment: Timestamp) -> String {
        self.at(moment).strftime("%Y-%m-%d %H:%M:%S").to_string()
    }
}

fn time_zone(zone: Zone) -> TimeZone {
    match zone {
        Zone::Paris => jiff::tz::get!("Europe/Paris"),
        Zone::Utc => TimeZone::UTC,
    }
}

/// Whether the text is a birth date, `ddMMyyyy`.
pub(crate) fn is_birth_date(text: &str) -> bool {
    let written = |date: jiff::civil::Date| date.strftime("%d%m%Y").to_string() == text;
    jiff::civil::Date::strptime("%d%m%Y", text).is_ok_and(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_a_local_time_of_paris() {
        let summer = Zone::Paris.read_minutes("01072027-14:35").unwrap();
        assert_eq!(summer.to_string(), "2027-07-01T12:35:00Z");
        assert_eq!(Zone::Paris.minutes(summer), "01072027-14:35");
        assert_eq!(Zone::Paris.slashes(summer), "01/07/2027 14:35");
        assert_eq!(Zone::Paris.compact(summer), "01072027-143500");
        assert_eq!(Zone::Paris.dashes(summer), "2027-07-01 14:35:00");
        assert_eq!(Zone::Utc.minutes(summer), "01072027-12:35");
    }

    #[test]
    fn what_is_no_date_is_not_read() {
        for text in [
            "",
            "1072027-14:35",
            "32012027-10:00",
            "01012027 10:00",
            "01012027-24:00",
            "+1012027-10:00",
        ] {
            assert_eq!(Zone::Paris.read_minutes(text), None, "{text}");
        }
    }

    #[test]
    fn a_birth_date_has_eight_digits() {
        assert!(is_birth_date("24121980"));
        assert!(!is_birth_date("1980-12-24"));
        assert!(!is_birth_date("31021980"));
    }
}
