//! When a message is to be sent.

use crate::time::{DateError, Instants, LocalDateTime, ServiceZone, Timestamp};

/// A date at which the service is to send, to the minute, as its own clocks show it.
///
/// The hour that a clock change repeats or skips is an error that says so, unless the caller chooses.
///
/// ```
/// use smsmode_core::{LocalDate, LocalDateTime, Schedule, Timestamp};
///
/// let now = Timestamp::from_unix_seconds(1_795_353_900); // 22 November 2026, 14:25 in Paris
/// let noon = LocalDateTime::new(LocalDate::new(2026, 12, 24)?, 12, 0, 0)?;
/// assert_eq!(Schedule::in_paris(noon, now)?.local(), noon);
/// # Ok::<(), smsmode_core::DateError>(())
/// ```
///
/// Wire name: `date_envoi`, `ddMMyyyy-HH:mm`. Section 3 of the API document; the time zone is our
/// reading (grade D).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Schedule(LocalDateTime);

/// Which of two instants a repeated hour means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClockChange {
    /// Refuse the hour.
    Refuse,
    /// Leave the choice to the service: it is told the hour and no more.
    LeaveToService,
}

impl Schedule {
    /// A time of day in Paris.
    ///
    /// # Errors
    ///
    /// As [`in_zone`](Self::in_zone).
    pub fn in_paris(local: LocalDateTime, now: Timestamp) -> Result<Self, DateError> {
        Self::in_zone(local, &ServiceZone::PARIS, ClockChange::Refuse, now)
    }

    /// A time of day in the zone of the service.
    ///
    /// # Errors
    ///
    /// [`DateError::Past`] where `now` is later; [`DateError::Repeated`] in the hour that the clocks
    /// repeat, unless it is left to the service; [`DateError::Skipped`] in the hour that they skip.
    pub fn in_zone(
        local: LocalDateTime,
        zone: &ServiceZone,
        change: ClockChange,
        now: Timestamp,
    ) -> Result<Self, DateError> {
        let instants = zone.instants(local);
        match instants {
            Instants::Skipped { .. } => return Err(DateError::Skipped),
            Instants::Repeated { .. } if change == ClockChange::Refuse => {
                return Err(DateError::Repeated);
            }
            _ => {}
        }
        if instants.last() <= now { Err(DateError::Past) } else { Ok(Self(local)) }
    }

    /// An instant, whatever zone the caller lives in.
    ///
    /// # Errors
    ///
    /// [`DateError::Past`]; [`DateError::Repeated`] where the clocks of the service show its hour
    /// twice (they could not tell the two instants apart), unless it is left to the service.
    pub fn at(
        instant: Timestamp,
        zone: &ServiceZone,
        change: ClockChange,
        now: Timestamp,
    ) -> Result<Self, DateError> {
        if instant <= now {
            return Err(DateError::Past);
        }
        let local = zone.local(instant)?;
        match zone.instants(local) {
            Instants::Repeated { .. } if change == ClockChange::Refuse => Err(DateError::Repeated),
            _ => Ok(Self(local)),
        }
    }

    /// A local time as it is, without any zone: nothing is checked.
    pub fn unchecked(local: LocalDateTime) -> Self {
        Self(local)
    }

    /// The local time that goes over the wire; its seconds do not.
    pub fn local(self) -> LocalDateTime {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::LocalDate;

    fn local(month: u8, day: u8, hour: u8, minute: u8) -> LocalDateTime {
        LocalDateTime::new(LocalDate::new(2026, month, day).unwrap(), hour, minute, 0).unwrap()
    }

    fn new_year() -> Timestamp {
        ServiceZone::PARIS.instants(local(1, 1, 0, 0)).first()
    }

    #[test]
    fn a_past_date_is_refused() {
        assert_eq!(Schedule::in_paris(local(1, 1, 0, 0), new_year()), Err(DateError::Past));
        assert!(Schedule::in_paris(local(1, 1, 0, 1), new_year()).is_ok());
    }

    #[test]
    fn the_two_hours_of_a_clock_change_are_refused() {
        assert_eq!(Schedule::in_paris(local(3, 29, 2, 30), new_year()), Err(DateError::Skipped));
        assert_eq!(Schedule::in_paris(local(10, 25, 2, 30), new_year()), Err(DateError::Repeated));
        assert!(Schedule::in_paris(local(10, 25, 3, 0), new_year()).is_ok());
    }

    #[test]
    fn the_repeated_hour_can_be_left_to_the_service() {
        let change = ClockChange::LeaveToService;
        let schedule =
            Schedule::in_zone(local(10, 25, 2, 30), &ServiceZone::PARIS, change, new_year());
        assert_eq!(schedule.map(Schedule::local), Ok(local(10, 25, 2, 30)));
    }

    #[test]
    fn an_instant_in_the_repeated_hour_is_refused_too() {
        let instant = ServiceZone::PARIS.instants(local(10, 25, 2, 30)).last();
        let refused = Schedule::at(instant, &ServiceZone::PARIS, ClockChange::Refuse, new_year());
        assert_eq!(refused, Err(DateError::Repeated));
        let left =
            Schedule::at(instant, &ServiceZone::PARIS, ClockChange::LeaveToService, new_year());
        assert_eq!(left.map(Schedule::local), Ok(local(10, 25, 2, 30)));
    }

    #[test]
    fn an_instant_is_told_in_the_zone_of_the_service() {
        let noon_utc = Timestamp::from_unix_seconds(
            new_year().unix_seconds() + 3600 + 181 * 86_400 + 12 * 3600,
        );
        let schedule =
            Schedule::at(noon_utc, &ServiceZone::PARIS, ClockChange::Refuse, new_year()).unwrap();
        assert_eq!(schedule.local(), local(7, 1, 14, 0));
    }
}
