//! What is new since it was last saved.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::callbacks::CallbackRecord;
use crate::state::State;
use crate::state::account::Account;
use crate::state::duplicates::{Hash, Listed};
use crate::state::ids::{Ids, PackedId};
use crate::state::message::Message;
use crate::state::people::People;
use crate::state::reply::Reply;

/// The two clocks are not read at the same moment.
const JITTER_MS: u64 = 100;

/// What is saved besides the lists, anew each time.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Meta {
    pub(crate) epoch: u64,
    /// How far the sandbox's clock is ahead of the system's.
    pub(crate) clock_ahead_ms: i64,
    pub(crate) ids: Ids,
    /// The next number of a message, and how many copies were ever accepted.
    pub(crate) messages: (u64, u64),
    pub(crate) next_reply: u64,
    pub(crate) next_callback: u64,
    pub(crate) next_listed: u64,
    pub(crate) next_hash: u64,
    pub(crate) hash_key: [u64; 2],
    pub(crate) duplicates_incomplete: bool,
}

/// The revisions that are saved.
#[derive(Debug, Clone, Default)]
pub(super) struct Cursor {
    epoch: u64,
    messages: u64,
    replies: u64,
    callbacks: u64,
    listed: u64,
    hashes: u64,
    accounts: (u64, u64),
    people: HashMap<String, u64>,
    clock_ahead_ms: i64,
}

/// What is new: rows by their numbers, and from which number on rows are kept.
pub(super) struct Delta {
    pub(super) forgets_all: bool,
    moves_clock: bool,
    pub(super) meta: Meta,
    pub(super) messages: Vec<Arc<Message>>,
    pub(super) replies: Vec<(u64, Reply)>,
    pub(super) callbacks: Vec<(u64, CallbackRecord)>,
    pub(super) listed: Vec<(u64, Listed)>,
    pub(super) hashes: Vec<(u64, Hash, PackedId)>,
    pub(super) accounts: Vec<Account>,
    pub(super) people: Vec<(String, Arc<People>)>,
    /// The logins of all accounts, where some were removed.
    pub(super) remaining: Option<Vec<String>>,
    pub(super) first: Firsts,
}

/// The numbers of the oldest rows.
#[derive(Debug)]
pub(super) struct Firsts {
    pub(super) message: u64,
    pub(super) reply: u64,
    pub(super) callback: u64,
    pub(super) listed: u64,
    pub(super) hash: u64,
}

impl Cursor {
    /// Everything of this state is saved, but for the accounts: the options may have added some.
    pub(super) fn after(state: &State) -> Self {
        Self { accounts: (0, 0), people: HashMap::new(), ..Self::at(state, 0) }
    }

    fn at(state: &State, clock_ahead_ms: i64) -> Self {
        let people = state.accounts.iter();
        Self {
            epoch: state.epoch,
            messages: state.messages.changes().revision(),
            replies: state.replies.changes().revision(),
            callbacks: state.callbacks.changes().revision(),
            listed: state.duplicates.listed().changes().revision(),
            hashes: state.duplicates.range().1,
            accounts: state.accounts.revisions(),
            people: people.map(|one| (one.login.clone(), one.people_revision)).collect(),
            clock_ahead_ms,
        }
    }

    /// What is new, and the cursor once it is saved.
    pub(super) fn collect(&self, state: &State, clock_ahead_ms: i64) -> (Delta, Self) {
        let forgets_all = self.epoch != state.epoch;
        let fresh = Self { epoch: state.epoch, hashes: 1, ..Self::default() };
        let seen = if forgets_all { &fresh } else { self };
        let delta = Delta {
            forgets_all,
            moves_clock: self.clock_ahead_ms.abs_diff(clock_ahead_ms) > JITTER_MS,
            meta: meta(state, clock_ahead_ms),
            messages: seen.messages(state),
            replies: cloned(state.replies.numbered_since(seen.replies)),
            callbacks: cloned(state.callbacks.numbered_since(seen.callbacks)),
            listed: cloned(state.duplicates.listed().numbered_since(seen.listed)),
            hashes: state.duplicates.hashes_from(seen.hashes).collect(),
            accounts: seen.accounts(state),
            people: seen.people(state),
            remaining: seen.remaining(state),
            first: firsts(state),
        };
        (delta, Self::at(state, clock_ahead_ms))
    }

    fn messages(&self, state: &State) -> Vec<Arc<Message>> {
        let copies = state.messages.changes().since(self.messages);
        let changed = copies.filter_map(|(_, sequence)| state.messages.get(sequence));
        let changed: BTreeMap<_, _> =
            changed.map(|message| (message.number, Arc::clone(message))).collect();
        changed.into_values().collect()
    }

    fn accounts(&self, state: &State) -> Vec<Account> {
        let (seen, _) = self.accounts;
        state.accounts.iter().filter(|account| account.revision() > seen).cloned().collect()
    }

    fn people(&self, state: &State) -> Vec<(String, Arc<People>)> {
        let changed = state
            .accounts
            .iter()
            .filter(|account| self.people.get(&account.login) != Some(&account.people_revision));
        changed.map(|account| (account.login.clone(), Arc::clone(&account.people))).collect()
    }

    fn remaining(&self, state: &State) -> Option<Vec<String>> {
        let (_, removals) = state.accounts.revisions();
        let all = || state.accounts.iter().map(|account| account.login.clone()).collect();
        (removals != self.accounts.1).then(all)
    }
}

impl Delta {
    /// Whether nothing is worth a commit.
    pub(super) fn is_empty(&self) -> bool {
        let rows = self.replies.len() + self.callbacks.len() + self.listed.len();
        let rows = rows + self.hashes.len() + self.accounts.len() + self.people.len();
        let is_other = self.forgets_all || self.moves_clock;
        !is_other && self.messages.is_empty() && rows == 0 && self.remaining.is_none()
    }
}

fn cloned<'a, T: Clone + 'a>(rows: impl Iterator<Item = (u64, &'a T)>) -> Vec<(u64, T)> {
    rows.map(|(number, row)| (number, row.clone())).collect()
}

fn meta(state: &State, clock_ahead_ms: i64) -> Meta {
    Meta {
        epoch: state.epoch,
        clock_ahead_ms,
        ids: state.ids.clone(),
        messages: state.messages.counts(),
        next_reply: state.replies.next(),
        next_callback: state.callbacks.next(),
        next_listed: state.duplicates.listed().next(),
        next_hash: state.duplicates.range().1,
        hash_key: state.duplicates.key(),
        duplicates_incomplete: state.duplicates.is_incomplete(),
    }
}

fn firsts(state: &State) -> Firsts {
    Firsts {
        message: state.messages.first(),
        reply: state.replies.first(),
        callback: state.callbacks.first(),
        listed: state.duplicates.listed().first(),
        hash: state.duplicates.range().0,
    }
}
