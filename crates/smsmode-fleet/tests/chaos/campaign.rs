//! One outbox, one service, and three workers to which things happen.

use std::thread;
use std::time::{Duration, Instant};

use smsmode_core::outbox::State;
use smsmode_outbox::Outbox;
use smsmode_sandbox::{AccountOptions, Sandbox, SandboxOptions};

use crate::event::{Disaster, Event, TIMEOUT, WORKERS, events};
use crate::follower::Follower;
use crate::patience::patiently;
use crate::process::Process;
use crate::server::Server;
use crate::shop::Shop;
use crate::tally::Tally;
use crate::truth;
use crate::worker::Worker;
use crate::{hostility, late_road};

/// More than any campaign needs to come to rest.
const PATIENCE: Duration = Duration::from_mins(3);
const QUIET: Duration = Duration::from_secs(3);
const GLANCE: Duration = Duration::from_millis(100);
const DATABASE: &str = "postgres";
const CUT_ALL: &str = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND datname = current_database()";
const CUT_KEEPER: &str = "SELECT count(pg_terminate_backend(pid)) FROM pg_locks
    WHERE locktype = 'advisory' AND classid = 1397576559 AND objid = 5 AND objsubid = 2 AND granted";
/// As if whoever holds one were gone.
const GIVE_AGAIN: &str = "UPDATE apalis.jobs SET status = 'Pending', lock_by = NULL, lock_at = NULL
    WHERE job_type = 'smsmode'";
const ALL_WAIT: &str =
    "BEGIN; LOCK TABLE smsmode.messages IN EXCLUSIVE MODE; SELECT pg_sleep(0.8); COMMIT";
const DO_ALL_WAIT: &str =
    "SELECT EXISTS (SELECT FROM pg_locks WHERE granted AND mode = 'ExclusiveLock'
    AND relation = 'smsmode.messages'::regclass)";
const EMPTY_QUEUE: &str = "DELETE FROM apalis.jobs WHERE job_type = 'smsmode'";

pub(crate) struct Campaign {
    seed: u64,
    sandbox: Sandbox,
    outbox: Outbox,
    /// Where they work.
    place: Worker,
    /// They end before their database does.
    workers: Vec<Process>,
    server: Server,
    tally: Tally,
}

impl Campaign {
    pub(crate) fn new(seed: u64) -> Self {
        let account = AccountOptions::demo().with_credits(100_000);
        let options = SandboxOptions::new().with_account(account).with_magic_numbers(false);
        let sandbox = Sandbox::start(options).unwrap();
        sandbox.set_fault_profile(hostility::worst(seed));
        let base_url = format!("http://{}", late_road::to(sandbox.address(), seed));
        let server = Server::start();
        let database = server.url("smsmode", DATABASE);
        let outbox = Outbox::open(&database).unwrap();
        let place = Worker { database, base_url, timeout: TIMEOUT, quiet: QUIET, ahead: 0 };
        let workers = (0..WORKERS).map(|number| start(&place, number)).collect();
        Self { seed, sandbox, outbox, place, workers, server, tally: Tally::default() }
    }

    /// Lets so many things happen, lets it come to rest, and looks at what became of each message.
    pub(crate) fn run(mut self, count: u64) -> Tally {
        let follower = Follower::begin(self.outbox.clone());
        let shop = Shop::open(self.outbox.clone(), self.seed);
        self.until("a first message leaves", |all| !all.sandbox.messages().is_empty());
        for event in events(self.seed).take(usize::try_from(count).unwrap()) {
            self.pass(event);
        }
        let put_in = shop.close();
        self.sandbox.set_fault_profile(hostility::while_settling(self.seed));
        self.until("all come to rest", |all| all.is_at_rest(put_in));
        let unknown = follower.end();
        self.tally += truth::check(&self.outbox, &self.sandbox, put_in, &unknown);
        let keepers = self.server.psql(DATABASE, "SELECT keeping FROM smsmode.fleet");
        self.tally.keepers = keepers.parse().unwrap();
        self.workers.into_iter().for_each(Process::kill);
        self.tally
    }

    fn pass(&mut self, event: Event) {
        self.live_until(Instant::now() + event.after);
        match event.what {
            Disaster::Kill(worker) => self.replace(worker),
            Disaster::Freeze(worker, time) | Disaster::FreezeBeyondTheLease(worker, time) => {
                self.workers[worker].freeze(time);
            }
            Disaster::FreezeAndCut(worker, time) => {
                self.workers[worker].freeze(time);
                self.server.psql(DATABASE, CUT_ALL);
            }
            Disaster::CrashDatabase => self.server.crash_and_restart(),
            Disaster::EmptyQueue => drop(self.server.psql(DATABASE, EMPTY_QUEUE)),
            Disaster::GiveTwice(time) => self.give_twice(time),
            Disaster::CutAll => drop(self.server.psql(DATABASE, CUT_ALL)),
            Disaster::CutKeeper => drop(self.server.psql(DATABASE, CUT_KEEPER)),
        }
        self.tally.count(event.what);
        truth::assert_nothing_twice(&self.sandbox);
    }

    /// Whoever reads while all wait to write decides from what will not be so any more.
    fn give_twice(&mut self, time: Duration) {
        patiently(|| self.outbox.pause());
        self.live_until(Instant::now() + time);
        self.server.psql(DATABASE, GIVE_AGAIN);
        self.live_until(Instant::now() + time);
        thread::scope(|scope| {
            let all_wait = scope.spawn(|| self.server.psql(DATABASE, ALL_WAIT));
            while !all_wait.is_finished() && self.server.psql(DATABASE, DO_ALL_WAIT) != "t" {}
            patiently(|| self.outbox.resume());
        });
    }

    fn replace(&mut self, worker: usize) {
        let heir = start(&self.place, worker);
        std::mem::replace(&mut self.workers[worker], heir).kill();
    }

    /// Thaws whoever was frozen for long enough.
    fn live_until(&mut self, end: Instant) {
        loop {
            self.workers.iter_mut().for_each(Process::thaw_if_due);
            let thaws = self.workers.iter().filter_map(Process::thaws).min();
            let next = thaws.map_or(end, |thaws| thaws.min(end));
            match next.checked_duration_since(Instant::now()) {
                Some(left) => thread::park_timeout(left),
                None if next == end => return,
                None => {}
            }
        }
    }

    fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        while !is_so(self) {
            let (seed, overview) = (self.seed, self.outbox.overview());
            assert!(begun.elapsed() < PATIENCE, "campaign {seed}, until {what}: {overview:?}");
            self.live_until(Instant::now() + GLANCE);
        }
    }

    fn is_at_rest(&self, put_in: u64) -> bool {
        let open = [State::Queued, State::Claimed, State::Submitting, State::Unknown];
        let counts = patiently(|| self.outbox.overview()).counts;
        let is_over = open.iter().all(|state| counts.get(state).is_none_or(|count| *count == 0));
        is_over && counts.values().sum::<u64>() == put_in && truth::all_are_named(&self.outbox)
    }
}

/// Each on a host with a clock of its own: five minutes behind, right, and five minutes ahead.
fn start(place: &Worker, number: usize) -> Process {
    let ahead = [-300, 0, 300][number % 3];
    Process::start(Worker { ahead, ..place.clone() }.command(None))
}
