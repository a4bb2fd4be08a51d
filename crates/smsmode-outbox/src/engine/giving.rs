//! A sender sends the messages that it is given, and tells what became of each.

use std::collections::HashSet;

use smsmode_core::Timestamp;
use smsmode_core::outbox::{Event, OutboxId, Stage};
use smsmode_http::BootInstant;

use super::Engine;
use super::sending::has_expired;
use crate::draft::{Draft, Happened};
use crate::error::LedgerError;
use crate::job::Job;
use crate::ledger::Which;
use crate::rate::Rights;
use crate::role::Role;
use crate::sender::Handled;

/// The given messages that a turn has looked at.
#[derive(Debug, Default)]
pub(super) struct LookedAt {
    /// Those that are not to be sent.
    left: Vec<(OutboxId, Handled)>,
    /// Those about which it depends on what is written.
    decided: Vec<OutboxId>,
}

impl Engine {
    /// Has a sender send a message as soon as it may. Each is there once, however often it is given.
    pub fn give(&mut self, id: OutboxId) {
        if !self.sending.contains_key(&id) && !self.given.contains(&id) {
            self.given.push_back(id);
        }
    }

    /// Begins with those that were given first, as many as there are calls free.
    pub(super) fn send_given(
        &mut self,
        draft: &mut Draft<'_>,
        free: usize,
        boot: BootInstant,
    ) -> Result<(Vec<Job>, LookedAt), LedgerError> {
        let ids: Vec<_> = self.given.iter().take(free).copied().collect();
        if ids.is_empty() {
            return Ok((Vec::new(), LookedAt::default()));
        }
        for entry in self.ledger.entries(&Which::Ids(&ids), ids.len())? {
            draft.know(entry);
        }
        let mut looked_at = LookedAt::default();
        for id in ids {
            match left(draft, id) {
                Some(left) => looked_at.left.push((id, left)),
                None => looked_at.decided.push(id),
            }
        }
        let rights = self.take_rights(looked_at.decided.len(), boot)?;
        looked_at.decided.truncate(rights.taken);
        let mut jobs = Vec::new();
        for id in &looked_at.decided {
            let entry = draft.entry(*id).cloned();
            jobs.extend(entry.and_then(|entry| self.intend(draft, entry, boot)));
        }
        Ok((jobs, looked_at))
    }

    /// The right to send so many of these: of what the whole fleet may, where its ledger counts that.
    fn take_rights(&mut self, wanted: usize, boot: BootInstant) -> Result<Rights, LedgerError> {
        let shared = match self.settings.rate {
            Some(rate) if wanted > 0 => self.ledger.take_rights(wanted, rate)?,
            _ => None,
        };
        let rights = shared.unwrap_or_else(|| self.rate.take_up_to(wanted, boot));
        self.next_right = rights.next;
        Ok(rights)
    }

    /// What became of those that were looked at or whose call has ended. Whose row somebody else changed
    /// meanwhile is looked at again.
    pub(super) fn handled(
        &mut self,
        looked_at: LookedAt,
        ended: Vec<OutboxId>,
        draft: &Draft<'_>,
        taken: &[bool],
    ) -> Vec<(OutboxId, Handled)> {
        if self.role != Role::Sender {
            return Vec::new();
        }
        let LookedAt { left: mut handled, decided } = looked_at;
        let seen = handled.iter().map(|(id, _)| *id).chain(decided.iter().copied());
        let seen: HashSet<_> = seen.collect();
        self.given.retain(|id| !seen.contains(id));
        let lost = draft.lost(taken);
        for id in decided.into_iter().chain(ended) {
            match draft.entry(id) {
                _ if self.sending.contains_key(&id) => {}
                Some(entry) if !lost.contains(&id) => {
                    handled.push((id, Handled::Settled(entry.state())));
                }
                _ => self.given.push_front(id),
            }
        }
        handled
    }

    /// A sender looks at a message again that somebody else took: it is not to be claimed once more for
    /// what was known of it before.
    pub(super) fn goes_on_later(&self, happened: &Happened) -> bool {
        let begins = matches!(happened.event, Event::Claim { .. } | Event::Submit { .. });
        self.role != Role::Sender || !begins
    }
}

/// Why a message is left alone, where it is.
fn left(draft: &Draft<'_>, id: OutboxId) -> Option<Handled> {
    let Some(entry) = draft.entry(id) else { return Some(Handled::Gone) };
    let now: Timestamp = draft.now();
    match entry.progress.stage {
        Stage::Queued { .. } if has_expired(entry, now) => None,
        Stage::Queued { not_before } => (now < not_before).then_some(Handled::NotDue),
        _ => Some(Handled::Settled(entry.state())),
    }
}
