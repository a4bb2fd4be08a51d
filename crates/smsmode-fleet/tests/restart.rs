//! The database dies under workers and comes back.

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

use scene::{assert_sent_once, client, message, settings, until};
use server::Server;
use smsmode_core::outbox::State;
use smsmode_fleet::Worker;
use smsmode_outbox::{NewMessage, Outbox};
use smsmode_sandbox::{Fault, FaultRule, Sandbox, SandboxOptions};

#[test]
fn a_database_that_crashes_under_workers_ends_none_of_them_and_loses_nothing() {
    let mut server = Server::start();
    let url = server.url("smsmode", "postgres");
    let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
    sandbox.set_faults([FaultRule::always(Fault::Delay { milliseconds: 20 })]);
    let outbox = Outbox::open(&url).unwrap();
    let start = || Worker::start(&url, &client(&sandbox), settings()).unwrap();
    let workers = [start(), start()];
    let all: Vec<NewMessage> = (0..150).map(|number| message(&number.to_string())).collect();
    outbox.enqueue_all(&all).unwrap();
    let accepted = || {
        let counts = outbox.overview().map(|overview| overview.counts).unwrap_or_default();
        let count = |state| counts.get(&state).copied().unwrap_or_default();
        count(State::Accepted) + count(State::Delivered)
    };
    for sent in [30, 80] {
        until("some", || accepted() > sent);
        server.crash_and_restart();
    }
    until("all", || accepted() == 150);
    until("all is well", || workers.iter().all(|worker| worker.trouble().is_none()));
    until("one keeps", || workers.iter().filter(|worker| worker.keeps()).count() == 1);
    assert_sent_once(&sandbox, 150);
    outbox.enqueue(&message("afterwards")).unwrap();
    until("what came afterwards", || accepted() == 151);
    drop(workers);
    assert_sent_once(&sandbox, 151);
}
