//! What a sender does with the messages that it is given, turn by turn.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers too"
)]

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use smsmode_core::outbox::{OutboxId, State};
use smsmode_core::{GsmText, PhoneNumber, Timestamp};
use smsmode_outbox::{
    DispatcherSettings, Engine, Handled, Job, ManualClock, MessageKey, NewMessage, Outbox, Role,
};

const NOW: Timestamp = Timestamp::from_unix_seconds(1_795_353_900);

struct Scene {
    outbox: Outbox,
    clock: Arc<ManualClock>,
    _folder: tempfile::TempDir,
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::at(NOW));
        let url = format!("sqlite:{}", folder.path().join("till.db").display());
        let outbox = Outbox::open(&url).unwrap().with_clock(clock.clone());
        Self { outbox, clock, _folder: folder }
    }

    fn engine(&self, role: Role, settings: DispatcherSettings) -> Engine {
        Engine::with_role(Arc::clone(self.outbox.ledger()), self.clock.clone(), settings, role)
    }

    fn add(&self, count: usize) -> Vec<OutboxId> {
        let to = PhoneNumber::parse("0639980011").unwrap();
        let new = |number: usize| {
            let text = GsmText::new("Votre commande est arrivée").unwrap();
            NewMessage::new(MessageKey::new(format!("order-{number}")).unwrap(), to, text)
        };
        let new: Vec<_> = (0..count).map(new).collect();
        self.outbox.enqueue_all(&new).unwrap().iter().map(smsmode_outbox::Added::id).collect()
    }

    fn state(&self, id: OutboxId) -> State {
        self.outbox.get(id).unwrap().unwrap().state()
    }
}

fn begun(jobs: &[Job]) -> Vec<OutboxId> {
    let id = |job: &Job| match job {
        Job::Send { ticket, .. } => ticket.id,
        other => panic!("{other:?}"),
    };
    jobs.iter().map(id).collect()
}

#[test]
fn a_sender_begins_only_what_it_was_given_and_as_many_as_it_has_calls() {
    let scene = Scene::new();
    let ids = scene.add(5);
    let mut sender = scene.engine(Role::Sender, DispatcherSettings::default().with_in_flight(2));
    assert!(sender.turn(Vec::new()).unwrap().jobs.is_empty());
    for id in [ids[4], ids[1], ids[4], ids[3]] {
        sender.give(id);
    }
    assert_eq!(begun(&sender.turn(Vec::new()).unwrap().jobs), [ids[4], ids[1]]);
    sender.give(ids[4]);
    let turn = sender.turn(Vec::new()).unwrap();
    assert!(turn.jobs.is_empty() && turn.handled.is_empty() && turn.idle.is_none(), "{turn:?}");
}

#[test]
fn while_the_queue_is_paused_a_sender_keeps_what_it_was_given() {
    let scene = Scene::new();
    let ids = scene.add(1);
    let mut sender = scene.engine(Role::Sender, DispatcherSettings::default());
    scene.outbox.pause().unwrap();
    sender.give(ids[0]);
    let turn = sender.turn(Vec::new()).unwrap();
    assert!(turn.jobs.is_empty() && turn.handled.is_empty(), "{turn:?}");
    assert_eq!(turn.idle, Some(Duration::from_secs(1)));
    scene.outbox.resume().unwrap();
    assert_eq!(begun(&sender.turn(Vec::new()).unwrap().jobs), ids);
}

#[test]
fn a_sender_without_a_right_to_send_keeps_what_it_was_given() {
    let scene = Scene::new();
    let ids = scene.add(2);
    let settings = DispatcherSettings::default().with_rate(NonZeroU32::new(1).unwrap());
    let mut sender = scene.engine(Role::Sender, settings);
    for id in &ids {
        sender.give(*id);
    }
    let turn = sender.turn(Vec::new()).unwrap();
    assert_eq!(begun(&turn.jobs), ids[..1]);
    assert!(turn.idle.unwrap() > Duration::ZERO);
    scene.clock.advance(Duration::from_secs(1));
    assert_eq!(begun(&sender.turn(Vec::new()).unwrap().jobs), ids[1..]);
}

#[test]
fn two_senders_that_are_given_the_same_begin_it_once() {
    let scene = Scene::new();
    let ids = scene.add(1);
    let mut senders = [(); 2].map(|()| scene.engine(Role::Sender, DispatcherSettings::default()));
    for sender in &mut senders {
        sender.give(ids[0]);
    }
    let turns = senders.each_mut().map(|sender| sender.turn(Vec::new()).unwrap());
    assert_eq!(turns.each_ref().map(|turn| turn.jobs.len()), [1, 0]);
    assert_eq!(turns[1].handled, [(ids[0], Handled::Settled(State::Submitting))]);
}

#[test]
fn only_a_keeper_ends_the_leases_of_others() {
    let scene = Scene::new();
    let ids = scene.add(1);
    let mut gone = scene.engine(Role::Sender, DispatcherSettings::default());
    gone.give(ids[0]);
    gone.turn(Vec::new()).unwrap();
    scene.clock.advance(Duration::from_secs(3600));
    let mut sender = scene.engine(Role::Sender, DispatcherSettings::default());
    sender.give(ids[0]);
    sender.turn(Vec::new()).unwrap();
    assert_eq!(scene.state(ids[0]), State::Submitting);
    let mut keeper = scene.engine(Role::Keeper, DispatcherSettings::default());
    keeper.turn(Vec::new()).unwrap();
    assert_eq!(scene.state(ids[0]), State::Unknown);
}

#[test]
fn a_keeper_begins_nothing() {
    let scene = Scene::new();
    let ids = scene.add(1);
    let mut keeper = scene.engine(Role::Keeper, DispatcherSettings::default());
    keeper.give(ids[0]);
    assert!(keeper.turn(Vec::new()).unwrap().jobs.is_empty());
    assert_eq!(scene.state(ids[0]), State::Queued);
}
