//! A thread that waits for changes, so that the program of the caller need not: it holds what changed
//! until that is taken, and tells that there is something to take.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use smsmode_outbox::{Changes, Entry, LedgerError};

use crate::boundary::Waker;
use crate::outbox::signal::Signal;
use crate::outbox::trouble::Trouble;

/// How long the thread does not look whether it is to end.
const GLANCE: Duration = Duration::from_millis(200);
/// How long it rests after the outbox could not be read.
const AFTER_FAILURE: Duration = Duration::from_secs(1);

type Batch = Result<Vec<Entry>, LedgerError>;

/// The thread, and what it shares with the caller. It ends with this.
#[derive(Debug)]
pub(crate) struct Watcher {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    moved: Condvar,
    signal: Signal,
    waker: Option<Waker>,
}

#[derive(Debug, Default)]
struct State {
    waiting: Option<Batch>,
    is_over: bool,
}

impl Watcher {
    pub(crate) fn start(changes: Changes, waker: Option<Waker>) -> Result<Self, Trouble> {
        let signal = Signal::new().map_err(Trouble::System)?;
        let state = Mutex::default();
        let shared = Arc::new(Shared { state, moved: Condvar::new(), signal, waker });
        let theirs = Arc::clone(&shared);
        let thread = thread::Builder::new().name("smsmode-changes".to_owned());
        let thread = thread.spawn(move || theirs.watch(changes)).map_err(Trouble::System)?;
        Ok(Self { shared, thread: Some(thread) })
    }

    /// What changed, as soon as something did; nothing where time runs out.
    pub(crate) fn next(&self, timeout: Duration) -> Batch {
        let state = self.shared.lock();
        let nothing = |state: &mut State| state.waiting.is_none();
        let waited = self.shared.moved.wait_timeout_while(state, timeout, nothing);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let Some(batch) = state.waiting.take() else { return Ok(Vec::new()) };
        self.shared.signal.clear();
        drop(state);
        self.shared.moved.notify_all();
        batch
    }

    /// Readable while something waits to be taken.
    pub(crate) fn descriptor(&self) -> i32 {
        self.shared.signal.descriptor()
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.shared.lock().is_over = true;
        self.shared.moved.notify_all();
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            log::error!("the thread that waits for changes panicked");
        }
    }
}

impl Shared {
    fn watch(&self, mut changes: Changes) {
        while !self.lock().is_over {
            match changes.wait(GLANCE) {
                Ok(entries) if entries.is_empty() => {}
                Ok(entries) => self.give(Ok(entries)),
                Err(error) => {
                    self.give(Err(error));
                    self.rest();
                }
            }
        }
    }

    /// Tells that something is there, and waits until it was taken.
    fn give(&self, batch: Batch) {
        let mut state = self.lock();
        state.waiting = Some(batch);
        self.signal.set();
        drop(state);
        self.moved.notify_all();
        if let Some(waker) = &self.waker {
            waker.wake();
        }
        let state = self.lock();
        let full = |state: &mut State| state.waiting.is_some() && !state.is_over;
        drop(self.moved.wait_while(state, full));
    }

    fn rest(&self) {
        let state = self.lock();
        drop(self.moved.wait_timeout_while(state, AFTER_FAILURE, |state| !state.is_over));
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
