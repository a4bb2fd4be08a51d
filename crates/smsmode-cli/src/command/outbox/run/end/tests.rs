//! It is over where nothing is left to do, and not before.

use std::collections::HashSet;
use std::sync::Mutex;

use smsmode_http::outbox::{Fence, Stage};
use smsmode_http::{GsmText, MessageId, PhoneNumber, Timestamp};
use smsmode_outbox::{
    Added, Claim, Commit, Entry, Ledger, LedgerSecret, MessageKey, NewMessage, SqliteLedger, Step,
};

use super::*;

/// A ledger whose message is taken right after the messages were counted.
#[derive(Debug)]
struct TakenThen {
    ledger: SqliteLedger,
    waiting: Mutex<Option<Entry>>,
}

impl TakenThen {
    fn take(&self, entry: &Entry) {
        let now = Timestamp::from_unix_seconds(entry.created_at.unix_seconds() + 1);
        let mut next = entry.progress.clone();
        next.stage = Stage::Claimed { lease_until: now };
        next.fence = Fence::new(next.fence.get() + 1);
        let (id, fence, state) = (entry.id, entry.progress.fence, entry.state());
        let mut commit = Commit::at(now);
        commit.steps = vec![Step { id, fence, state, next, status: None, trouble: None }];
        assert_eq!(self.ledger.commit(&commit).unwrap(), [true]);
    }
}

impl Ledger for TakenThen {
    fn overview(&self) -> Result<Overview, LedgerError> {
        let counted = self.ledger.overview();
        if let Some(entry) = self.waiting.lock().unwrap().take() {
            self.take(&entry);
        }
        counted
    }

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

    fn revision(&self) -> Result<u64, LedgerError> {
        self.ledger.revision()
    }

    fn commit(&self, commit: &Commit) -> Result<Vec<bool>, LedgerError> {
        self.ledger.commit(commit)
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
}

fn ends() -> [End; 2] {
    let patience = Duration::from_secs(60);
    [End::Empty, End::Now { patience, questions_until: None, trouble_until: None }]
}

#[test]
fn a_message_that_is_taken_between_two_questions_is_waited_for() {
    for mut end in ends() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = SqliteLedger::open(folder.path().join("till.db")).unwrap();
        let to = PhoneNumber::parse("0639980011").unwrap();
        let text = GsmText::new("Bonjour").unwrap();
        let message = NewMessage::new(MessageKey::new("order-12").unwrap(), to, text);
        let now = Timestamp::from(std::time::SystemTime::now());
        let added = ledger.add(&[message], now).unwrap();
        let waiting = ledger.entries(&Which::Id(added[0].id()), 1).unwrap().pop();
        let outbox = Outbox::with_ledger(TakenThen { ledger, waiting: Mutex::new(waiting) });
        assert!(!end.has_come(&outbox).unwrap(), "{end:?}");
        assert!(!end.has_come(&outbox).unwrap(), "it is under way: {end:?}");
    }
}

#[test]
fn where_nothing_waits_it_is_over() {
    for mut end in ends() {
        let folder = tempfile::tempdir().unwrap();
        let outbox = format!("sqlite:{}", folder.path().join("till.db").display());
        assert!(end.has_come(&Outbox::open(&outbox).unwrap()).unwrap(), "{end:?}");
    }
}
