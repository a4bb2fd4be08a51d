//! What came of the calls becomes what is known of the messages.

use smsmode_core::outbox::{Event, OutboxId, Refused, State};

use super::Engine;
use crate::answer::{answer, trouble};
use crate::draft::{Draft, Happened};
use crate::error::LedgerError;
use crate::job::{Done, Ticket};
use crate::ledger::{Overview, Which};
use crate::role::Role;
use smsmode_http::BootInstant;

impl Engine {
    /// All that came since the last turn. It is forgotten only once it was written.
    pub(super) fn settle(&mut self, draft: &mut Draft<'_>) -> Result<(), LedgerError> {
        for happened in &self.overtaken {
            self.know(draft, happened.id)?;
            self.tell_proof(draft, happened.clone())?;
        }
        for done in &self.unsettled {
            match done {
                Done::Sent { ticket, answer } => {
                    if let Some(begun) = self.sending.get(&ticket.id) {
                        draft.know(begun.entry.clone());
                    }
                    self.know(draft, ticket.id)?;
                    self.tell_proof(draft, sent(ticket, answer))?;
                }
                Done::Status { ticket, answer } => {
                    self.know(draft, ticket.id)?;
                    // It may have another id by now: what was asked is about another message then.
                    if draft.entry(ticket.id).is_none_or(|one| one.progress.fence != ticket.fence) {
                        continue;
                    }
                    let status = answer.as_ref().ok().map(|current| current.status);
                    let happened = Happened::new(ticket.id, Event::Polled { status });
                    tell(draft, happened.with_status(status));
                }
                Done::Listed { list } => self.compare(draft, list.as_ref())?,
            }
        }
        Ok(())
    }

    /// What was written needs no settling any more.
    pub(super) fn settled(&mut self, boot: BootInstant) {
        for done in std::mem::take(&mut self.unsettled) {
            match done {
                Done::Sent { .. } => {}
                Done::Status { ticket, .. } => drop(self.asking.remove(&ticket.id)),
                Done::Listed { list } => self.note_reading(list.as_ref().err(), boot),
            }
        }
    }

    /// Those whose call was begun here and never comes back. The clock that nobody sets decides: a lease
    /// after the last instant at which it could leave, its answer cannot come any more.
    pub(super) fn end_own_leases(&self, draft: &mut Draft<'_>, boot: BootInstant) {
        let lease = self.settings.lease();
        for (id, begun) in &self.sending {
            if boot > begun.leave_before.plus(lease) {
                draft.know(begun.entry.clone());
                tell(draft, Happened::new(*id, Event::LeaseOver));
            }
        }
    }

    /// Those that somebody took and did not come back for: a process that is gone.
    pub(super) fn end_leases(
        &self,
        draft: &mut Draft<'_>,
        overview: &Overview,
    ) -> Result<(), LedgerError> {
        if self.role == Role::Keeper {
            return self.end_leases_that_are_over(draft);
        }
        let own = self.sending.len();
        let taken = [State::Claimed, State::Submitting];
        let all = taken.iter().filter_map(|state| overview.counts.get(state)).sum::<u64>();
        if all <= own as u64 {
            return Ok(());
        }
        for state in taken {
            // Its own ones are the newest: there is always room for others beside them.
            for entry in self.ledger.entries(&Which::Newest(Some(state)), own + MANY)? {
                if !self.sending.contains_key(&entry.id) {
                    let id = entry.id;
                    draft.know(entry);
                    tell(draft, Happened::new(id, Event::LeaseOver));
                }
            }
        }
        Ok(())
    }

    /// Of a whole fleet so many are under way at any time that only those are looked at whose time has
    /// come.
    fn end_leases_that_are_over(&self, draft: &mut Draft<'_>) -> Result<(), LedgerError> {
        for state in [State::Claimed, State::Submitting] {
            for entry in self.due(state, draft.now(), MANY)? {
                let id = entry.id;
                draft.know(entry);
                tell(draft, Happened::new(id, Event::LeaseOver));
            }
        }
        Ok(())
    }

    /// What the service itself tells of one message may show that the list was dealt out wrongly among
    /// the others to its number.
    pub(super) fn tell_proof(
        &self,
        draft: &mut Draft<'_>,
        happened: Happened,
    ) -> Result<(), LedgerError> {
        let id = happened.id;
        if tell(draft, happened) { self.disprove(draft, id) } else { Ok(()) }
    }

    /// Whatever the list told of others cannot be right where this message has its id of the service itself.
    pub(super) fn disprove(&self, draft: &mut Draft<'_>, id: OutboxId) -> Result<(), LedgerError> {
        if let Some(number) = draft.entry(id).and_then(|entry| entry.to.number()) {
            for entry in self.ledger.entries(&Which::Listed(number), MANY)? {
                draft.know(entry);
            }
        }
        for other in draft.disproved_by(id) {
            tell(draft, Happened::new(other, Event::Disproved));
        }
        Ok(())
    }

    pub(super) fn know(&self, draft: &mut Draft<'_>, id: OutboxId) -> Result<(), LedgerError> {
        if draft.entry(id).is_none() {
            for entry in self.ledger.entries(&Which::Id(id), 1)? {
                draft.know(entry);
            }
        }
        Ok(())
    }
}

/// Rows looked at in one turn.
const MANY: usize = 256;

fn sent(ticket: &Ticket, came: &Result<smsmode_core::Accepted, smsmode_http::Error>) -> Happened {
    let event = Event::Answered { fence: ticket.fence, answer: answer(came) };
    Happened::new(ticket.id, event).with_trouble(came.as_ref().err().map(trouble))
}

/// An event that changes nothing is no news, but for one. Whether it changed something.
pub(super) fn tell(draft: &mut Draft<'_>, happened: Happened) -> bool {
    let id = happened.id;
    match draft.happen(happened) {
        Ok(()) => return true,
        Err(Refused::NothingNew | Refused::NotBefore(_)) => {}
        Err(refused @ Refused::AcceptedTwice) => log::error!("message {id}: {refused}"),
        Err(refused) => log::debug!("message {id}: {refused}"),
    }
    false
}
