//! Which messages are meant.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smsmode_core::MessageStatus;

use super::StoredMessage;
use crate::phone;
use crate::state::State;
use crate::state::delivery::Delivery;
use crate::state::message::Message;
use crate::switches::PlusPrefix;

/// Which messages are meant: all that agree with every field that is given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct MessageFilter {
    /// To this number, national or international.
    pub recipient: Option<String>,
    /// With this reference.
    pub reference: Option<String>,
    /// Whose text holds this.
    pub text: Option<String>,
    /// With this id.
    pub message_id: Option<String>,
    /// With this status now, by its number.
    pub status: Option<u16>,
    /// Sent by the account with this login.
    pub account: Option<String>,
    /// Accepted then or later, by the sandbox's clock.
    pub since: Option<Timestamp>,
    /// Accepted then or earlier.
    pub until: Option<Timestamp>,
    /// The last so many of those that fit, and no more. Who waits for messages counts all.
    pub newest: Option<usize>,
}

impl MessageFilter {
    /// All messages.
    pub fn new() -> Self {
        Self::default()
    }

    /// To this number, national or international.
    pub fn with_recipient(mut self, number: impl Into<String>) -> Self {
        self.recipient = Some(number.into());
        self
    }

    /// With this reference.
    pub fn with_reference(mut self, reference: impl Into<String>) -> Self {
        self.reference = Some(reference.into());
        self
    }

    /// Whose text holds this.
    pub fn with_text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// With this id.
    pub fn with_message_id(mut self, id: impl Into<String>) -> Self {
        self.message_id = Some(id.into());
        self
    }

    /// With this status now.
    pub fn with_status(mut self, status: MessageStatus) -> Self {
        self.status = Some(status.code());
        self
    }

    /// Sent by the account with this login.
    pub fn with_account(mut self, login: impl Into<String>) -> Self {
        self.account = Some(login.into());
        self
    }

    /// Accepted then or later, by the sandbox's clock.
    pub fn with_since(mut self, moment: Timestamp) -> Self {
        self.since = Some(moment);
        self
    }

    /// Accepted then or earlier.
    pub fn with_until(mut self, moment: Timestamp) -> Self {
        self.until = Some(moment);
        self
    }

    /// The last so many of those that fit, and no more.
    pub fn with_newest(mut self, messages: usize) -> Self {
        self.newest = Some(messages);
        self
    }

    /// The copies of a message that fit, the newest first.
    pub(super) fn newest_copies(&self, message: &Message) -> impl Iterator<Item = StoredMessage> {
        let copies = message.sequences().rev().zip(message.deliveries.iter().rev());
        let taken = copies.filter(|(_, copy)| self.takes(message, copy));
        taken.map(|(sequence, copy)| StoredMessage::new(sequence, message, copy))
    }

    fn takes(&self, message: &Message, delivery: &Delivery) -> bool {
        self.takes_message(message) && self.takes_copy(delivery)
    }

    fn takes_message(&self, message: &Message) -> bool {
        let id = self.message_id.as_ref().is_none_or(|id| *id == message.id);
        let account = self.account.as_ref().is_none_or(|login| *login == message.account);
        let since = self.since.is_none_or(|since| message.accepted_at >= since);
        let until = self.until.is_none_or(|until| message.accepted_at <= until);
        id && account && since && until
    }

    fn takes_copy(&self, delivery: &Delivery) -> bool {
        let recipient =
            self.recipient.as_ref().is_none_or(|number| is_same(number, &delivery.number));
        let reference = self.reference.is_none() || self.reference == delivery.reference;
        let text = self.text.as_ref().is_none_or(|text| delivery.text().contains(text));
        let status = self.status.is_none_or(|status| status == delivery.status().code());
        recipient && reference && text && status
    }
}

fn is_same(wanted: &str, number: &str) -> bool {
    phone::international(wanted, PlusPrefix::Accepted).as_deref() == Some(number)
}

/// The messages that a filter takes, kept up to date by what changed: who waits reads each message
/// once, and not all of them at each change.
#[derive(Debug)]
pub(crate) struct Found<'a> {
    filter: &'a MessageFilter,
    epoch: u64,
    revision: u64,
    sequences: BTreeSet<u64>,
}

impl<'a> Found<'a> {
    pub(crate) fn new(filter: &'a MessageFilter) -> Self {
        Self { filter, epoch: 0, revision: 0, sequences: BTreeSet::new() }
    }

    /// How many there are now.
    pub(crate) fn update(&mut self, state: &State) -> usize {
        if self.epoch != state.epoch {
            *self = Self { epoch: state.epoch, ..Self::new(self.filter) };
        }
        for (_, sequence) in state.messages.changes().since(self.revision) {
            self.look_at(sequence, state);
        }
        self.revision = state.messages.changes().revision();
        self.forget_before(state.messages.first());
        self.sequences.len()
    }

    fn look_at(&mut self, sequence: u64, state: &State) {
        let takes = state.messages.copy(sequence);
        if takes.is_some_and(|(message, copy)| self.filter.takes(message, copy)) {
            self.sequences.insert(sequence);
        } else {
            self.sequences.remove(&sequence);
        }
    }

    fn forget_before(&mut self, sequence: u64) {
        while self.sequences.first().is_some_and(|first| *first < sequence) {
            self.sequences.pop_first();
        }
    }
}
