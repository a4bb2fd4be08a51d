//! What was promised, seen from outside.

use std::collections::HashMap;

use super::World;
use crate::outbox::{Attempt, Evidence, Guarantee, ParkedBecause, Progress, Stage, State};

impl World<'_> {
    pub(super) fn check(&self) {
        let mut equal: HashMap<_, Vec<usize>> = HashMap::new();
        for (row, letter) in self.letters.iter().enumerate() {
            equal.entry(letter.looks()).or_default().push(row);
        }
        assert_eq!(self.disk.rows().count(), self.letters.len(), "seed {}: lost", self.seed);
        for rows in equal.values() {
            self.check_equal(rows);
        }
        for (row, progress) in self.disk.rows() {
            self.check_row(row, progress);
        }
    }

    /// Of equal messages as many were accepted as the ledger says; those parked may be among them.
    fn check_equal(&self, rows: &[usize]) {
        let owned = |row: &usize| {
            let stored = self.service.stored.iter();
            stored.filter(|one| one.letter.is_some_and(|(owner, _)| owner == *row)).count()
        };
        let stored: usize = rows.iter().map(owned).sum();
        let (mut accepted, mut in_doubt) = (0, 0);
        for (_, progress) in self.disk.rows().filter(|(row, _)| rows.contains(row)) {
            match progress.stage {
                Stage::Parked { because: ParkedBecause::InDoubt, .. } => in_doubt += 1,
                _ if is_accepted(progress.state()) => accepted += 1,
                _ => {}
            }
        }
        let seed = self.seed;
        assert!(accepted <= stored, "seed {seed}: {accepted} are said to be accepted of {stored}");
        let insisted =
            rows.iter().any(|row| self.letters[*row].terms.guarantee == Guarantee::AtLeastOnce);
        if !insisted {
            assert!(
                stored <= accepted + in_doubt,
                "seed {seed}: {stored} were accepted, and {accepted} are known: sent twice, or lost"
            );
            let twice = rows.len() == 1 && self.twice.contains(&rows[0]);
            assert!(!twice, "seed {seed}: sent twice");
        }
    }

    fn check_row(&self, row: usize, progress: &Progress) {
        let seed = self.seed;
        let open = [State::Queued, State::Claimed, State::Submitting, State::Unknown];
        let state = progress.state();
        assert!(!open.contains(&state), "seed {seed}: row {row} stays {state}");
        let Some(known) = progress.stage.message_id() else { return };
        let stored = self.service.stored.iter().find(|one| one.message.message_id == known.id);
        let owner = stored.and_then(|one| one.letter);
        let told = owner.is_some_and(|(owner, _)| owner == row);
        let looks = |(owner, _): (usize, Attempt)| self.letters[owner].looks();
        let right = match known.evidence {
            Evidence::Told => told,
            Evidence::AcceptedAndListed | Evidence::Listed => {
                owner.map(looks) == Some(self.letters[row].looks())
            }
        };
        assert!(right, "seed {seed}: row {row} has the id of another message");
    }

    /// How it ended, for who compares two runs.
    pub(in super::super) fn summary(&self) -> Vec<(State, u64)> {
        self.disk.rows().map(|(_, row)| (row.state(), row.fence.get())).collect()
    }
}

fn is_accepted(state: State) -> bool {
    matches!(state, State::Accepted | State::Delivered | State::Undelivered)
}
