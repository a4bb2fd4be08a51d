//! What is on disk, and who waits for it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use tokio::sync::watch;

/// The store could not be written.
#[derive(Debug)]
pub(crate) struct NotSaved;

/// Requests ask for everything to be saved, and wait; a writer saves for all of them at once.
#[derive(Debug)]
pub(crate) struct Saving {
    /// How often somebody asked.
    asked: AtomicU64,
    is_closing: AtomicBool,
    wake: SyncSender<()>,
    progress: watch::Sender<Progress>,
}

/// Up to which question everything was saved, or could not be.
#[derive(Debug, Clone, Copy, Default)]
struct Progress {
    saved: u64,
    failed: u64,
}

impl Saving {
    /// The receiver is told that there is something to save.
    pub(crate) fn new() -> (Self, Receiver<()>) {
        let (wake, is_woken) = sync_channel(1);
        let (asked, is_closing) = (AtomicU64::new(0), AtomicBool::new(false));
        (Self { asked, is_closing, wake, progress: watch::Sender::default() }, is_woken)
    }

    /// Waits until all that happened before is saved.
    pub(crate) async fn everything(&self) -> Result<(), NotSaved> {
        let mut progress = self.progress.subscribe();
        let ticket = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        self.wake();
        let is_over = |progress: &Progress| progress.saved.max(progress.failed) >= ticket;
        let progress = *progress.wait_for(is_over).await.map_err(|_| NotSaved)?;
        if progress.saved >= ticket { Ok(()) } else { Err(NotSaved) }
    }

    /// Whether the last attempt failed: whoever asks for something new is better told so at once.
    pub(crate) fn is_failing(&self) -> bool {
        let progress = *self.progress.borrow();
        progress.failed > progress.saved
    }

    /// There may be something to save. A writer that is woken already need not be woken again.
    pub(crate) fn wake(&self) {
        self.wake.try_send(()).ok();
    }

    /// The writer saves once more and ends.
    pub(crate) fn close(&self) {
        self.is_closing.store(true, Ordering::SeqCst);
        self.wake();
    }

    pub(crate) fn is_closing(&self) -> bool {
        self.is_closing.load(Ordering::SeqCst)
    }

    /// How often somebody has asked: what they mean has happened, so whatever is collected after
    /// this answers them all.
    pub(crate) fn asked(&self) -> u64 {
        self.asked.load(Ordering::SeqCst)
    }

    /// What came of saving for all who had asked so often.
    pub(crate) fn answer(&self, asked: u64, is_saved: bool) {
        self.progress.send_modify(|progress| {
            if is_saved {
                *progress = Progress { saved: asked, failed: 0 };
            } else {
                // Nobody need have asked for a failure to count.
                progress.failed = asked.max(progress.saved + 1);
            }
        });
    }
}
