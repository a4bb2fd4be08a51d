//! What the ledger says, beside what the service has.

use std::collections::{BTreeSet, HashMap, HashSet};

use smsmode_core::outbox::{Evidence, OutboxId, State};
use smsmode_outbox::{Entry, Outbox};
use smsmode_sandbox::{FoundDuplicates, Sandbox, StoredMessage};

use crate::letter::key;
use crate::tally::Tally;

/// Nothing is there twice, nothing is lost, and the two agree on every message.
pub(crate) fn check(
    outbox: &Outbox,
    sandbox: &Sandbox,
    put_in: u64,
    unknown: &BTreeSet<OutboxId>,
) -> Tally {
    assert_nothing_twice(sandbox);
    let entries = outbox.list(None, usize::MAX).unwrap();
    let keys: HashSet<_> = entries.iter().map(|entry| entry.key.as_str()).collect();
    for number in 0..put_in {
        assert!(keys.contains(key(number).as_str()), "message {number} is lost");
    }
    let mut stored: HashMap<String, StoredMessage> =
        sandbox.messages().into_iter().map(|message| (message.text.clone(), message)).collect();
    let mut tally = Tally::default();
    for entry in &entries {
        let text = entry.content.as_ref().unwrap().message.text();
        compare(entry, stored.remove(text).as_ref());
        count(entry, unknown, &mut tally);
    }
    assert!(stored.is_empty(), "the service has messages of nobody: {stored:?}");
    tally
}

/// Neither one attempt nor two attempts of a message arrived twice.
pub(crate) fn assert_nothing_twice(sandbox: &Sandbox) {
    for found in [sandbox.duplicates(), sandbox.duplicates_by_text()] {
        let FoundDuplicates { duplicates, incomplete, .. } = &found;
        assert!(duplicates.is_empty() && !incomplete, "{found:?}");
    }
}

/// Whether the id of each that was accepted is known.
pub(crate) fn all_are_named(outbox: &Outbox) -> bool {
    let accepted = outbox.list(Some(State::Accepted), usize::MAX).unwrap();
    accepted.iter().all(|entry| entry.message_id().is_some())
}

/// Of a parked one, either may be the truth.
fn compare(entry: &Entry, stored: Option<&StoredMessage>) {
    let known = entry.message_id().map(smsmode_core::MessageId::as_str);
    match entry.state() {
        State::Accepted | State::Delivered | State::Undelivered => {
            assert_eq!(known, stored.map(|stored| stored.message_id.as_str()), "{entry:?}");
        }
        State::Rejected | State::Expired => assert_eq!(stored, None, "{entry:?}"),
        State::Parked => {}
        other => panic!("{other}: {entry:?}"),
    }
}

fn count(entry: &Entry, unknown: &BTreeSet<OutboxId>, tally: &mut Tally) {
    let known = entry.progress.stage.message_id();
    let evidence = known.map(|known| known.evidence);
    let was_unknown = unknown.contains(&entry.id);
    let again = known.is_some() && entry.progress.attempt.count() > 1;
    tally.messages += 1;
    tally.unknown += u64::from(was_unknown);
    tally.found += u64::from(evidence == Some(Evidence::Listed));
    tally.late += u64::from(was_unknown && !again && evidence == Some(Evidence::Told));
    tally.sent_again += u64::from(again);
    tally.rejected += u64::from(entry.state() == State::Rejected);
    tally.expired += u64::from(entry.state() == State::Expired);
    tally.parked += u64::from(entry.state() == State::Parked);
}
