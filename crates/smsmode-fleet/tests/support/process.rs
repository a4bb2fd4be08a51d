//! A worker from the outside: it is frozen, thawed and killed.

use std::process::{Child, Command};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

/// A worker that runs. It does not outlive whoever holds it.
pub(crate) struct Process {
    child: Child,
    /// Where it is frozen, until when.
    thaws: Option<Instant>,
}

impl Process {
    pub(crate) fn start(mut command: Command) -> Self {
        Self { child: command.spawn().unwrap(), thaws: None }
    }

    /// One that is frozen already stays so for as long as it was to.
    pub(crate) fn freeze(&mut self, time: Duration) {
        self.signal(Signal::STOP);
        self.thaws = self.thaws.or(Some(Instant::now() + time));
    }

    pub(crate) fn thaw(&mut self) {
        self.thaws = None;
        self.signal(Signal::CONT);
    }

    pub(crate) fn thaw_if_due(&mut self) {
        if self.thaws.is_some_and(|thaws| thaws <= Instant::now()) {
            self.thaw();
        }
    }

    pub(crate) fn thaws(&self) -> Option<Instant> {
        self.thaws
    }

    /// Kills it, frozen or not. Nothing else has ended it.
    pub(crate) fn kill(mut self) {
        assert_eq!(self.child.try_wait().unwrap(), None, "nothing but a kill ends it");
    }

    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Who ended by itself is gone.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
