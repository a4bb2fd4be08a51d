//! One process of a fleet.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use smsmode_http::{Client, Transport};
use smsmode_outbox::{LedgerError, Outbox, Tally};
use tokio::sync::{oneshot, watch};
use tokio::task::JoinHandle as Task;
use tokio::time::timeout;

use crate::board::Board;
use crate::error::FleetError;
use crate::queue::{Queue, leave};

mod carrying;
mod handling;
mod keeping;
mod name;
mod returning;
mod runtime;
mod settings;
mod shared;
mod waking;

pub use settings::WorkerSettings;

pub(crate) use shared::Shared;

use runtime::{Threads, wait};

/// One of many processes that send the messages of an outbox in PostgreSQL, until it is dropped. It takes
/// jobs from a queue in the same database, which apalis runs; one of the workers also keeps the outbox for
/// all.
///
/// When it is dropped it takes no more jobs. Calls that are under way come to their end, and what came of
/// them is written down: that takes as long as a call may, and a few seconds.
///
/// ```no_run
/// use smsmode_fleet::{Worker, WorkerSettings};
/// use smsmode_http::{Account, ApiKey, Client};
/// use smsmode_outbox::DispatcherSettings;
///
/// let client = Client::new(Account::new(ApiKey::new("Ab1CD2efg3Hi")?))?;
/// let settings = WorkerSettings::new(DispatcherSettings::default()).with_concurrency(16);
/// let worker = Worker::start("postgres://smsmode@db.example/shop", &client, settings)?;
/// println!("{} sends", worker.name());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Worker {
    outbox: Outbox,
    shared: Arc<Shared>,
    /// Held until it ends.
    stop: watch::Sender<bool>,
    keeping: Option<Keeping>,
    carrying: Option<Task<()>>,
    returning: Option<(oneshot::Sender<()>, Task<()>)>,
    board: Option<Board>,
    runtime: Option<Threads>,
}

/// The thread of the keeper.
struct Keeping {
    /// It goes on as long as somebody holds this.
    hold: mpsc::Sender<()>,
    /// Nobody holds the other end once it has ended.
    ended: mpsc::Receiver<()>,
}

/// How long apalis may take to end once all calls have.
const LAST: Duration = Duration::from_secs(5);

impl Worker {
    /// Opens the outbox at this address, makes the queue beside it where there is none, and sends from
    /// now on.
    ///
    /// # Errors
    ///
    /// The outbox cannot be used, or somebody sends from it alone; the queue cannot be made; the address
    /// of the board cannot be had. Nothing was sent.
    pub fn start<T: Transport + 'static>(
        url: &str,
        client: &Client<T>,
        settings: WorkerSettings,
    ) -> Result<Self, FleetError> {
        if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
            return Err(LedgerError::NotShared.into());
        }
        Self::start_on(Outbox::open(url)?, url, client, settings)
    }

    /// The same with an outbox that is open already, at this address.
    ///
    /// # Errors
    ///
    /// As of [`start`](Self::start).
    pub fn start_on<T: Transport + 'static>(
        outbox: Outbox,
        url: &str,
        client: &Client<T>,
        settings: WorkerSettings,
    ) -> Result<Self, FleetError> {
        let runtime = Threads::start()?;
        let address = url.to_owned();
        let queue = wait(&runtime, async move { Queue::open(&address).await })?;
        let sender = outbox.send_given(client, settings.dispatcher())?;
        let (handed_back, jobs) = tokio::sync::mpsc::unbounded_channel();
        let holder = name::new(settings.name.as_deref());
        let shared = Arc::new(Shared::new(queue, sender, holder, handed_back));
        let board = settings.board.clone();
        let board =
            board.map(|board| Board::start(board, &runtime, &shared, &outbox)).transpose()?;
        let (stop, stopped) = watch::channel(false);
        let (end, ended) = oneshot::channel();
        let returning = runtime.spawn(returning::return_jobs(shared.queue.clone(), jobs, ended));
        runtime.spawn(waking::listen(Arc::clone(&shared)));
        runtime.spawn(keeping::sweep(Arc::clone(&shared), settings.sweep));
        let keeping = keep(&shared, &outbox, client, &settings)?;
        let carrying = runtime.spawn(carrying::carry(Arc::clone(&shared), settings, stopped));
        Ok(Self {
            outbox,
            shared,
            stop,
            keeping: Some(keeping),
            carrying: Some(carrying),
            returning: Some((end, returning)),
            board,
            runtime: Some(runtime),
        })
    }

    /// The name under which it holds jobs: that of its host unless set, the number of its process, and a
    /// random one. Another one after the database was away.
    pub fn name(&self) -> String {
        self.shared.holder().to_string()
    }

    /// The outbox that it sends from.
    pub fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// Whether it is this one that keeps the outbox for the whole fleet.
    pub fn keeps(&self) -> bool {
        self.shared.keeps.load(Ordering::Relaxed)
    }

    /// What is the matter at this time: the database cannot be reached, somebody sends from the outbox
    /// alone. Nothing where all is well.
    pub fn trouble(&self) -> Option<String> {
        self.shared.trouble()
    }

    /// Whether it has stopped for good, for the reason that [`trouble`](Self::trouble) tells.
    pub fn has_given_up(&self) -> bool {
        self.shared.has_given_up()
    }

    /// What came of its transmissions so far.
    pub fn tally(&self) -> Tally {
        self.shared.tally()
    }

    /// Where its board is, with the port that it got; nothing where it has none.
    pub fn board_address(&self) -> Option<SocketAddr> {
        self.board.as_ref().map(Board::address)
    }
}

