//! A dispatcher as the rules want it: it writes before it acts.

use crate::endpoint::SentMessage;
use crate::outbox::{Answer, Attempt, Fence};
use crate::time::Timestamp;

/// A process that dispatches. Whatever it holds is lost by a crash.
#[derive(Default)]
pub(super) struct Process {
    /// It does nothing before this, be it dead or frozen.
    pub(super) sleeps_until: Option<Timestamp>,
    pub(super) jobs: Vec<Job>,
    pub(super) reading: Option<Reading>,
}

/// A request that is being made.
pub(super) struct Job {
    pub(super) row: usize,
    pub(super) fence: Fence,
    pub(super) attempt: Attempt,
    pub(super) lease_until: Timestamp,
    pub(super) step: Step,
}

/// How far a request is.
pub(super) enum Step {
    /// Its first byte leaves then.
    Leaves(Timestamp),
    /// Its answer is there then.
    Answered(Timestamp, Answer),
}

/// A list that is being read, as it was when it was asked for.
pub(super) struct Reading {
    pub(super) asked_at: Timestamp,
    pub(super) done_at: Timestamp,
    pub(super) list: Vec<SentMessage>,
}

impl Process {
    pub(super) fn is_awake(&self, now: Timestamp) -> bool {
        self.sleeps_until.is_none_or(|until| until <= now)
    }

    pub(super) fn freeze(&mut self, until: Timestamp) {
        self.sleeps_until = Some(until);
    }

    pub(super) fn crash(&mut self, restarts_at: Timestamp) {
        *self = Self { sleeps_until: Some(restarts_at), ..Self::default() };
    }

    /// When it next has something to do by itself.
    pub(super) fn next(&self, now: Timestamp) -> Option<Timestamp> {
        if !self.is_awake(now) {
            return self.sleeps_until;
        }
        let jobs = self.jobs.iter().map(|job| job.step.at());
        jobs.chain(self.reading.iter().map(|reading| reading.done_at)).min()
    }
}

impl Step {
    pub(super) fn at(&self) -> Timestamp {
        match self {
            Self::Leaves(at) | Self::Answered(at, _) => *at,
        }
    }
}
