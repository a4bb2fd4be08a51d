//! A stream that a test waits for.

use std::io::Write;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// After so long, what is waited for does not come any more.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// What grows, and can be waited for.
#[derive(Clone, Default)]
pub(crate) struct Growing(Arc<(Mutex<String>, Condvar)>);

impl Growing {
    pub(crate) fn add(&self, text: &str) {
        self.0.0.lock().unwrap().push_str(text);
        self.0.1.notify_all();
    }

    /// All of it, once it holds so many lines.
    pub(crate) fn lines(&self, count: usize) -> Vec<String> {
        let lines = |text: &str| text.matches('\n').count();
        let held = self.0.0.lock().unwrap();
        let waited = self.0.1.wait_timeout_while(held, PATIENCE, |held| lines(held) < count);
        let (held, late) = waited.unwrap();
        assert!(!late.timed_out(), "{held}");
        held.lines().map(str::to_owned).collect()
    }

    /// Until there are more lines than that, or for a while.
    pub(crate) fn wait_for_more(&self, count: usize) {
        let held = self.0.0.lock().unwrap();
        let lines = |text: &str| text.matches('\n').count();
        drop(self.0.1.wait_timeout_while(held, PATIENCE, |held| lines(held) <= count).unwrap());
    }
}

impl Write for Growing {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.add(std::str::from_utf8(bytes).unwrap());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
