//! What the parts of a worker have together.

use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError, RwLock};

use smsmode_core::outbox::OutboxId;
use smsmode_outbox::{Handled, Sender, Tally};
use tokio::sync::{Notify, mpsc};

use crate::queue::{HandedBack, Holder, Queue};

/// What the parts of a worker have together.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) queue: Queue,
    /// None once the worker ends.
    sender: RwLock<Option<Sender>>,
    /// The name under which it holds jobs at this time.
    holder: Mutex<Holder>,
    /// Jobs that are done with.
    pub(crate) handed_back: mpsc::UnboundedSender<HandedBack>,
    /// Somebody told that there may be a job.
    pub(crate) arrivals: Notify,
    /// Whether it keeps the outbox for the whole fleet.
    pub(crate) keeps: AtomicBool,
    trouble_of_queue: Mutex<Option<String>>,
    trouble_of_keeper: Mutex<Option<String>>,
}

impl Shared {
    pub(crate) fn new(
        queue: Queue,
        sender: Sender,
        holder: Holder,
        handed_back: mpsc::UnboundedSender<HandedBack>,
    ) -> Self {
        Self {
            queue,
            sender: RwLock::new(Some(sender)),
            holder: Mutex::new(holder),
            handed_back,
            arrivals: Notify::new(),
            keeps: AtomicBool::new(false),
            trouble_of_queue: Mutex::default(),
            trouble_of_keeper: Mutex::default(),
        }
    }

    /// Has a message sent.
    pub(crate) fn send(&self, id: OutboxId, handled: impl FnOnce(Handled) + Send + 'static) {
        match self.sender.read().unwrap_or_else(PoisonError::into_inner).as_ref() {
            Some(sender) => sender.send(id, handled),
            None => handled(Handled::NotNow),
        }
    }

    /// The sender, to end it.
    pub(crate) fn take_sender(&self) -> Option<Sender> {
        self.sender.write().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(crate) fn tally(&self) -> Tally {
        self.of_sender(Sender::tally).unwrap_or_default()
    }

    /// Whether the sender has stopped for good.
    pub(crate) fn has_given_up(&self) -> bool {
        self.of_sender(Sender::has_given_up).unwrap_or(false)
    }

    pub(crate) fn holder(&self) -> Holder {
        self.holder.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set_holder(&self, holder: Holder) {
        *self.holder.lock().unwrap_or_else(PoisonError::into_inner) = holder;
    }

    /// What is the matter, that of the sender first.
    pub(crate) fn trouble(&self) -> Option<String> {
        let of_sender = self.of_sender(Sender::trouble).flatten();
        let of = |place: &Mutex<Option<String>>| {
            place.lock().unwrap_or_else(PoisonError::into_inner).clone()
        };
        of_sender.or_else(|| of(&self.trouble_of_queue)).or_else(|| of(&self.trouble_of_keeper))
    }

    pub(crate) fn set_trouble_of_queue(&self, trouble: Option<String>) {
        *self.trouble_of_queue.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
    }

    pub(crate) fn set_trouble_of_keeper(&self, trouble: Option<String>) {
        *self.trouble_of_keeper.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
    }

    fn of_sender<T>(&self, look: impl FnOnce(&Sender) -> T) -> Option<T> {
        self.sender.read().unwrap_or_else(PoisonError::into_inner).as_ref().map(look)
    }
}
