//! The dispatcher against the sandbox: what becomes of a message, whatever happens to its answer.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers too"
)]

#[path = "sandbox/reconciliation.rs"]
mod reconciliation;
#[path = "sandbox/scene.rs"]
mod scene;

use std::collections::HashSet;
use std::num::NonZeroU32;
use std::time::Duration;

use scene::Scene;
use smsmode_core::outbox::{OutboxId, Pause, State};
use smsmode_core::{GsmText, Language, MessageId, MessageStatus};
use smsmode_outbox::{DispatcherSettings, NewMessage, Paused, WillError};
use smsmode_sandbox::{Call, Ending, Fault, FaultRule};

#[test]
fn a_message_is_accepted_and_then_delivered() {
    let mut scene = Scene::new();
    let id = scene.add("order-1", "0639980011");
    assert_eq!(scene.until(id, &[State::Accepted]), State::Accepted);
    assert_eq!(scene.sandbox.messages().len(), 1);
    scene.pass(Duration::from_secs(121));
    assert_eq!(scene.until(id, &[State::Delivered]), State::Delivered);
    assert_eq!(scene.entry(id).status, Some(MessageStatus::RECEIVED));
}

#[test]
fn a_message_that_the_service_refuses_for_good_is_rejected() {
    let mut scene = Scene::new();
    let id = scene.add("order-1", "0639980035");
    assert_eq!(scene.until(id, &[State::Rejected]), State::Rejected);
    assert_eq!(scene.entry(id).trouble.as_deref(), Some("refusal 35"));
}

#[test]
fn an_empty_account_pauses_the_queue_and_keeps_the_messages() {
    let mut scene = Scene::new();
    let id = scene.add("order-1", "0639980033");
    scene.until_paused(Paused::ByService(Pause::NotEnoughCredit));
    let next = scene.add("order-2", "0639980011");
    assert_eq!((scene.state(id), scene.state(next)), (State::Queued, State::Queued));
    scene.outbox.cancel(id).unwrap();
    scene.outbox.resume().unwrap();
    assert_eq!(scene.until(next, &[State::Accepted]), State::Accepted);
}

#[test]
fn what_the_service_puts_off_comes_back_and_is_sent_once() {
    let mut scene = Scene::new();
    scene.sandbox.set_faults([FaultRule::next(1, Fault::Refuse { code: 50 }).on(Call::SendSms)]);
    let id = scene.add("order-1", "0639980011");
    scene.until_trouble(id, "refusal 50");
    assert_eq!(scene.state(id), State::Queued);
    scene.pass(Duration::from_secs(3));
    assert_eq!(scene.until(id, &[State::Accepted]), State::Accepted);
    scene.assert_no_message_twice();
}

#[test]
fn a_lost_answer_is_unknown_until_the_list_shows_the_message() {
    let mut scene = Scene::new();
    let id = scene.add("order-1", "0639980090");
    assert_eq!(scene.until(id, &[State::Unknown]), State::Unknown);
    scene.pass(Scene::QUIET);
    assert_eq!(scene.until(id, &[State::Accepted]), State::Accepted);
    let messages = scene.sandbox.messages();
    assert_eq!(messages.len(), 1);
    assert_eq!(scene.entry(id).message_id().unwrap().as_str(), messages[0].message_id);
}

#[test]
fn a_clock_that_is_set_forward_does_not_end_the_quiet_time() {
    let mut scene = Scene::new();
    let lists = |scene: &Scene| {
        let journal = scene.sandbox.journal();
        journal.iter().filter(|entry| entry.call == Call::ListSent).count()
    };
    scene.sandbox.set_faults([FaultRule::next(
        1,
        Fault::CloseBeforeStoring { ending: Ending::default() },
    )
    .on(Call::SendSms)]);
    let id = scene.add("order-1", "0639980011");
    assert_eq!(scene.until(id, &[State::Unknown]), State::Unknown);
    scene.set_clock_forward(Duration::from_secs(6 * 3600));
    scene.turns();
    assert_eq!((lists(&scene), scene.state(id)), (0, State::Unknown));
    scene.pass(Scene::QUIET);
    scene.turns();
    assert!(lists(&scene) > 0);
}

#[test]
fn what_was_forgotten_is_not_sent_again() {
    let mut scene = Scene::new();
    let id = scene.add("order-1", "0639980035");
    assert_eq!(scene.until(id, &[State::Rejected]), State::Rejected);
    scene.pass(Duration::from_secs(1));
    assert_eq!(scene.outbox.ledger().forget(scene.now(), 9).unwrap(), 1);
    assert!(matches!(scene.outbox.retry(id), Err(WillError::Forgotten)));
    assert_eq!(scene.state(id), State::Rejected);
}

#[test]
fn what_is_proven_absent_is_sent_again_and_arrives_once() {
    let mut scene = Scene::new();
    // An empty list proves nothing, so there is another message in it.
    let other = scene.add("order-0", "0639980012");
    scene.until(other, &[State::Accepted]);
    scene.sandbox.set_faults([FaultRule::next(
        1,
        Fault::CloseBeforeStoring { ending: Ending::default() },
    )
    .on(Call::SendSms)]);
    let id = scene.add("order-1", "0639980011");
    assert_eq!(scene.until(id, &[State::Unknown]), State::Unknown);
    for _ in 0..4 {
        scene.pass(Scene::QUIET);
        scene.turns();
    }
    let arrived = [State::Accepted, State::Delivered];
    assert!(arrived.contains(&scene.until(id, &arrived)));
    assert_eq!(scene.entry(id).progress.attempt.count(), 2);
    assert_eq!(scene.sandbox.messages().len(), 2);
    scene.assert_no_message_twice();
}