/// What carries ids ends first, then whoever sends: nothing new is begun. What came of the rest is written
/// down before anything of it is gone.
impl Drop for Worker {
    fn drop(&mut self) {
        self.stop.send_replace(true);
        drop(self.board.take());
        let Some(keeping) = self.keeping.take() else { return };
        drop(keeping.hold);
        drop(self.shared.take_sender());
        // One that waits for a database that is away may do so: nothing of it is lost.
        keeping.ended.recv_timeout(LAST).unwrap_or_default();
        let Some(runtime) = self.runtime.take() else { return };
        let (carrying, returning) = (self.carrying.take(), self.returning.take());
        let shared = Arc::clone(&self.shared);
        let ended = wait(&runtime, async move {
            let ended = timeout(LAST, end(&shared, carrying, returning)).await;
            ended.map_err(|late| FleetError::Queue(late.into()))
        });
        if ended.is_err() {
            log::debug!("the queue does not answer: others look at its jobs once more");
        }
    }
}

async fn end(
    shared: &Shared,
    carrying: Option<Task<()>>,
    returning: Option<(oneshot::Sender<()>, Task<()>)>,
) {
    if let Some(carrying) = carrying {
        carrying.await.unwrap_or_else(|error| log::error!("the queue of the worker: {error}"));
    }
    if let Some((end, returning)) = returning {
        end.send(()).unwrap_or_default();
        returning.await.unwrap_or_else(|error| log::error!("the queue of the worker: {error}"));
    }
    let holder = shared.holder();
    leave(shared.queue.pool(), &holder).await.unwrap_or_else(|error| log::debug!("{error}"));
}

impl fmt::Debug for Worker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Worker").field("name", &self.name()).finish_non_exhaustive()
    }
}

fn keep<T: Transport + 'static>(
    shared: &Arc<Shared>,
    outbox: &Outbox,
    client: &Client<T>,
    settings: &WorkerSettings,
) -> Result<Keeping, FleetError> {
    let ((hold, stop), (alive, ended)) = (mpsc::channel(), mpsc::channel());
    let (shared, outbox, client) = (Arc::clone(shared), outbox.clone(), client.clone());
    // The sender has said so already, where the key was renewed.
    let settings = settings.dispatcher().with_known_key();
    let thread = thread::Builder::new().name("smsmode-keeper".to_owned());
    let keep = move || {
        keeping::keep(&shared, &outbox, &client, &settings, &stop);
        drop::<mpsc::Sender<()>>(alive);
    };
    thread.spawn(keep).map_err(FleetError::Threads)?;
    Ok(Keeping { hold, ended })
}
