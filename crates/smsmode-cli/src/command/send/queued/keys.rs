//! The key of each row, made from the one that was given.

use smsmode_http::PhoneNumber;
use smsmode_outbox::{EntryRecipient, MessageKey, Outbox};

use crate::command::OutboxFailure;

/// The keys of the rows of one command.
///
/// One recipient has the key as it was given. Of several each has a mark of its number behind it, so
/// that the order of the numbers does not matter, and the key tells nobody the number once that was
/// forgotten.
pub(super) struct Keys<'a> {
    given: &'a MessageKey,
    /// How many people were named, whether or not they said STOP since.
    named: usize,
    outbox: &'a Outbox,
}

/// Digits of the mark: enough for two numbers of a command never to share one.
const MARK: usize = 16;

impl<'a> Keys<'a> {
    pub(super) fn new(given: &'a MessageKey, named: usize, outbox: &'a Outbox) -> Self {
        Self { given, named, outbox }
    }

    /// Where the number is there already under the other form, since it was named among others then,
    /// that one is meant: it must not be sent to twice.
    pub(super) fn of(&self, number: PhoneNumber) -> Result<MessageKey, OutboxFailure> {
        let mark = self.outbox.ledger().secret().hash_number(number);
        let short = mark.get(..MARK).unwrap_or(&mark);
        let marked = MessageKey::new(format!("{}/{short}", self.given.as_str()));
        if self.named == 1 {
            let other = marked.ok().filter(|marked| self.is_there(marked, number, &mark));
            return Ok(other.unwrap_or_else(|| self.given.clone()));
        }
        if self.is_there(self.given, number, &mark) { Ok(self.given.clone()) } else { Ok(marked?) }
    }

    /// Whether a message to the number is there under this key. What cannot be read now cannot be
    /// written a moment later: that is where it is told.
    fn is_there(&self, key: &MessageKey, number: PhoneNumber, mark: &str) -> bool {
        let entry = self.outbox.find(key).unwrap_or(None);
        entry.is_some_and(|entry| match entry.to {
            EntryRecipient::Number(there) => there == number,
            EntryRecipient::Forgotten(hash) => hash == mark,
        })
    }
}