#[test]
fn what_nobody_can_tell_is_parked_and_shown_as_such() {
    let mut scene = Scene::new();
    let id = scene.add("order-1", "0639980091");
    assert_eq!(scene.until(id, &[State::Unknown]), State::Unknown);
    for _ in 0..4 {
        scene.pass(Scene::QUIET);
        scene.turns();
    }
    // The list is empty, which proves nothing.
    assert_eq!(scene.until(id, &[State::Parked]), State::Parked);
    assert!(scene.sandbox.messages().is_empty());
    scene.outbox.cancel(id).unwrap();
}

#[test]
fn an_alert_is_rather_sent_twice_than_parked() {
    let mut scene = Scene::new();
    let id = scene.add_with("alert-1", "0639980091", NewMessage::at_least_once);
    assert_eq!(scene.until(id, &[State::Unknown]), State::Unknown);
    for _ in 0..4 {
        scene.pass(Scene::QUIET);
        scene.turns();
    }
    // The list is empty, which proves nothing, and it is sent again all the same.
    assert!(scene.entry(id).progress.attempt.count() >= 2, "{:?}", scene.entry(id));
    assert_ne!(scene.state(id), State::Parked);
}

#[test]
fn a_message_expires_rather_than_arrive_late() {
    let mut scene = Scene::new();
    scene.outbox.pause().unwrap();
    let expires = scene.now().plus_seconds(60);
    let id = scene.add_with("order-1", "0639980011", |message| message.with_expiry(expires));
    scene.pass(Duration::from_secs(60));
    scene.outbox.resume().unwrap();
    assert_eq!(scene.until(id, &[State::Expired]), State::Expired);
    assert!(scene.sandbox.messages().is_empty());
}

#[test]
fn a_message_waits_for_its_time() {
    let mut scene = Scene::new();
    let later = scene.now().plus_seconds(3600);
    let id = scene.add_with("order-1", "0639980011", |message| message.with_not_before(later));
    scene.turns();
    assert_eq!(scene.state(id), State::Queued);
    scene.pass(Duration::from_secs(3600));
    assert_eq!(scene.until(id, &[State::Accepted]), State::Accepted);
}

#[test]
fn all_messages_are_sent_once_each_whatever_their_answers() {
    let settings = DispatcherSettings::default().with_rate(NonZeroU32::new(1000).unwrap());
    let mut scene = Scene::with(settings);
    // Answers that get lost, are cut or say nothing, and failures that only delivery shows.
    let endings = [11, 12, 21, 13, 34, 35, 90, 92, 93, 14];
    let numbers = (0..3).flat_map(|shop| endings.map(|ending| format!("063998{shop:02}{ending}")));
    let ids: Vec<_> =
        numbers.map(|number| scene.add(&format!("order-{number}"), &number)).collect();
    for _ in 0..12 {
        scene.turns();
        scene.pass(Scene::QUIET);
    }
    scene.assert_no_message_twice();
    let ledger: usize = ids.iter().filter(|id| scene.entry(**id).message_id().is_some()).count();
    assert_eq!(ledger, scene.sandbox.messages().len(), "ledger and service agree");
    let open = [State::Queued, State::Claimed, State::Submitting, State::Unknown];
    for id in ids {
        assert!(!open.contains(&scene.state(id)), "{:?}", scene.entry(id));
    }
}

/// Two messages that differ in nothing, each known by an id that the list gave.
fn twins(scene: &mut Scene) -> [OutboxId; 2] {
    let same = GsmText::new("Votre table est libre").unwrap();
    let twins = ["table-1", "table-2"].map(|key| scene.add_text(key, "0639980090", same.clone()));
    for id in twins {
        scene.until(id, &[State::Unknown]);
    }
    scene.pass(Scene::QUIET);
    for id in twins {
        scene.until(id, &[State::Accepted]);
    }
    twins
}

fn ids_of(scene: &Scene, twins: [OutboxId; 2]) -> [MessageId; 2] {
    twins.map(|id| scene.entry(id).message_id().unwrap().clone())
}

#[test]
fn two_equal_messages_of_unknown_fate_get_an_id_each() {
    let mut scene = Scene::new();
    let twins = twins(&mut scene);
    let known = HashSet::from(ids_of(&scene, twins).map(|id| id.to_string()));
    let stored = scene.sandbox.messages().into_iter().map(|message| message.message_id);
    assert_eq!(known, stored.collect());
}

#[test]
fn an_answer_that_comes_late_takes_its_id_from_whom_the_list_gave_it() {
    let mut scene = Scene::new();
    let twins = twins(&mut scene);
    let [first, second] = ids_of(&scene, twins);
    scene.answer_late(twins[1], &first);
    scene.turn();
    assert_eq!(scene.state(twins[0]), State::Unknown, "its id was another's");
    scene.pass(Scene::QUIET);
    scene.until(twins[0], &[State::Accepted, State::Delivered]);
    assert_eq!(ids_of(&scene, twins), [second, first]);
    assert_eq!(scene.sandbox.messages().len(), 2);
}

#[test]
fn a_second_id_for_one_message_is_shown_to_people() {
    let mut scene = Scene::new();
    let id = scene.add("order-1", "0639980011");
    scene.until(id, &[State::Accepted]);
    let known = scene.entry(id).message_id().cloned();
    for _ in 0..2 {
        scene.answer_late(id, &"S7EpYZ5kmS87".parse().unwrap());
        scene.turn();
    }
    let entry = scene.entry(id);
    assert_eq!((entry.state(), entry.message_id()), (State::Accepted, known.as_ref()));
    let known = entry.standing(Language::English).known;
    assert!(entry.was_accepted_twice() && known.contains("twice"), "{known}");
}
