//! The list as it was read.

use std::path::Path;

use smsmode_http::{PhoneNumber, ReplyId, Timestamp};

use crate::context::Environment;

use super::OptOutError;
use super::edit::Lines;
use super::entry::{Entry, Source};
use super::lock::Lock;
use super::place::Place;

/// A reply that says STOP.
#[derive(Debug, Clone)]
pub(crate) struct Stop {
    pub(crate) number: PhoneNumber,
    pub(crate) reply: Option<ReplyId>,
    /// Nothing where the service's date is none.
    pub(crate) received: Option<Timestamp>,
}

/// The numbers that no message is sent to.
#[derive(Debug, Default)]
pub(crate) struct OptOutList {
    place: Option<Place>,
    lines: Lines,
}

impl OptOutList {
    /// Reads the list, to leave its numbers out.
    ///
    /// Without a home there can be none, and one that nobody has begun is empty. A file that was named
    /// and is not there is an error: it may be misspelt, or on a disk that is not mounted.
    pub(crate) fn load(
        environment: &Environment,
        profile: Option<&str>,
    ) -> Result<Self, OptOutError> {
        Self::at(Place::find(environment, profile)?)
    }

    /// The same, where it is known where the list is.
    pub(super) fn at(place: Option<Place>) -> Result<Self, OptOutError> {
        match place {
            Some(place) if place.is_named && !place.path.exists() => {
                Err(OptOutError::Missing { path: place.path })
            }
            Some(place) => Self::read(place),
            None => Ok(Self::default()),
        }
    }

    /// Reads the list, to change it: it is made where it is not there.
    pub(crate) fn open(
        environment: &Environment,
        profile: Option<&str>,
    ) -> Result<Self, OptOutError> {
        let place = Place::find(environment, profile)?.ok_or(OptOutError::NoPlace)?;
        let mut list = Self { place: Some(place), ..Self::default() };
        list.edit(|_| Vec::new())?;
        Ok(list)
    }

    /// Whether this person said STOP.
    pub(crate) fn contains(&self, number: PhoneNumber) -> bool {
        self.lines.is_out(number)
    }

    /// Puts on it who was on it before, without writing it.
    pub(super) fn keep_out(&mut self, before: &Self) {
        self.lines.keep_out(&before.lines);
    }

    /// How many numbers are on it.
    pub(crate) fn len(&self) -> usize {
        self.lines.count_out()
    }

    /// Where it is; nothing without a home.
    pub(crate) fn path(&self) -> Option<&Path> {
        Some(&self.place.as_ref()?.path)
    }

    /// What it says about the numbers on it, in its order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = Entry> {
        self.lines.out()
    }

    /// Puts numbers on the list, and says which were not on it.
    pub(crate) fn add(
        &mut self,
        numbers: &[PhoneNumber],
        source: &Source,
        now: Timestamp,
    ) -> Result<Vec<PhoneNumber>, OptOutError> {
        self.edit(|lines| {
            let mut added = numbers.to_vec();
            added.retain(|number| lines.add(*number, source, now));
            added
        })
    }

    /// Puts the authors of replies on the list, but for those who were taken off after their reply
    /// came. Says which were not on it.
    pub(crate) fn heed(
        &mut self,
        stops: &[Stop],
        now: Timestamp,
    ) -> Result<Vec<PhoneNumber>, OptOutError> {
        self.edit(|lines| {
            let mut added = Vec::new();
            for Stop { number, reply, received } in stops {
                let is_old = received.is_some_and(|at| lines.was_taken_off_after(*number, at));
                if !is_old && lines.add(*number, &Source::Reply(reply.clone()), now) {
                    added.push(*number);
                }
            }
            added
        })
    }

    /// Takes numbers off the list, and says which were on it.
    pub(crate) fn remove(
        &mut self,
        numbers: &[PhoneNumber],
        now: Timestamp,
    ) -> Result<Vec<PhoneNumber>, OptOutError> {
        self.edit(|lines| {
            let mut removed = numbers.to_vec();
            removed.retain(|number| lines.remove(*number, now));
            removed
        })
    }

    fn read(place: Place) -> Result<Self, OptOutError> {
        Ok(Self { lines: Lines::read(&place.path)?, place: Some(place) })
    }

    /// Changes the list as it is now, which another one may have changed since it was read.
    fn edit(
        &mut self,
        change: impl FnOnce(&mut Lines) -> Vec<PhoneNumber>,
    ) -> Result<Vec<PhoneNumber>, OptOutError> {
        let place = self.place.clone().ok_or(OptOutError::NoPlace)?;
        place.prepare()?;
        let write = |source| OptOutError::Write { path: place.path.clone(), source };
        let _lock = Lock::of(&place.path).map_err(write)?;
        let mut lines = Lines::read(&place.path)?;
        let changed = change(&mut lines);
        if !changed.is_empty() || !place.path.exists() {
            lines.write(&place.path).map_err(write)?;
        }
        self.lines = lines;
        Ok(changed)
    }
}

#[cfg(test)]
mod tests;
