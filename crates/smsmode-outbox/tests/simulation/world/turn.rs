//! A turn of a dispatcher, and what happens to its process.

use smsmode_core::outbox::{Stage, State};

use super::World;
use crate::simulation::disk::due;
use crate::simulation::handle::Trouble;

/// How the process fares in a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fortune {
    Well,
    Freezes,
    /// It dies before it writes, or after it wrote; or it lives and the disk is in trouble.
    Dies(Trouble),
    Lives(Trouble),
}

/// A dispatcher looks five times a second; so much less is enough here.
const GLANCE: u64 = 10;
/// More would hide a dispatcher that never comes to its end: the next one would.
const MOST_ENDS: usize = 20;

impl World {
    /// Each process that is awake, the oldest first.
    pub(super) fn dispatch(&mut self) {
        for at in (0..self.processes.len()).rev() {
            let process = &self.processes[at];
            if process.ends_at.is_some_and(|ends| ends <= self.now) {
                self.processes.remove(at);
            } else if process.is_awake(self.now) {
                self.proceed(at);
                if self.processes[at].has_to_look(self.now, self.news()) {
                    self.turn(at);
                }
            }
        }
    }

    fn turn(&mut self, at: usize) {
        let fortune = self.fortune();
        self.ends += usize::from(matches!(fortune, Fortune::Dies(_) | Fortune::Freezes));
        match fortune {
            Fortune::Well => self.go_on(at, Trouble::None),
            Fortune::Freezes => self.freeze(at),
            Fortune::Lives(trouble) => self.go_on(at, trouble),
            Fortune::Dies(trouble) => {
                let process = &mut self.processes[at];
                process.handle.trouble(trouble);
                drop(process.engine.turn(std::mem::take(&mut process.came)));
                self.die(at);
            }
        }
    }

    fn fortune(&mut self) -> Fortune {
        let may_end = self.now >= self.steady_from && self.ends < MOST_ENDS;
        match self.rng.u8(..120) {
            0 if may_end => Fortune::Dies(Trouble::Full),
            1 if may_end => Fortune::Dies(Trouble::Torn),
            2 | 3 if may_end => Fortune::Freezes,
            4 => Fortune::Lives(Trouble::Full),
            5 => Fortune::Lives(Trouble::Torn),
            6 => Fortune::Lives(Trouble::Unreadable(self.rng.u8(1..12))),
            7 | 8 if self.weather.lying_disk => Fortune::Lives(Trouble::Lie),
            _ => Fortune::Well,
        }
    }

    fn go_on(&mut self, at: usize, trouble: Trouble) {
        self.come_between(at);
        let process = &mut self.processes[at];
        process.handle.trouble(trouble);
        let turn = process.engine.turn(std::mem::take(&mut process.came));
        process.handle.trouble(Trouble::None);
        process.handle.no_interlude();
        match turn {
            Ok(turn) => {
                let idle = turn.idle.map(|idle| self.now + idle.as_millis().div_ceil(1000) as u64);
                self.begin(at, turn.jobs, trouble != Trouble::Lie);
                self.look_again(at, idle);
            }
            Err(_) => self.look_again(at, Some(self.now + 1)),
        }
    }

    fn look_again(&mut self, at: usize, idle: Option<u64>) {
        let glance = self.waits_for_a_glance().then_some(self.now + GLANCE);
        let news = self.news();
        let process = &mut self.processes[at];
        process.looks_at = [idle, glance].into_iter().flatten().min();
        process.seen = Some(news);
    }

    /// Whether a message is where only looking now and then brings it further.
    fn waits_for_a_glance(&self) -> bool {
        let tables = self.disk.tables();
        tables.rows.iter().any(|row| match row.progress.stage {
            Stage::Claimed { .. } | Stage::Submitting { .. } => true,
            Stage::Queued { .. } if tables.paused.is_some() => false,
            _ => due(row).is_some_and(|due| self.is_due(due)),
        })
    }

    fn freeze(&mut self, at: usize) {
        let thaws_at = self.now + self.rng.u64(1..3_000);
        self.processes[at].sleeps_until = Some(thaws_at);
        if !self.processes[at].is_replaced() && self.rng.bool() {
            self.processes[at].ends_at = Some(thaws_at + self.rng.u64(1..100));
            self.starts_at = Some(self.now + self.rng.u64(1..200));
        }
    }

    fn die(&mut self, at: usize) {
        if !self.processes.remove(at).is_replaced() {
            self.starts_at = Some(self.now + self.rng.u64(1..200));
        }
    }

    /// Rows in a state, as the disk has them.
    pub(super) fn rows_in(&self, state: State) -> Vec<usize> {
        let tables = self.disk.tables();
        let rows = tables.rows.iter().enumerate().filter(|(_, row)| row.state() == state);
        rows.map(|(at, _)| at).collect()
    }
}
