//! A database, a sandbox, and workers on them.

use std::collections::HashMap;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use smsmode_core::outbox::{OutboxId, Rules, State};
use smsmode_core::{Account, ApiKey, BaseUrl, GsmText, PhoneNumber};
use smsmode_fleet::{FleetError, Worker, WorkerSettings};
use smsmode_http::{Client, HttpSettings, ProxySetting};
use smsmode_outbox::{DispatcherSettings, MessageKey, NewMessage, Outbox};
use smsmode_sandbox::{DEMO_API_KEY, Sandbox, SandboxOptions};

use crate::server::Database;

pub(crate) struct Scene {
    pub(crate) database: Database,
    pub(crate) sandbox: Sandbox,
    pub(crate) outbox: Outbox,
}

/// Short times, as for all tests that wait for a quiet time to end.
pub(crate) fn sending() -> DispatcherSettings {
    let rules = Rules::default()
        .with_quiet_time(Duration::from_secs(1))
        .with_look_again(Duration::from_millis(100));
    DispatcherSettings::default().with_rules(rules).with_timeout(Duration::from_secs(2))
}

/// Without a sweep: each message that waits has its job.
pub(crate) fn settings() -> WorkerSettings {
    WorkerSettings::new(sending())
        .with_concurrency(4)
        .with_name("test")
        .with_sweep_interval(Duration::from_hours(1))
}

pub(crate) fn sweeping() -> WorkerSettings {
    settings().with_sweep_interval(Duration::from_millis(50))
}

impl Scene {
    pub(crate) fn new() -> Self {
        let database = Database::new();
        let outbox = Outbox::open(&database.url()).unwrap();
        Self { database, sandbox: Sandbox::start(SandboxOptions::new()).unwrap(), outbox }
    }

    pub(crate) fn client(&self) -> Client {
        client(&self.sandbox)
    }

    pub(crate) fn worker(&self) -> Worker {
        self.try_worker(settings()).unwrap()
    }

    /// One that gives messages a new job which lost theirs.
    pub(crate) fn sweeping_worker(&self) -> Worker {
        self.try_worker(sweeping()).unwrap()
    }

    pub(crate) fn try_worker(&self, settings: WorkerSettings) -> Result<Worker, FleetError> {
        Worker::start(&self.database.url(), &self.client(), settings)
    }

    /// Each with a text that nobody else has.
    pub(crate) fn add(&self, count: usize) -> Vec<OutboxId> {
        let there = self.outbox.overview().unwrap().counts.values().sum::<u64>();
        let new = |number| message(&format!("order-{}", there + number));
        let new: Vec<_> = (0..count as u64).map(new).collect();
        self.outbox.enqueue_all(&new).unwrap().iter().map(smsmode_outbox::Added::id).collect()
    }

    pub(crate) fn state(&self, id: OutboxId) -> State {
        self.outbox.get(id).unwrap().unwrap().state()
    }

    /// How many messages are in a state.
    pub(crate) fn count(&self, state: State) -> u64 {
        self.outbox.overview().unwrap().counts.get(&state).copied().unwrap_or_default()
    }

    /// How many messages the service has accepted, as far as the outbox knows; none where the connection
    /// to it was cut.
    pub(crate) fn accepted(&self) -> u64 {
        let counts = self.outbox.overview().map(|overview| overview.counts).unwrap_or_default();
        let count = |state| counts.get(&state).copied().unwrap_or_default();
        count(State::Accepted) + count(State::Delivered)
    }

    /// The roles of an administrator. They are those of all databases of a server: each test has rights
    /// in its own.
    pub(crate) fn give_roles(&self) {
        static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
        let _held = ONE_AT_A_TIME.lock().unwrap();
        let roles = include_str!("../../../smsmode-outbox/src/postgres/roles.sql");
        let there = "SELECT to_regrole('smsmode_dispatch') IS NOT NULL";
        if self.database.psql(there) == "f" {
            self.database.psql(roles);
        } else {
            let creates = |line: &&str| !line.starts_with("CREATE ROLE");
            self.database.psql(&roles.lines().filter(creates).collect::<Vec<_>>().join("\n"));
        }
    }

    /// How many jobs the queue has.
    pub(crate) fn jobs(&self) -> u64 {
        let jobs = "SELECT count(*) FROM apalis.jobs WHERE job_type = 'smsmode'";
        self.database.psql(jobs).parse().unwrap()
    }

    /// None is with the service twice, and so many are there.
    pub(crate) fn assert_sent_once(&self, count: usize) {
        assert_sent_once(&self.sandbox, count);
    }
}

/// None is with the service twice, and so many are there.
pub(crate) fn assert_sent_once(sandbox: &Sandbox, count: usize) {
    let mut texts: HashMap<String, usize> = HashMap::new();
    for sent in sandbox.messages() {
        *texts.entry(sent.text).or_default() += 1;
    }
    assert!(texts.values().all(|times| *times == 1), "{texts:?}");
    assert_eq!(texts.len(), count);
}

pub(crate) fn client(sandbox: &Sandbox) -> Client {
    let base = BaseUrl::new(&sandbox.base_url()).unwrap();
    let account = Account::new(ApiKey::new(DEMO_API_KEY).unwrap()).with_base_url(base);
    let direct = HttpSettings::default().with_proxy(ProxySetting::None);
    Client::with_settings(account, &direct).unwrap()
}

pub(crate) fn message(key: &str) -> NewMessage {
    let text = GsmText::new(format!("Commande {key}")).unwrap();
    let to = PhoneNumber::parse("0639980011").unwrap();
    NewMessage::new(MessageKey::new(key).unwrap(), to, text)
}

/// More than any of these tests needs.
const LONG: Duration = Duration::from_secs(90);

/// Waits for a condition.
pub(crate) fn until(what: &str, condition: impl Fn() -> bool) {
    let begun = Instant::now();
    while !condition() {
        assert!(begun.elapsed() < LONG, "it does not come to pass: {what}");
        thread::sleep(Duration::from_millis(10));
    }
}
