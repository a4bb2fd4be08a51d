//! What `smsmode outbox run` tells while it sends: what somebody must know, and no more.

use std::collections::HashSet;

use smsmode_http::outbox::{OutboxId, State};
use smsmode_outbox::{Changes, Dispatcher, Entry, LedgerError, Outbox, Paused};

use crate::context::Context;

use super::super::doubts::needs_words;
use super::super::trouble::Trouble;
use super::overview;

/// What was told already.
#[derive(Debug)]
pub(super) struct News {
    changes: Changes,
    doubtful: HashSet<OutboxId>,
    paused: Option<Paused>,
    trouble: Trouble,
}

impl News {
    pub(super) fn of(outbox: &Outbox) -> Result<Self, LedgerError> {
        let changes = outbox.subscribe()?;
        Ok(Self { changes, doubtful: HashSet::new(), paused: None, trouble: Trouble::default() })
    }

    /// Tells what is new: what is in doubt, whether nothing is sent, whether nothing can be written.
    pub(super) fn tell(
        &mut self,
        outbox: &Outbox,
        dispatcher: &Dispatcher,
        context: &mut Context<'_, '_>,
    ) -> Result<(), LedgerError> {
        self.trouble.tell(dispatcher.trouble(), context);
        self.tell_pause(outbox.overview()?.paused, context);
        loop {
            let changed = self.changes.read()?;
            for entry in &changed {
                self.tell_doubt(entry, context);
            }
            if changed.is_empty() {
                return Ok(());
            }
        }
    }

    /// It is told once that a message is unknown, and again what comes of it.
    fn tell_doubt(&mut self, entry: &Entry, context: &mut Context<'_, '_>) {
        let was_told = self.doubtful.contains(&entry.id);
        let is_parked = entry.state() == State::Parked || entry.was_accepted_twice();
        if needs_words(entry) && (is_parked || !was_told) || was_told && !needs_words(entry) {
            let known = entry.standing(context.language).known;
            context.note(&format!("{} {}: {known}", entry.id, entry.state().name()));
        }
        if needs_words(entry) {
            self.doubtful.insert(entry.id);
        } else {
            self.doubtful.remove(&entry.id);
        }
    }

    fn tell_pause(&mut self, paused: Option<Paused>, context: &mut Context<'_, '_>) {
        match paused {
            _ if paused == self.paused => {}
            Some(reason) => context.note(overview::reason(reason, context.language)),
            None => context.note(context.pick("not paused any more", "la pause est finie")),
        }
        self.paused = paused;
    }
}
