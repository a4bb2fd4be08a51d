//! Those who put messages in, cancel them, send them again and pause the queue; and who sets the clock.

use fastrand::Rng;
use smsmode_core::outbox::{OutboxId, State};
use smsmode_outbox::Added;

use super::World;
use crate::simulation::process::Process;

/// What somebody does.
#[derive(Debug, Clone, Copy)]
pub(super) enum Deed {
    /// One of those that wait for anything.
    Cancel(usize),
    /// One of those that are parked or were rejected.
    Retry(usize),
    /// Puts a message in once more, after some doubt.
    Again(usize),
    Pause,
    /// Sets the clock, by so many seconds.
    SetClock(i64),
}

/// How much our clock and the service's may differ.
const RECKONED_WITH: u64 = 600;
/// The quiet time, and the second look after it.
const STEADY: u64 = 15 * 60 + 120;

impl Deed {
    pub(super) fn plan(rng: &mut Rng) -> Vec<(u64, Self)> {
        let deed = |rng: &mut Rng| match rng.u8(..16) {
            0..5 => Self::Cancel(rng.usize(..super::LETTERS)),
            5..9 => Self::Retry(rng.usize(..super::LETTERS)),
            9..13 => Self::Again(rng.usize(..super::LETTERS)),
            13 => Self::Pause,
            _ => Self::SetClock(rng.i64(-10_000..10_000)),
        };
        (0..rng.u8(..8)).map(|_| (rng.u64(0..10_000), deed(rng))).collect()
    }
}

impl World {
    pub(super) fn enqueue(&mut self) {
        while let Some(letter) = self.letters.get(self.enqueued()) {
            if letter.written_at > self.now {
                return;
            }
            let added = self.outbox.enqueue(&letter.message).unwrap();
            assert!(matches!(added, Added::New(_)), "seed {}: a key is taken", self.seed);
        }
    }

    pub(super) fn live_among_people(&mut self) {
        let now = self.now;
        for (_, deed) in self.deeds.extract_if(.., |(at, _)| *at <= now).collect::<Vec<_>>() {
            self.act(deed);
        }
        if self.disk.tables().paused.is_none() {
            self.resumes_at = None;
        } else if self.resumes_at.is_none() {
            self.resumes_at = Some(now + self.rng.u64(600..3_600));
        }
        if self.resumes_at.take_if(|at| *at <= now).is_some() {
            self.outbox.resume().unwrap();
        }
    }

    fn act(&mut self, deed: Deed) {
        match deed {
            Deed::Cancel(letter) => self.cancel(letter),
            Deed::Retry(letter) => self.retry(letter),
            Deed::Again(letter) => self.put_in_again(letter),
            Deed::Pause => self.outbox.pause().unwrap(),
            Deed::SetClock(by) => self.set_clock(by),
        }
    }

    fn cancel(&self, pick: usize) {
        if let Some(letter) = self.pick(pick, &[State::Queued, State::Parked]) {
            self.outbox.cancel(self.id(letter)).unwrap();
        }
    }

    /// Whoever sends a parked message again has made sure that it did not arrive, nor will.
    fn retry(&self, pick: usize) {
        let letter = self.pick(pick, &[State::Parked, State::Rejected]);
        if let Some(letter) = letter.filter(|letter| self.is_surely_absent(*letter)) {
            // Too late, or too often.
            drop(self.outbox.retry(self.id(letter)));
        }
    }

    fn pick(&self, pick: usize, states: &[State]) -> Option<usize> {
        let rows: Vec<_> = states.iter().flat_map(|state| self.rows_in(*state)).collect();
        rows.get(pick % rows.len().max(1)).copied()
    }

    fn id(&self, letter: usize) -> OutboxId {
        self.disk.tables().rows[letter].id
    }

    /// None of those that look like it is unaccounted for.
    fn is_surely_absent(&self, letter: usize) -> bool {
        let equal = self.equal_to(letter);
        let is_one = |one: Option<usize>| one.is_some_and(|one| equal.contains(&one));
        let comes = self.on_the_way.iter().any(|(_, arrival)| is_one(arrival.letter));
        let stored = self.service.stored.iter().any(|stored| is_one(stored.letter));
        !comes && !stored
    }

    fn put_in_again(&self, letter: usize) {
        if letter < self.enqueued() {
            let added = self.outbox.enqueue(&self.letters[letter].message).unwrap();
            let same = Added::Known(self.id(letter));
            assert_eq!(added, same, "seed {}: put in twice", self.seed);
        }
    }

    /// Back at any time. Forward only while somebody is there who sees it, and goes on living: a
    /// process that starts later cannot know, and takes what is unknown for older than it is.
    fn set_clock(&mut self, by: i64) {
        let sees = |process: &Process| process.seen.is_some() && process.is_awake(self.now);
        let is_seen = self.starts_at.is_none() && self.processes.iter().all(sees);
        if by < 0 || is_seen {
            self.clock.jump(by);
            self.jumps += 1;
            self.clock_was_wrong |= self.clock.is_off_by_more_than(RECKONED_WITH);
        }
        if by > 0 && is_seen {
            self.steady_from = self.now + STEADY;
        }
    }

    /// Somebody changes a message between what a dispatcher read and what it writes.
    pub(super) fn come_between(&mut self, at: usize) {
        let (rare, pick) = (self.rng.u8(..60) == 0, self.rng.usize(..super::LETTERS));
        if let Some(letter) = self.pick(pick, &[State::Queued]).filter(|_| rare) {
            let (outbox, id) = (self.outbox.clone(), self.id(letter));
            self.processes[at].handle.interlude(move || drop(outbox.cancel(id)));
        }
    }
}
