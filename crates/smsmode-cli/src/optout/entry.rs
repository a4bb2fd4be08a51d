//! A line of the list.

use std::fmt;

use smsmode_http::{PhoneNumber, ReplyId, Timestamp};

use crate::batch;

/// What the first line calls the columns.
pub(super) const HEADING: &str = "number,status,since,source";

/// What a line says about a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) number: PhoneNumber,
    pub(super) status: Status,
    /// As it is written; ours are instants such as `2026-11-22T13:45:00Z`.
    pub(crate) since: String,
    /// Where it comes from, such as `manual` or `reply 123`.
    pub(crate) source: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// Nothing is sent to this number.
    Out,
    /// It was taken off the list.
    Back,
}

/// Who says that a number is to be on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    Manual,
    Reply(Option<ReplyId>),
}

/// What a line is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Read {
    Entry(Entry),
    /// A heading, a remark or nothing.
    Passed,
    Damaged,
}

impl Read {
    /// Reads a line, also as spreadsheets write it.
    pub(super) fn of(line: &str) -> Self {
        let line = line.trim_start_matches('\u{feff}').trim();
        if line.is_empty() || line.starts_with('#') || is_heading(line) {
            return Self::Passed;
        }
        Entry::read(line).map_or(Self::Damaged, Self::Entry)
    }
}

impl Entry {
    pub(super) fn new(
        number: PhoneNumber,
        status: Status,
        since: Timestamp,
        source: &Source,
    ) -> Self {
        let since = jiff::Timestamp::from_second(since.unix_seconds()).unwrap_or_default();
        Self { number, status, since: since.to_string(), source: source.to_string() }
    }

    fn read(line: &str) -> Option<Self> {
        let mut cells = line.splitn(4, [',', ';', '\t']).map(bare);
        // A zero that a spreadsheet dropped makes nobody else of a person.
        let number = batch::number(cells.next()?)?;
        let status = match cells.next().unwrap_or_default() {
            "" | "out" => Status::Out,
            "back" => Status::Back,
            _ => return None,
        };
        let mut text = || cells.next().unwrap_or_default().to_owned();
        Some(Self { number, status, since: text(), source: text() })
    }

    /// Whether it was written at this time or later. What is no instant counts as long ago.
    pub(super) fn is_from_after(&self, time: Timestamp) -> bool {
        let since = self.since.parse::<jiff::Timestamp>();
        since.is_ok_and(|since| since.as_second() >= time.unix_seconds())
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = match self.status {
            Status::Out => "out",
            Status::Back => "back",
        };
        let number = self.number.to_string();
        // Nine digits alone could be a French number without its zero.
        let plus = if batch::number(&number) == Some(self.number) { "" } else { "+" };
        write!(f, "{plus}{number},{status},{},{}", self.since, self.source)
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Manual => f.write_str("manual"),
            // Ids are opaque, and a line is a line.
            Self::Reply(Some(id)) => write!(f, "reply {}", id.as_str().replace(['\r', '\n'], " ")),
            Self::Reply(None) => f.write_str("reply"),
        }
    }
}

fn is_heading(line: &str) -> bool {
    line.split([',', ';', '\t'])
        .next()
        .is_some_and(|cell| bare(cell).eq_ignore_ascii_case("number"))
}

fn bare(cell: &str) -> &str {
    cell.trim().trim_matches('"').trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(line: &str) -> Option<(String, Status, String, String)> {
        match Read::of(line) {
            Read::Entry(entry) => {
                Some((entry.number.to_string(), entry.status, entry.since, entry.source))
            }
            _ => None,
        }
    }

    #[test]
    fn a_line_is_read_as_we_and_people_and_spreadsheets_write_it() {
        let number = "33639980098".to_owned();
        for (line, status, since, source) in [
            ("33639980098", Status::Out, "", ""),
            ("06 39 98 00 98", Status::Out, "", ""),
            ("\u{feff}\"0639980098\";out\r", Status::Out, "", ""),
            (
                "33639980098,back,2026-11-22T13:45:00Z,manual",
                Status::Back,
                "2026-11-22T13:45:00Z",
                "manual",
            ),
            (
                "33639980098;out;22/11/2026;par téléphone, a dit Paul",
                Status::Out,
                "22/11/2026",
                "par téléphone, a dit Paul",
            ),
        ] {
            let expected = (number.clone(), status, since.to_owned(), source.to_owned());
            assert_eq!(entry(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn a_mobile_that_lost_its_zero_in_a_spreadsheet_is_the_same_person() {
        for line in ["639980098", "639980098;out", "639 98 00 98", "639980098.0,out", "'0639980098"]
        {
            let read = entry(line).map(|(number, status, ..)| (number, status));
            assert_eq!(read, Some(("33639980098".to_owned(), Status::Out)), "{line}");
        }
    }

    #[test]
    fn a_number_of_nine_digits_is_written_so_that_it_is_read_again() {
        for spelling in ["+687 75 12 34", "+639980098", "+145678901"] {
            let number = PhoneNumber::parse(spelling).unwrap();
            let now = Timestamp::from_unix_seconds(1_795_355_100);
            let entry = Entry::new(number, Status::Out, now, &Source::Manual);
            assert_eq!(Read::of(&entry.to_string()), Read::Entry(entry), "{spelling}");
        }
    }

    #[test]
    fn headings_remarks_and_empty_lines_are_passed_over() {
        for line in [HEADING, "\u{feff}Number;Status", "number", "", "  \r", "# of the old shop"] {
            assert_eq!(Read::of(line), Read::Passed, "{line:?}");
        }
    }

    #[test]
    fn whatever_else_is_damaged() {
        for line in [
            "Paul",
            "3.36E+10",
            "3363",
            "33639980098,2026-01-01,manual",
            ",out",
            "33639980098 0639980011",
            "145678901",
            "687751234,out",
            "33639980098.5",
        ] {
            assert_eq!(Read::of(line), Read::Damaged, "{line:?}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let number = PhoneNumber::parse("0639980098").unwrap();
        let now = Timestamp::from_unix_seconds(1_795_355_100);
        let entry = Entry::new(number, Status::Back, now, &Source::Manual);
        assert_eq!(entry.to_string(), "33639980098,back,2026-11-22T13:45:00Z,manual");
        assert_eq!(Read::of(&entry.to_string()), Read::Entry(entry));
    }
}
