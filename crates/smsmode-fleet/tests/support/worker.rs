//! A process that sends what the queue brings it, until it is killed.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use std::{env, process, thread};

use rustix::process::{Signal, getppid, set_parent_process_death_signal};
use smsmode_core::outbox::{BackOff, Rules};
use smsmode_core::{Account, ApiKey, BaseUrl};
use smsmode_fleet::{FleetError, WorkerSettings};
use smsmode_http::{Client, HttpSettings, ProxySetting, RetryPolicy};
use smsmode_outbox::{DispatcherSettings, Outbox, PostgresLedger};
use smsmode_sandbox::DEMO_API_KEY;

use crate::ahead::Ahead;

/// How long it waits where it cannot begin.
const AFTER_FAILURE: Duration = Duration::from_millis(200);
const CALLS: usize = 4;

/// Where a worker works, and how long it waits.
#[derive(Debug, Clone)]
pub(crate) struct Worker {
    pub(crate) database: String,
    pub(crate) base_url: String,
    /// For an answer. Its lease is twice as long, and 4 seconds at least.
    pub(crate) timeout: Duration,
    /// Until what is not in the list did not arrive.
    pub(crate) quiet: Duration,
    /// By so many seconds the clock of its host is ahead.
    pub(crate) ahead: i64,
}

impl Worker {
    /// This test, in a process of its own, and in another network where one is named, with nothing to do
    /// but be this worker.
    pub(crate) fn command(&self, network: Option<&str>) -> Command {
        let this = env::current_exe().unwrap();
        let mut command = match network {
            None => Command::new(this),
            Some(network) => {
                let mut there = Command::new("nsenter");
                there.arg(format!("--net={network}")).arg("--").arg(this);
                there
            }
        };
        command
            .args(["--exact", "a_worker_lives_until_it_is_killed", "--nocapture"])
            .env("WORKER_DATABASE", &self.database)
            .env("WORKER_SERVICE", &self.base_url)
            .env("WORKER_TIMEOUT", self.timeout.as_millis().to_string())
            .env("WORKER_QUIET", self.quiet.as_millis().to_string())
            .env("WORKER_AHEAD", self.ahead.to_string())
            .env("WORKER_PARENT", process::id().to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        command
    }

    /// What this process is, if it is one. It does not outlive the test that started it, even frozen.
    pub(crate) fn of_environment() -> Option<Self> {
        let database = env::var("WORKER_DATABASE").ok()?;
        let told = |name| env::var(name).unwrap();
        let time = |name| Duration::from_millis(told(name).parse().unwrap());
        set_parent_process_death_signal(Some(Signal::KILL)).unwrap();
        let parent = getppid().map(|parent| parent.as_raw_nonzero().to_string());
        assert_eq!(parent, Some(told("WORKER_PARENT")), "the test has ended");
        Some(Self {
            database,
            base_url: told("WORKER_SERVICE"),
            timeout: time("WORKER_TIMEOUT"),
            quiet: time("WORKER_QUIET"),
            ahead: told("WORKER_AHEAD").parse().unwrap(),
        })
    }

    pub(crate) fn live(self) {
        let _worker = self.begin();
        loop {
            thread::park();
        }
    }

    /// Where the database is away, it is waited for.
    fn begin(&self) -> smsmode_fleet::Worker {
        let client = self.client();
        loop {
            match self.start(&client) {
                Err(FleetError::Queue(_)) => {}
                Err(FleetError::Ledger(error)) if error.is_passing() => {}
                started => return started.unwrap(),
            }
            thread::park_timeout(AFTER_FAILURE);
        }
    }

    fn start(&self, client: &Client) -> Result<smsmode_fleet::Worker, FleetError> {
        let ledger = PostgresLedger::open_on(&self.database, Arc::new(Ahead(self.ahead)))?;
        let outbox = Outbox::with_ledger(ledger);
        smsmode_fleet::Worker::start_on(outbox, &self.database, client, self.settings())
    }

    fn client(&self) -> Client {
        let account = Account::new(ApiKey::new(DEMO_API_KEY).unwrap());
        let base = BaseUrl::allowing_plain_http(&self.base_url).unwrap();
        let direct = HttpSettings::default().with_proxy(ProxySetting::None);
        let client = Client::with_settings(account.with_base_url(base), &direct).unwrap();
        client.with_timeout(Duration::from_secs(5)).with_retry(RetryPolicy::NEVER)
    }

    /// All other times as short as they may be.
    fn settings(&self) -> WorkerSettings {
        let back_off = BackOff::new(Duration::from_millis(100), Duration::from_millis(800));
        let rules = Rules::default()
            .with_quiet_time(self.quiet)
            .with_look_again(Duration::from_secs(1))
            .with_back_off(back_off);
        let settings = DispatcherSettings::default().with_rules(rules);
        WorkerSettings::new(settings.with_timeout(self.timeout))
            .with_concurrency(CALLS)
            .with_sweep_interval(Duration::from_millis(500))
    }
}
