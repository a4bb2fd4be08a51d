//! Hosts whose clocks are five minutes apart share that of the database.

use std::sync::Arc;
use std::time::{Duration, Instant};

use smsmode_core::outbox::State;
use smsmode_outbox::{Clock as _, Handled, ManualClock, Outbox, PostgresLedger, SystemClock};
use smsmode_sandbox::{Call, Ending, Fault, FaultRule};

use crate::scene::{self, Scene, message, settings, until};

const APART: [(i64, i64); 2] = [(300, -300), (-300, 300)];

#[test]
fn a_host_that_is_ahead_or_behind_puts_in_what_is_due_at_once() {
    for (one, other) in APART {
        let scene = Scene::new();
        let added = scene.other_ahead(one).enqueue(&message("order-1")).unwrap();
        let differs = scene.outbox.get(added.id()).unwrap().unwrap().created_at.unix_seconds()
            - SystemClock.now().unix_seconds();
        assert!(differs.abs() < 5, "{differs}");
        let sender = scene.other_ahead(other).send_given(&scene.client(), settings()).unwrap();
        let told = scene::wait(&scene::give(&sender, &[added.id()]), 1);
        assert_eq!(told, [(added.id(), Handled::Settled(State::Accepted))]);
    }
}

/// Over weeks, its clocks go apart from those of the database, which it asks for nothing else.
#[test]
fn a_program_that_only_puts_in_learns_the_time_by_that() {
    let scene = Scene::new();
    let host = Arc::new(ManualClock::at(SystemClock.now()));
    let ledger = PostgresLedger::open_on(&scene.database.url(), host.clone()).unwrap();
    let shop = Outbox::with_ledger(ledger);
    host.advance(Duration::from_secs(3600));
    shop.enqueue(&message("order-1")).unwrap();
    let differs = shop.now().unix_seconds() - SystemClock.now().unix_seconds();
    assert!(differs.abs() < 60, "{differs}");
}

#[test]
fn no_keeper_ends_a_lease_early_whose_host_is_ahead_or_behind() {
    for (sender, keeper) in APART {
        let scene = Scene::new();
        let patient = settings().with_timeout(Duration::from_secs(10));
        let sender = scene.other_ahead(sender).send_given(&scene.client(), patient).unwrap();
        let _keeper = scene.other_ahead(keeper).keep(&scene.client(), settings()).unwrap();
        // Longer than any rest of a keeper.
        let delay = Fault::Delay { milliseconds: 2500 };
        scene.sandbox.set_faults([FaultRule::next(1, delay).on(Call::SendSms)]);
        let id = scene.add(1)[0];
        scene::wait(&scene::give(&sender, &[id]), 1);
        let entry = scene.outbox.get(id).unwrap().unwrap();
        // Claimed, begun, answered: nobody had it unknown in between.
        assert_eq!((entry.state(), entry.progress.fence.get()), (State::Accepted, 3));
    }
}

#[test]
fn the_quiet_time_is_held_whoever_is_ahead_or_behind() {
    for (sender, keeper) in APART {
        let scene = Scene::new();
        let sender = scene.other_ahead(sender).send_given(&scene.client(), settings()).unwrap();
        let _keeper = scene.other_ahead(keeper).keep(&scene.client(), settings()).unwrap();
        let fault = Fault::CloseBeforeStoring { ending: Ending::default() };
        scene.sandbox.set_faults([FaultRule::next(1, fault).on(Call::SendSms)]);
        // An empty list would prove nothing.
        let ids = scene.add(2);
        let told = scene::wait(&scene::give(&sender, &ids[..1]), 1);
        assert_eq!(told, [(ids[0], Handled::Settled(State::Unknown))]);
        let doubted = Instant::now();
        scene::wait(&scene::give(&sender, &ids[1..]), 1);
        until(|| scene.state(ids[0]) == State::Queued);
        let waited = doubted.elapsed();
        assert!((1..20).contains(&waited.as_secs()), "{waited:?}");
        scene::wait(&scene::give(&sender, &ids[..1]), 1);
        scene.assert_sent_once(2);
    }
}
