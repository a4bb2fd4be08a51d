//! What was promised, seen from outside.

use smsmode_core::outbox::{Evidence, ParkedBecause, Stage, State};
use smsmode_outbox::Entry;

use super::World;

impl World {
    pub(super) fn check(&self) {
        let (seed, tables) = (self.seed, self.disk.tables());
        assert_eq!(tables.rows.len(), self.letters.len(), "seed {seed}: lost");
        for (letter, row) in tables.rows.iter().enumerate() {
            let is_his = row.key == *self.letters[letter].message.key();
            assert!(is_his, "seed {seed}: row {letter} is of another letter");
            self.check_row(letter, row);
            let equal = self.equal_to(letter);
            if equal[0] == letter {
                let rows: Vec<_> = equal.iter().map(|one| &tables.rows[*one]).collect();
                let given_up = rows.iter().filter(|row| tables.given_up.contains(&row.id)).count();
                self.check_equal(&equal, &rows, given_up);
            }
        }
    }

    /// Of equal messages as many were accepted as the ledger says; those parked may be among them.
    fn check_equal(&self, letters: &[usize], rows: &[&Entry], given_up: usize) {
        let stored: usize = letters.iter().map(|letter| self.service.count(*letter)).sum();
        let accepted = rows.iter().filter(|row| is_accepted(row)).count();
        let in_doubt = rows.iter().filter(|row| is_in_doubt(row)).count() + given_up;
        let seed = self.seed;
        // An entry of the list is told from that of an equal message by its date.
        let dates_tell = letters.len() == 1 || !self.clock_was_wrong || self.weather.dates_tell;
        assert!(
            accepted <= stored || !dates_tell,
            "seed {seed}: {accepted} are said to be accepted of {stored}"
        );
        if !letters.iter().any(|letter| self.letters[*letter].insists()) {
            assert!(
                stored <= accepted + in_doubt,
                "seed {seed}: {stored} were accepted, and {accepted} are known: sent twice, or lost"
            );
        }
    }

    fn check_row(&self, letter: usize, row: &Entry) {
        let (seed, state) = (self.seed, row.state());
        let open = [State::Queued, State::Claimed, State::Submitting, State::Unknown];
        assert!(!open.contains(&state), "seed {seed}: row {letter} stays {state}");
        let Some(known) = row.progress.stage.message_id() else { return };
        let stored = self.service.stored.iter().find(|one| one.message.message_id == known.id);
        let owner = stored.and_then(|one| one.letter);
        let looks = |letter: usize| self.letters[letter].looks();
        let right = match known.evidence {
            Evidence::Told => owner == Some(letter),
            Evidence::AcceptedAndListed | Evidence::Listed => {
                owner.map(looks) == Some(looks(letter))
            }
        };
        assert!(right, "seed {seed}: row {letter} has the id of another message");
    }

    /// How it ended, for who compares two runs.
    pub(crate) fn summary(&self) -> Vec<End> {
        let end = |row: &Entry| End {
            state: row.state(),
            changes: row.progress.fence.get(),
            attempts: row.progress.attempt.count(),
        };
        self.disk.tables().rows.iter().map(end).collect()
    }
}

/// How a letter ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct End {
    pub(crate) state: State,
    pub(crate) changes: u64,
    pub(crate) attempts: u8,
}

fn is_accepted(row: &Entry) -> bool {
    matches!(row.state(), State::Accepted | State::Delivered | State::Undelivered)
}

fn is_in_doubt(row: &Entry) -> bool {
    matches!(row.progress.stage, Stage::Parked { because: ParkedBecause::InDoubt, .. })
}
