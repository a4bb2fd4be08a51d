//! Somebody wants to know now what became of the messages, and nothing is sent by that.

use std::time::Duration;

use smsmode_core::outbox::{OutboxId, State};
use smsmode_outbox::{DispatcherSettings, LedgerError, ReconcileError};
use smsmode_sandbox::{Call, Ending, Fault, FaultRule};

use crate::scene::Scene;

fn calls(scene: &Scene, call: Call) -> usize {
    scene.sandbox.journal().iter().filter(|entry| entry.call == call).count()
}

/// A message that never came to the service, of which nobody knows that; nobody sends any more.
fn lost(scene: &mut Scene) -> OutboxId {
    let lose = Fault::CloseBeforeStoring { ending: Ending::default() };
    scene.sandbox.set_faults([FaultRule::next(1, lose).on(Call::SendSms)]);
    let id = scene.add("order-1", "0639980011");
    scene.until(id, &[State::Unknown]);
    scene.end();
    id
}

#[test]
fn a_lost_answer_is_found_without_any_quiet_time() {
    let mut scene = Scene::new();
    let id = scene.add("order-1", "0639980090");
    scene.until(id, &[State::Unknown]);
    let waiting = scene.add("order-2", "0639980011");
    scene.end();
    let looked_up = scene.reconcile().unwrap();
    assert_eq!(looked_up, [scene.entry(id)]);
    assert_eq!((scene.state(id), scene.state(waiting)), (State::Accepted, State::Queued));
    let stored = scene.sandbox.messages();
    assert_eq!(looked_up[0].message_id().unwrap().as_str(), stored[0].message_id);
    assert_eq!((stored.len(), calls(&scene, Call::SendSms)), (1, 1));
}

#[test]
fn a_list_that_cannot_be_read_changes_nothing() {
    let mut scene = Scene::new();
    let id = scene.add("order-1", "0639980090");
    scene.until(id, &[State::Unknown]);
    let hide = FaultRule::always(Fault::Refuse { code: 32 }).on(Call::ListSent);
    scene.sandbox.set_faults([hide]);
    scene.end();
    assert!(matches!(scene.reconcile(), Err(ReconcileError::List(_))));
    assert_eq!(scene.state(id), State::Unknown, "a list that cannot be read tells nothing");
    scene.sandbox.set_faults(Vec::<FaultRule>::new());
    assert_eq!(scene.reconcile().unwrap()[0].state(), State::Accepted);
}

#[test]
fn what_the_list_does_not_show_stays_unknown_and_is_not_sent() {
    let mut scene = Scene::new();
    let id = lost(&mut scene);
    let looked_up = scene.reconcile().unwrap();
    assert_eq!((looked_up[0].id, looked_up[0].state()), (id, State::Unknown));
    assert_eq!((calls(&scene, Call::SendSms), calls(&scene, Call::ListSent)), (1, 1));
}

#[test]
fn nothing_is_asked_where_nothing_is_in_doubt() {
    let mut scene = Scene::new();
    scene.add("order-1", "0639980011");
    scene.end();
    assert_eq!(scene.reconcile().unwrap(), []);
    assert_eq!(scene.sandbox.journal().len(), 0);
}

#[test]
fn whoever_sends_is_not_disturbed() {
    let scene = Scene::new();
    assert_eq!(scene.outbox.is_dispatched().unwrap(), Some(true));
    let refused = scene.reconcile();
    assert!(matches!(refused, Err(ReconcileError::Ledger(LedgerError::AnotherDispatcher))));
    assert_eq!(scene.sandbox.journal().len(), 0);
}

#[test]
fn the_claim_is_given_back() {
    let mut scene = Scene::new();
    scene.end();
    scene.reconcile().unwrap();
    assert_eq!(scene.outbox.is_dispatched().unwrap(), Some(false));
}

#[test]
fn a_look_forgets_nothing() {
    let mut scene = Scene::with(DispatcherSettings::default().with_retention(Duration::ZERO));
    scene.outbox.pause().unwrap();
    let id = scene.add("order-1", "0639980011");
    scene.outbox.cancel(id).unwrap();
    scene.pass(Duration::from_secs(3600));
    scene.end();
    scene.reconcile().unwrap();
    assert!(scene.entry(id).content.is_some());
}
