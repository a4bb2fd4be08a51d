//! Dates and times of C.

use std::time::SystemTime;

use smsmode_http::{ClockChange, LocalDate, LocalDateTime, Schedule, ServiceZone, Timestamp};

use crate::fault::Fault;

/// When a message goes out, given as an instant.
pub(crate) fn at(unix_seconds: i64) -> Result<Schedule, Fault> {
    let (instant, now) = (Timestamp::from_unix_seconds(unix_seconds), SystemTime::now().into());
    Ok(Schedule::at(instant, &ServiceZone::PARIS, ClockChange::Refuse, now)?)
}

/// When a message goes out, given as the clocks of Paris show it.
pub(crate) fn in_paris(date: [i32; 3], hour: i32, minute: i32) -> Result<Schedule, Fault> {
    let local = LocalDateTime::new(day(date)?, small(hour), small(minute), 0)?;
    Ok(Schedule::in_paris(local, SystemTime::now().into())?)
}

/// A year, a month and a day.
pub(crate) fn day([year, month, day]: [i32; 3]) -> Result<LocalDate, Fault> {
    Ok(LocalDate::new(i16::try_from(year).unwrap_or(0), small(month), small(day))?)
}

/// What its type cannot hold is no part of a date either, and is refused as one.
fn small(number: i32) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}
