//! Whole lives of messages under a clock, a disk, a network and a service that are made up: what
//! the rules promise, seen from outside.
//!
//! Two processes work on one ledger, which is worse than what an outbox allows. They crash and
//! freeze at any moment; a crash loses what was not synced. The network loses, delays and answers
//! late; the service lists late, and lists what others sent. A seed tells all of it.

mod disk;
mod letter;
mod process;
mod service;
mod world;

use world::{Weather, World};

fn lives(worlds: u64, first_seed: u64, weather: &Weather) -> usize {
    (first_seed..first_seed + worlds).map(|seed| World::new(seed, weather).run()).sum()
}

/// A failure names its seed: `World::new(seed, &Weather::default()).run()` shows it again.
#[test]
fn nothing_is_lost_and_nothing_is_sent_twice() {
    assert!(lives(500, 0, &Weather::default()) >= 10_000);
}

#[test]
#[ignore = "a million lives take a minute; `cargo test --release -- --ignored` runs them"]
fn nothing_is_lost_and_nothing_is_sent_twice_in_a_million_lives() {
    assert!(lives(50_000, 1_000_000, &Weather::default()) >= 1_000_000);
}

/// What is not promised; it also shows that the simulation sees a message that was sent twice.
#[test]
#[should_panic(expected = "sent twice")]
fn a_service_that_lists_later_than_the_quiet_time_defeats_every_rule() {
    let slow = Weather { longest_listing: 20_000, ..Weather::default() };
    lives(200, 0, &slow);
}

/// Shows that the simulation sees a message that was sent twice because a disk lied.
#[test]
#[should_panic(expected = "sent twice")]
fn a_disk_that_loses_what_it_acknowledged_defeats_every_rule() {
    let lying = Weather { lying_disk: true, ..Weather::default() };
    lives(200, 0, &lying);
}

#[test]
fn a_seed_tells_everything() {
    let told = |seed| {
        let weather = Weather::default();
        let mut world = World::new(seed, &weather);
        world.run();
        world.summary()
    };
    assert_eq!(told(7), told(7));
    assert_ne!(told(7), told(8));
}
