//! Workers, a real PostgreSQL and the sandbox.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers too"
)]

#[allow(dead_code, reason = "shared with tests that need more of it")]
#[path = "support/scene.rs"]
mod scene;
#[allow(dead_code, reason = "shared with tests that need more of it")]
#[path = "../../smsmode-outbox/tests/support/postgres.rs"]
mod server;

use std::num::NonZeroU32;
use std::thread;
use std::time::{Duration, Instant};

use scene::{Scene, message, sending, settings, sweeping, until};
use smsmode_core::Timestamp;
use smsmode_core::outbox::State;
use smsmode_fleet::{FleetError, Worker, WorkerSettings};
use smsmode_outbox::LedgerError;
use smsmode_sandbox::{Call, Ending, Fault, FaultRule};

#[test]
fn a_worker_sends_what_waits_and_what_comes() {
    let scene = Scene::new();
    scene.add(20);
    // What was there before the queue has no job yet.
    let worker = scene.sweeping_worker();
    until("what waited", || scene.accepted() == 20);
    scene.add(20);
    until("what came", || scene.accepted() == 40);
    until("the queue is empty", || scene.jobs() == 0);
    assert_eq!(worker.trouble(), None);
    assert!(worker.name().starts_with(&format!("test-{}-", std::process::id())));
    scene.assert_sent_once(40);
}

#[test]
fn several_workers_send_each_message_once() {
    let scene = Scene::new();
    let workers = [scene.worker(), scene.worker(), scene.worker()];
    scene.add(300);
    until("all", || scene.accepted() == 300);
    scene.assert_sent_once(300);
    let shares = workers.each_ref().map(|worker| worker.tally().accepted);
    assert_eq!(shares.iter().sum::<u64>(), 300);
    assert!(shares.iter().all(|share| *share > 0), "{shares:?}");
}

#[test]
fn one_of_two_workers_keeps_and_the_other_takes_over() {
    let scene = Scene::new();
    let (first, second) = (scene.worker(), scene.worker());
    until("one keeps", || first.keeps() != second.keeps());
    let (keeper, other) = if first.keeps() { (first, second) } else { (second, first) };
    assert_eq!(other.trouble(), None);
    drop(keeper);
    until("the other one keeps", || other.keeps());
    // Whoever keeps looks up what is unknown.
    let fault = Fault::CloseAfterAccepting { ending: Ending::default() };
    scene.sandbox.set_faults([FaultRule::next(1, fault).on(Call::SendSms)]);
    let id = scene.add(1)[0];
    until("it is looked up", || scene.accepted() == 1);
    assert_eq!(scene.state(id), State::Accepted);
    scene.assert_sent_once(1);
}

/// The flag may stand in a unit for ever: it counts for the account that was there when the worker began.
#[test]
fn a_worker_with_a_renewed_key_does_not_keep_the_outbox_of_another_account() {
    let scene = Scene::new();
    let first = scene.worker();
    until("it keeps", || first.keeps());
    let renewed = WorkerSettings::new(sending().with_renewed_key());
    let second = scene.try_worker(renewed).unwrap();
    scene.database.psql("UPDATE smsmode.fleet SET accounts = '{of another account}'");
    drop(first);
    until("it says so", || {
        second.trouble().is_some_and(|trouble| trouble.contains("another account"))
    });
    let accounts = scene.database.psql("SELECT accounts FROM smsmode.fleet");
    assert_eq!(accounts, "{\"of another account\"}");
    assert!(!second.keeps());
}

#[test]
fn a_queue_that_is_emptied_in_mid_run_loses_no_message() {
    let scene = Scene::new();
    let _workers = [scene.sweeping_worker(), scene.sweeping_worker()];
    scene.sandbox.set_faults([FaultRule::always(Fault::Delay { milliseconds: 20 })]);
    scene.add(200);
    for sent in [20, 60, 100] {
        until("some", || scene.accepted() > sent);
        scene.database.psql("DELETE FROM apalis.jobs");
    }
    until("all", || scene.accepted() == 200);
    scene.assert_sent_once(200);
}

