//! Written against the trait: a new kind of ledger only says how one is opened.

use std::sync::Arc;
use std::thread;

use smsmode_core::outbox::{
    Evidence, Fence, KnownId, OutboxId, ParkedBecause, Progress, Sent, Stage, State,
};
use smsmode_core::text::{OptOut, SegmentLimit};
use smsmode_core::{
    ClientReference, GsmText, MessageId, MessageStatus, PhoneNumber, Sender, Timestamp, UnicodeText,
};
use smsmode_outbox::{
    Added, Commit, Entry, EntryRecipient, Ledger, LedgerError, MessageKey, NewMessage, Paused,
    Step, Which,
};

pub(crate) const NOW: Timestamp = Timestamp::from_unix_seconds(1_795_353_900);

/// A place where one ledger is, which can be opened as often as one likes.
pub(crate) trait Place {
    fn open(&self) -> Box<dyn Ledger>;
}

pub(crate) fn message(key: &str) -> NewMessage {
    let text = GsmText::new(format!("Commande {key}")).unwrap();
    NewMessage::new(MessageKey::new(key).unwrap(), number("0639980011"), text)
}

pub(crate) fn number(spelling: &str) -> PhoneNumber {
    PhoneNumber::parse(spelling).unwrap()
}

pub(crate) fn add(ledger: &dyn Ledger, key: &str) -> OutboxId {
    ledger.add(&[message(key)], NOW).unwrap()[0].id()
}

pub(crate) fn get(ledger: &dyn Ledger, id: OutboxId) -> Entry {
    ledger.entries(&Which::Id(id), 1).unwrap().remove(0)
}

pub(crate) fn step(entry: &Entry, stage: Stage) -> Step {
    let fence = Fence::new(entry.progress.fence.get() + 1);
    let next = Progress { stage, fence, ..entry.progress.clone() };
    let (status, trouble) = (None, None);
    Step { id: entry.id, fence: entry.progress.fence, state: entry.state(), next, status, trouble }
}

pub(crate) fn take(ledger: &dyn Ledger, step: Step) -> bool {
    ledger.commit(&with(vec![step])).unwrap() == [true]
}

pub(crate) fn with(steps: Vec<Step>) -> Commit {
    let mut commit = Commit::at(NOW);
    commit.steps = steps;
    commit
}

pub(crate) fn every_stage() -> Vec<Stage> {
    let sent = Sent { started_at: NOW, ended_at: NOW.plus_seconds(3) };
    let id = |evidence| KnownId { id: MessageId::new("S7EpYZ5kmS87").unwrap(), evidence };
    let look = smsmode_core::outbox::Look { at: NOW.plus_seconds(9), absent: true };
    let lease_until = NOW.plus_seconds(60);
    vec![
        Stage::Queued { not_before: NOW.plus_seconds(5) },
        Stage::Claimed { lease_until },
        Stage::Submitting { started_at: NOW, lease_until },
        Stage::Unknown { sent, look_at: lease_until, first_look: None },
        Stage::Unknown { sent, look_at: lease_until, first_look: Some(look) },
        Stage::Parked { because: ParkedBecause::InDoubt, sent: Some(sent) },
        Stage::Parked { because: ParkedBecause::Exhausted, sent: None },
        Stage::Accepted { message_id: None, sent, poll_at: Some(lease_until) },
        Stage::Accepted { message_id: Some(id(Evidence::Listed)), sent, poll_at: None },
        Stage::Undelivered { message_id: id(Evidence::AcceptedAndListed) },
        Stage::Delivered { message_id: id(Evidence::Told) },
        Stage::Undelivered { message_id: id(Evidence::Told) },
        Stage::Rejected,
        Stage::Expired,
        Stage::Cancelled,
    ]
}

pub(crate) fn what_was_added_is_there_as_it_was_given(place: &dyn Place) {
    let sender = Sender::new("BOULANGERIE").unwrap();
    let text = UnicodeText::new("Ça a été reçu 😀").unwrap().sent_by(sender);
    let given = NewMessage::new(MessageKey::new("clé").unwrap(), number("0639980012"), text)
        .with_reference(ClientReference::new("order-12").unwrap())
        .with_max_segments(SegmentLimit::try_from(2).unwrap())
        .unwrap()
        .with_opt_out(OptOut::Always)
        .with_expiry(NOW.plus_seconds(600))
        .at_least_once();
    let id = place.open().add(std::slice::from_ref(&given), NOW).unwrap()[0].id();
    let entry = get(&*place.open(), id);
    let content = entry.content.clone().unwrap();
    assert_eq!(entry.to, EntryRecipient::Number(number("0639980012")));
    assert_eq!(content.message.text(), "Ça a été reçu 😀");
    assert_eq!(content.message.sender().unwrap().as_str(), "BOULANGERIE");
    assert_eq!((content.max_segments.unwrap().get(), content.opt_out), (2, Some(OptOut::Always)));
    assert_eq!(entry.own_reference.unwrap().as_str(), "order-12");
    assert_eq!(entry.terms.expires_at, Some(NOW.plus_seconds(600)));
    assert_eq!(entry.terms.guarantee.name(), "at_least_once");
    assert_eq!((entry.created_at, entry.progress), (NOW, Progress::queued(NOW)));
}

