//! A till from the outside: it is frozen, thawed and killed.

use std::io::Read as _;
use std::process::Child;

use rustix::process::{Pid, Signal, kill_process};

use crate::till::{ADDED, Till};

/// A till that runs. It does not outlive whoever holds it.
pub(crate) struct Process(Child);

impl Process {
    pub(crate) fn start(till: &Till) -> Self {
        Self(till.command().spawn().unwrap())
    }

    pub(crate) fn freeze(&self) {
        kill_process(Pid::from_child(&self.0), Signal::STOP).unwrap();
    }

    pub(crate) fn thaw(&self) {
        kill_process(Pid::from_child(&self.0), Signal::CONT).unwrap();
    }

    /// Kills it, frozen or not; the messages that it had surely put in.
    pub(crate) fn kill(mut self) -> Vec<u64> {
        assert_eq!(self.0.try_wait().unwrap(), None, "nothing but a kill ends it");
        self.0.kill().unwrap();
        self.0.wait().unwrap();
        self.added()
    }

    /// Waits until it ends by itself; the messages that it put in.
    pub(crate) fn end(mut self) -> Vec<u64> {
        assert!(self.0.wait().unwrap().success());
        self.added()
    }

    /// A line that the kill cut tells nothing.
    fn added(&mut self) -> Vec<u64> {
        let mut said = String::new();
        self.0.stdout.take().unwrap().read_to_string(&mut said).unwrap();
        let lines = said.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'));
        let numbers = lines.filter_map(|line| line.strip_prefix(ADDED));
        numbers.map(|number| number.parse().unwrap()).collect()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Who was killed already is gone.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}
