//! Functions that wait, on a database that is asked without waiting.

use std::future::Future;
use std::panic::resume_unwind;
use std::thread;
use std::time::Duration;

use tokio::runtime::{Builder, Handle, Runtime};
use tokio::task::JoinHandle;

use crate::error::LedgerError;

/// Longer than PostgreSQL waits for a lock, three times in a row.
const PATIENCE: Duration = Duration::from_secs(60);

/// A runtime of our own: one thread, whatever the program around it has.
pub(super) struct Driver {
    /// There until it is dropped.
    runtime: Option<Runtime>,
    handle: Handle,
}

impl Driver {
    pub(super) fn start() -> Result<Self, LedgerError> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("smsmode-postgres")
            .enable_all()
            .build()
            .map_err(|error| LedgerError::Storage(error.into()))?;
        Ok(Self { handle: runtime.handle().clone(), runtime: Some(runtime) })
    }

    /// Waits for what the database answers; not without end, where a network loses it.
    pub(super) fn ask<T: Send>(
        &self,
        work: impl Future<Output = Result<T, LedgerError>> + Send,
    ) -> Result<T, LedgerError> {
        self.wait(async {
            let answer = tokio::time::timeout(PATIENCE, work).await;
            answer.unwrap_or_else(|late| Err(LedgerError::Unreachable(late.into())))
        })
    }

    /// Waits for what comes of it. A thread that serves somebody's runtime may not wait for another
    /// runtime itself: there, a thread of our own does it for that one, which costs some 30 µs.
    pub(super) fn wait<T: Send>(&self, work: impl Future<Output = T> + Send) -> T {
        if Handle::try_current().is_err() {
            return self.handle.block_on(work);
        }
        thread::scope(|scope| {
            let waiting = scope.spawn(|| self.handle.block_on(work));
            waiting.join().unwrap_or_else(|panic| resume_unwind(panic))
        })
    }

    /// Nobody waits for this.
    pub(super) fn begin(&self, work: impl Future<Output = ()> + Send + 'static) -> JoinHandle<()> {
        self.handle.spawn(work)
    }

    pub(super) fn handle(&self) -> &Handle {
        &self.handle
    }
}

/// A runtime that is dropped waits for its threads, and panics where waiting is forbidden.
impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
