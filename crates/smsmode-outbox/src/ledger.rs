//! What a dispatcher and its callers need of whatever holds the messages.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::num::NonZeroU32;
use std::sync::Arc;

use smsmode_core::outbox::{OutboxId, Pause, State};
use smsmode_core::{MessageId, PhoneNumber, Timestamp};

use crate::claimant::{Claim, Claimant};
use crate::clock::Clock;
use crate::commit::Commit;
use crate::departure::{Departure, Destination, Imported};
use crate::entry::Entry;
use crate::error::LedgerError;
use crate::key::MessageKey;
use crate::new_message::NewMessage;
use crate::rate::Rights;
use crate::role::Role;
use crate::secret::LedgerSecret;

/// Holds messages and how far each has come. Whatever returns has been written durably: it survives a
/// loss of power.
///
/// It decides nothing: what may follow what is decided by
/// [`decide`](smsmode_core::outbox::decide), and a ledger replaces a row only where fence and state
/// are still those that the decision was made from.
pub trait Ledger: Send + Sync + fmt::Debug {
    /// The secret of this ledger: it marks references and hashes numbers.
    fn secret(&self) -> &LedgerSecret;

    /// The clock of all who have it open, where it has one of its own.
    fn clock(&self) -> Option<Arc<dyn Clock>> {
        None
    }

    /// Adds messages, all in one durable write. A key that is there already adds nothing.
    ///
    /// # Errors
    ///
    /// Nothing was added.
    fn add(&self, messages: &[NewMessage], now: Timestamp) -> Result<Vec<Added>, LedgerError>;

    /// The messages that are meant, so many at most.
    ///
    /// # Errors
    ///
    /// They cannot be read.
    fn entries(&self, which: &Which<'_>, limit: usize) -> Result<Vec<Entry>, LedgerError>;

    /// When the next message is due, of those in these states.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    fn next_due(&self, states: &[State]) -> Result<Option<Timestamp>, LedgerError>;

    /// Which of these ids of the service belong to a message.
    ///
    /// # Errors
    ///
    /// They cannot be read.
    fn known_ids(&self, ids: &[MessageId]) -> Result<HashSet<MessageId>, LedgerError>;

    /// How many messages are in each state, and what else concerns them all.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    fn overview(&self) -> Result<Overview, LedgerError>;

    /// Why nothing is sent, where the queue is paused: all that a sender has to know at each turn.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    fn paused(&self) -> Result<Option<Paused>, LedgerError> {
        Ok(self.overview()?.paused)
    }

    /// The number of the last change: a cheap look whether there was one.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    fn revision(&self) -> Result<u64, LedgerError> {
        Ok(self.overview()?.revision)
    }

    /// Writes what was decided, all in one durable write: which of the steps were taken. Whose row was
    /// changed by somebody else meanwhile is left alone.
    ///
    /// # Errors
    ///
    /// Nothing was written.
    fn commit(&self, commit: &Commit) -> Result<Vec<bool>, LedgerError>;

    /// Claims the right to send from it.
    ///
    /// # Errors
    ///
    /// [`LedgerError::AnotherDispatcher`] while somebody else has it; [`LedgerError::Moved`] and
    /// [`LedgerError::Restored`] where messages could be sent twice.
    fn claim(&self) -> Result<Claim, LedgerError>;

    /// Claims a part of the sending: all of it, as [`claim`](Self::claim) does, or a share of a fleet's.
    ///
    /// # Errors
    ///
    /// As those of [`claim`](Self::claim); [`LedgerError::AnotherKeeper`] where a fleet has a keeper
    /// already; [`LedgerError::AnotherAccount`] where what is under way is another's;
    /// [`LedgerError::NotShared`] for a ledger that one process sends from.
    fn claim_as(&self, claimant: &Claimant) -> Result<Claim, LedgerError> {
        match claimant.role {
            Role::Alone => self.claim(),
            Role::Sender | Role::Keeper => Err(LedgerError::NotShared),
        }
    }

    /// Takes so many rights to send at most of those that all senders have together, at so many a second;
    /// nothing where each sender of this ledger has its own.
    ///
    /// # Errors
    ///
    /// None was taken, as far as is known.
    fn take_rights(
        &self,
        _wanted: usize,
        _per_second: NonZeroU32,
    ) -> Result<Option<Rights>, LedgerError> {
        Ok(None)
    }

    /// Whether somebody has the claim; nothing where that cannot be told. Whoever asks keeps nobody from
    /// claiming.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    fn is_claimed(&self) -> Result<Option<bool>, LedgerError> {
        Ok(None)
    }

    /// Takes over a ledger that was moved or restored. What was to be sent may have been sent since:
    /// it becomes unknown, and is looked up before it is sent.
    ///
    /// # Errors
    ///
    /// [`LedgerError::AnotherDispatcher`], or nothing can be written.
    fn take_over(&self, now: Timestamp) -> Result<usize, LedgerError>;

    /// Hashes the numbers and cuts the texts of so many messages at most that ended before this time;
    /// of how many.
    ///
    /// # Errors
    ///
    /// Nothing can be written.
    fn forget(&self, before: Timestamp, limit: usize) -> Result<usize, LedgerError>;

    /// Takes in messages that leave another ledger, as they are there, all in one durable write. What is
    /// here already stays as it is here. Receipts that name their attempts by that ledger's secret are
    /// known by whoever opens this one after that.
    ///
    /// # Errors
    ///
    /// Nothing was taken in; [`LedgerError::Immovable`] where this kind of ledger takes in none.
    fn import(
        &self,
        _entries: &[Entry],
        _from: &LedgerSecret,
    ) -> Result<Vec<Imported>, LedgerError> {
        Err(LedgerError::Immovable)
    }

    /// Lets all messages leave: from now on nothing is added here, and nothing is sent. Where they are
    /// leaving already, how far that came.
    ///
    /// # Errors
    ///
    /// [`LedgerError::MovedTo`] where they are leaving for elsewhere; those of [`claim`](Self::claim);
    /// [`LedgerError::Immovable`] where this kind of ledger lets none leave.
    fn leave(&self, _to: &Destination) -> Result<Departure, LedgerError> {
        Err(LedgerError::Immovable)
    }

    /// Notes that all messages up to this change are there, but for these.
    ///
    /// # Errors
    ///
    /// It cannot be written: then they are looked at once more.
    fn left(&self, _through: u64, _behind: &[OutboxId]) -> Result<(), LedgerError> {
        Err(LedgerError::Immovable)
    }

    /// Has `wake` called whenever another program changed something, until it tells that nobody wants to
    /// know any more. Nobody relies on it: who is not woken looks a little later.
    fn when_changed(&self, _wake: Box<dyn Fn() -> bool + Send + Sync>) {}
}

