//! Messages that somebody took and did not come back for.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers too"
)]

use std::sync::Arc;
use std::time::Duration;

use smsmode_core::outbox::{Fence, Progress, Stage, State};
use smsmode_core::{GsmText, PhoneNumber, Timestamp};
use smsmode_outbox::{
    Clock as _, Commit, DispatcherSettings, Engine, Entry, ManualClock, MessageKey, NewMessage,
    Outbox, Step,
};

const NOW: Timestamp = Timestamp::from_unix_seconds(1_795_353_900);

fn message(key: &str) -> NewMessage {
    let text = GsmText::new("Votre commande est arrivée").unwrap();
    let number = PhoneNumber::parse("0639980011").unwrap();
    NewMessage::new(MessageKey::new(key).unwrap(), number, text)
}

/// Another dispatcher has it until then.
fn taken(entry: &Entry, lease_until: Timestamp) -> Step {
    let stage = Stage::Submitting { started_at: NOW, lease_until };
    let fence = Fence::new(entry.progress.fence.get() + 1);
    Step {
        id: entry.id,
        fence: entry.progress.fence,
        state: entry.state(),
        next: Progress { stage, fence, ..entry.progress.clone() },
        status: None,
        trouble: None,
    }
}

#[test]
fn the_oldest_lease_ends_however_many_messages_are_being_sent() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(ManualClock::at(NOW));
    let url = format!("sqlite:{}", folder.path().join("till.db").display());
    let outbox = Outbox::open(&url).unwrap().with_clock(clock.clone());
    let lost = outbox.enqueue(&message("lost")).unwrap().id();
    let mut commit = Commit::at(NOW);
    commit.steps = vec![taken(&outbox.get(lost).unwrap().unwrap(), clock.now().plus_seconds(10))];
    outbox.ledger().commit(&commit).unwrap();
    let many: Vec<_> = (0..300).map(|number| message(&format!("order-{number}"))).collect();
    outbox.enqueue_all(&many).unwrap();
    let settings = DispatcherSettings::default().with_in_flight(300);
    let mut engine = Engine::new(Arc::clone(outbox.ledger()), clock.clone(), settings);
    assert_eq!(engine.turn(Vec::new()).unwrap().jobs.len(), 300);
    clock.advance(Duration::from_secs(11));
    engine.turn(Vec::new()).unwrap();
    assert_eq!(outbox.get(lost).unwrap().unwrap().state(), State::Unknown);
    assert_eq!(outbox.overview().unwrap().counts[&State::Submitting], 300);
}

/// The thread that sends it is gone, and no answer will ever come.
#[test]
fn a_message_of_ones_own_whose_answer_never_comes_is_unknown_in_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(ManualClock::at(NOW));
    let url = format!("sqlite:{}", folder.path().join("till.db").display());
    let outbox = Outbox::open(&url).unwrap().with_clock(clock.clone());
    let id = outbox.enqueue(&message("order")).unwrap().id();
    let settings = DispatcherSettings::default().with_in_flight(1);
    let mut engine = Engine::new(Arc::clone(outbox.ledger()), clock.clone(), settings);
    assert_eq!(engine.turn(Vec::new()).unwrap().jobs.len(), 1);
    // The lease of a minute has just ended: its call may still come back.
    clock.advance(Duration::from_secs(62));
    engine.turn(Vec::new()).unwrap();
    assert_eq!(outbox.get(id).unwrap().unwrap().state(), State::Submitting);
    outbox.enqueue(&message("next")).unwrap();
    clock.advance(Duration::from_secs(60));
    engine.turn(Vec::new()).unwrap();
    assert_eq!(outbox.get(id).unwrap().unwrap().state(), State::Unknown);
    let jobs = engine.turn(Vec::new()).unwrap().jobs;
    let overview = outbox.overview().unwrap();
    assert_eq!(overview.counts[&State::Submitting], 1, "its slot is free again: {jobs:?}");
}
