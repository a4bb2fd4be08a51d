//! What the ledger says, beside what the service has.

use std::collections::{BTreeSet, HashMap};

use smsmode_core::outbox::{Evidence, State};
use smsmode_outbox::{Entry, Outbox};
use smsmode_sandbox::{FoundDuplicates, Sandbox, StoredMessage};

use crate::tally::Tally;
use crate::till::key;

/// Nothing is there twice, nothing is lost, and the two agree on every message.
pub(crate) fn check(outbox: &Outbox, sandbox: &Sandbox, added: &BTreeSet<u64>, tally: &mut Tally) {
    assert_nothing_twice(sandbox);
    for number in added {
        assert!(outbox.find(&key(*number)).unwrap().is_some(), "message {number} is lost");
    }
    let mut stored: HashMap<String, StoredMessage> =
        sandbox.messages().into_iter().map(|message| (message.text.clone(), message)).collect();
    for entry in outbox.list(None, usize::MAX).unwrap() {
        let text = entry.content.as_ref().unwrap().message.text();
        compare(&entry, stored.remove(text).as_ref());
        count(&entry, tally);
    }
    assert!(stored.is_empty(), "the service has messages of nobody: {stored:?}");
}

/// Neither one attempt nor two attempts of a message arrived twice.
pub(crate) fn assert_nothing_twice(sandbox: &Sandbox) {
    assert_none(&sandbox.duplicates());
    assert_none(&sandbox.duplicates_by_text());
}

/// Whether the id of each that was accepted is known.
pub(crate) fn all_are_named(outbox: &Outbox) -> bool {
    let accepted = outbox.list(Some(State::Accepted), usize::MAX).unwrap();
    accepted.iter().all(|entry| entry.message_id().is_some())
}

fn assert_none(found: &FoundDuplicates) {
    assert!(found.duplicates.is_empty() && !found.incomplete, "{found:?}");
}

/// Of a parked one, either may be the truth.
fn compare(entry: &Entry, stored: Option<&StoredMessage>) {
    let known = entry.message_id().map(smsmode_core::MessageId::as_str);
    match entry.state() {
        State::Accepted | State::Delivered | State::Undelivered => {
            assert_eq!(known, stored.map(|stored| stored.message_id.as_str()), "{entry:?}");
        }
        State::Rejected => assert_eq!(stored, None, "{entry:?}"),
        State::Parked => {}
        other => panic!("{other}: {entry:?}"),
    }
}

fn count(entry: &Entry, tally: &mut Tally) {
    let known = entry.progress.stage.message_id();
    tally.messages += 1;
    tally.found += u64::from(known.is_some_and(|known| known.evidence == Evidence::Listed));
    tally.sent_again += u64::from(known.is_some() && entry.progress.attempt.count() > 1);
    tally.rejected += u64::from(entry.state() == State::Rejected);
    tally.parked += u64::from(entry.state() == State::Parked);
}