/// What became of a message that was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    New(OutboxId),
    /// The same message is there already, under the same key.
    Known(OutboxId),
    /// Another message is there under the same key: this one was not added.
    KeyTaken(OutboxId),
}

impl Added {
    /// The message that is there under the key.
    pub fn id(&self) -> OutboxId {
        match self {
            Self::New(id) | Self::Known(id) | Self::KeyTaken(id) => *id,
        }
    }
}

/// Which messages are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which<'a> {
    /// The one with this id.
    Id(OutboxId),
    /// Those with these ids, in any order.
    Ids(&'a [OutboxId]),
    /// The one with this key of the caller's.
    Key(&'a MessageKey),
    /// The one to which this id of the service belongs.
    Message(&'a MessageId),
    /// All in a state, or in any, the newest first.
    Newest(Option<State>),
    /// Those in a state that are due by this time, the longest waiting first.
    Due(State, Timestamp),
    /// Those that were accepted, whose id is known, and whose status is to be asked for by this time, the
    /// longest waiting first.
    ToAsk(Timestamp),
    /// Those that were accepted and whose id is not known, the first due first; those that nobody
    /// asks for any more last.
    Nameless,
    /// Those to a number whose id the list of the service told, and no answer or receipt of theirs.
    Listed(PhoneNumber),
    /// Those that changed after this revision, the first changed first.
    ChangedAfter(u64),
}

/// What concerns all messages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Overview {
    /// How many messages are in each state; none where it is not named.
    pub counts: BTreeMap<State, u64>,
    /// Why nothing is sent, where the queue is paused.
    pub paused: Option<Paused>,
    /// The number of the last change.
    pub revision: u64,
    /// The place up to which the callbacks of a receiver's store were read.
    pub callbacks_read: u64,
    /// The address that its messages moved to, or are moving to.
    pub moved_to: Option<String>,
}

/// Why a queue is paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Paused {
    /// Somebody wanted it.
    OnRequest,
    /// The service refused the account.
    ByService(Pause),
}

impl Paused {
    const ALL: [Self; 3] = [
        Self::OnRequest,
        Self::ByService(Pause::Authentication),
        Self::ByService(Pause::NotEnoughCredit),
    ];

    /// The name for programs and files: `on_request`, `authentication` or `not_enough_credit`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OnRequest => "on_request",
            Self::ByService(Pause::Authentication) => "authentication",
            Self::ByService(Pause::NotEnoughCredit) => "not_enough_credit",
        }
    }

    /// The one with this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paused| paused.name() == name)
    }
}
