//! Dates that the service tells.

use smsmode_http::{ReceivedDate, ServiceZone};

/// Of the hour that comes twice in autumn, the first.
pub(crate) fn unix_seconds(date: &ReceivedDate) -> Option<i64> {
    date.instant(&ServiceZone::PARIS).map(|read| read.instant.unix_seconds())
}
