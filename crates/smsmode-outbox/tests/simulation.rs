//! Whole lives of messages through the real engine, under a clock, a disk, a network and a service that
//! are made up: what an outbox promises, seen from outside.
//!
//! Processes crash and freeze at any moment, and a frozen one that thaws finds another in its place; a
//! crash loses what was not committed; a write fails, or fails and is there all the same. The network
//! loses, delays and answers late; the service lists late, tells receipts twice and without our
//! reference, and lists what others sent. People cancel, retry and pause, in the middle of a turn too,
//! and set the clock. A seed tells all of it.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    reason = "a test fails by panicking, its helpers too"
)]

#[path = "ledger/conformance.rs"]
mod conformance;

mod simulation {
    pub(crate) mod clock;
    pub(crate) mod disk;
    pub(crate) mod handle;
    pub(crate) mod letter;
    pub(crate) mod network;
    pub(crate) mod post;
    pub(crate) mod process;
    pub(crate) mod service;
    pub(crate) mod world;
}

use std::sync::Arc;
use std::thread;

use simulation::disk::Disk;
use simulation::handle::Handle;
use simulation::world::{Weather, World};
use smsmode_core::outbox::State;
use smsmode_outbox::Ledger;

fn lives(worlds: u64, first_seed: u64, weather: Weather) -> usize {
    (first_seed..first_seed + worlds).map(|seed| World::new(seed, weather).run()).sum()
}

/// A failure names its seed: `World::new(seed, Weather::default()).run()` shows it again.
#[test]
fn nothing_is_lost_and_nothing_is_sent_twice() {
    assert!(lives(100, 0, Weather::default()) >= 2_000);
}

/// Two messages were accepted without an id, and the first is not asked for any more.
#[test]
fn one_whose_id_is_given_up_keeps_no_other_from_being_looked_up() {
    assert_eq!(
        lives(1, 1_000_013, Weather::default()) + lives(1, 1_025_122, Weather::default()),
        40
    );
}

/// A receipt proves that an id is another message's, and somebody changes that row before this is written.
#[test]
fn a_proof_that_is_written_at_the_second_attempt_disproves_what_the_list_told() {
    let lived: usize =
        [1_021_769, 1_034_850].map(|seed| lives(1, seed, Weather::default())).into_iter().sum();
    assert_eq!(lived, 40);
}

#[test]
#[ignore = "a million lives take a minute; `make simulation` runs them"]
fn nothing_is_lost_and_nothing_is_sent_twice_in_a_million_lives() {
    let (threads, worlds) = (2, 25_000);
    let live = |thread| move || lives(worlds, 1_000_000 + thread * worlds, Weather::default());
    let threads: Vec<_> = (0..threads).map(|thread| thread::spawn(live(thread))).collect();
    let lived: usize = threads.into_iter().map(|thread| thread.join().unwrap()).sum();
    assert!(lived >= 1_000_000);
}

/// What is not promised; it also shows that the simulation sees a message that was sent twice.
#[test]
#[should_panic(expected = "sent twice")]
fn a_service_that_lists_later_than_the_quiet_time_defeats_every_rule() {
    lives(200, 0, Weather { longest_listing: 20_000, ..Weather::default() });
}

/// Shows that the simulation sees a message that was sent twice because a disk lied.
#[test]
#[should_panic(expected = "sent twice")]
fn a_disk_that_loses_what_it_acknowledged_defeats_every_rule() {
    lives(200, 0, Weather { lying_disk: true, ..Weather::default() });
}

/// What is not promised: ten minutes between our clock and the service's are reckoned with. Nothing is
/// sent twice, but of two equal messages, one lost and one accepted, the wrong one may get the entry.
#[test]
#[should_panic(expected = "2 are said to be accepted of 1")]
fn a_clock_that_is_hours_wrong_may_mistake_one_of_two_equal_messages_for_the_other() {
    lives(1, 1_033_769, Weather { dates_tell: true, ..Weather::default() });
}

#[test]
fn a_seed_tells_everything() {
    let told = |seed| {
        let mut world = World::new(seed, Weather::default());
        world.run();
        world.summary()
    };
    assert_eq!(told(7), told(7));
    assert_ne!(told(7), told(8));
}

/// What never happens proves nothing.
#[test]
fn every_end_is_reached_and_many_a_message_is_transmitted_again() {
    let world = |seed| {
        let mut world = World::new(seed, Weather::default());
        world.run();
        world.summary()
    };
    let ends: Vec<_> = (0..40).flat_map(world).collect();
    for state in [
        State::Parked,
        State::Accepted,
        State::Delivered,
        State::Undelivered,
        State::Rejected,
        State::Expired,
        State::Cancelled,
    ] {
        let reached = ends.iter().filter(|end| end.state == state).count();
        assert!(reached >= 5, "{state}: {reached}");
    }
    assert!(ends.iter().filter(|end| end.attempts > 1).count() >= 50);
}

/// The disk of the simulation is a ledger like every other.
struct Memory(Arc<Disk>);

impl conformance::Place for Memory {
    fn open(&self) -> Box<dyn Ledger> {
        Box::new(Handle::of(&self.0))
    }
}

macro_rules! conforms {
    ($($test:ident)*) => {
        $(
            #[test]
            fn $test() {
                conformance::$test(&Memory(Arc::new(Disk::new([7; 16]))));
            }
        )*
    };
}

conforms! {
    what_was_added_is_there_as_it_was_given
    a_key_is_there_once_and_another_message_under_it_is_refused
    messages_of_one_batch_are_listed_in_its_order
    every_stage_is_read_as_it_was_written
    whoever_holds_an_old_fence_or_state_changes_nothing
    several_steps_of_a_message_follow_each_other_in_one_write
    what_is_due_comes_in_its_order_and_expires_before_its_time
    of_the_nameless_those_that_nobody_asks_for_any_more_come_last
    whoever_reads_changes_misses_no_message
    what_concerns_all_messages_is_kept
    one_dispatcher_at_a_time_and_others_may_add
    what_ended_long_ago_is_forgotten_and_its_key_still_known
    several_threads_add_and_each_message_is_there_once
}
