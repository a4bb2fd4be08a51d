//! All messages of an outbox move to another one, and none is sent twice.

use std::error::Error as StdError;
use std::fmt;

use smsmode_core::outbox::OutboxId;
use smsmode_core::{Describe, Language, Timestamp};

use crate::commit::Commit;
use crate::departure::{Departure, Destination, Imported};
use crate::entry::Entry;
use crate::error::LedgerError;
use crate::ledger::{Ledger, Which};
use crate::outbox::Outbox;

/// A move that goes on step by step: what each step moved is there for good.
///
/// First the outbox notes that it moves: from then on nothing is added to it and nothing is sent from it.
/// Then its messages are written where they move to, and only then counted as moved. So whoever is killed
/// at any time moves on from there, and what was written twice is there once, by its id.
///
/// ```
/// # use smsmode_http::{GsmText, PhoneNumber};
/// # use smsmode_outbox::{Added, LedgerError, MessageKey, NewMessage, Outbox};
/// # let folder = tempfile::tempdir()?;
/// # let address = |name| format!("sqlite:{}", folder.path().join(name).display());
/// # let url = address("shop.db");
/// # let text = GsmText::new("Votre commande est arrivée")?;
/// # let message = NewMessage::new(MessageKey::new("order-12")?, PhoneNumber::parse("0639980011")?, text);
/// let (till, shop) = (Outbox::open(&address("till.db"))?, Outbox::open(&url)?);
/// let added = till.enqueue(&message)?;
///
/// let mut moving = till.move_to(&shop, &url)?; // such as postgres://till@db.example/shop
/// while moving.go_on()? {}
///
/// assert_eq!(moving.moved().there, 1);
/// assert_eq!(shop.enqueue(&message)?, Added::Known(added.id())); // its key is known there
/// assert!(matches!(till.enqueue(&message), Err(LedgerError::MovedTo { .. })));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Move<'a> {
    from: &'a dyn Ledger,
    to: &'a dyn Ledger,
    departure: Departure,
    moved: Moved,
}

/// How far a move has come.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Moved {
    /// How many messages there are to move.
    pub all: u64,
    /// How many of them are where they move to, those of an earlier run too.
    pub there: u64,
    /// Those that stayed behind, for another message has their key there. They are not sent, from here or
    /// from there: whoever put in that message decides.
    pub behind: Vec<OutboxId>,
}

/// Messages in one write.
const PAGE: usize = 1_000;

impl Outbox {
    /// Begins to move all messages to another outbox, which is at this address, or goes on with that.
    /// Both must send by the same account: what is unknown is looked up in its list.
    ///
    /// What was delivered moves as well, for its key says that it is not to be sent again. Whether the
    /// queue is paused moves too. How far receipts were read does not: to read them again does no harm.
    ///
    /// # Errors
    ///
    /// Nothing was moved. Somebody sends from this outbox, it moved elsewhere, a message of it cannot be
    /// read, or one of the two cannot be written.
    pub fn move_to<'a>(&'a self, to: &'a Self, address: &str) -> Result<Move<'a>, MoveError> {
        Move::begin(self.ledger().as_ref(), to.ledger().as_ref(), address, self.now())
    }
}

impl<'a> Move<'a> {
    fn begin(
        from: &'a dyn Ledger,
        to: &'a dyn Ledger,
        address: &str,
        now: Timestamp,
    ) -> Result<Self, MoveError> {
        let destination = Destination::new(to, address);
        if destination.mark == from.secret().mark() {
            return Err(MoveError::Same);
        }
        // What can be wrong with either is found out before anything is written.
        let all = changes_of_all(from).map_err(MoveError::From)?;
        to.import(&[], from.secret()).map_err(MoveError::To)?;
        let departure = from.leave(&destination).map_err(MoveError::From)?;
        let there = all.iter().filter(|change| **change <= departure.through).count();
        let moved = Moved {
            all: all.len() as u64,
            there: there.saturating_sub(departure.behind.len()) as u64,
            behind: departure.behind.clone(),
        };
        let this = Self { from, to, departure, moved };
        this.pause_there(now)?;
        Ok(this)
    }

    /// Moves some more of them; whether there were any.
    ///
    /// # Errors
    ///
    /// One of the two cannot be written: the same may be done once more.
    pub fn go_on(&mut self) -> Result<bool, MoveError> {
        let page = page(self.from, self.departure.through).map_err(MoveError::From)?;
        let Some(last) = page.last() else { return Ok(false) };
        let fates = self.to.import(&page, self.from.secret()).map_err(MoveError::To)?;
        if fates.len() != page.len() {
            return Err(MoveError::To(LedgerError::Incomplete));
        }
        let behind = left_behind(&page, &fates);
        self.from.left(last.revision, &behind).map_err(MoveError::From)?;
        self.departure.through = last.revision;
        self.moved.there += page.len().saturating_sub(behind.len()) as u64;
        self.moved.behind.extend(behind);
        Ok(true)
    }

    /// How far it has come.
    pub fn moved(&self) -> &Moved {
        &self.moved
    }

    /// What was not to be sent here is not to be sent there, until somebody says so. Where some have moved
    /// already, somebody may have said so.
    fn pause_there(&self, now: Timestamp) -> Result<(), MoveError> {
        let paused = self.from.overview().map_err(MoveError::From)?.paused;
        let is_paused = || self.to.overview().map(|there| there.paused.is_some());
        if self.departure.through > 0 || paused.is_none() || is_paused().map_err(MoveError::To)? {
            return Ok(());
        }
        let pause = Commit { paused: Some(paused), ..Commit::at(now) };
        self.to.commit(&pause).map(drop).map_err(MoveError::To)
    }
}

fn page(from: &dyn Ledger, after: u64) -> Result<Vec<Entry>, LedgerError> {
    from.entries(&Which::ChangedAfter(after), PAGE)
}

/// The numbers of the last change of each message. All of them can be read.
fn changes_of_all(from: &dyn Ledger) -> Result<Vec<u64>, LedgerError> {
    let mut all = Vec::new();
    loop {
        let page = page(from, all.last().copied().unwrap_or_default())?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page.iter().map(|entry| entry.revision));
    }
}

fn left_behind(page: &[Entry], fates: &[Imported]) -> Vec<OutboxId> {
    let both = page.iter().zip(fates);
    both.filter(|(_, fate)| **fate == Imported::KeyTaken).map(|(entry, _)| entry.id).collect()
}

/// Why messages do not move. What has moved is there, and nothing is sent twice.
#[derive(Debug)]
#[non_exhaustive]
pub enum MoveError {
    /// Both are the same outbox, or one is a copy of the other.
    Same,
    /// What is the matter with the outbox that they leave.
    From(LedgerError),
    /// What is the matter with the one that they move to.
    To(LedgerError),
}

impl Describe for MoveError {
    fn describe(&self, language: Language) -> String {
        let (english, french) = match self {
            Self::Same => (
                "an outbox does not move to itself, or to a copy of itself",
                "une boîte d'envoi ne déménage ni vers elle-même, ni vers une copie d'elle-même",
            ),
            Self::From(_) => (
                "the outbox that the messages leave cannot be used",
                "la boîte d'envoi que les messages quittent est inutilisable",
            ),
            Self::To(_) => (
                "the outbox that the messages move to cannot be used",
                "la boîte d'envoi où les messages vont est inutilisable",
            ),
        };
        language.pick(english, french).to_owned()
    }
}

impl fmt::Display for MoveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl StdError for MoveError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Same => None,
            Self::From(source) | Self::To(source) => Some(source),
        }
    }
}