pub(crate) fn messages_of_one_batch_are_listed_in_its_order(place: &dyn Place) {
    let ledger = place.open();
    // In no other order.
    let keys: Vec<String> = (0..20).map(|number| format!("order-{}", number * 7 % 20)).collect();
    let batch: Vec<_> = keys.iter().map(|key| message(key)).collect();
    ledger.add(&batch, NOW).unwrap();
    let listed = ledger.entries(&Which::Newest(None), 99).unwrap();
    let listed: Vec<_> = listed.iter().rev().map(|entry| entry.key.as_str()).collect();
    assert_eq!(listed, keys);
}

pub(crate) fn a_key_is_there_once_and_another_message_under_it_is_refused(place: &dyn Place) {
    let (one, other) = (place.open(), place.open());
    let id = add(&*one, "order-1");
    assert_eq!(other.add(&[message("order-1")], NOW).unwrap(), [Added::Known(id)]);
    let text = GsmText::new("Autre chose").unwrap();
    let wrong = NewMessage::new(MessageKey::new("order-1").unwrap(), number("0639980011"), text);
    let added = other.add(&[wrong, message("order-2"), message("order-2")], NOW).unwrap();
    assert_eq!(added[0], Added::KeyTaken(id));
    assert_eq!((&added[1], &added[2]), (&Added::New(added[1].id()), &Added::Known(added[1].id())));
    assert_eq!(one.entries(&Which::Newest(None), 9).unwrap().len(), 2);
}

pub(crate) fn every_stage_is_read_as_it_was_written(place: &dyn Place) {
    let ledger = place.open();
    let id = add(&*ledger, "order-1");
    for stage in every_stage() {
        assert!(take(&*ledger, step(&get(&*ledger, id), stage.clone())));
        let entry = get(&*place.open(), id);
        assert_eq!(entry.progress.stage, stage);
        let known = stage.message_id().map(|known| known.id.clone());
        let ids = [MessageId::new("S7EpYZ5kmS87").unwrap(), MessageId::new("other").unwrap()];
        assert_eq!(ledger.known_ids(&ids).unwrap(), known.into_iter().collect());
    }
}

pub(crate) fn whoever_holds_an_old_fence_or_state_changes_nothing(place: &dyn Place) {
    let ledger = place.open();
    let id = add(&*ledger, "order-1");
    let queued = get(&*ledger, id);
    let claim = step(&queued, Stage::Claimed { lease_until: NOW });
    assert!(take(&*ledger, claim.clone()));
    assert!(!take(&*place.open(), claim), "twice the same");
    let claimed = get(&*ledger, id);
    let mut wrong = step(&claimed, Stage::Cancelled);
    wrong.state = State::Queued;
    assert!(!take(&*ledger, wrong), "the state is another");
    assert_eq!(get(&*ledger, id), claimed);
}

pub(crate) fn several_steps_of_a_message_follow_each_other_in_one_write(place: &dyn Place) {
    let ledger = place.open();
    let (id, other) = (add(&*ledger, "order-1"), add(&*ledger, "order-2"));
    let queued = get(&*ledger, id);
    let claim = step(&queued, Stage::Claimed { lease_until: NOW });
    let mut submit = claim.clone();
    (submit.fence, submit.state) = (claim.next.fence, State::Claimed);
    submit.next.stage = Stage::Submitting { started_at: NOW, lease_until: NOW };
    submit.next.fence = Fence::new(2);
    let mut stale = step(&get(&*ledger, other), Stage::Cancelled);
    stale.fence = Fence::new(7);
    let taken = ledger.commit(&with(vec![claim, stale, submit])).unwrap();
    assert_eq!(taken, [true, false, true]);
    assert_eq!(get(&*ledger, id).state(), State::Submitting);
    assert_eq!(get(&*ledger, other).state(), State::Queued);
}

