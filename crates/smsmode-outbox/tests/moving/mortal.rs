//! A move that dies at a given write.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use smsmode_core::outbox::{OutboxId, State};
use smsmode_core::{MessageId, Timestamp};
use smsmode_outbox::{
    Added, Claim, Commit, Departure, Destination, Entry, Imported, Ledger, LedgerError,
    LedgerSecret, NewMessage, Outbox, Overview, Which,
};

/// When a process dies: at so many writes from its beginning, to whichever ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Death {
    Before(usize),
    After(usize),
}

/// What becomes of a process.
#[derive(Debug)]
pub(crate) struct Mortal {
    death: Death,
    writes: AtomicUsize,
    is_dead: AtomicBool,
}

impl Mortal {
    pub(crate) fn new(death: Death) -> Arc<Self> {
        Arc::new(Self { death, writes: AtomicUsize::new(0), is_dead: AtomicBool::new(false) })
    }

    /// Whether it lives to the end.
    pub(crate) fn moves(self: Arc<Self>, till: &Path, url: &str) -> bool {
        let till = Outbox::open(&format!("sqlite:{}", till.display())).unwrap();
        let shop = Outbox::open(url).unwrap();
        let within = |outbox: Outbox| {
            let ledger = Arc::clone(outbox.ledger());
            Outbox::with_ledger(MortalLedger { ledger, mortal: Arc::clone(&self) })
        };
        let (till, shop) = (within(till), within(shop));
        let Ok(mut moving) = till.move_to(&shop, url) else { return false };
        loop {
            match moving.go_on() {
                Ok(true) => {}
                Ok(false) => return true,
                Err(_) => return false,
            }
        }
    }

    fn write<T>(&self, write: impl FnOnce() -> Result<T, LedgerError>) -> Result<T, LedgerError> {
        let number = self.writes.fetch_add(1, Ordering::Relaxed);
        self.die_if(Death::Before(number))?;
        let written = write()?;
        self.die_if(Death::After(number))?;
        Ok(written)
    }

    fn die_if(&self, point: Death) -> Result<(), LedgerError> {
        let is_dead = self.is_dead.fetch_or(point == self.death, Ordering::Relaxed);
        if is_dead || point == self.death { Err(LedgerError::Incomplete) } else { Ok(()) }
    }
}

#[derive(Debug)]
struct MortalLedger {
    ledger: Arc<dyn Ledger>,
    mortal: Arc<Mortal>,
}

impl Ledger for MortalLedger {
    fn secret(&self) -> &LedgerSecret {
        self.ledger.secret()
    }

    fn add(&self, messages: &[NewMessage], now: Timestamp) -> Result<Vec<Added>, LedgerError> {
        self.ledger.add(messages, now)
    }

    fn entries(&self, which: &Which<'_>, limit: usize) -> Result<Vec<Entry>, LedgerError> {
        self.ledger.entries(which, limit)
    }

    fn next_due(&self, states: &[State]) -> Result<Option<Timestamp>, LedgerError> {
        self.ledger.next_due(states)
    }

    fn known_ids(&self, ids: &[MessageId]) -> Result<HashSet<MessageId>, LedgerError> {
        self.ledger.known_ids(ids)
    }

    fn overview(&self) -> Result<Overview, LedgerError> {
        self.ledger.overview()
    }

    fn commit(&self, commit: &Commit) -> Result<Vec<bool>, LedgerError> {
        self.mortal.write(|| self.ledger.commit(commit))
    }

    fn claim(&self) -> Result<Claim, LedgerError> {
        self.ledger.claim()
    }

    fn take_over(&self, now: Timestamp) -> Result<usize, LedgerError> {
        self.ledger.take_over(now)
    }

    fn forget(&self, before: Timestamp, limit: usize) -> Result<usize, LedgerError> {
        self.ledger.forget(before, limit)
    }

    fn import(&self, entries: &[Entry], from: &LedgerSecret) -> Result<Vec<Imported>, LedgerError> {
        self.mortal.write(|| self.ledger.import(entries, from))
    }

    fn leave(&self, to: &Destination) -> Result<Departure, LedgerError> {
        self.mortal.write(|| self.ledger.leave(to))
    }

    fn left(&self, through: u64, behind: &[OutboxId]) -> Result<(), LedgerError> {
        self.mortal.write(|| self.ledger.left(through, behind))
    }
}
