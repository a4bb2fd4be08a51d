//! Senders and keepers of one outbox in PostgreSQL, each as a process of its own would have it.

#![cfg(feature = "postgres")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers too"
)]

#[path = "fleet/accounts.rs"]
mod accounts;
#[path = "fleet/clocks.rs"]
mod clocks;
#[path = "fleet/outages.rs"]
mod outages;
#[path = "fleet/scene.rs"]
mod scene;
#[allow(dead_code, reason = "shared with tests that need more of it")]
#[path = "support/postgres.rs"]
mod server;

use std::collections::HashSet;
use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use scene::{Scene, settings, until};
use smsmode_core::outbox::{OutboxId, State};
use smsmode_outbox::{Handled, LedgerError, StartError, WillError};
use smsmode_sandbox::{Call, Ending, Fault, FaultRule};

#[test]
fn what_several_senders_are_given_is_sent_once() {
    let scene = Scene::new();
    let senders = [scene.sender(), scene.sender(), scene.sender()];
    let ids = scene.add(60);
    let all = senders.each_ref().map(|sender| scene::give(sender, &ids));
    let told = all.map(|told| scene::wait(&told, ids.len()));
    scene.assert_sent_once(60);
    let accepted = |told: &Vec<(OutboxId, Handled)>| {
        told.iter().filter(|(_, what)| *what == Handled::Settled(State::Accepted)).count()
    };
    assert!(told.iter().map(accepted).sum::<usize>() >= 60);
    let others = [Handled::Settled(State::Accepted), Handled::Settled(State::Submitting)];
    assert!(told.iter().flatten().all(|(_, what)| others.contains(what)), "{told:?}");
    let sent: u64 = senders.iter().map(|sender| sender.tally().accepted).sum();
    assert_eq!(sent, 60);
}

#[test]
fn a_sender_tells_what_it_was_not_to_send() {
    let scene = Scene::new();
    let sender = scene.sender();
    let later = scene.add_later();
    let cancelled = scene.add(1)[0];
    scene.outbox.cancel(cancelled).unwrap();
    let unknown = OutboxId::new(1, 1);
    let told = scene::give(&sender, &[later, cancelled, unknown, cancelled]);
    let told: HashSet<_> = scene::wait(&told, 4).into_iter().collect();
    let expected = [
        (later, Handled::NotDue),
        (cancelled, Handled::Settled(State::Cancelled)),
        (unknown, Handled::Gone),
    ];
    assert_eq!(told, expected.into());
    assert!(scene.sandbox.messages().is_empty());
}

#[test]
fn a_sender_that_is_dropped_ends_its_calls_and_hands_back_the_rest() {
    let scene = Scene::new();
    let settings = settings().with_in_flight(1).with_timeout(Duration::from_secs(30));
    let sender = scene.sender_with(settings);
    let ids = scene.add(2);
    let delay = Fault::Delay { milliseconds: 1000 };
    scene.sandbox.set_faults([FaultRule::next(1, delay).on(Call::SendSms)]);
    let told = scene::give(&sender, &ids);
    // Its call has begun.
    until(|| scene.sandbox.faults().is_empty());
    drop(sender);
    let expected = [(ids[0], Handled::Settled(State::Accepted)), (ids[1], Handled::NotNow)];
    assert_eq!(told.try_iter().collect::<HashSet<_>>(), expected.into());
    assert_eq!(scene.state(ids[1]), State::Queued);
}

#[test]
fn a_fleet_has_one_keeper_and_no_lone_dispatcher() {
    let scene = Scene::new();
    let keeper = scene.keeper().unwrap();
    let refused = scene.keeper().err();
    assert!(matches!(refused, Some(StartError::Ledger(LedgerError::AnotherKeeper))), "{refused:?}");
    let alone = scene.other().dispatch(&scene.client(), settings()).err();
    let is_refused = matches!(alone, Some(StartError::Ledger(LedgerError::AnotherDispatcher)));
    assert!(is_refused, "{alone:?}");
    drop(keeper);
    let dispatcher = scene.other().dispatch(&scene.client(), settings()).unwrap();
    for refused in
        [scene.keeper().err(), scene.other().send_given(&scene.client(), settings()).err()]
    {
        let is_refused =
            matches!(refused, Some(StartError::Ledger(LedgerError::AnotherDispatcher)));
        assert!(is_refused, "{refused:?}");
    }
    drop(dispatcher);
    assert!(scene.keeper().unwrap().keeps());
}

