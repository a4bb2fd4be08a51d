//! What the imitated service knows: accounts, messages, replies, and what will happen next.

pub(crate) mod account;
pub(crate) mod accounts;
pub(crate) mod agenda;
pub(crate) mod changes;
pub(crate) mod delivery;
pub(crate) mod duplicates;
pub(crate) mod ids;
pub(crate) mod log;
pub(crate) mod message;
pub(crate) mod messages;
pub(crate) mod people;
pub(crate) mod reply;
mod statuses;

use jiff::Timestamp;

use crate::callbacks::CallbackRecord;
use crate::options::AccountOptions;
use account::Account;
use accounts::Accounts;
use agenda::Agenda;
use delivery::{Delivery, Step};
use duplicates::Duplicates;
use ids::Ids;
use log::Log;
use message::Message;
use messages::Messages;
use reply::Reply;

/// Everything that a reset empties.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) accounts: Accounts,
    /// In the order of acceptance; deleted ones stay, marked.
    pub(crate) messages: Messages,
    pub(crate) replies: Log<Reply>,
    pub(crate) callbacks: Log<CallbackRecord>,
    pub(crate) duplicates: Duplicates,
    pub(crate) ids: Ids,
    /// How often the sandbox was reset.
    pub(crate) epoch: u64,
    agenda: Agenda,
}

impl State {
    /// These accounts, and room for so many messages, replies and callbacks.
    pub(crate) fn new(accounts: &[AccountOptions], keep: usize, seed: Option<u64>) -> Self {
        let mut state = Self {
            accounts: Accounts::default(),
            messages: Messages::keeping(keep),
            replies: Log::keeping(keep),
            callbacks: Log::keeping(keep),
            duplicates: Duplicates::default(),
            ids: Ids::new(seed),
            epoch: 0,
            agenda: Agenda::default(),
        };
        for account in accounts {
            state.accounts.insert(Account::new(account));
        }
        state
    }

    /// Forgets everything but these accounts. With a seed the ids begin anew.
    pub(crate) fn reset(&mut self, accounts: &[AccountOptions], keep: usize, seed: Option<u64>) {
        let epoch = self.epoch + 1;
        *self = Self { epoch, ..Self::new(accounts, keep, seed) };
    }

    /// The login of the account with this API key.
    pub(crate) fn login_of_key(&self, key: &str) -> Option<String> {
        self.accounts.login_of_key(key).map(str::to_owned)
    }

    /// The login, if the password is right.
    pub(crate) fn login_with_password(&self, login: &str, password: &str) -> Option<String> {
        let account = self.accounts.get(login).filter(|account| account.password == password)?;
        Some(account.login.clone())
    }

    /// Keeps a message as it was kept before, under its own number, with what will happen to it.
    pub(crate) fn restore(&mut self, message: Message) {
        self.note_plans(&message);
        self.messages.restore(message);
        self.forget_superfluous();
    }

    /// Keeps a message and gives it its number, with what will happen to it. The oldest ones give
    /// way, and nothing happens to them any more.
    pub(crate) fn store(&mut self, mut message: Message) {
        for copy in &message.deliveries {
            self.duplicates.note(&message.id, copy);
        }
        self.messages.number(&mut message);
        self.restore(message);
    }

    fn note_plans(&mut self, message: &Message) {
        for (sequence, copy) in message.sequences().zip(&message.deliveries) {
            self.agenda.move_entry(sequence, None, copy.next_change());
        }
    }

    fn forget_superfluous(&mut self) {
        while let Some(forgotten) = self.messages.take_superfluous() {
            for (sequence, copy) in forgotten.sequences().zip(&forgotten.deliveries) {
                self.agenda.move_entry(sequence, copy.next_change(), None);
            }
        }
    }

    pub(crate) fn message(&self, message_id: &str) -> Option<&Message> {
        self.messages.by_id(message_id)
    }

    /// Nothing happens to this copy any more.
    pub(crate) fn end_plan(&mut self, sequence: u64) {
        self.change_plan(sequence, |copy| copy.upcoming.clear());
    }

    /// The time of the next planned change, for whoever sleeps until then.
    pub(crate) fn await_next_change(&mut self) -> Option<Timestamp> {
        self.agenda.await_next()
    }

    /// Whether the next planned change is earlier than the one that is slept for.
    pub(crate) fn is_next_change_earlier(&self) -> bool {
        self.agenda.is_earlier()
    }

    /// Takes the next planned change that is due, the oldest first.
    pub(crate) fn take_due(&mut self, now: Timestamp) -> Option<Step> {
        let sequence = self.agenda.due(now)?;
        let (at, status) = self.change_plan(sequence, |copy| copy.upcoming.pop_front())??;
        let message = self.messages.get(sequence)?;
        let delivery = message.position_of(sequence)?;
        Some(Step { at, message: message.number, delivery, status })
    }

    /// Changes what will happen to a copy, and its place in the agenda with it.
    fn change_plan<T>(
        &mut self,
        sequence: u64,
        change: impl FnOnce(&mut Delivery) -> T,
    ) -> Option<T> {
        let copy = self.messages.copy_mut(sequence)?;
        let before = copy.next_change();
        let changed = change(copy);
        self.agenda.move_entry(sequence, before, copy.next_change());
        Some(changed)
    }
}
