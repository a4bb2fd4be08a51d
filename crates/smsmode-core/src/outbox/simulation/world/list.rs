//! The list of the service is read, and the rows after it.

use std::collections::HashSet;

use super::World;
use crate::id::MessageId;
use crate::outbox::simulation::disk::Draft;
use crate::outbox::simulation::process::Reading;
use crate::outbox::{DateTolerance, Event, Fate, Listing, Sent, Sought, Stage, State, reconcile};

impl World<'_> {
    pub(super) fn read_list(&mut self, at: usize) {
        let waits = self.disk.rows().any(|(_, progress)| {
            let nameless = progress.stage.message_id().is_none();
            nameless
                && matches!(progress.state(), State::Unknown | State::Accepted)
                && progress.stage.due_at().is_some_and(|due| due <= self.now)
        });
        if waits && self.processes[at].reading.is_none() {
            let done_at = self.now.plus_seconds(self.rng.i64(0..20));
            let list = self.service.list(self.now);
            self.processes[at].reading = Some(Reading { asked_at: self.now, done_at, list });
        }
    }

    /// The rows are read after the list.
    pub(super) fn compare(&mut self, at: usize, draft: &mut Draft) {
        let done = |reading: &mut Reading| reading.done_at <= self.now;
        let Some(reading) = self.processes[at].reading.take_if(done) else { return };
        let rows: Vec<usize> = self
            .disk
            .rows()
            .map(|(row, _)| row)
            .filter(|row| self.sought(draft, *row).is_some())
            .collect();
        let sought: Vec<Sought> = rows.iter().filter_map(|row| self.sought(draft, *row)).collect();
        let claimed = self.claimed(draft);
        let listing = Listing {
            messages: &reading.list,
            asked_at: reading.asked_at,
            damaged: &[],
            whole: true,
            claimed: &claimed,
            witnesses: &[],
        };
        let verdicts = reconcile(&sought, &listing, &DateTolerance::default());
        for ((row, sought), verdict) in rows.iter().zip(&sought).zip(verdicts) {
            if sought.fate != Fate::UnderWay {
                self.tell(draft, *row, &Event::LookedUp { asked_at: reading.asked_at, verdict });
            }
        }
    }

    fn claimed(&self, draft: &Draft) -> HashSet<MessageId> {
        let rows = self.disk.rows().map(|(row, _)| draft.row(&self.disk, row));
        rows.filter_map(|row| Some(row.stage.message_id()?.id.clone())).collect()
    }

    fn sought(&self, draft: &Draft, row: usize) -> Option<Sought> {
        let (letter, progress) = (&self.letters[row], draft.row(&self.disk, row));
        let (fate, sent) = match progress.stage {
            Stage::Unknown { sent, .. } | Stage::Parked { sent: Some(sent), .. } => {
                (Fate::Doubtful, sent)
            }
            Stage::Accepted { message_id: None, sent, .. } => (Fate::Accepted, sent),
            Stage::Submitting { started_at, .. } => {
                (Fate::UnderWay, Sent { started_at, ended_at: self.now })
            }
            _ => return None,
        };
        Some(Sought {
            number: letter.number,
            text: letter.text.clone(),
            sent,
            doubted_since: progress.doubted_since.unwrap_or(sent.started_at),
            scheduled_at: None,
            fate,
        })
    }
}
