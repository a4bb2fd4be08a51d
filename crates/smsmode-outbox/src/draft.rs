//! What is to be written next: decisions about messages, one after the other.

use std::collections::{HashMap, HashSet};

use smsmode_core::outbox::{
    Decision, Event, Moment, OutboxId, Refused, Rules, State, decide, disproved,
};
use smsmode_core::{MessageStatus, Timestamp};

use crate::commit::{Commit, Step};
use crate::entry::{ACCEPTED_TWICE, Entry};
use crate::ledger::Paused;
use crate::role::Role;

/// What happened to a message, and what is known besides.
#[derive(Debug, Clone)]
pub(crate) struct Happened {
    pub(crate) id: OutboxId,
    pub(crate) event: Event,
    pub(crate) status: Option<MessageStatus>,
    pub(crate) trouble: Option<String>,
}

impl Happened {
    pub(crate) fn new(id: OutboxId, event: Event) -> Self {
        Self { id, event, status: None, trouble: None }
    }

    pub(crate) fn with_status(mut self, status: Option<MessageStatus>) -> Self {
        self.status = status;
        self
    }

    pub(crate) fn with_trouble(mut self, trouble: Option<String>) -> Self {
        self.trouble = trouble;
        self
    }
}

/// Decisions that are not written yet, each made from what the one before it left.
pub(crate) struct Draft<'r> {
    rules: &'r Rules,
    entries: HashMap<OutboxId, Entry>,
    commit: Commit,
    /// What each step was made of, to be decided anew where it is not taken.
    happened: Vec<Happened>,
}

impl<'r> Draft<'r> {
    pub(crate) fn new(rules: &'r Rules, now: Timestamp) -> Self {
        let (entries, happened) = (HashMap::new(), Vec::new());
        Self { rules, entries, commit: Commit::at(now), happened }
    }

    /// Written in the part that somebody has.
    pub(crate) fn by(mut self, role: Role) -> Self {
        self.commit.role = role;
        self
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.commit.now
    }

    /// A message as it was read; what was decided about it in this draft holds.
    pub(crate) fn know(&mut self, entry: Entry) {
        self.entries.entry(entry.id).or_insert(entry);
    }

    pub(crate) fn entry(&self, id: OutboxId) -> Option<&Entry> {
        self.entries.get(&id)
    }

    /// Who is shaken by what the service told of a message, as far as this draft goes.
    pub(crate) fn disproved_by(&self, told: OutboxId) -> Vec<OutboxId> {
        let Some(told) = self.entry(told) else { return Vec::new() };
        let others =
            self.entries.values().filter(|entry| entry.id != told.id && entry.to == told.to);
        let others: Vec<_> = others.map(|entry| (entry.id, &entry.progress)).collect();
        disproved(&told.progress, &others)
    }

    /// Whether somebody is in a state as far as this draft goes.
    pub(crate) fn is_in(&self, id: OutboxId, state: State) -> bool {
        self.entry(id).is_some_and(|entry| entry.state() == state)
    }

    /// Decides what follows for a message that is known here.
    pub(crate) fn happen(&mut self, happened: Happened) -> Result<(), Refused> {
        let decided = self.decide(&happened);
        if decided == Err(Refused::AcceptedTwice) {
            self.note_accepted_twice(&happened);
        }
        decided.map(|decision| self.follow(happened, decision))
    }

    fn decide(&self, happened: &Happened) -> Result<Decision, Refused> {
        let entry = self.entry(happened.id).ok_or(Refused::Overtaken)?;
        let moment = Moment {
            now: self.commit.now,
            random: fastrand::u32(..),
            rules: self.rules,
            terms: &entry.terms,
        };
        decide(&entry.progress, &happened.event, &moment)
    }

    fn follow(&mut self, happened: Happened, decision: Decision) {
        let Some(entry) = self.entries.get_mut(&happened.id) else { return };
        self.commit.steps.push(Step {
            id: entry.id,
            fence: entry.progress.fence,
            state: entry.state(),
            next: decision.next.clone(),
            status: happened.status,
            trouble: happened.trouble.clone(),
        });
        entry.progress = decision.next;
        if let Some(pause) = decision.pause {
            self.commit.paused = Some(Some(Paused::ByService(pause)));
        }
        self.happened.push(happened);
    }

    /// Nothing follows from it, and a person has to see it.
    fn note_accepted_twice(&mut self, happened: &Happened) {
        let Some(entry) = self.entries.get_mut(&happened.id) else { return };
        if !entry.was_accepted_twice() {
            let trouble = Some(ACCEPTED_TWICE.to_owned());
            entry.trouble.clone_from(&trouble);
            let (fence, state, next) =
                (entry.progress.fence, entry.state(), entry.progress.clone());
            let step = Step { id: entry.id, fence, state, next, status: None, trouble };
            self.commit.steps.push(step);
            self.happened.push(happened.clone());
        }
    }

    /// Whether the queue is to pause.
    pub(crate) fn pauses(&self) -> bool {
        self.commit.paused.is_some()
    }

    pub(crate) fn read_callbacks(&mut self, place: u64) {
        self.commit.callbacks_read = Some(place);
    }

    pub(crate) fn commit(&self) -> &Commit {
        &self.commit
    }

    /// The messages that somebody else changed meanwhile.
    pub(crate) fn lost(&self, taken: &[bool]) -> HashSet<OutboxId> {
        let all = self.happened.iter().zip(taken);
        all.filter(|(_, taken)| !**taken).map(|(happened, _)| happened.id).collect()
    }

    /// What happened to messages that somebody else changed meanwhile.
    pub(crate) fn overtaken(self, taken: &[bool]) -> Vec<Happened> {
        let all = self.happened.into_iter().zip(taken);
        all.filter(|(_, taken)| !**taken).map(|(happened, _)| happened).collect()
    }
}
