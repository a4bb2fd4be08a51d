//! One of many that send from an outbox.

use std::collections::HashMap;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, SendError, channel};

use smsmode_core::outbox::{OutboxId, State};
use smsmode_http::{Client, Transport};

use crate::dispatcher::StartError;
use crate::role::Role;
use crate::settings::DispatcherSettings;
use crate::tally::Tally;
use crate::work::{Place, Running};

/// Sends the messages that it is given, until it is dropped; other processes may at the same time. Calls
/// that are under way then come to their end first, and what came of them is written down.
///
/// Whatever carries the ids to it may lose them, or bring them twice or late: the outbox knows what is to
/// be sent. Beside the senders a [`Keeper`](crate::Keeper) does what no message has to wait for.
///
/// ```no_run
/// use smsmode_http::{Account, ApiKey, Client};
/// use smsmode_outbox::{DispatcherSettings, Handled, Outbox};
///
/// let outbox = Outbox::open("postgres://smsmode@db.example/shop")?;
/// let client = Client::new(Account::new(ApiKey::new("Ab1CD2efg3Hi")?))?;
/// let sender = outbox.send_given(&client, DispatcherSettings::default())?;
/// let id = "01KB12V3JGZ3M5QF8QGV4YV7E0".parse()?; // as a queue has brought it
/// sender.send(id, |handled| println!("{handled:?}")); // such as Settled(Accepted)
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Sender {
    // Before the thread that reads it: whoever is given nothing more can end.
    given: mpsc::Sender<Given>,
    running: Running,
}

/// What became of a message that a sender was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Handled {
    /// It stands there, and that is written down: it was sent or not, or it was not to be sent, since
    /// somebody else has it or had it. `queued`, where it was put off: it is to be given again when it is
    /// due.
    Settled(State),
    /// It is not to be sent yet.
    NotDue,
    /// This sender ends, and has not begun it.
    NotNow,
    /// The outbox has no such message.
    Gone,
}

impl Sender {
    pub(crate) fn start<T: Transport + 'static>(
        place: Place,
        client: &Client<T>,
        settings: DispatcherSettings,
    ) -> Result<Self, StartError> {
        let (given, inbox) = channel();
        let callers = Callers { inbox, waiting: HashMap::new() };
        let running = Running::start(place, Role::Sender, client, settings, Some(callers))?;
        Ok(Self { given, running })
    }

    /// Has a message sent as soon as a call is free, the rate allows it and the queue is not paused.
    /// `handled` is called once, from any thread, and must not wait there.
    pub fn send(&self, id: OutboxId, handled: impl FnOnce(Handled) + Send + 'static) {
        let given = Given { id, handled: Some(Box::new(handled)) };
        if let Err(SendError(given)) = self.given.send(given) {
            given.tell(Handled::NotNow);
        }
        self.running.wake();
    }

    /// What is the matter at this time: the ledger cannot be read or written, or somebody sends from it
    /// alone. Nothing where all is well.
    pub fn trouble(&self) -> Option<String> {
        self.running.trouble()
    }

    /// Whether it has stopped for good, for the reason that [`trouble`](Self::trouble) tells.
    pub fn has_given_up(&self) -> bool {
        self.running.has_given_up()
    }

    /// What came of its transmissions so far.
    pub fn tally(&self) -> Tally {
        self.running.tally()
    }
}

impl fmt::Debug for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sender")
    }
}

/// A message, and who wants to know what becomes of it.
struct Given {
    id: OutboxId,
    handled: Option<Box<dyn FnOnce(Handled) + Send>>,
}

impl Given {
    fn tell(mut self, what: Handled) {
        self.call(what);
    }

    fn call(&mut self, what: Handled) {
        let Some(handled) = self.handled.take() else { return };
        if catch_unwind(AssertUnwindSafe(|| handled(what))).is_err() {
            log::error!("whoever gave message {} panicked when told what became of it", self.id);
        }
    }
}

/// Nobody waits without end, however the sender ends.
impl Drop for Given {
    fn drop(&mut self) {
        self.call(Handled::NotNow);
    }
}

/// Those who gave messages and wait for what becomes of them.
pub(crate) struct Callers {
    inbox: Receiver<Given>,
    waiting: HashMap<OutboxId, Vec<Given>>,
}

impl Callers {
    /// What was given since the last time.
    pub(crate) fn given(&mut self) -> Vec<OutboxId> {
        let mut new = Vec::new();
        for given in self.inbox.try_iter() {
            new.push(given.id);
            self.waiting.entry(given.id).or_default().push(given);
        }
        new
    }

    /// Tells those who gave a message.
    pub(crate) fn tell(&mut self, id: OutboxId, what: Handled) {
        let waiting = self.waiting.remove(&id).into_iter().flatten();
        waiting.for_each(|given| given.tell(what));
    }
}
