//! A process that dispatches: the real engine, and the calls that it has under way.

use std::sync::Arc;

use smsmode_outbox::{Clock, DispatcherSettings, Done, Engine, Job, Ledger};

use super::disk::Disk;
use super::handle::Handle;

/// Whatever it holds is lost by a crash.
pub(crate) struct Process {
    pub(crate) engine: Engine,
    pub(crate) handle: Handle,
    /// It is frozen until then.
    pub(crate) sleeps_until: Option<u64>,
    /// Somebody ends it then, since another one has taken its place.
    pub(crate) ends_at: Option<u64>,
    pub(crate) calls: Vec<Call>,
    pub(crate) came: Vec<Done>,
    /// When it looks by itself whether something is to do.
    pub(crate) looks_at: Option<u64>,
    /// What it knew of the disk and of the post when it looked last.
    pub(crate) seen: Option<News>,
}

/// What wakes a dispatcher: the last change, and how many receipts came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct News {
    pub(crate) revision: u64,
    pub(crate) receipts: usize,
    pub(crate) jumps: usize,
}

/// A call that is being made.
pub(crate) struct Call {
    pub(crate) job: Job,
    pub(crate) step: Step,
}

/// How far it is.
pub(crate) enum Step {
    /// Its first byte leaves then.
    Leaves(u64),
    /// Its answer is there then.
    Answered(u64, Done),
}

impl Process {
    pub(crate) fn new(
        disk: &Arc<Disk>,
        clock: Arc<dyn Clock>,
        settings: DispatcherSettings,
    ) -> Self {
        let handle = Handle::of(disk);
        let ledger: Arc<dyn Ledger> = Arc::new(handle.clone());
        Self {
            engine: Engine::new(ledger, clock, settings),
            handle,
            sleeps_until: None,
            ends_at: None,
            calls: Vec::new(),
            came: Vec::new(),
            looks_at: None,
            seen: None,
        }
    }

    pub(crate) fn is_awake(&self, now: u64) -> bool {
        self.sleeps_until.is_none_or(|until| until <= now)
    }

    /// Whether another one has its place by now.
    pub(crate) fn is_replaced(&self) -> bool {
        self.ends_at.is_some()
    }

    pub(crate) fn has_to_look(&self, now: u64, news: News) -> bool {
        let due = self.looks_at.is_some_and(|at| at <= now);
        due || !self.came.is_empty() || self.seen != Some(news)
    }

    /// When it next has something to do.
    pub(crate) fn next(&self, now: u64, news: News) -> Option<u64> {
        if !self.is_awake(now) {
            return self.sleeps_until;
        }
        if self.has_to_look(now, news) {
            return Some(now);
        }
        let calls = self.calls.iter().map(|call| call.step.at());
        calls.chain(self.looks_at).chain(self.ends_at).min()
    }
}

impl Step {
    pub(crate) fn at(&self) -> u64 {
        match self {
            Self::Leaves(at) | Self::Answered(at, _) => *at,
        }
    }
}
