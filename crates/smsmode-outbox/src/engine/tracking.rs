//! Messages that were accepted are followed until they arrive.

use smsmode_core::MessageId;
use smsmode_core::outbox::{Evidence, Stage};

use super::Engine;
use crate::draft::Draft;
use crate::error::LedgerError;
use crate::job::{Job, Ticket};
use crate::ledger::Which;
use crate::pool::askers;

impl Engine {
    /// Asks for the status of those that are due: one more at a time than there are threads to ask.
    pub(super) fn ask(&self, draft: &mut Draft<'_>) -> Result<Vec<Job>, LedgerError> {
        let room = (askers(self.settings.in_flight) + 1).saturating_sub(self.asking.len());
        let mut jobs = Vec::new();
        if room == 0 {
            return Ok(jobs);
        }
        let due = Which::ToAsk(draft.now());
        for entry in self.ledger.entries(&due, room + self.asking.len())? {
            let Stage::Accepted { message_id: Some(known), .. } = &entry.progress.stage else {
                continue;
            };
            if known.evidence != Evidence::Told {
                self.look_for_its_owner(draft, &known.id)?;
            }
            if jobs.len() < room
                && !self.asking.contains(&entry.id)
                && draft.entry(entry.id).is_none()
            {
                let ticket = Ticket { id: entry.id, fence: entry.progress.fence };
                jobs.push(Job::AskStatus { ticket, message_id: known.id.clone() });
            }
        }
        Ok(jobs)
    }

    /// While one process gave an id of the list to a message, another may have written whose it is: neither
    /// saw what the other wrote.
    fn look_for_its_owner(
        &self,
        draft: &mut Draft<'_>,
        message_id: &MessageId,
    ) -> Result<(), LedgerError> {
        for entry in self.ledger.entries(&Which::Message(message_id), 2)? {
            let known = entry.progress.stage.message_id();
            if known.is_some_and(|known| known.evidence == Evidence::Told) {
                let owner = entry.id;
                draft.know(entry);
                self.disprove(draft, owner)?;
            }
        }
        Ok(())
    }
}