#[test]
fn a_worker_that_ends_finishes_its_calls_and_others_take_the_rest() {
    let scene = Scene::new();
    let worker = scene.worker();
    scene.sandbox.set_faults([FaultRule::always(Fault::Delay { milliseconds: 300 })]);
    scene.add(30);
    until("calls are under way", || scene.count(State::Submitting) > 0);
    let begun = Instant::now();
    drop(worker);
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    let left = [State::Submitting, State::Claimed, State::Unknown].map(|state| scene.count(state));
    assert_eq!(left, [0, 0, 0]);
    assert!(scene.count(State::Queued) > 0);
    let held = "SELECT count(*) FROM apalis.jobs WHERE status <> 'Pending' OR lock_by IS NOT NULL";
    assert_eq!(scene.database.psql(held), "0");
    assert_eq!(scene.database.psql("SELECT count(*) FROM apalis.workers"), "0");
    let _next = scene.worker();
    until("all", || scene.accepted() == 30);
    scene.assert_sent_once(30);
}

#[test]
fn a_pause_is_that_of_the_fleet() {
    let scene = Scene::new();
    let workers = [scene.worker(), scene.worker()];
    scene.outbox.pause().unwrap();
    scene.add(40);
    until("places are taken", || {
        scene.database.psql("SELECT count(*) > 0 FROM apalis.jobs WHERE lock_by IS NOT NULL") == "t"
    });
    assert!(scene.sandbox.messages().is_empty());
    scene.outbox.resume().unwrap();
    until("all", || scene.accepted() == 40);
    scene.assert_sent_once(40);
    drop(workers);
}

#[test]
fn a_message_that_is_put_off_comes_back() {
    let scene = Scene::new();
    let worker = scene.worker();
    let refusal = Fault::Refuse { code: 50 };
    scene.sandbox.set_faults([FaultRule::next(2, refusal).on(Call::SendSms)]);
    let id = scene.add(1)[0];
    until("it was put off", || !worker.tally().failed.is_empty());
    until("it was sent", || scene.state(id) == State::Accepted);
    until("the queue is empty", || scene.jobs() == 0);
    scene.assert_sent_once(1);
}

#[test]
fn what_comes_back_pushes_its_job_for_when_it_is_due() {
    let scene = Scene::new();
    drop(scene.worker());
    scene.add(2);
    scene.database.psql("UPDATE smsmode.messages SET state = 'claimed'; DELETE FROM apalis.jobs");
    scene.database.psql("UPDATE smsmode.messages SET state = 'queued', due = due + 100");
    let jobs = "SELECT count(*) FROM apalis.jobs
        WHERE run_at = (SELECT to_timestamp(max(due)) FROM smsmode.messages)";
    assert_eq!(scene.database.psql(jobs), "2");
    // One that is there waits again, and its holder has lost it.
    scene.database.psql("UPDATE apalis.jobs SET status = 'Queued', lock_at = now()");
    scene.database.psql("UPDATE smsmode.messages SET due = due + 100");
    assert_eq!(scene.database.psql(jobs), "2");
    let waits = "SELECT bool_and(status = 'Pending' AND lock_at IS NULL) FROM apalis.jobs";
    assert_eq!(scene.database.psql(waits), "t");
}

#[test]
fn a_message_for_later_waits_with_its_job() {
    let scene = Scene::new();
    let _worker = scene.worker();
    let soon = Timestamp::from(std::time::SystemTime::now()).plus_seconds(3);
    let tomorrow = soon.plus_seconds(86_400);
    let (soon, later) =
        (message("soon").with_not_before(soon), message("later").with_not_before(tomorrow));
    let added = scene.outbox.enqueue_all(&[soon, later]).unwrap();
    assert_eq!(scene.jobs(), 2);
    until("it is time", || scene.state(added[0].id()) == State::Accepted);
    assert_eq!(scene.state(added[1].id()), State::Queued);
    let waits = "SELECT bool_and(status = 'Pending' AND run_at > now() + interval '23 hours')
        FROM apalis.jobs";
    until("one job is left", || scene.jobs() == 1);
    assert_eq!(scene.database.psql(waits), "t");
}

