//! What comes from another ledger, for each kind of ledger that it may come to.

use smsmode_core::outbox::{Attempt, Stage, State};
use smsmode_core::{ClientReference, GsmText, MessageStatus};
use smsmode_outbox::{Added, Entry, Imported, Ledger, MessageKey, NewMessage, SqliteLedger, Which};
use tempfile::TempDir;

use crate::conformance::{NOW, Place, add, every_stage, get, message, number, step, take};

/// A till with a message at each stage, and one that was forgotten.
struct Till {
    ledger: SqliteLedger,
    folder: TempDir,
}

impl Till {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = SqliteLedger::open(folder.path().join("till.db")).unwrap();
        Self { ledger, folder }
    }

    fn with_every_stage() -> Self {
        let till = Self::new();
        for (number, stage) in every_stage().into_iter().enumerate() {
            let reference = ClientReference::new(format!("order {number}")).unwrap();
            let message = message(&format!("order-{number}")).with_reference(reference);
            let id = till.ledger.add(&[message.with_expiry(NOW.plus_seconds(2))], NOW).unwrap();
            let mut step = step(&get(&till.ledger, id[0].id()), stage);
            step.next.attempt = Attempt::new(3).unwrap();
            (step.next.put_offs, step.next.doubted_since) = (4, Some(NOW.plus_seconds(-5)));
            (step.status, step.trouble) = (Some(MessageStatus::RECEIVED), Some("http 502".into()));
            assert!(take(&till.ledger, step));
        }
        till
    }

    fn with_a_forgotten_one() -> Self {
        let till = Self::new();
        let id = add(&till.ledger, "old");
        assert!(take(&till.ledger, step(&get(&till.ledger, id), Stage::Cancelled)));
        assert_eq!(till.ledger.forget(NOW.plus_seconds(1), 9).unwrap(), 1);
        till
    }

    fn all(&self) -> Vec<Entry> {
        self.ledger.entries(&Which::ChangedAfter(0), 99).unwrap()
    }

    fn move_to(&self, other: &dyn Ledger) -> Vec<Imported> {
        other.import(&self.all(), self.ledger.secret()).unwrap()
    }
}

pub(crate) fn what_comes_from_another_ledger_is_as_it_was_there(place: &dyn Place) {
    let (till, ledger) = (Till::with_every_stage(), place.open());
    let all = till.all();
    assert_eq!(till.move_to(&*ledger), vec![Imported::Here; all.len()]);
    for there in &all {
        let mut here = get(&*place.open(), there.id);
        here.revision = there.revision;
        assert_eq!(here, *there);
    }
    let (there, here) = (till.ledger.overview().unwrap(), ledger.overview().unwrap());
    assert_eq!(here.counts, there.counts);
    let due = |ledger: &dyn Ledger| ledger.next_due(State::ALL).unwrap();
    assert_eq!(due(&*ledger), due(&till.ledger));
    let queued = |ledger: &dyn Ledger| ledger.next_due(&[State::Queued]).unwrap();
    assert_eq!(queued(&*ledger), Some(NOW.plus_seconds(2)), "it expires before its time");
    let changed = ledger.entries(&Which::ChangedAfter(0), 99).unwrap();
    assert_eq!(changed.len(), all.len(), "whoever reads changes learns of each");
}

pub(crate) fn what_came_is_here_once_and_its_key_is_known(place: &dyn Place) {
    let (till, ledger) = (Till::new(), place.open());
    let (first, second) = (add(&till.ledger, "order-1"), add(&till.ledger, "order-2"));
    till.move_to(&*ledger);
    assert!(take(&*ledger, step(&get(&*ledger, first), Stage::Cancelled)));
    assert_eq!(till.move_to(&*ledger), [Imported::Here, Imported::Here], "once more");
    assert_eq!(get(&*ledger, first).state(), State::Cancelled, "it stays as it is here");
    assert_eq!(ledger.entries(&Which::Newest(None), 9).unwrap().len(), 2);
    let again = [message("order-1"), message("order-2")];
    assert_eq!(ledger.add(&again, NOW).unwrap(), [Added::Known(first), Added::Known(second)]);
    let text = GsmText::new("Autre chose").unwrap();
    let other = NewMessage::new(MessageKey::new("order-1").unwrap(), number("0639980011"), text);
    assert_eq!(ledger.add(&[other], NOW).unwrap(), [Added::KeyTaken(first)]);
}

pub(crate) fn what_was_forgotten_keeps_its_key_and_is_never_sent(place: &dyn Place) {
    let (till, ledger) = (Till::with_a_forgotten_one(), place.open());
    assert_eq!(till.move_to(&*ledger), [Imported::Here]);
    let there = &till.all()[0];
    let here = get(&*ledger, there.id);
    assert_eq!((&here.content, &here.to), (&None, &there.to));
    assert_eq!(ledger.add(&[message("old")], NOW).unwrap(), [Added::KeyTaken(there.id)]);
    assert_eq!(ledger.forget(NOW.plus_seconds(9), 9).unwrap(), 0, "once");
}

pub(crate) fn whose_key_is_taken_here_does_not_come(place: &dyn Place) {
    let (till, ledger) = (Till::new(), place.open());
    let mine = add(&*ledger, "order-1");
    let (theirs, other) = (add(&till.ledger, "order-1"), add(&till.ledger, "order-2"));
    assert_eq!(till.move_to(&*ledger), [Imported::KeyTaken, Imported::Here]);
    assert!(ledger.entries(&Which::Id(theirs), 1).unwrap().is_empty());
    assert_eq!(get(&*ledger, mine).state(), State::Queued);
    assert_eq!(get(&*ledger, other).state(), State::Queued);
    assert_eq!(ledger.overview().unwrap().counts[&State::Queued], 2);
}

pub(crate) fn receipts_of_before_are_known(place: &dyn Place) {
    let (till, ledger) = (Till::new(), place.open());
    let id = add(&till.ledger, "order-1");
    let attempt = Attempt::new(1).unwrap();
    let reference = till.ledger.secret().references().reference(id, attempt).unwrap();
    assert!(ledger.secret().verify(reference.as_str()).is_err());
    till.move_to(&*ledger);
    assert_eq!(place.open().secret().verify(reference.as_str()), Ok((id, attempt)));
    let own = place.open().secret().references().reference(id, attempt).unwrap();
    assert_ne!(own, reference, "what is sent from here is marked by its own");
    // And where they move on from here.
    let elsewhere = Till::new();
    elsewhere.ledger.import(&[], place.open().secret()).unwrap();
    let folder = elsewhere.folder.path().join("till.db");
    let elsewhere = SqliteLedger::open(folder).unwrap();
    assert_eq!(elsewhere.secret().verify(reference.as_str()), Ok((id, attempt)));
}
