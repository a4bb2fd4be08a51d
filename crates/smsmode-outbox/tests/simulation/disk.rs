//! A ledger in memory: what was committed is there after every crash, and nothing else.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use smsmode_core::outbox::{Evidence, OutboxId, Stage, State};
use smsmode_core::{MessageId, Timestamp};
use smsmode_outbox::{
    Added, Commit, Entry, EntryRecipient, LedgerSecret, NewMessage, Overview, Paused, Step, Which,
};

/// What all processes share, and what survives them.
#[derive(Debug)]
pub(crate) struct Disk {
    tables: Mutex<Tables>,
    pub(crate) secret: LedgerSecret,
    /// Held by whoever has the right to send, where somebody asks for it.
    pub(crate) right: Arc<Mutex<bool>>,
}

/// All that is written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tables {
    pub(crate) rows: Vec<Entry>,
    messages: Vec<NewMessage>,
    places: HashMap<OutboxId, usize>,
    pub(crate) paused: Option<Paused>,
    pub(crate) revision: u64,
    callbacks_read: u64,
    /// Whom a person cancelled while nobody knew whether it was accepted. For the judge alone.
    pub(crate) given_up: HashSet<OutboxId>,
}

impl Disk {
    pub(crate) fn new(secret: [u8; 16]) -> Self {
        let secret = LedgerSecret::new(secret).unwrap();
        Self { tables: Mutex::default(), secret, right: Arc::default() }
    }

