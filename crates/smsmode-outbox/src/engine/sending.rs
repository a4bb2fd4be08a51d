//! Messages that are due are claimed, their intent written down, and only then sent.

use smsmode_core::Timestamp;
use smsmode_core::outbox::{Event, OutboxId, Progress, State};
use smsmode_http::BootInstant;

use super::Engine;
use super::giving::LookedAt;
use super::settling::tell;
use crate::draft::{Draft, Happened};
use crate::entry::Entry;
use crate::error::LedgerError;
use crate::job::{Job, Ticket};
use crate::role::Role;

/// A message whose call was begun.
#[derive(Debug)]
pub(super) struct UnderWay {
    /// As it was written down.
    pub(super) entry: Entry,
    /// Its first byte may not leave from here on.
    pub(super) leave_before: BootInstant,
}

impl Engine {
    /// The calls to make once the draft is written: claim and intent go into the same write as what
    /// came of the calls before.
    pub(super) fn send(
        &mut self,
        draft: &mut Draft<'_>,
        boot: BootInstant,
    ) -> Result<(Vec<Job>, LookedAt), LedgerError> {
        let busy = self.sending.keys().filter(|id| is_busy(draft, **id)).count();
        let free = self.settings.in_flight.saturating_sub(busy);
        if self.role == Role::Sender {
            return self.send_given(draft, free, boot);
        }
        let allowed = self.rate.allowed(free, boot);
        let mut jobs = Vec::new();
        for entry in self.due(State::Queued, draft.now(), allowed)? {
            jobs.extend(self.intend(draft, entry, boot));
        }
        self.rate.take(jobs.len());
        Ok((jobs, LookedAt::default()))
    }

    /// Claims a message and writes down that it is about to leave; nothing where it is not to.
    pub(super) fn intend(
        &self,
        draft: &mut Draft<'_>,
        entry: Entry,
        boot: BootInstant,
    ) -> Option<Job> {
        let (id, now) = (entry.id, draft.now());
        draft.know(entry);
        if has_expired(draft.entry(id)?, now) {
            tell(draft, Happened::new(id, Event::Expire));
            return None;
        }
        let lease_until = now.plus_seconds(self.lease_seconds());
        tell(draft, Happened::new(id, Event::Claim { lease_until }));
        let fence = draft.entry(id)?.progress.fence;
        tell(draft, Happened::new(id, Event::Submit { fence, lease_until }));
        let entry = draft.entry(id).filter(|entry| entry.state() == State::Submitting)?;
        self.call(entry, &entry.progress, now, boot)
    }

    fn call(
        &self,
        entry: &Entry,
        progress: &Progress,
        now: Timestamp,
        boot: BootInstant,
    ) -> Option<Job> {
        let reference = self.ledger.secret().references().reference(entry.id, progress.attempt)?;
        let callbacks = self.settings.callbacks.as_ref();
        let url = callbacks.and_then(|callbacks| callbacks.address(&reference, now));
        let mut call = entry.content.as_ref()?.call(entry.to.number()?, reference);
        if let Some(url) = url {
            call = call.with_delivery_url(url);
        }
        Some(Job::Send {
            ticket: Ticket { id: entry.id, fence: progress.fence },
            call: Box::new(call),
            leave_before: boot.plus(self.settings.time_to_leave()),
            timeout: self.settings.timeout,
        })
    }

    /// Only what was written is begun. What is settled is no more being sent: who that is.
    pub(super) fn begin(
        &mut self,
        jobs: &mut Vec<Job>,
        draft: &Draft<'_>,
        taken: &[bool],
    ) -> Vec<OutboxId> {
        let ended = self.sending.extract_if(|id, _| !is_busy(draft, *id));
        let ended = ended.map(|(id, _)| id).collect();
        let lost = draft.lost(taken);
        jobs.retain(|job| match job {
            Job::Send { ticket, .. } => !lost.contains(&ticket.id),
            _ => true,
        });
        for job in jobs {
            match job {
                Job::Send { ticket, leave_before, .. } => {
                    let (entry, leave_before) = (draft.entry(ticket.id).cloned(), *leave_before);
                    let begun = entry.map(|entry| UnderWay { entry, leave_before });
                    self.sending.extend(begun.map(|begun| (ticket.id, begun)));
                }
                Job::AskStatus { ticket, .. } => drop(self.asking.insert(ticket.id)),
                Job::ReadList { .. } => {}
            }
        }
        ended
    }

    fn lease_seconds(&self) -> i64 {
        i64::try_from(self.settings.lease().as_secs()).unwrap_or(i64::MAX)
    }
}

pub(super) fn has_expired(entry: &Entry, now: Timestamp) -> bool {
    entry.terms.expires_at.is_some_and(|expires| expires <= now)
}

/// Whether its answer is still to come, as far as this draft goes.
fn is_busy(draft: &Draft<'_>, id: OutboxId) -> bool {
    draft.entry(id).is_none() || draft.is_in(id, State::Submitting)
}
