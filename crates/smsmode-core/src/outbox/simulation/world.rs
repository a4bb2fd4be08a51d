//! A clock, two processes, a disk and a service.

mod check;
mod list;
mod turn;

use std::collections::HashSet;
use std::time::Duration;

use fastrand::Rng;

use super::disk::{Disk, Draft};
use super::letter::Letter;
use super::process::Process;
use super::service::Service;
use crate::outbox::{Attempt, Event, Moment, Progress, Refused, Rules, State, disproved};
use crate::time::Timestamp;

/// What may happen in a world.
pub(super) struct Weather {
    /// Seconds after which a request that was given up comes to the service at the latest.
    pub(super) longest_delay: i64,
    /// Seconds after which the service lists what it accepted at the latest.
    pub(super) longest_listing: i64,
    /// Whether the disk loses what it said to be synced.
    pub(super) lying_disk: bool,
}

/// Together they stay below the quiet time of 15 minutes.
impl Default for Weather {
    fn default() -> Self {
        Self { longest_delay: 400, longest_listing: 400, lying_disk: false }
    }
}

pub(super) struct World<'w> {
    seed: u64,
    weather: &'w Weather,
    rng: Rng,
    rules: Rules,
    now: Timestamp,
    letters: Vec<Letter>,
    disk: Disk,
    service: Service,
    processes: [Process; 2],
    /// What is on its way to the service: when it comes, and of whom.
    on_the_way: Vec<(Timestamp, usize, Attempt)>,
    paused_until: Option<Timestamp>,
    twice: HashSet<usize>,
}

const LETTERS: usize = 20;
const LEASE: i64 = 60;
const DAY: i64 = 86_400;

impl<'w> World<'w> {
    pub(super) fn new(seed: u64, weather: &'w Weather) -> Self {
        let mut rng = Rng::with_seed(seed);
        let now = Timestamp::from_unix_seconds(1_792_800_000 + rng.i64(0..20 * DAY));
        let mut letters: Vec<_> = (0..LETTERS).map(|_| Letter::new(&mut rng, now)).collect();
        letters.sort_by_key(|letter| letter.written_at);
        Self {
            seed,
            weather,
            rng,
            rules: Rules::default().with_request_timeout(Duration::from_secs(30)),
            now,
            letters,
            disk: Disk::default(),
            service: Service::default(),
            processes: Default::default(),
            on_the_way: Vec::new(),
            paused_until: None,
            twice: HashSet::new(),
        }
    }

    /// Until nothing is left to do; how many lives were lived.
    pub(super) fn run(&mut self) -> usize {
        let end = self.now.plus_seconds(30 * DAY);
        while let Some(next) = self.next() {
            self.now = next.max(self.now.plus_seconds(1));
            assert!(self.now < end, "seed {}: it never ends", self.seed);
            self.enqueue();
            self.arrive();
            self.receive();
            for at in 0..self.processes.len() {
                if self.processes[at].is_awake(self.now) {
                    self.turn(at);
                }
            }
        }
        self.check();
        self.letters.len()
    }

    /// When something happens next.
    fn next(&self) -> Option<Timestamp> {
        let enqueued = self.disk.rows().count();
        let written = self.letters.get(enqueued).map(|letter| letter.written_at);
        let due = self.disk.rows().filter_map(|(row, progress)| self.due(row, progress)).min();
        // Somebody has to be awake for that.
        let awake = self.processes.iter().map(|process| process.sleeps_until.unwrap_or(self.now));
        let due = due.and_then(|due| Some(due.max(awake.min()?)));
        let arrives = self.on_the_way.iter().map(|(at, ..)| *at).min();
        let busy = |process: &Process| !process.jobs.is_empty() || process.reading.is_some();
        let processes = self.processes.iter().filter(|process| busy(process));
        let processes = processes.filter_map(|process| process.next(self.now)).min();
        [written, due, arrives, processes, self.service.next_receipt()].into_iter().flatten().min()
    }

    fn due(&self, row: usize, progress: &Progress) -> Option<Timestamp> {
        let due = progress.stage.due_at()?;
        let queued = progress.state() == State::Queued;
        let paused_until = self.paused_until.filter(|_| queued);
        let due = paused_until.map_or(due, |until| due.max(until));
        let expires_at = self.letters[row].terms.expires_at.filter(|_| queued);
        let lease = matches!(progress.state(), State::Claimed | State::Submitting);
        Some(expires_at.map_or(due, |expiry| due.min(expiry)).plus_seconds(i64::from(lease)))
    }

    fn enqueue(&mut self) {
        while let Some(letter) = self.letters.get(self.disk.rows().count()) {
            if letter.written_at > self.now {
                return;
            }
            self.disk.insert(Progress::queued(letter.written_at));
        }
    }

    /// What is on its way comes whether its sender lives or not; others send, too.
    fn arrive(&mut self) {
        let now = self.now;
        let due: Vec<_> = self.on_the_way.extract_if(.., |(at, ..)| *at <= now).collect();
        for (_, row, attempt) in due {
            let (letter, owner) = (&self.letters[row], Some((row, attempt)));
            self.service.accept(letter, owner, &mut self.rng, self.weather, now);
        }
        if self.rng.u16(..400) == 0 {
            let foreign = Letter::new(&mut self.rng, now);
            let foreign = Letter { kept_text: "Un autre programme", ..foreign };
            self.service.accept(&foreign, None, &mut self.rng, self.weather, now);
        }
    }

    /// Receipts with our reference, which some process reads as soon as one is awake.
    fn receive(&mut self) {
        if !self.processes.iter().any(|process| process.is_awake(self.now)) {
            return;
        }
        let mut draft = Draft::default();
        for (row, message_id, status) in self.service.take_receipts(self.now) {
            self.tell(&mut draft, row, &Event::Receipt { message_id, status });
        }
        self.disk.sync(draft);
    }

    fn tell(&mut self, draft: &mut Draft, row: usize, event: &Event) -> bool {
        let terms = &self.letters[row].terms;
        let random = self.rng.u32(..);
        let moment = Moment { now: self.now, random, rules: &self.rules, terms };
        let told = draft.tell(&self.disk, row, event, &moment);
        if told == Err(Refused::AcceptedTwice) {
            self.twice.insert(row);
        }
        if told.is_ok() && matches!(event, Event::Receipt { .. } | Event::Answered { .. }) {
            self.disprove(draft, row);
        }
        told.is_ok()
    }

    /// An equal message may have been given the id that was told of this one.
    fn disprove(&mut self, draft: &mut Draft, row: usize) {
        let number = self.letters[row].number;
        let equal = |other: &usize| *other != row && self.letters[*other].number == number;
        let others = (0..self.disk.rows().count()).filter(equal);
        let others: Vec<_> = others.map(|other| (other, draft.row(&self.disk, other))).collect();
        for other in disproved(draft.row(&self.disk, row), &others) {
            self.tell(draft, other, &Event::Disproved);
        }
    }
}
