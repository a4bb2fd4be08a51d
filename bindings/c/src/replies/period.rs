//! A period, as the clocks of the service show it.

use smsmode_http::{DateError, Instants, ListReplies, LocalDateTime, ServiceZone, Timestamp};

use crate::fault::Fault;

/// Everything from one instant to another, in seconds since 1970. What is asked for is rather more than
/// less: an end within a minute takes the whole minute.
pub(crate) fn between(from: i64, to: i64) -> Result<ListReplies, Fault> {
    if to < from {
        return Err(DateError::EndBeforeStart.into());
    }
    let (from, to) = (Timestamp::from_unix_seconds(from), Timestamp::from_unix_seconds(to));
    Ok(ListReplies::between(start(from)?, end(to.plus_seconds(SECONDS_TO_ROUND_UP))?)?)
}

/// Where the clocks show the same time twice, an hour before the first of the two: that time is clear.
fn start(instant: Timestamp) -> Result<LocalDateTime, DateError> {
    let local = ServiceZone::PARIS.local(instant)?;
    match ServiceZone::PARIS.instants(local) {
        Instants::Repeated { first, .. } => ServiceZone::PARIS.local(first.plus_seconds(-HOUR)),
        _ => Ok(local),
    }
}

/// Likewise an hour after the second of the two.
fn end(instant: Timestamp) -> Result<LocalDateTime, DateError> {
    let local = ServiceZone::PARIS.local(instant)?;
    match ServiceZone::PARIS.instants(local) {
        Instants::Repeated { second, .. } => ServiceZone::PARIS.local(second.plus_seconds(HOUR)),
        _ => Ok(local),
    }
}

/// The wire has minutes, and drops the seconds.
const SECONDS_TO_ROUND_UP: i64 = 59;

const HOUR: i64 = 3600;
