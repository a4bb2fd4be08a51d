//! Dates that the service tells: never an error, the raw text is kept.

use crate::time::{Instants, LocalDateTime, ServiceZone, Timestamp};

/// A date as the service wrote it, and what we read in it.
///
/// ```
/// use smsmode_core::{DeliveryReceipt, ServiceZone};
///
/// let receipt = DeliveryReceipt::parse_query(b"smsID=S7EpYZ5kmS87&statut=11&date_reception=2010-03-25+09%3A52%3A17")?;
/// let date = receipt.received_at.unwrap();
/// assert_eq!(date.raw(), "2010-03-25 09:52:17");
/// let read = date.instant(&ServiceZone::PARIS).unwrap();
/// assert_eq!((read.instant.unix_seconds(), read.ambiguous), (1_269_507_137, false));
/// # Ok::<(), smsmode_core::CallbackError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ReceivedDate {
    raw: String,
    local: Option<LocalDateTime>,
}

/// An instant read from a local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadInstant {
    /// The instant; the first where the clocks show the time twice.
    pub instant: Timestamp,
    /// Whether a clock change makes it doubtful.
    pub ambiguous: bool,
}

impl ReceivedDate {
    pub(crate) fn new(raw: impl Into<String>, read: fn(&[u8]) -> Option<LocalDateTime>) -> Self {
        let raw = raw.into();
        let local = read(raw.trim().as_bytes());
        Self { raw, local }
    }

    /// The text of the service.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The local time of the service; nothing where the text is no date.
    pub fn local(&self) -> Option<LocalDateTime> {
        self.local
    }

    /// The instant, by the zone of the service.
    pub fn instant(&self, zone: &ServiceZone) -> Option<ReadInstant> {
        let instants = zone.instants(self.local?);
        let ambiguous = !matches!(instants, Instants::One(_));
        Some(ReadInstant { instant: instants.first(), ambiguous })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::dates;

    #[test]
    fn a_text_that_is_no_date_is_kept() {
        let date = ReceivedDate::new("yesterday", dates::read_minute);
        assert_eq!((date.raw(), date.local()), ("yesterday", None));
        assert_eq!(date.instant(&ServiceZone::PARIS), None);
    }

    #[test]
    fn the_repeated_hour_is_its_first_occurrence_and_flagged() {
        let date = ReceivedDate::new("25102026-02:30", dates::read_minute);
        let read = date.instant(&ServiceZone::PARIS).unwrap();
        assert!(read.ambiguous);
        assert_eq!(read.instant, Timestamp::from_unix_seconds(1_792_888_200));
    }
}
