//! The thread that saves.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::delta::Cursor;
use super::file::StoreFile;
use crate::saving::Saving;
use crate::service::Service;

/// What could not be saved is tried again so soon.
const AGAIN: Duration = Duration::from_millis(500);

/// Saves what changes, until it is dropped: then the rest.
#[derive(Debug)]
pub(crate) struct Writer {
    saving: Arc<Saving>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(crate) fn start(
        service: &Arc<Service>,
        saving: &Arc<Saving>,
        is_woken: Receiver<()>,
        file: StoreFile,
    ) -> io::Result<Self> {
        let mut work = Work {
            saved: Cursor::after(&service.state()),
            service: Arc::clone(service),
            saving: Arc::clone(saving),
            file,
        };
        let thread = std::thread::Builder::new().name("smsmode-store".to_owned());
        let thread = thread.spawn(move || work.run(&is_woken))?;
        Ok(Self { saving: Arc::clone(saving), thread: Some(thread) })
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.saving.close();
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            log::error!("the thread that saves had panicked");
        }
    }
}

struct Work {
    saved: Cursor,
    service: Arc<Service>,
    saving: Arc<Saving>,
    file: StoreFile,
}

impl Work {
    fn run(&mut self, is_woken: &Receiver<()>) {
        loop {
            let is_last = self.saving.is_closing();
            self.save();
            if is_last {
                return;
            }
            let woken = if self.saving.is_failing() {
                is_woken.recv_timeout(AGAIN)
            } else {
                is_woken.recv().map_err(|_| RecvTimeoutError::Disconnected)
            };
            if woken == Err(RecvTimeoutError::Disconnected) {
                return;
            }
        }
    }

    /// Whoever has asked before the state is collected is answered by what is saved then.
    fn save(&mut self) {
        let asked = self.saving.asked();
        let ahead = self.service.clock.ahead();
        let ahead = i64::try_from(ahead.as_millis()).unwrap_or(i64::MAX);
        let (delta, saved) = self.saved.collect(&self.service.state(), ahead);
        let is_failing = self.saving.is_failing();
        let result = if delta.is_empty() && !is_failing { Ok(()) } else { self.file.save(&delta) };
        if let Err(error) = &result {
            log::error!("the state cannot be saved: {error}");
        } else {
            self.saved = saved;
        }
        self.saving.answer(asked, result.is_ok());
    }
}
