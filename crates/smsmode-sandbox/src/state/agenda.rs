//! Whose status changes next: one entry for each copy that something will still happen to.

use std::collections::BTreeSet;

use jiff::Timestamp;

/// What is to happen stands with the copy itself, so what is forgotten leaves nothing here.
#[derive(Debug, Default)]
pub(crate) struct Agenda {
    entries: BTreeSet<(Timestamp, u64)>,
    /// The time that somebody sleeps until; for ever without.
    awaited: Option<Timestamp>,
}

impl Agenda {
    /// Something happens to this copy then, and no more at the time before. Often both are the same:
    /// what was added comes after what is next.
    pub(crate) fn move_entry(
        &mut self,
        sequence: u64,
        from: Option<Timestamp>,
        to: Option<Timestamp>,
    ) {
        if from == to {
            return;
        }
        if let Some(from) = from {
            self.entries.remove(&(from, sequence));
        }
        if let Some(to) = to {
            self.entries.insert((to, sequence));
        }
    }

    fn next(&self) -> Option<Timestamp> {
        self.entries.first().map(|(at, _)| *at)
    }

    /// The same for somebody who will sleep until then.
    pub(crate) fn await_next(&mut self) -> Option<Timestamp> {
        self.awaited = self.next();
        self.awaited
    }

    /// Whether that is no longer the next one: an earlier one came.
    pub(crate) fn is_earlier(&self) -> bool {
        self.next().is_some_and(|next| self.awaited.is_none_or(|awaited| next < awaited))
    }

    /// The copy that is next, if it is due.
    pub(crate) fn due(&self, now: Timestamp) -> Option<u64> {
        self.entries.first().filter(|(at, _)| *at <= now).map(|(_, sequence)| *sequence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_earlier_change_wakes_the_sleeper() {
        let at = |second| Some(Timestamp::from_second(second).unwrap());
        let mut agenda = Agenda::default();
        assert!(agenda.await_next().is_none() && !agenda.is_earlier());
        agenda.move_entry(1, None, at(20));
        assert!(agenda.is_earlier());
        assert_eq!(agenda.await_next(), at(20));
        agenda.move_entry(2, None, at(30));
        assert!(!agenda.is_earlier());
        agenda.move_entry(2, at(30), at(10));
        assert!(agenda.is_earlier());
        assert_eq!(agenda.due(at(15).unwrap()), Some(2));
    }
}
