//! What the imitated service knows: accounts, messages, replies, and what will happen next.

pub(crate) mod account;
pub(crate) mod delivery;
pub(crate) mod ids;
pub(crate) mod message;
pub(crate) mod reply;

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;

use crate::callbacks::CallbackRecord;
use crate::options::AccountOptions;
use account::Account;
use delivery::Step;
use ids::Ids;
use message::Message;
use reply::Reply;

/// Everything that a reset empties.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// By login.
    pub(crate) accounts: BTreeMap<String, Account>,
    /// In the order of acceptance; deleted ones stay, marked.
    pub(crate) messages: Vec<Message>,
    pub(crate) replies: Vec<Reply>,
    pub(crate) ids: Ids,
    pub(crate) callbacks: Vec<CallbackRecord>,
    /// How often the sandbox was reset.
    pub(crate) epoch: u64,
    positions: HashMap<String, usize>,
    agenda: BTreeMap<(Timestamp, u64), Step>,
    planned: u64,
}

impl State {
    pub(crate) fn new(accounts: &[AccountOptions], seed: Option<u64>) -> Self {
        let accounts =
            accounts.iter().map(|account| (account.login.clone(), Account::new(account)));
        Self { accounts: accounts.collect(), ids: Ids::new(seed), ..Self::default() }
    }

    /// Forgets everything but these accounts. With a seed the ids begin anew.
    pub(crate) fn reset(&mut self, accounts: &[AccountOptions], seed: Option<u64>) {
        let epoch = self.epoch + 1;
        *self = Self { epoch, ..Self::new(accounts, seed) };
    }

    /// The login of the account with this API key.
    pub(crate) fn login_of_key(&self, key: &str) -> Option<String> {
        let account = self.accounts.values().find(|account| account.has_key(key))?;
        Some(account.login.clone())
    }

    /// The login, if the password is right.
    pub(crate) fn login_with_password(&self, login: &str, password: &str) -> Option<String> {
        let account = self.accounts.get(login).filter(|account| account.password == password)?;
        Some(account.login.clone())
    }

    /// Keeps a message; its index.
    pub(crate) fn store(&mut self, message: Message) -> usize {
        let index = self.messages.len();
        self.positions.insert(message.id.clone(), index);
        self.messages.push(message);
        index
    }

    pub(crate) fn index_of(&self, message_id: &str) -> Option<usize> {
        self.positions.get(message_id).copied()
    }

    pub(crate) fn message(&self, message_id: &str) -> Option<&Message> {
        self.messages.get(self.index_of(message_id)?)
    }

    /// Plans a change of a recipient's status.
    pub(crate) fn plan(&mut self, step: Step) {
        self.planned += 1;
        self.agenda.insert((step.at, self.planned), step);
    }

    /// The time of the next planned change.
    pub(crate) fn next_change(&self) -> Option<Timestamp> {
        self.agenda.first_key_value().map(|((at, _), _)| *at)
    }

    /// Takes the next planned change that is due, the oldest first.
    pub(crate) fn take_due(&mut self, now: Timestamp) -> Option<Step> {
        let entry = self.agenda.first_entry().filter(|entry| entry.key().0 <= now)?;
        Some(entry.remove())
    }
}