    pub(crate) fn tables(&self) -> MutexGuard<'_, Tables> {
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tables {
    pub(crate) fn row(&self, id: OutboxId) -> Option<&Entry> {
        self.rows.get(self.place(id)?)
    }

    pub(crate) fn place(&self, id: OutboxId) -> Option<usize> {
        self.places.get(&id).copied()
    }

    pub(crate) fn add(&mut self, message: &NewMessage, now: Timestamp) -> Added {
        if let Some(place) = self.messages.iter().position(|one| one.key() == message.key()) {
            let (id, is_same) = (self.rows[place].id, self.messages[place] == *message);
            return if is_same { Added::Known(id) } else { Added::KeyTaken(id) };
        }
        let milliseconds = u64::try_from(now.unix_seconds()).unwrap() * 1000;
        let id = OutboxId::new(milliseconds, self.rows.len() as u128);
        self.revision += 1;
        self.places.insert(id, self.rows.len());
        self.rows.push(Entry::new(id, message, now, self.revision));
        self.messages.push(message.clone());
        Added::New(id)
    }

    pub(crate) fn entries(&self, which: &Which<'_>, limit: usize) -> Vec<Entry> {
        let take = |wanted: &dyn Fn(&Entry) -> bool| {
            self.rows.iter().filter(|row| wanted(row)).take(limit).cloned().collect()
        };
        match which {
            Which::Id(id) => self.row(*id).cloned().into_iter().collect(),
            Which::Ids(ids) => take(&|row| ids.contains(&row.id)),
            Which::Key(key) => take(&|row| row.key == **key),
            Which::Message(id) => take(&|row| row.message_id() == Some(id)),
            Which::Newest(state) => {
                let wanted = |row: &&Entry| state.is_none_or(|state| row.state() == state);
                self.rows.iter().rev().filter(wanted).take(limit).cloned().collect()
            }
            Which::Due(state, by) => self.due(*state, *by, limit),
            Which::ToAsk(by) => {
                let mut due = self.due(State::Accepted, *by, usize::MAX);
                due.retain(|row| row.message_id().is_some());
                due.truncate(limit);
                due
            }
            Which::Nameless => {
                let mut nameless: Vec<_> =
                    self.rows.iter().filter(|row| is_nameless(row)).cloned().collect();
                nameless.sort_by_key(|row| (due(row).is_none(), due(row)));
                nameless.truncate(limit);
                nameless
            }
            Which::Listed(to) => {
                let to = EntryRecipient::Number(*to);
                take(&|row| row.to == to && evidence(row).is_some_and(|one| one != Evidence::Told))
            }
            Which::ChangedAfter(revision) => {
                let later = |row: &&Entry| row.revision > *revision;
                let mut rows: Vec<_> = self.rows.iter().filter(later).collect();
                rows.sort_by_key(|row| row.revision);
                rows.into_iter().take(limit).cloned().collect()
            }
        }
    }

    fn due(&self, state: State, by: Timestamp, limit: usize) -> Vec<Entry> {
        let of_state = self.rows.iter().filter(|row| row.state() == state);
        let dues = of_state.filter_map(|row| Some((due(row)?, row)));
        let mut dues: Vec<_> = dues.filter(|(at, _)| *at <= by).collect();
        dues.sort_by_key(|(at, _)| *at);
        dues.into_iter().take(limit).map(|(_, row)| row.clone()).collect()
    }

    pub(crate) fn next_due(&self, states: &[State]) -> Option<Timestamp> {
        self.rows.iter().filter(|row| states.contains(&row.state())).filter_map(due).min()
    }

    pub(crate) fn knows(&self, id: &MessageId) -> bool {
        self.rows.iter().any(|row| row.message_id() == Some(id))
    }

    pub(crate) fn overview(&self) -> Overview {
        let mut overview = Overview::default();
        for row in &self.rows {
            *overview.counts.entry(row.state()).or_default() += 1;
        }
        (overview.paused, overview.revision) = (self.paused, self.revision);
        overview.callbacks_read = self.callbacks_read;
        overview
    }

    pub(crate) fn commit(&mut self, commit: &Commit) -> Vec<bool> {
        let taken = commit.steps.iter().map(|step| self.step(step, commit.now)).collect();
        if let Some(paused) = commit.paused {
            self.paused = paused;
            self.revision += 1;
        }
        self.callbacks_read = commit.callbacks_read.unwrap_or(self.callbacks_read);
        taken
    }

    fn step(&mut self, step: &Step, now: Timestamp) -> bool {
        let Some(place) = self.place(step.id) else { return false };
        let row = &mut self.rows[place];
        if row.progress.fence != step.fence || row.state() != step.state {
            return false;
        }
        self.revision += 1;
        row.progress = step.next.clone();
        row.status = step.status.or(row.status);
        row.trouble = step.trouble.clone().or_else(|| row.trouble.take());
        (row.changed_at, row.revision) = (now, self.revision);
        if step.state == State::Parked && row.state() == State::Cancelled {
            self.given_up.insert(step.id);
        }
        true
    }

    pub(crate) fn forget(
        &mut self,
        before: Timestamp,
        limit: usize,
        secret: &LedgerSecret,
    ) -> usize {
        let old = |row: &&mut Entry| {
            let ended = row.progress.stage.due_at().is_none() && row.state() != State::Parked;
            row.content.is_some() && ended && row.changed_at < before
        };
        let forget = |row: &mut Entry| {
            let hash = row.to.number().map(|number| secret.hash_number(number));
            row.to = EntryRecipient::Forgotten(hash.unwrap_or_default());
            row.content = None;
        };
        self.rows.iter_mut().filter(old).take(limit).map(forget).count()
    }
}

/// When a dispatcher must look at a message next.
pub(crate) fn due(row: &Entry) -> Option<Timestamp> {
    let due = row.progress.stage.due_at()?;
    let expires = row.terms.expires_at.filter(|_| row.state() == State::Queued);
    Some(expires.map_or(due, |expires| due.min(expires)))
}

pub(crate) fn is_nameless(row: &Entry) -> bool {
    matches!(row.progress.stage, Stage::Accepted { message_id: None, .. })
}

fn evidence(row: &Entry) -> Option<Evidence> {
    row.progress.stage.message_id().map(|known| known.evidence)
}
