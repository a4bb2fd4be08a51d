//! A task that is done for each callback, in the order of each message, until it is done.

use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use smsmode_http::{Describe as _, Language};
use smsmode_receiver::{CallbackStore, StoreError, StoredCallback, Task};

use super::patience::{Next, Patience};
use crate::interrupt::Interrupt;

/// How often a wait looks whether it is over.
pub(super) const LOOK: Duration = Duration::from_millis(100);

/// So many callbacks are read from the file at a time.
const PAGE: usize = 256;

/// What does one task.
pub(super) struct Work<'a> {
    task: Task,
    store: &'a CallbackStore,
    pub(super) over: Interrupt,
    pub(super) notes: Sender<String>,
    pub(super) language: Language,
    patience: Patience,
    /// The place of the last callback that was seen.
    seen: u64,
    /// What was done and is not written down yet: it must not be done again.
    unwritten: Option<u64>,
}

/// Why a task could not be done.
pub(super) enum Trouble {
    /// For this callback; others may do.
    This(String),
    /// For any callback.
    Any(String),
}

impl<'a> Work<'a> {
    pub(super) fn new(
        task: Task,
        store: &'a CallbackStore,
        over: Interrupt,
        notes: Sender<String>,
        language: Language,
    ) -> Self {
        let patience = Patience::default();
        Self { task, store, over, notes, language, patience, seen: 0, unwritten: None }
    }

    /// Does the task for all that waits and all that comes, until it is over.
    pub(super) fn run(mut self, mut act: impl FnMut(&StoredCallback) -> Result<(), Trouble>) {
        while !self.over.is_fired() {
            if let Err(error) = self.round(&mut act) {
                self.note(error.describe(self.language));
                self.patience.all_failed(Instant::now());
            }
            self.wait();
        }
    }

    /// Tells people something.
    fn note(&self, what: String) {
        // Nobody listens any more once it is over.
        let _ = self.notes.send(what);
    }

    /// One look at all that waits. It has one time, so that of the callbacks of a message none is
    /// tried after one has failed.
    fn round(
        &mut self,
        act: &mut impl FnMut(&StoredCallback) -> Result<(), Trouble>,
    ) -> Result<(), StoreError> {
        self.write_down()?;
        let (now, mut place) = (Instant::now(), 0);
        while !self.over.is_fired() && self.patience.allows_anything(now) {
            let page = self.store.waiting(self.task, place, PAGE)?;
            let Some(last) = page.last() else {
                self.patience.tried_all(now);
                break;
            };
            place = last.number;
            for callback in &page {
                if self.over.is_fired() || !self.patience.allows_anything(now) {
                    break;
                }
                self.attempt(callback, now, act)?;
            }
            self.seen = self.seen.max(place);
        }
        Ok(())
    }

    fn attempt(
        &mut self,
        callback: &StoredCallback,
        now: Instant,
        act: &mut impl FnMut(&StoredCallback) -> Result<(), Trouble>,
    ) -> Result<(), StoreError> {
        let message = message(callback);
        if !self.patience.allows(&message, now) {
            return Ok(());
        }
        match act(callback) {
            Ok(()) => {
                self.unwritten = Some(callback.number);
                self.write_down()?;
                self.patience.done(&message);
            }
            Err(Trouble::This(what)) => {
                self.note(what);
                self.patience.failed(&message, Instant::now());
            }
            Err(Trouble::Any(what)) => {
                self.note(what);
                self.patience.all_failed(Instant::now());
            }
        }
        Ok(())
    }

    fn write_down(&mut self) -> Result<(), StoreError> {
        if let Some(number) = self.unwritten {
            self.store.done(self.task, number)?;
            self.unwritten = None;
        }
        Ok(())
    }

    /// Until there is something to try, or it is over.
    fn wait(&self) {
        match self.patience.next(Instant::now()) {
            Next::Time(due) => self.over.wait(Some(left(due))),
            Next::News(due) => self.wait_for_news(due),
        }
    }

    fn wait_for_news(&self, due: Option<Instant>) {
        let is_due = || due.is_some_and(|due| left(due).is_zero());
        while !self.over.is_fired() && !is_due() {
            let wait = due.map_or(LOOK, left).min(LOOK);
            if self.store.wait_for_news(self.seen, wait) {
                return;
            }
        }
    }
}

fn left(due: Instant) -> Duration {
    due.saturating_duration_since(Instant::now())
}

/// The callbacks of a message keep their order; one without a message stands for itself.
fn message(callback: &StoredCallback) -> String {
    let id = callback.event.message_id();
    id.map_or_else(|| format!("callback {}", callback.number), ToString::to_string)
}
