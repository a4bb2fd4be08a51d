//! A program that sends, in a process of its own, to be killed.

use std::process::{Child, Command, Stdio};

use smsmode_benches::Result;

use crate::provider::Provider;

/// The process; it is killed when this is dropped.
#[derive(Debug)]
pub struct Till(Child);

impl Till {
    /// Starts it: it sends what is in an outbox, until it is killed.
    ///
    /// # Errors
    ///
    /// The program cannot be started.
    pub fn start(program: &str, outbox: &str, provider: &Provider) -> Result<Self> {
        let mut till = Command::new(program);
        till.args([outbox, &provider.url()]).stdin(Stdio::piped());
        Ok(Self(till.spawn()?))
    }

    /// Kills it, as `kill -9` does.
    ///
    /// # Errors
    ///
    /// It is gone already.
    pub fn kill(mut self) -> Result<()> {
        self.0.kill()?;
        self.0.wait()?;
        Ok(())
    }
}

impl Drop for Till {
    fn drop(&mut self) {
        // One that is gone needs no killing.
        self.0.kill().and_then(|()| self.0.wait()).ok();
    }
}
