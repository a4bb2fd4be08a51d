//! The imitated service: its state, its clock, and who is told when something changes.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::sync::{Notify, watch};

use crate::callbacks::{Callback, CallbackQueue, Callbacks};
use crate::calls::{self, Request, Rules, Served};
use crate::clock::Clock;
use crate::faults::{FaultBook, FaultProfile};
use crate::journal::Journal;
use crate::options::{AccountOptions, SandboxOptions};
use crate::saving::{NotSaved, Saving};
use crate::state::State;
use crate::{Switches, lifecycle};

/// Nobody waits longer, whatever was asked for: an instant has its limits.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 3600);

#[derive(Debug)]
pub(crate) struct Service {
    /// Changed while it runs: each request takes them as they are when it comes.
    rules: RwLock<Arc<Rules>>,
    pub(crate) clock: Clock,
    pub(crate) keep: usize,
    accounts: Vec<AccountOptions>,
    seed: Option<u64>,
    state: Mutex<State>,
    faults: Mutex<FaultBook>,
    journal: Mutex<Journal>,
    callbacks: Callbacks,
    saving: Option<Arc<Saving>>,
    /// Tells async waiters that the state changed.
    changed: watch::Sender<()>,
    /// Tells whoever sleeps until the next planned change that it comes earlier.
    earlier: Notify,
    /// Tells blocking waiters.
    changed_for_threads: Condvar,
    /// How many there are: telling costs a system call even where nobody waits.
    waiting_threads: AtomicUsize,
}

/// What a service starts from.
#[derive(Debug)]
pub(crate) struct Start {
    pub(crate) state: State,
    pub(crate) clock: Clock,
    pub(crate) saving: Option<Arc<Saving>>,
}

impl Start {
    /// The first day, in memory.
    pub(crate) fn fresh(options: &SandboxOptions) -> Self {
        Self {
            state: State::new(&options.accounts(), options.keep, options.seed),
            clock: Clock::starting_at(options.clock_start()),
            saving: None,
        }
    }
}

impl Service {
    pub(crate) fn new(options: SandboxOptions, start: Start) -> (Arc<Self>, CallbackQueue) {
        let (callbacks, queue) = Callbacks::new();
        let accounts = options.accounts();
        let service = Self {
            clock: start.clock,
            state: Mutex::new(start.state),
            saving: start.saving,
            keep: options.keep,
            accounts,
            seed: options.seed,
            faults: Mutex::new(FaultBook::new(options.faults.clone(), options.seed)),
            journal: Mutex::default(),
            callbacks,
            changed: watch::Sender::new(()),
            earlier: Notify::new(),
            changed_for_threads: Condvar::new(),
            waiting_threads: AtomicUsize::new(0),
            rules: RwLock::new(Arc::new(Rules::new(options))),
        };
        service.go_on();
        (Arc::new(service), queue)
    }

    /// The rules as they are now.
    pub(crate) fn rules(&self) -> Arc<Rules> {
        Arc::clone(&self.rules.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The next request finds the switches changed; nothing is changed by an error.
    pub(crate) fn change_switches<E>(
        &self,
        change: impl FnOnce(&mut Switches) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut rules = self.rules.write().unwrap_or_else(PoisonError::into_inner);
        let mut changed = Rules::clone(&rules);
        change(&mut changed.switches)?;
        *rules = Arc::new(changed);
        drop(rules);
        self.tell_change();
        Ok(())
    }

    /// Does what a request asks for.
    pub(crate) fn answer(&self, request: &Request<'_>, rules: &Rules) -> Served {
        let mut state = self.settled();
        let served = calls::answer(request, &mut state, rules);
        if state.is_next_change_earlier() {
            self.earlier.notify_one();
        }
        drop(state);
        self.tell_change();
        let call = request.call;
        match &served.answer {
            Ok(_) => log::info!("{call}: done"),
            Err(refused) => log::info!("{call}: refused with code {}", refused.code.code()),
        }
        served
    }

    /// Callbacks that were left over by another process are made now.
    fn go_on(&self) {
        let mut state = self.state();
        let retries = usize::from(self.rules().switches.callback_retries);
        let callbacks = Callback::left_over(&state, retries);
        self.make(callbacks, &mut state);
    }

    /// The state as it is.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    /// Waits until everything that happened so far is on disk, if there is a store.
    pub(crate) async fn saved(&self) -> Result<(), NotSaved> {
        match &self.saving {
            Some(saving) => saving.everything().await,
            None => Ok(()),
        }
    }

    /// Whether nothing can be saved at present.
    pub(crate) fn is_failing(&self) -> bool {
        self.saving.as_ref().is_some_and(|saving| saving.is_failing())
    }

    /// The state after everything that is due has happened.
    pub(crate) fn settled(&self) -> MutexGuard<'_, State> {
        let mut state = lock(&self.state);
        let callbacks = lifecycle::settle(&mut state, self.clock.now(), &self.rules());
        if let Some(callbacks) = callbacks {
            self.make(callbacks, &mut state);
            self.tell_change();
        }
        state
    }

    pub(crate) fn make(&self, callbacks: impl IntoIterator<Item = Callback>, state: &mut State) {
        self.callbacks.make(callbacks.into_iter().collect(), state);
    }

    /// The next planned change, after everything that is due has happened.
    pub(crate) fn await_next_change(&self) -> Option<Timestamp> {
        self.settled().await_next_change()
    }

    /// Waits until the next planned change comes earlier than was said.
    pub(crate) async fn is_earlier(&self) {
        self.earlier.notified().await;
    }

    /// The clock goes forward: all planned changes come earlier.
    pub(crate) fn advance_clock(&self, by: Duration) {
        self.clock.advance(by);
        self.earlier.notify_one();
    }

    /// Back to the first day: accounts as they were, no messages, no faults, an empty journal. The
    /// clock keeps its time.
    pub(crate) fn reset(&self) {
        lock(&self.state).reset(&self.accounts, self.keep, self.seed);
        self.faults().set(FaultProfile::default());
        self.journal().clear();
        self.tell_change();
    }

    pub(crate) fn faults(&self) -> MutexGuard<'_, FaultBook> {
        lock(&self.faults)
    }

    pub(crate) fn journal(&self) -> MutexGuard<'_, Journal> {
        lock(&self.journal)
    }

    pub(crate) fn changes(&self) -> watch::Receiver<()> {
        self.changed.subscribe()
    }

    pub(crate) fn tell_change(&self) {
        if let Some(saving) = &self.saving {
            saving.wake();
        }
        self.changed.send_replace(());
        if self.waiting_threads.load(Ordering::SeqCst) > 0 {
            self.changed_for_threads.notify_all();
        }
    }

    /// Blocks until the state is as wished or the time is over.
    pub(crate) fn block_until(&self, timeout: Duration, is_wished: impl FnMut(&State) -> bool) {
        // Before the state is looked at: whoever changes it after that tells.
        self.waiting_threads.fetch_add(1, Ordering::SeqCst);
        self.wait_until(Instant::now() + timeout.min(LONGEST_WAIT), is_wished);
        self.waiting_threads.fetch_sub(1, Ordering::SeqCst);
    }

    fn wait_until(&self, end: Instant, mut is_wished: impl FnMut(&State) -> bool) {
        let mut state = self.settled();
        while !is_wished(&state) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            let waited = self.changed_for_threads.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

/// A panic elsewhere leaves the state usable: every change is complete before a lock is given back.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