#[test]
fn an_outbox_in_a_file_has_no_senders() {
    let folder = tempfile::tempdir().unwrap();
    let scene = Scene::new();
    let url = format!("sqlite:{}", folder.path().join("till.db").display());
    let till = smsmode_outbox::Outbox::open(&url).unwrap();
    let refused = till.send_given(&scene.client(), settings()).err();
    assert!(matches!(refused, Some(StartError::Ledger(LedgerError::NotShared))), "{refused:?}");
}

#[test]
fn a_rate_is_that_of_all_senders_together() {
    const ALL: usize = 75;
    let scene = Scene::new();
    let settings = settings().with_rate(NonZeroU32::new(30).unwrap());
    let senders = [(); 3].map(|()| scene.sender_with(settings.clone()));
    let ids = scene.add(ALL);
    let begun = Instant::now();
    let told: Vec<_> = senders
        .iter()
        .zip(ids.chunks(ALL / 3))
        .map(|(sender, ids)| scene::give(sender, ids))
        .collect();
    for told in &told {
        scene::wait(told, ALL / 3);
    }
    // One right is there in the beginning, and 30 come in a second: 74 in 2.47 s.
    let took = begun.elapsed();
    assert!(took > Duration::from_millis(2400) && took < Duration::from_secs(20), "{took:?}");
    scene.assert_sent_once(ALL);
    // An hour of silence gives the rights of a second.
    let rights = "SELECT taken FROM smsmode.take_rights(1000, 30)";
    scene.database.psql("UPDATE smsmode.rate SET spent = spent - 3600");
    assert_eq!(scene.database.psql(rights), "30");
    // A database whose clock was set back an hour goes on at once.
    scene.database.psql("UPDATE smsmode.rate SET spent = spent + 3600");
    scene.database.psql(rights);
    until(|| scene.database.psql(rights) != "0");
}

#[test]
fn whoever_is_older_than_the_schema_stops_for_good_and_loses_nothing() {
    let scene = Scene::new();
    let (sender, keeper) = (scene.sender(), scene.keeper().unwrap());
    let delay = Fault::Delay { milliseconds: 200 };
    scene.sandbox.set_faults([FaultRule::next(1, delay).on(Call::SendSms)]);
    let ids = scene.add(2);
    let told = scene::give(&sender, &ids[..1]);
    until(|| scene.sandbox.faults().is_empty());
    scene.database.psql("UPDATE smsmode.ledger SET form = 2");
    assert_eq!(scene::wait(&told, 1), [(ids[0], Handled::NotNow)]);
    until(|| sender.has_given_up() && keeper.has_given_up());
    for trouble in [sender.trouble(), keeper.trouble()] {
        assert!(trouble.is_some_and(|text| text.contains("newer") && text.contains("update")));
    }
    assert_eq!(scene::wait(&scene::give(&sender, &ids[1..]), 1), [(ids[1], Handled::NotNow)]);
    let cancelled = scene.outbox.cancel(ids[1]);
    assert!(
        matches!(cancelled, Err(WillError::Ledger(LedgerError::Newer { .. }))),
        "{cancelled:?}"
    );
    let begun = scene.outbox.dispatch(&scene.client(), settings()).err();
    let is_refused = matches!(begun, Some(StartError::Ledger(LedgerError::Newer { .. })));
    assert!(is_refused, "{begun:?}");
    drop((sender, keeper));
    // A newer program goes on where they stopped.
    scene.database.psql("UPDATE smsmode.ledger SET form = 1");
    let (sender, _keeper) = (scene.sender(), scene.keeper().unwrap());
    scene::wait(&scene::give(&sender, &ids[1..]), 1);
    until(|| scene.state(ids[0]) == State::Accepted);
    scene.assert_sent_once(2);
}

/// The answer of the first is lost, and its sender with it.
#[test]
fn a_keeper_looks_up_what_a_sender_left_unknown_and_sends_nothing() {
    let scene = Scene::new();
    let sender = scene.sender();
    let fault = Fault::CloseAfterAccepting { ending: Ending::default() };
    scene.sandbox.set_faults([FaultRule::next(1, fault).on(Call::SendSms)]);
    let id = scene.add(1)[0];
    let told = scene::wait(&scene::give(&sender, &[id]), 1);
    assert_eq!(told, [(id, Handled::Settled(State::Unknown))]);
    let waiting = scene.add(1)[0];
    let keeper = scene.keeper().unwrap();
    until(|| scene.state(id) == State::Accepted);
    assert_eq!(scene.state(waiting), State::Queued);
    drop(keeper);
    scene.assert_sent_once(1);
}
