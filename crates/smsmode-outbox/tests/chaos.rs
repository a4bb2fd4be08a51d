//! Real kills: tills that send from an outbox against a hostile service, and are killed and frozen at
//! random moments. Nothing is lost, nothing is sent twice, and the ledger says what the service has.
//!
//! `CHAOS_KILLS` says how many kills, `CHAOS_SEED` which ones; `make chaos N=20000` runs it for long.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test fails by panicking, its helpers too, and its processes speak by their output"
)]

#[path = "chaos/campaign.rs"]
mod campaign;
#[path = "chaos/hostility.rs"]
mod hostility;
#[path = "chaos/late_road.rs"]
mod late_road;
#[path = "chaos/process.rs"]
mod process;
#[path = "chaos/tally.rs"]
mod tally;
#[path = "chaos/till.rs"]
mod till;
#[path = "chaos/truth.rs"]
mod truth;

use std::env;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use campaign::Campaign;
use tally::Tally;
use till::Till;

const KILLS: u64 = 300;
const SEED: u64 = 20_261_123;
const KILLS_PER_CAMPAIGN: u64 = 50;
/// A campaign waits for leases and quiet times most of its life.
const AT_ONCE: usize = 6;

#[test]
fn three_hundred_kills_send_no_message_twice_and_lose_none() {
    let (kills, seed) = (number("CHAOS_KILLS", KILLS), number("CHAOS_SEED", SEED));
    let campaigns = kills.div_ceil(KILLS_PER_CAMPAIGN);
    let (next, tally) = (AtomicU64::new(0), Mutex::new(Tally::default()));
    let work = || {
        while let Some(number) =
            Some(next.fetch_add(1, Ordering::Relaxed)).filter(|n| *n < campaigns)
        {
            let own = Campaign::new(seed.wrapping_add(number)).run(KILLS_PER_CAMPAIGN);
            let mut all = tally.lock().unwrap();
            *all += own;
            println!("{} of {campaigns} campaigns: {all}", number + 1);
        }
    };
    thread::scope(|scope| (0..AT_ONCE).for_each(|_| drop(scope.spawn(work))));
    tally.into_inner().unwrap().assert_that_it_was_hostile();
}

/// What the test above starts in processes of its own. In a run of all tests there is nothing to do.
#[test]
fn a_till_lives_until_it_is_killed() {
    if let Some(till) = Till::of_environment() {
        till.live();
    }
}

fn number(variable: &str, usual: u64) -> u64 {
    env::var(variable).map_or(usual, |number| number.parse().unwrap())
}
