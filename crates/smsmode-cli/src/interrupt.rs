//! Ctrl-C, and what else ends a process: breaks off what is in flight, and lets the command say what is known.

use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use smsmode_http::{RawAnswer, Request, SendLimits, Transport, TransportError, UreqTransport};

/// Whether the user has had enough. Clones are one.
#[derive(Clone, Default)]
pub struct Interrupt(Arc<Shared>);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    fired: bool,
    may_end_process: bool,
    lets_the_call_end: bool,
    /// What to tell where the call under way is to end; taken the first time.
    patience: Option<String>,
    transports: Vec<UreqTransport>,
}

impl Interrupt {
    /// Breaks off every call in flight and every wait. Where the call under way is to end, it is
    /// broken off only the second time, and what comes back is to be told the user.
    pub fn fire(&self) -> Option<String> {
        self.stop(|state| state.patience.is_some())
    }

    /// The same, asked by a program: `timeout` and the end of a session ask twice without meaning
    /// it, so a call that is to end is never broken off.
    pub fn end(&self) -> Option<String> {
        self.stop(|state| state.lets_the_call_end)
    }

    fn stop(&self, spares_the_call: impl FnOnce(&State) -> bool) -> Option<String> {
        let (patience, transports) = {
            let mut state = self.lock();
            state.fired = true;
            let broken_off = !spares_the_call(&state);
            let transports = broken_off.then(|| std::mem::take(&mut state.transports));
            (state.patience.take(), transports)
        };
        self.0.changed.notify_all();
        transports.iter().flatten().for_each(UreqTransport::shutdown);
        patience
    }

    /// Lets the call under way end the first time, since breaking it off would leave many messages
    /// unknown; the note tells the user.
    pub(crate) fn let_the_call_end(&self, note: impl Into<String>) {
        let mut state = self.lock();
        state.lets_the_call_end = true;
        state.patience = Some(note.into());
    }

    /// Whether it has been fired.
    pub fn is_fired(&self) -> bool {
        self.lock().fired
    }

    /// Whether an interruption may end the process at once, since nothing is in flight of which
    /// something must be told.
    pub fn may_end_process(&self) -> bool {
        self.lock().may_end_process
    }

    /// Says that nothing will be in flight: reading the standard input cannot be broken off.
    pub(crate) fn let_it_end_the_process(&self) {
        self.lock().may_end_process = true;
    }

    /// Lets an interruption end the process until somebody has answered, as long as nothing is in
    /// flight.
    pub(crate) fn ending_the_process<T>(&self, answer: impl FnOnce() -> T) -> T {
        let before = std::mem::replace(&mut self.lock().may_end_process, true);
        let answer = answer();
        self.lock().may_end_process = before;
        answer
    }

    /// Waits until it is fired or time runs out.
    pub(crate) fn wait(&self, timeout: Option<Duration>) {
        let deadline = timeout.map(|timeout| Instant::now() + timeout);
        let mut state = self.lock();
        while !state.fired {
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            state = match left {
                Some(Duration::ZERO) => return,
                Some(left) => {
                    self.0
                        .changed
                        .wait_timeout(state, left)
                        .unwrap_or_else(PoisonError::into_inner)
                        .0
                }
                None => self.0.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    /// A transport that is broken off when it is fired.
    pub(crate) fn guard(&self, transport: UreqTransport) -> GuardedTransport {
        let mut state = self.lock();
        if state.fired {
            transport.shutdown();
        }
        state.transports.push(transport.clone());
        GuardedTransport { transport, interrupt: self.clone() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Interrupt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Interrupt").field(&self.is_fired()).finish()
    }
}

/// The ordinary transport, whose calls and pauses end when the user has had enough.
#[derive(Debug)]
pub(crate) struct GuardedTransport {
    transport: UreqTransport,
    interrupt: Interrupt,
}

impl Transport for GuardedTransport {
    fn send(&self, request: &Request, limits: SendLimits) -> Result<RawAnswer, TransportError> {
        self.transport.send(request, limits)
    }

    fn pause(&self, duration: Duration) -> bool {
        self.interrupt.wait(Some(duration));
        !self.interrupt.is_fired()
    }
}
