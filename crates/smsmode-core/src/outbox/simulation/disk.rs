//! A ledger on a disk: what was not synced is lost by a crash.

use crate::outbox::{Event, Moment, Pause, Progress, Refused, decide};

/// The rows that survive a crash.
#[derive(Default)]
pub(super) struct Disk {
    rows: Vec<Progress>,
}

/// What a process has written and not synced yet.
#[derive(Default)]
pub(super) struct Draft {
    steps: Vec<(usize, Progress)>,
    pub(super) pause: Option<Pause>,
}

impl Disk {
    /// One durable insert: whoever enqueues knows when it is done.
    pub(super) fn insert(&mut self, row: Progress) {
        self.rows.push(row);
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &Progress)> {
        self.rows.iter().enumerate()
    }

    /// All or nothing; a row whose fence or state is not that of the decision is left alone.
    pub(super) fn sync(&mut self, draft: Draft) {
        for (row, next) in draft.steps {
            if self.rows[row].fence.get() < next.fence.get() {
                self.rows[row] = next;
            }
        }
    }
}

impl Draft {
    pub(super) fn row<'d>(&'d self, disk: &'d Disk, row: usize) -> &'d Progress {
        let written = self.steps.iter().rev().find(|(other, _)| *other == row);
        written.map_or(&disk.rows[row], |(_, progress)| progress)
    }

    pub(super) fn tell(
        &mut self,
        disk: &Disk,
        row: usize,
        event: &Event,
        moment: &Moment<'_>,
    ) -> Result<(), Refused> {
        let decision = decide(self.row(disk, row), event, moment)?;
        self.pause = self.pause.or(decision.pause);
        self.steps.push((row, decision.next));
        Ok(())
    }
}
