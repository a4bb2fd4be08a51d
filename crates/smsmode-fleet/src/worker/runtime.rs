//! The threads of the queue and the board, whatever the program around them has.

use std::future::Future;
use std::io;
use std::ops::Deref;
use std::sync::mpsc;

use tokio::runtime::{Builder, Handle, Runtime};

use crate::error::FleetError;

/// Two threads. Calls have their own.
pub(super) struct Threads {
    /// There until it is dropped.
    runtime: Option<Runtime>,
    handle: Handle,
}

impl Threads {
    pub(super) fn start() -> Result<Self, FleetError> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("smsmode-fleet")
            .enable_all()
            .build()
            .map_err(FleetError::Threads)?;
        Ok(Self { handle: runtime.handle().clone(), runtime: Some(runtime) })
    }
}

impl Deref for Threads {
    type Target = Handle;

    fn deref(&self) -> &Handle {
        &self.handle
    }
}

/// A runtime that is dropped waits for its threads, and panics where waiting is forbidden: in somebody's runtime.
impl Drop for Threads {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Waits wherever it is called from: also in somebody's runtime.
pub(super) fn wait<T: Send + 'static>(
    threads: &Threads,
    work: impl Future<Output = Result<T, FleetError>> + Send + 'static,
) -> Result<T, FleetError> {
    let (tell, told) = mpsc::sync_channel(1);
    threads.spawn(async move { tell.send(work.await).unwrap_or_default() });
    told.recv().unwrap_or_else(|gone| Err(FleetError::Threads(io::Error::other(gone))))
}