#[test]
fn a_rate_is_that_of_the_fleet() {
    let scene = Scene::new();
    let rate = || WorkerSettings::new(sending().with_rate(NonZeroU32::new(20).unwrap()));
    let _workers = [scene.try_worker(rate()).unwrap(), scene.try_worker(rate()).unwrap()];
    let begun = Instant::now();
    scene.add(80);
    until("all", || scene.accepted() == 80);
    // A second's worth may go at once.
    assert!(begun.elapsed() > Duration::from_millis(2_500), "{:?}", begun.elapsed());
    scene.assert_sent_once(80);
}

#[test]
fn what_psql_puts_in_is_sent() {
    let scene = Scene::new();
    let _worker = scene.worker();
    let put_in = r#"SELECT fate FROM smsmode.enqueue('[{"key": "order-1", "recipient": "33639980011",
        "text": "Bonjour", "class": 2, "guarantee": "at_most_once"}]')"#;
    assert_eq!(scene.database.psql(put_in), "new");
    until("it was sent", || scene.accepted() == 1);
    scene.assert_sent_once(1);
}

#[test]
fn workers_whose_connections_are_cut_go_on() {
    let scene = Scene::new();
    let workers = [scene.worker(), scene.worker()];
    scene.sandbox.set_faults([FaultRule::always(Fault::Delay { milliseconds: 20 })]);
    scene.add(150);
    for sent in [20, 60, 100] {
        until("some", || scene.accepted() > sent);
        let cut = "SELECT count(pg_terminate_backend(pid)) > 0 FROM pg_stat_activity
            WHERE datname = current_database() AND application_name LIKE 'smsmode%'";
        assert_eq!(scene.database.psql(cut), "t");
    }
    until("all", || scene.accepted() == 150);
    until("the queue is empty", || scene.jobs() == 0);
    until("all is well", || workers.iter().all(|worker| worker.trouble().is_none()));
    until("one keeps", || workers.iter().filter(|worker| worker.keeps()).count() == 1);
    scene.assert_sent_once(150);
}

#[test]
fn a_queue_that_is_thrown_away_whole_is_made_anew() {
    let scene = Scene::new();
    let _worker = scene.sweeping_worker();
    scene.database.psql("DROP SCHEMA apalis CASCADE");
    scene.add(10);
    until("all", || scene.accepted() == 10);
    scene.assert_sent_once(10);
}

#[test]
fn a_worker_needs_no_right_to_make_tables() {
    let scene = Scene::new();
    scene.give_roles();
    scene.database.psql("CREATE ROLE plain LOGIN IN ROLE smsmode_dispatch");
    let start = |user| Worker::start(&scene.database.url_of(user), &scene.client(), sweeping());
    let refused = start("plain").unwrap_err();
    assert!(matches!(refused, FleetError::NoHstore(_)), "{refused}");
    scene.database.psql("CREATE EXTENSION hstore");
    let refused = start("plain").unwrap_err();
    assert!(matches!(refused, FleetError::Queue(_)), "{refused}");
    // The owner's makes what is missing.
    drop(start("smsmode").unwrap());
    let worker = start("plain").unwrap();
    scene.add(5);
    until("all", || scene.accepted() == 5);
    until("it keeps", || worker.keeps() && worker.trouble().is_none());
    scene.database.psql("DELETE FROM apalis.jobs");
    scene.add(5);
    scene.database.psql("DELETE FROM apalis.jobs");
    until("what lost its job", || scene.accepted() == 10);
    scene.assert_sent_once(10);
}

/// As the page has it: workers first, roles later.
#[test]
fn roles_that_are_made_after_the_queue_have_its_rights_too() {
    let scene = Scene::new();
    drop(scene.worker());
    scene.give_roles();
    scene.database.psql("CREATE ROLE later LOGIN IN ROLE smsmode_dispatch");
    let url = scene.database.url_of("later");
    let worker = Worker::start(&url, &scene.client(), sweeping()).unwrap();
    scene.database.psql("DELETE FROM apalis.jobs");
    scene.add(5);
    scene.database.psql("DELETE FROM apalis.jobs");
    until("all", || scene.accepted() == 5 && worker.trouble().is_none());
    scene.assert_sent_once(5);
}

