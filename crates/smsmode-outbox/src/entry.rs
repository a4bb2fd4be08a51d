//! A message as the ledger holds it.

use smsmode_core::outbox::{OutboxId, Progress, State, Terms};
use smsmode_core::{ClientReference, MessageId, MessageStatus, PhoneNumber, Timestamp};

use crate::key::MessageKey;
use crate::new_message::{Content, NewMessage};

/// A message as the ledger holds it. `Debug` shows neither number nor text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// Its id.
    pub id: OutboxId,
    /// The caller's name for it.
    pub key: MessageKey,
    /// Whom it goes to.
    pub to: EntryRecipient,
    /// What is said; nothing once it was forgotten.
    pub content: Option<Content>,
    /// The caller's reference.
    pub own_reference: Option<ClientReference>,
    /// When it was added.
    pub created_at: Timestamp,
    /// What the caller asked for.
    pub terms: Terms,
    /// How far it has come.
    pub progress: Progress,
    /// The last that the service said of its delivery.
    pub status: Option<MessageStatus>,
    /// The name of what went wrong last, such as `refusal 50`, `http 502`, `unreachable` or `accepted twice`.
    pub trouble: Option<String>,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// The number of that change, among those of all messages.
    pub revision: u64,
}

/// Whom a message of the ledger goes to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum EntryRecipient {
    /// A person, by number.
    Number(PhoneNumber),
    /// The number was forgotten: its hash, which is the same for the same number of the same ledger.
    Forgotten(String),
}

impl EntryRecipient {
    /// The number, where it is still known.
    pub fn number(&self) -> Option<PhoneNumber> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Forgotten(_) => None,
        }
    }

    /// As a ledger has it in a column.
    pub(crate) fn column(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Forgotten(hash) => format!("#{hash}"),
        }
    }
}

impl Entry {
    /// A message that was just added: for a [`Ledger`](crate::Ledger) of your own.
    pub fn new(id: OutboxId, message: &NewMessage, now: Timestamp, revision: u64) -> Self {
        Self {
            id,
            key: message.key().clone(),
            to: EntryRecipient::Number(message.to()),
            content: Some(message.content().clone()),
            own_reference: message.own_reference().cloned(),
            created_at: now,
            terms: message.terms(),
            progress: Progress::queued(message.not_before().unwrap_or(now).max(now)),
            status: None,
            trouble: None,
            changed_at: now,
            revision,
        }
    }

    /// Where it stands.
    pub fn state(&self) -> State {
        self.progress.state()
    }

    /// Whether the service told two ids of it: it was sent twice, which only a freeze, a restored copy
    /// or a person can bring about.
    pub fn was_accepted_twice(&self) -> bool {
        self.trouble.as_deref() == Some(ACCEPTED_TWICE)
    }

    /// The id that the service gave it, where it is known.
    pub fn message_id(&self) -> Option<&MessageId> {
        self.progress.stage.message_id().map(|known| &known.id)
    }
}

/// The name of the trouble that a second acceptance is.
pub(crate) const ACCEPTED_TWICE: &str = "accepted twice";
