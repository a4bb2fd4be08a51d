//! What was sent with one account is not looked up with another.

use smsmode_core::outbox::State;
use smsmode_outbox::{Handled, LedgerError, ReconcileError, StartError};

use crate::outages::CUT;
use crate::scene::{self, Scene, settings, until};

const OTHER: &str = "of-another-account";

fn is_refused<T>(started: &Result<T, StartError>) -> bool {
    matches!(started, Err(StartError::Ledger(LedgerError::AnotherAccount)))
}

#[test]
fn a_second_fleet_with_another_account_is_refused_and_the_first_goes_on() {
    let scene = Scene::new();
    let sender = scene.sender();
    let other = scene.client_with(OTHER);
    assert!(is_refused(&scene.other().send_given(&other, settings())));
    assert!(is_refused(&scene.other().keep(&other, settings())));
    let ids = scene.add(1);
    let told = scene::wait(&scene::give(&sender, &ids), 1);
    assert_eq!(told, [(ids[0], Handled::Settled(State::Accepted))]);
    drop(scene.sender());
}

#[test]
fn what_is_under_way_with_one_account_is_not_taken_up_with_another() {
    let scene = Scene::new();
    let (sender, other) = (scene.sender(), scene.client_with(OTHER));
    scene::wait(&scene::give(&sender, &scene.add(1)), 1);
    drop(sender);
    assert!(is_refused(&scene.other().send_given(&other, settings())));
    assert!(is_refused(&scene.other().keep(&other, settings())));
    assert!(is_refused(&scene.other().dispatch(&other, settings())));
    let looked_up = scene.outbox.reconcile(&other, &settings());
    let is_refused = matches!(looked_up, Err(ReconcileError::Ledger(LedgerError::AnotherAccount)));
    assert!(is_refused, "{looked_up:?}");
    scene.sender();
}

#[test]
fn a_renewed_key_of_the_same_account_is_taken_where_that_is_said_and_the_old_one_stays() {
    let scene = Scene::new();
    let sender = scene.sender();
    let ids = scene.add(2);
    scene::wait(&scene::give(&sender, &ids[..1]), 1);
    let renewed = scene.client_with(OTHER);
    let new = scene.other().send_given(&renewed, settings().with_renewed_key()).unwrap();
    let told = scene::wait(&scene::give(&sender, &ids[1..]), 1);
    assert_eq!(told, [(ids[1], Handled::Settled(State::Accepted))]);
    drop((sender, new));
    // Said once, it is known.
    scene.other().send_given(&renewed, settings()).unwrap();
    scene.sender();
}

#[test]
fn an_outbox_with_nothing_under_way_is_sent_from_with_any_account() {
    let scene = Scene::new();
    let ids = scene.add(1);
    drop(scene.sender());
    scene.other().dispatch(&scene.client_with(OTHER), settings().with_in_flight(1)).unwrap();
    assert_eq!(scene.database.psql("SELECT cardinality(accounts) FROM smsmode.fleet"), "1");
    let stored = scene.database.psql("SELECT accounts[1] FROM smsmode.fleet");
    assert!(!stored.contains(OTHER) && stored.len() == 32, "{stored}");
    assert!(scene.outbox.get(ids[0]).unwrap().is_some());
}

/// The connection that holds his claim was cut, and he does not know it yet.
#[test]
fn a_sender_whose_outbox_was_taken_over_with_another_account_writes_nothing_more() {
    let scene = Scene::new();
    let sender = scene.sender();
    let ids = scene.add(1);
    scene.database.psql("UPDATE smsmode.fleet SET accounts = '{of another account}'");
    assert_eq!(scene::wait(&scene::give(&sender, &ids), 1), [(ids[0], Handled::NotNow)]);
    until(|| sender.has_given_up());
    assert!(sender.trouble().is_some_and(|text| text.contains("another account")));
    assert_eq!(scene.state(ids[0]), State::Queued);
    assert!(scene.sandbox.messages().is_empty());
}

/// The flag may stand in a unit for ever: it counts for the account that was there when he began, and not
/// where he claims anew.
#[test]
fn a_sender_with_a_renewed_key_that_lost_its_claim_is_not_let_in_beside_another_account() {
    let scene = Scene::new();
    let sender = scene.sender_with(settings().with_renewed_key());
    scene::wait(&scene::give(&sender, &scene.add(1)), 1);
    scene.database.psql("UPDATE smsmode.fleet SET accounts = '{of another account}'");
    scene.database.psql(CUT);
    until(|| sender.has_given_up());
    assert!(sender.trouble().is_some_and(|text| text.contains("another account")));
    let accounts = scene.database.psql("SELECT accounts FROM smsmode.fleet");
    assert_eq!(accounts, "{\"of another account\"}");
}