/// Each would miss the other's half, or fail on what the other changes.
#[test]
fn roles_are_not_made_while_a_worker_makes_the_queue() {
    let scene = Scene::new();
    let is_held =
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 6 AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    thread::scope(|scope| {
        let making = scope.spawn(|| scene.database.psql(MAKING));
        until("the queue is being made", || scene.database.psql(is_held) == "1");
        scene.give_roles();
        making.join().unwrap();
    });
}

/// What a worker holds while it makes the queue, held until somebody waits for it.
const MAKING: &str = "DO $$ BEGIN
    PERFORM pg_advisory_lock(1397576559, 6);
    WHILE NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 6 AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) LOOP
        IF clock_timestamp() > now() + interval '20 s' THEN RAISE 'nobody waits'; END IF;
        PERFORM pg_sleep(0.01);
    END LOOP;
END $$";

/// A program with a runtime of its own starts one where waiting is forbidden.
#[test]
fn a_worker_that_is_refused_in_somebodys_runtime_says_why() {
    let scene = Scene::new();
    let _held = scene.outbox.ledger().claim().unwrap();
    let somebodys = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let refused = somebodys.block_on(async { scene.try_worker(settings()).unwrap_err() });
    assert!(matches!(refused, FleetError::Ledger(LedgerError::AnotherDispatcher)), "{refused}");
}

#[test]
fn an_outbox_in_a_file_has_no_workers() {
    let (scene, folder) = (Scene::new(), tempfile::tempdir().unwrap());
    let file = folder.path().join("till.db");
    let refused = Worker::start(&format!("sqlite:{}", file.display()), &scene.client(), settings());
    let refused = refused.unwrap_err();
    assert!(matches!(refused, FleetError::Ledger(LedgerError::NotShared)), "{refused}");
    assert!(!file.exists());
}

/// Nobody tells it, as an outbox would.
#[test]
fn a_worker_that_nobody_tells_looks_again_and_again() {
    let scene = Scene::new();
    let _worker = scene.worker();
    let mut waited = Vec::new();
    for number in 1..=40 {
        let put_in = format!(
            r#"SELECT fate FROM smsmode.enqueue('[{{"key": "order-{number}", "class": 2,
                "recipient": "33639980011", "text": "Bonjour {number}", "guarantee": "at_most_once"}}]')"#
        );
        scene.database.psql(&put_in);
        let begun = Instant::now();
        until("it was sent", || scene.accepted() == number);
        waited.push(begun.elapsed());
    }
    // The next sign of life of a worker would be a look, too. A single one may wait for the machine.
    waited.sort();
    assert!(waited[20] < Duration::from_secs(2), "{waited:?}");
    scene.assert_sent_once(40);
}

#[test]
fn a_worker_looks_after_no_job_of_others() {
    let scene = Scene::new();
    let worker = scene.worker();
    let others = "INSERT INTO apalis.jobs (id, job_type, job, status)
        VALUES ('01KB12V3JGZ3M5QF8QGV4YV7E0', 'mail', '{}', 'Done'),
            ('01KB12V3JGZ3M5QF8QGV4YV7E1', 'mail', '{}', 'Pending')";
    scene.database.psql(others);
    scene.add(5);
    until("all", || scene.accepted() == 5 && scene.jobs() == 0);
    drop(worker);
    let left = "SELECT string_agg(status, ' ' ORDER BY id) FROM apalis.jobs";
    assert_eq!(scene.database.psql(left), "Done Pending");
}

#[test]
fn who_may_only_put_messages_in_pushes_their_jobs() {
    let scene = Scene::new();
    drop(scene.worker());
    scene.give_roles();
    scene.database.psql("CREATE ROLE shop LOGIN IN ROLE smsmode_enqueue");
    let put_in = r#"SET ROLE shop; SELECT fate FROM smsmode.enqueue('[{"key": "order-1", "recipient":
        "33639980011", "text": "Bonjour", "class": 2, "guarantee": "at_most_once"}]')"#;
    assert_eq!(scene.database.psql(put_in), "new");
    assert_eq!(scene.jobs(), 1);
    let _worker = scene.try_worker(settings()).unwrap();
    until("it was sent", || scene.accepted() == 1);
}
