//! The threads of whoever has a part in the sending of an outbox.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use smsmode_core::outbox::OutboxId;
use smsmode_http::{Client, Transport};

use crate::claimant::{Claim, Claimant};
use crate::clock::Clock;
use crate::dispatcher::StartError;
use crate::engine::{Engine, Turn};
use crate::error::LedgerError;
use crate::job::{Done, Job};
use crate::ledger::Ledger;
use crate::news::News;
use crate::outbox::GLANCE;
use crate::pool::{Pool, askers};
use crate::role::Role;
use crate::sender::{Callers, Handled};
use crate::settings::DispatcherSettings;
use crate::tally::Tally;

/// The outbox that is worked on.
pub(crate) struct Place {
    pub(crate) ledger: Arc<dyn Ledger>,
    pub(crate) clock: Arc<dyn Clock>,
    /// Of the outbox: who waits for changes in this process is woken by it.
    pub(crate) news: Arc<News>,
}

/// A thread that has an engine do one turn after the other until this is dropped, and those that make its
/// calls.
pub(crate) struct Running {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

/// What the thread tells, and is told.
struct Shared {
    /// What wakes the thread.
    wake: Arc<News>,
    ends: AtomicBool,
    has_claim: AtomicBool,
    /// The thread ended since it can do nothing more, as it tells.
    gave_up: AtomicBool,
    trouble: Mutex<Option<String>>,
    tally: Mutex<Tally>,
}

impl Running {
    pub(crate) fn start<T: Transport + 'static>(
        place: Place,
        role: Role,
        client: &Client<T>,
        settings: DispatcherSettings,
        callers: Option<Callers>,
    ) -> Result<Self, StartError> {
        let Place { ledger, clock, news } = place;
        let claimant = Claimant::new(role);
        let mut claimant = claimant.with_account(client.account(), ledger.secret(), &settings);
        let claim = ledger.claim_as(&claimant)?;
        // It is known now. Said again later, it would let this one in beside another account.
        claimant.key_is_renewed = false;
        // What others of a fleet change all the time wakes none of its workers.
        let wake = if role == Role::Alone { Arc::clone(&news) } else { Arc::default() };
        let (tell, came) = channel();
        let told = Arc::clone(&wake);
        let in_flight = settings.in_flight;
        let threads = (
            if role.sends() { in_flight } else { 0 },
            if role.keeps() { askers(in_flight) } else { 0 },
        );
        let pool = Pool::start(threads, client, &settings.zone, move |done| {
            // Whoever does not listen any more has ended.
            drop(tell.send(done));
            told.tell();
        })?;
        let shared = Arc::new(Shared {
            wake,
            ends: AtomicBool::new(false),
            has_claim: AtomicBool::new(true),
            gave_up: AtomicBool::new(false),
            trouble: Mutex::default(),
            tally: Mutex::default(),
        });
        let work = Work {
            engine: Engine::with_role(Arc::clone(&ledger), clock, settings, role),
            claim: Some(claim),
            looked: Some(Instant::now()),
            ledger,
            claimant,
            came,
            callers,
            news,
            shared: Arc::clone(&shared),
        };
        let thread = thread::Builder::new().name("smsmode-outbox".to_owned());
        let thread = thread.spawn(move || work.go_on(pool))?;
        Ok(Self { shared, thread: Some(thread) })
    }

    pub(crate) fn trouble(&self) -> Option<String> {
        if self.has_given_up() && !self.shared.gave_up.load(Ordering::Relaxed) {
            return Some(PANICKED.to_owned());
        }
        lock(&self.shared.trouble).clone()
    }

    pub(crate) fn has_given_up(&self) -> bool {
        self.thread.as_ref().is_some_and(JoinHandle::is_finished)
    }

    pub(crate) fn has_claim(&self) -> bool {
        !self.has_given_up() && self.shared.has_claim.load(Ordering::Relaxed)
    }

    pub(crate) fn tally(&self) -> Tally {
        lock(&self.shared.tally).clone()
    }

