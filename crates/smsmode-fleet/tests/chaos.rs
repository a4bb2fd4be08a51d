//! Real disasters: three workers that send from one outbox against a hostile service are killed, frozen
//! and cut off at random moments, their database crashes, their queue is emptied, and messages are put
//! in all the while. Nothing is lost, nothing is sent twice, and the ledger says what the service has.
//!
//! `CHAOS_EVENTS` says how many events, `CHAOS_SEED` which ones; `make chaos-fleet N=20000` runs it for
//! long.

#![cfg(target_os = "linux")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, its helpers too, and it tells how far it is"
)]

#[path = "support/ahead.rs"]
mod ahead;
#[path = "chaos/campaign.rs"]
mod campaign;
#[path = "chaos/event.rs"]
mod event;
#[path = "chaos/follower.rs"]
mod follower;
#[path = "../../smsmode-outbox/tests/chaos/hostility.rs"]
mod hostility;
#[path = "../../smsmode-outbox/tests/chaos/late_road.rs"]
mod late_road;
#[path = "chaos/letter.rs"]
mod letter;
#[path = "support/patience.rs"]
mod patience;
#[path = "support/process.rs"]
#[allow(dead_code, reason = "some tests have it thawed by time, others by hand")]
mod process;
#[allow(dead_code, reason = "each campaign crashes a server of its own, and shares none")]
#[path = "../../smsmode-outbox/tests/support/postgres.rs"]
mod server;
#[path = "chaos/shop.rs"]
mod shop;
#[path = "chaos/tally.rs"]
mod tally;
#[path = "chaos/truth.rs"]
mod truth;
#[path = "support/worker.rs"]
mod worker;

use std::env;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use campaign::Campaign;
use event::events;
use tally::Tally;
use worker::Worker;

const EVENTS: u64 = 300;
const SEED: u64 = 20_261_123;
const EVENTS_PER_CAMPAIGN: u64 = 60;
/// A campaign waits for leases and quiet times most of its life.
const AT_ONCE: usize = 5;

#[test]
fn three_hundred_disasters_send_no_message_twice_and_lose_none() {
    let (events, seed) = (number("CHAOS_EVENTS", EVENTS), number("CHAOS_SEED", SEED));
    let campaigns = events.div_ceil(EVENTS_PER_CAMPAIGN);
    let (next, tally) = (AtomicU64::new(0), Mutex::new(Tally::default()));
    let work = || {
        while let Some(number) =
            Some(next.fetch_add(1, Ordering::Relaxed)).filter(|n| *n < campaigns)
        {
            let left = events - number * EVENTS_PER_CAMPAIGN;
            let own = Campaign::new(seed.wrapping_add(number)).run(left.min(EVENTS_PER_CAMPAIGN));
            let mut all = tally.lock().unwrap();
            *all += own;
            println!("{} of {campaigns} campaigns: {all}", number + 1);
        }
    };
    thread::scope(|scope| (0..AT_ONCE).for_each(|_| drop(scope.spawn(work))));
    tally.into_inner().unwrap().assert_that_it_was_hostile();
}

#[test]
fn a_seed_tells_what_happens_and_when() {
    let told = |seed| events(seed).take(100).map(|event| format!("{event:?}")).collect::<Vec<_>>();
    assert_eq!(told(SEED), told(SEED));
    assert_ne!(told(SEED), told(SEED + 1));
}

/// What the first test starts in processes of its own. In a run of all tests there is nothing to do.
#[test]
fn a_worker_lives_until_it_is_killed() {
    if let Some(worker) = Worker::of_environment() {
        worker.live();
    }
}

fn number(variable: &str, usual: u64) -> u64 {
    env::var(variable).map_or(usual, |number| number.parse().unwrap())
}