pub(crate) fn what_is_due_comes_in_its_order_and_expires_before_its_time(place: &dyn Place) {
    let ledger = place.open();
    let at = |seconds| NOW.plus_seconds(seconds);
    let late = message("late").with_not_before(at(900)).with_expiry(at(10));
    let later = message("later").with_not_before(at(20));
    ledger.add(&[later, late, message("now")], NOW).unwrap();
    let due = |by| {
        let due = ledger.entries(&Which::Due(State::Queued, by), 9).unwrap();
        due.iter().map(|entry| entry.key.as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(due(at(0)), ["now"]);
    assert_eq!(due(at(20)), ["now", "late", "later"]);
    assert_eq!(ledger.next_due(&[State::Queued]).unwrap(), Some(NOW));
    assert_eq!(ledger.next_due(&[State::Unknown]).unwrap(), None);
}

/// Whoever looks at the first alone must learn whether any is due.
pub(crate) fn of_the_nameless_those_that_nobody_asks_for_any_more_come_last(place: &dyn Place) {
    let ledger = place.open();
    let sent = Sent { started_at: NOW, ended_at: NOW };
    for (key, poll_at) in [("given up", None), ("late", Some(900)), ("soon", Some(20))] {
        let entry = get(ledger.as_ref(), add(ledger.as_ref(), key));
        let poll_at = poll_at.map(|seconds| NOW.plus_seconds(seconds));
        let stage = Stage::Accepted { message_id: None, sent, poll_at };
        assert!(take(ledger.as_ref(), step(&entry, stage)));
    }
    let nameless = ledger.entries(&Which::Nameless, 9).unwrap();
    let keys: Vec<_> = nameless.iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys, ["soon", "late", "given up"]);
}

pub(crate) fn whoever_reads_changes_misses_no_message(place: &dyn Place) {
    let (writer, reader) = (place.open(), place.open());
    let ids = ["order-1", "order-2", "order-3"].map(|key| add(&*writer, key));
    let after = |revision, limit| reader.entries(&Which::ChangedAfter(revision), limit).unwrap();
    let all: Vec<_> = after(0, 9).iter().map(|entry| entry.id).collect();
    assert_eq!(all, ids);
    let second = after(0, 2)[1].revision;
    assert!(take(&*writer, step(&get(&*writer, ids[0]), Stage::Cancelled)));
    let rest: Vec<_> = after(second, 9).iter().map(|entry| entry.id).collect();
    assert_eq!(rest, [ids[2], ids[0]]);
    assert_eq!(reader.overview().unwrap().revision, after(second, 9)[1].revision);
}

pub(crate) fn what_concerns_all_messages_is_kept(place: &dyn Place) {
    let ledger = place.open();
    add(&*ledger, "order-1");
    let id = add(&*ledger, "order-2");
    let mut cancel = step(&get(&*ledger, id), Stage::Cancelled);
    (cancel.status, cancel.trouble) = (Some(MessageStatus::RECEIVED), Some("http 502".into()));
    let mut commit = with(vec![cancel]);
    (commit.paused, commit.callbacks_read) = (Some(Some(Paused::OnRequest)), Some(12));
    ledger.commit(&commit).unwrap();
    let overview = place.open().overview().unwrap();
    assert_eq!((overview.paused, overview.callbacks_read), (Some(Paused::OnRequest), 12));
    let counts: Vec<_> = overview.counts.into_iter().collect();
    assert_eq!(counts, [(State::Queued, 1), (State::Cancelled, 1)]);
    let mut resume = with(Vec::new());
    resume.paused = Some(None);
    ledger.commit(&resume).unwrap();
    let overview = ledger.overview().unwrap();
    assert_eq!((overview.paused, overview.callbacks_read), (None, 12));
    let entry = get(&*ledger, id);
    assert_eq!(
        (entry.status, entry.trouble),
        (Some(MessageStatus::RECEIVED), Some("http 502".into()))
    );
}

pub(crate) fn one_dispatcher_at_a_time_and_others_may_add(place: &dyn Place) {
    let (one, other) = (place.open(), place.open());
    let claim = one.claim().unwrap();
    assert!(matches!(other.claim(), Err(LedgerError::AnotherDispatcher)));
    assert!(matches!(one.claim(), Err(LedgerError::AnotherDispatcher)));
    add(&*other, "order-1");
    drop(claim);
    other.claim().unwrap();
}

pub(crate) fn what_ended_long_ago_is_forgotten_and_its_key_still_known(place: &dyn Place) {
    let ledger = place.open();
    let (old, open) = (add(&*ledger, "old"), add(&*ledger, "open"));
    assert!(take(&*ledger, step(&get(&*ledger, old), Stage::Cancelled)));
    assert_eq!(ledger.forget(NOW, 9).unwrap(), 0, "not old enough");
    assert_eq!(ledger.forget(NOW.plus_seconds(1), 9).unwrap(), 1);
    assert_eq!(ledger.forget(NOW.plus_seconds(1), 9).unwrap(), 0, "once");
    let entry = get(&*ledger, old);
    let hash = ledger.secret().hash_number(number("0639980011"));
    assert_eq!((entry.content, entry.to), (None, EntryRecipient::Forgotten(hash)));
    assert!(get(&*ledger, open).content.is_some(), "it is still to be sent");
    assert_eq!(ledger.add(&[message("old")], NOW).unwrap(), [Added::Known(old)]);
}

pub(crate) fn several_threads_add_and_each_message_is_there_once(place: &(dyn Place + Sync)) {
    let shared: Arc<dyn Ledger> = place.open().into();
    thread::scope(|scope| {
        for _ in 0..4 {
            let mine = place.open();
            let shared = Arc::clone(&shared);
            scope.spawn(move || {
                for number in 0..25 {
                    let ledger = if number % 2 == 0 { &*mine } else { &*shared };
                    add(ledger, &format!("order-{number}"));
                }
            });
        }
    });
    assert_eq!(shared.overview().unwrap().counts[&State::Queued], 25);
}
