//! Workers that are beside each other and should not be, or are not alike: hosts whose clocks are apart,
//! two fleets in one database, old programs beside new ones.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers too"
)]

#[path = "support/ahead.rs"]
mod ahead;
#[allow(dead_code, reason = "the worker's own tests look at more")]
#[path = "support/scene.rs"]
mod scene;
#[allow(dead_code, reason = "nobody crashes it here")]
#[path = "../../smsmode-outbox/tests/support/postgres.rs"]
mod server;

use std::sync::Arc;
use std::time::{Duration, Instant};

use ahead::Ahead;
use scene::{Scene, message, settings, until};
use smsmode_core::{Account, ApiKey, Describe as _, Language};
use smsmode_fleet::{FleetError, Worker};
use smsmode_http::Client;
use smsmode_outbox::{LedgerError, Outbox, PostgresLedger};
use smsmode_sandbox::{Call, Ending, Fault, FaultRule};

fn worker_ahead(scene: &Scene, seconds: i64) -> Worker {
    let url = scene.database.url();
    let outbox =
        Outbox::with_ledger(PostgresLedger::open_on(&url, Arc::new(Ahead(seconds))).unwrap());
    Worker::start_on(outbox, &url, &scene.client(), settings()).unwrap()
}

/// Ten minutes are more than any lease or quiet time here.
#[test]
fn hosts_whose_clocks_are_apart_send_in_time_and_nothing_twice() {
    let scene = Scene::new();
    let fault = Fault::CloseAfterAccepting { ending: Ending::default() };
    scene.sandbox.set_faults([FaultRule::next(6, fault).on(Call::SendSms)]);
    let workers = [-300, 300].map(|seconds| worker_ahead(&scene, seconds));
    let now = scene.outbox.now();
    let later = message("later").with_not_before(now.plus_seconds(3));
    let urgent = message("urgent").with_expiry(now.plus_seconds(60));
    let begun = Instant::now();
    scene.add(40);
    scene.outbox.enqueue_all(&[later, urgent]).unwrap();
    until("all but one are accepted", || scene.accepted() >= 41);
    until("all are accepted", || scene.accepted() == 42);
    assert!(begun.elapsed() > Duration::from_secs(2), "what is due later is not sent before");
    scene.assert_sent_once(42);
    assert_eq!(workers.iter().filter(|worker| worker.keeps()).count(), 1);
}

fn with_another_account(scene: &Scene) -> Client {
    let key = ApiKey::new("of-another-account").unwrap();
    let account = Account::new(key).with_base_url(scene.client().account().base_url().clone());
    Client::new(account).unwrap()
}

#[test]
fn two_fleets_of_one_account_in_one_database_are_one() {
    let scene = Scene::new();
    let workers =
        ["paris", "lyon"].map(|name| scene.try_worker(settings().with_name(name)).unwrap());
    scene.add(60);
    until("all are accepted", || scene.accepted() == 60);
    scene.assert_sent_once(60);
    let sent = workers.each_ref().map(|worker| worker.tally().accepted);
    assert_eq!(sent.iter().sum::<u64>(), 60);
    until("somebody keeps it", || workers.iter().any(Worker::keeps));
}

/// It would look for the messages of the first one in the list of its own account.
#[test]
fn a_fleet_of_another_account_is_refused_with_what_to_do_and_the_first_goes_on() {
    let scene = Scene::new();
    let first = scene.worker();
    let other = Worker::start(&scene.database.url(), &with_another_account(&scene), settings());
    let error = other.expect_err("it must not begin");
    assert!(matches!(error, FleetError::Ledger(LedgerError::AnotherAccount)), "{error:?}");
    assert_eq!(error.name(), "another_account");
    let said = error.describe(Language::English);
    assert!(said.contains("another account") && said.contains("use the key of that one"), "{said}");
    scene.add(5);
    until("all are accepted", || scene.accepted() == 5);
    scene.assert_sent_once(5);
    assert_eq!(first.trouble(), None);
}

/// As a newer program does that brings the tables to its own form.
fn bring_to_form(scene: &Scene, form: u8) {
    scene.database.psql(&format!("UPDATE smsmode.ledger SET form = {form}"));
}

#[test]
fn an_old_worker_stops_where_a_newer_program_was_and_what_waits_is_sent_by_a_new_one() {
    let scene = Scene::new();
    let old = [scene.worker(), scene.worker()];
    scene.add(10);
    until("the first are accepted", || scene.accepted() == 10);
    bring_to_form(&scene, 2);
    // Put in by somebody who knows the new form.
    scene.database.psql(
        "SELECT smsmode.enqueue('[{\"key\": \"order-new\", \"recipient\": \"33639980012\",
        \"text\": \"Commande order-new\", \"class\": 2, \"guarantee\": \"at_most_once\"}]')",
    );
    until("the old ones stop", || old.iter().all(Worker::has_given_up));
    for worker in &old {
        let said = worker.trouble().unwrap();
        assert!(said.contains("written by a newer smsmode (form 2; this one knows 1)"), "{said}");
        assert!(said.contains("update this one"), "{said}");
    }
    let third = scene.try_worker(settings()).expect_err("it is old as well");
    assert!(matches!(third, FleetError::Ledger(LedgerError::Newer { found: 2, known: 1 })));
    assert_eq!(third.name(), "newer");
    drop(old);
    scene.assert_sent_once(10);
    assert_eq!(
        scene.database.psql("SELECT state FROM smsmode.messages WHERE message_key = 'order-new'"),
        "queued"
    );
    // Which is new, as far as it knows.
    bring_to_form(&scene, 1);
    let _new = scene.worker();
    until("what waited is accepted", || scene.accepted() == 11);
    scene.assert_sent_once(11);
}
