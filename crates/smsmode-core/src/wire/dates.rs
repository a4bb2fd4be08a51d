//! The five date formats of the service.

use std::fmt::Write as _;

use crate::time::{LocalDate, LocalDateTime};

/// `ddMMyyyy-HH:mm`: requests, and the list of replies.
pub(crate) fn write_minute(date: LocalDateTime) -> String {
    format!("{}-{:02}:{:02}", write_day(date.date()), date.hour(), date.minute())
}

/// `ddMMyyyy`: birth dates (grade C).
pub(crate) fn write_day(date: LocalDate) -> String {
    let mut text = String::with_capacity(8);
    let _ = write!(text, "{:02}{:02}{:04}", date.day(), date.month(), date.year());
    text
}

/// `ddMMyyyy-HH:mm`.
pub(crate) fn read_minute(text: &[u8]) -> Option<LocalDateTime> {
    shaped(text, b"ddddDDDD-dd:dd")?;
    local(
        text.get(4..8)?,
        text.get(2..4)?,
        text.get(..2)?,
        text.get(9..11)?,
        text.get(12..14)?,
        b"0",
    )
}

/// `ddMMyyyy-HHmmss`, which the document prints once as `HHmss`.
pub(crate) fn read_second(text: &[u8]) -> Option<LocalDateTime> {
    shaped(text, b"ddddDDDD-dddddd")?;
    local(
        text.get(4..8)?,
        text.get(2..4)?,
        text.get(..2)?,
        text.get(9..11)?,
        text.get(11..13)?,
        text.get(13..15)?,
    )
}

/// `yyyy-MM-dd HH:mm:ss`: delivery receipts.
pub(crate) fn read_iso(text: &[u8]) -> Option<LocalDateTime> {
    shaped(text, b"dddd-dd-dd dd:dd:dd")?;
    local(
        text.get(..4)?,
        text.get(5..7)?,
        text.get(8..10)?,
        text.get(11..13)?,
        text.get(14..16)?,
        text.get(17..19)?,
    )
}

/// `dd/MM/yyyy HH:mm`: the list of messages sent.
pub(crate) fn read_slashed(text: &[u8]) -> Option<LocalDateTime> {
    shaped(text, b"dd/dd/dddd dd:dd")?;
    local(
        text.get(6..10)?,
        text.get(3..5)?,
        text.get(..2)?,
        text.get(11..13)?,
        text.get(14..16)?,
        b"0",
    )
}

/// Whether a text has the shape of `ddMMyyyy-HH:mm`; the date need not exist.
pub(crate) fn looks_like_minute(text: &[u8]) -> bool {
    shaped(text, b"ddddDDDD-dd:dd").is_some()
}

/// Whether a text has the shape of `dd/MM/yyyy HH:mm`; the date need not exist.
pub(crate) fn looks_slashed(text: &[u8]) -> bool {
    shaped(text, b"dd/dd/dddd dd:dd").is_some()
}

/// Whether a text has digits where the shape has letters, and else the same bytes.
fn shaped(text: &[u8], shape: &[u8]) -> Option<()> {
    let fits = |(byte, shape): (&u8, &u8)| {
        if shape.is_ascii_alphabetic() { byte.is_ascii_digit() } else { byte == shape }
    };
    (text.len() == shape.len() && text.iter().zip(shape).all(fits)).then_some(())
}

fn local(
    year: &[u8],
    month: &[u8],
    day: &[u8],
    hour: &[u8],
    minute: &[u8],
    second: &[u8],
) -> Option<LocalDateTime> {
    let short = |digits: &[u8]| u8::try_from(number(digits)).ok();
    let date =
        LocalDate::new(i16::try_from(number(year)).ok()?, short(month)?, short(day)?).ok()?;
    LocalDateTime::new(date, short(hour)?, short(minute)?, short(second)?).ok()
}

fn number(digits: &[u8]) -> u16 {
    digits.iter().fold(0, |number, digit| number * 10 + u16::from(digit - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(date: Option<LocalDateTime>) -> Option<String> {
        date.map(|date| date.to_string())
    }

    #[test]
    fn every_format_of_the_document_is_read() {
        assert_eq!(shown(read_minute(b"21122005-14:35")).as_deref(), Some("2005-12-21 14:35:00"));
        assert_eq!(shown(read_second(b"01012013-122233")).as_deref(), Some("2013-01-01 12:22:33"));
        assert_eq!(shown(read_iso(b"2010-03-25 09:52:17")).as_deref(), Some("2010-03-25 09:52:17"));
        assert_eq!(
            shown(read_slashed(b"12/05/2015 13:50")).as_deref(),
            Some("2015-05-12 13:50:00")
        );
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in
            ["", "21122005", "2112200514:35x", "99122005-14:35", "21122005-25:00", "2x122005-14:35"]
        {
            assert_eq!(read_minute(text.as_bytes()), None, "{text}");
        }
        assert_eq!(read_slashed(b"31/02/2015 13:50"), None);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let date = read_minute(b"05112026-07:08").unwrap();
        assert_eq!(write_minute(date), "05112026-07:08");
        assert_eq!(write_day(date.date()), "05112026");
    }
}