    pub(crate) fn wake(&self) {
        self.shared.wake.tell();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.shared.ends.store(true, Ordering::Relaxed);
        self.wake();
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            log::error!("the dispatcher of the outbox panicked");
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Nothing is lost: what was begun is looked up by the next dispatcher.
const PANICKED: &str = "the dispatcher broke down and sends nothing any more; start it again";

/// What the thread has.
struct Work {
    engine: Engine,
    /// None where it was lost, and is to be claimed anew.
    claim: Option<Claim>,
    /// When it was last seen that the claim is not lost.
    looked: Option<Instant>,
    ledger: Arc<dyn Ledger>,
    claimant: Claimant,
    came: Receiver<Done>,
    /// Those who give a sender its messages.
    callers: Option<Callers>,
    news: Arc<News>,
    shared: Arc<Shared>,
}

impl Work {
    fn go_on(mut self, pool: Pool) {
        while !self.shared.ends.load(Ordering::Relaxed) {
            let known = self.shared.wake.count();
            let turn = self.turn();
            if turn.as_ref().is_err_and(is_for_good) {
                self.take(turn, |_| {});
                self.shared.gave_up.store(true, Ordering::Relaxed);
                return;
            }
            let rest = self.take(turn, |job| pool.make(job));
            let own = u64::from(rest.is_own_news(known));
            self.rest(known + own, rest.idle);
        }
        // The calls come to their end, and nothing new is begun.
        drop(pool);
        self.engine.stop();
        self.settle();
    }

    /// What came of the last calls is written down, also where the database of a fleet comes back only in
    /// a moment. What cannot be written is unknown, and looked up by the next one.
    fn settle(&mut self) {
        for _ in 0..LAST_ATTEMPTS {
            let last = self.turn();
            let is_written = last.is_ok();
            self.take(last, |_| {});
            if is_written || self.engine.is_settled() || self.claimant.role == Role::Alone {
                return;
            }
            thread::sleep(AFTER_FAILURE);
        }
    }

    /// One turn, with the right to it.
    fn turn(&mut self) -> Result<Turn, LedgerError> {
        let came = self.came();
        self.engine.note(came);
        self.look_at_the_claim();
        if self.claim.is_none() {
            self.claim = Some(self.ledger.claim_as(&self.claimant)?);
            self.shared.has_claim.store(true, Ordering::Relaxed);
        }
        for id in self.callers.iter_mut().flat_map(Callers::given) {
            self.engine.give(id);
        }
        self.engine.turn(Vec::new())
    }

    /// What is lost without a word is claimed anew before anything else is done: only then is it seen
    /// whether somebody else has it by now, and whether the database is still the same.
    fn look_at_the_claim(&mut self) {
        if self.looked.is_some_and(|at| at.elapsed() < AT_LEAST_EACH) {
            return;
        }
        if self.claim.as_mut().is_some_and(|claim| !claim.is_held()) {
            log::warn!("the right to send from the outbox was lost, and is claimed anew");
            self.lose_the_claim();
        }
        self.looked = Some(Instant::now());
    }

    /// Rests until somebody tells something, in this process or in another one, or time runs out.
    fn rest(&self, known: u64, idle: Duration) {
        let begun = Instant::now();
        loop {
            let left = idle.saturating_sub(begun.elapsed());
            self.shared.wake.wait(known, left.min(GLANCE));
            if left <= GLANCE || self.shared.wake.count() > known || self.engine.has_news() {
                return;
            }
        }
    }

    /// What came since the last time, counted.
    fn came(&self) -> Vec<Done> {
        let came: Vec<Done> = self.came.try_iter().collect();
        let mut tally = lock(&self.shared.tally);
        for done in &came {
            tally.count(done);
        }
        came
    }

    /// Makes the calls; how long nothing is to do.
    fn take(&mut self, turn: Result<Turn, LedgerError>, make: impl Fn(Job)) -> Rest {
        match turn {
            Ok(turn) => {
                *lock(&self.shared.trouble) = self.engine.trouble().map(str::to_owned);
                turn.jobs.into_iter().for_each(make);
                let told = turn.changed.then(|| self.news.tell());
                let told = told.filter(|_| self.claimant.role == Role::Alone);
                self.tell(turn.handled);
                Rest { idle: turn.idle.map_or(AT_LEAST_EACH, |idle| idle.min(AT_LEAST_EACH)), told }
            }
            Err(error) => {
                let trouble = Some(error.to_string());
                let before = std::mem::replace(&mut *lock(&self.shared.trouble), trouble.clone());
                if before != trouble {
                    log::error!("the outbox rests: {error}");
                }
                self.doubt_the_claim();
                Rest { idle: AFTER_FAILURE, told: None }
            }
        }
    }

    fn tell(&mut self, handled: Vec<(OutboxId, Handled)>) {
        let Some(callers) = &mut self.callers else { return };
        for (id, what) in handled {
            callers.tell(id, what);
        }
    }

    /// Somebody else may have it by now. Who sends alone looks first: a file that cannot be written is
    /// still his.
    fn doubt_the_claim(&mut self) {
        self.looked = None;
        if self.claimant.role != Role::Alone {
            self.lose_the_claim();
        }
    }

    fn lose_the_claim(&mut self) {
        self.claim = None;
        self.shared.has_claim.store(false, Ordering::Relaxed);
    }
}

/// How long nothing is to do after a turn.
struct Rest {
    idle: Duration,
    /// The count of the news once the turn had told of its own changes.
    told: Option<u64>,
}

impl Rest {
    /// Whether nobody else told anything since: it is not woken by itself.
    fn is_own_news(&self, known: u64) -> bool {
        self.told == Some(known + 1)
    }
}

/// Where a newer program or another account has taken the ledger over, this one can do nothing more.
fn is_for_good(error: &LedgerError) -> bool {
    matches!(error, LedgerError::Newer { .. } | LedgerError::AnotherAccount)
}

/// Whatever the glances miss, such as a clock that was set, is seen then.
const AT_LEAST_EACH: Duration = Duration::from_secs(1);

/// How often a part of a fleet tries to write down what came of its last calls.
const LAST_ATTEMPTS: u32 = 5;

/// How long it waits after the ledger could not be read or written, unless there is news.
const AFTER_FAILURE: Duration = Duration::from_secs(1);
