//! Workers on hosts of their own, and a network that loses packets in the midst of their work. Each host
//! has a line to the place where the database and the service are; lines are cut and mended.
//!
//! It needs `ip` and `nft`, and root, since the database runs as another user; what a machine forbids is
//! named in the last line of `make test`.

#![cfg(target_os = "linux")]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking, its helpers too, and tells what was not run"
)]

#[path = "support/ahead.rs"]
mod ahead;
#[path = "network/centre.rs"]
mod centre;
#[path = "network/host.rs"]
mod host;
#[path = "../../smsmode-outbox/tests/network/own.rs"]
mod own;
#[path = "support/process.rs"]
#[allow(dead_code, reason = "some tests have it thawed by time, others by hand")]
mod process;
#[path = "network/scene.rs"]
mod scene;
#[allow(dead_code, reason = "each scene has a server of its own, which does not crash")]
#[path = "../../smsmode-outbox/tests/support/postgres.rs"]
mod server;
#[path = "support/worker.rs"]
mod worker;

use centre::{DATABASE, SERVICE};
use host::Lost::{Answers, Everything, Requests};
use scene::Scene;
use smsmode_core::outbox::{Evidence, State};
use worker::Worker;

macro_rules! on_hosts_of_their_own {
    ($($(#[$about:meta])* fn $test:ident($scene:ident) $body:block)*) => {
        $(
            $(#[$about])*
            #[test]
            fn $test() {
                own::networks(&[own::AS_ROOT], stringify!($test), || {
                    let $scene = &mut Scene::new();
                    $body
                });
            }
        )*
    };
}

on_hosts_of_their_own! {
    fn an_answer_that_could_not_be_written_settles_the_message_once_the_line_is_mended(scene) {
        scene.answer_late();
        let id = scene.begin_at_the_sender("order-1");
        scene.sender().lose(Everything, DATABASE);
        // Otherwise it would be found in the list at once.
        scene.keeper().lose(Answers, SERVICE);
        scene.keeper_goes_on();
        scene.until(id, State::Unknown);
        scene.sender().mend();
        scene.until(id, State::Accepted);
        scene.assert_arrived(id, 1, Evidence::Told);
        scene.assert_that_the_sender_works();
    }

    fn an_answer_that_never_comes_back_is_found_in_the_list(scene) {
        scene.answer_late();
        let id = scene.begin_at_the_sender("order-1");
        scene.sender().lose(Everything, DATABASE);
        scene.keeper_goes_on();
        scene.until(id, State::Accepted);
        scene.assert_arrived(id, 1, Evidence::Listed);
        // The late answer confirms what the list showed.
        scene.sender().mend();
        scene.until_told(id);
        scene.assert_arrived(id, 1, Evidence::Told);
        scene.assert_that_the_sender_works();
    }

    fn a_request_that_a_cut_line_lost_is_sent_by_another_host_and_does_not_arrive_late(scene) {
        scene.sender().lose(Requests, SERVICE);
        let id = scene.begin_at_the_sender("order-1");
        scene.until(id, State::Unknown);
        assert!(scene.sender().lost() > 0 && scene.sender().unsent_to(SERVICE) == 0);
        // It would take the message again and again, and lose it as often.
        scene.sender_rests();
        scene.keeper_goes_on();
        scene.until(id, State::Accepted);
        scene.sender().mend();
        scene.assert_that_the_sender_works();
        scene.assert_arrived(id, 2, Evidence::Told);
    }

    fn an_answer_that_a_cut_line_lost_is_found_in_the_list_by_another_host(scene) {
        scene.sender().lose(Answers, SERVICE);
        let id = scene.begin_at_the_sender("order-1");
        scene.until(id, State::Unknown);
        scene.keeper_goes_on();
        scene.until(id, State::Accepted);
        scene.assert_arrived(id, 1, Evidence::Listed);
        scene.sender().mend();
        scene.assert_that_the_sender_works();
    }

    /// PostgreSQL finds out after half a minute that nobody is there any more.
    fn a_keeper_that_is_cut_off_is_followed_by_another_one(scene) {
        scene.keeper_goes_on();
        scene.keeper().lose(Everything, DATABASE);
        scene.lose_an_answer();
        let id = scene.add("order-1");
        scene.until(id, State::Unknown);
        assert_eq!(scene.keepers(), 1);
        scene.answer_at_once();
        let next = scene.add("order-2");
        scene.until(next, State::Accepted);
        scene.until(id, State::Accepted);
        scene.assert_arrived(id, 1, Evidence::Listed);
        assert_eq!(scene.keepers(), 2);
        scene.keeper().mend();
        scene.assert_that_the_first_keeper_sends();
    }
}

/// What the tests above start in processes of their own. In a run of all tests there is nothing to do.
#[test]
fn a_worker_lives_until_it_is_killed() {
    if let Some(worker) = Worker::of_environment() {
        worker.live();
    }
}
