//! A database, a sandbox, and the processes of a fleet.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use smsmode_core::outbox::{OutboxId, Rules, State};
use smsmode_core::{Account, ApiKey, BaseUrl, GsmText, PhoneNumber, Timestamp};
use smsmode_http::{BootInstant, Client, HttpSettings, ProxySetting};
use smsmode_outbox::{
    Clock, DispatcherSettings, Handled, Keeper, MessageKey, NewMessage, Outbox, PostgresLedger,
    Sender, StartError, SystemClock,
};
use smsmode_sandbox::{DEMO_API_KEY, Sandbox, SandboxOptions};

use crate::server::Database;

pub(crate) struct Scene {
    pub(crate) database: Database,
    pub(crate) sandbox: Sandbox,
    pub(crate) outbox: Outbox,
}

/// Short times, as for all tests that wait for a quiet time to end.
pub(crate) fn settings() -> DispatcherSettings {
    let rules = Rules::default()
        .with_quiet_time(Duration::from_secs(1))
        .with_look_again(Duration::from_millis(100));
    DispatcherSettings::default().with_rules(rules).with_timeout(Duration::from_millis(300))
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

    pub(crate) fn client_with(&self, key: &str) -> Client {
        client_with(&self.sandbox, key)
    }

    /// The outbox as another process has it open.
    pub(crate) fn other(&self) -> Outbox {
        Outbox::open(&self.database.url()).unwrap()
    }

    /// As a process has it open whose host's clock is so many seconds ahead.
    pub(crate) fn other_ahead(&self, seconds: i64) -> Outbox {
        let host = Arc::new(Ahead(seconds));
        Outbox::with_ledger(PostgresLedger::open_on(&self.database.url(), host).unwrap())
    }

    pub(crate) fn sender(&self) -> Sender {
        self.sender_with(settings())
    }

    pub(crate) fn sender_with(&self, settings: DispatcherSettings) -> Sender {
        self.other().send_given(&self.client(), settings).unwrap()
    }

    pub(crate) fn keeper(&self) -> Result<Keeper, StartError> {
        self.other().keep(&self.client(), settings())
    }

    /// Each with a text that nobody else has.
    pub(crate) fn add(&self, count: usize) -> Vec<OutboxId> {
        let there = self.outbox.overview().unwrap().counts.values().sum::<u64>();
        let new = |number| message(&format!("order-{}", there + number));
        let new: Vec<_> = (0..count as u64).map(new).collect();
        self.outbox.enqueue_all(&new).unwrap().iter().map(smsmode_outbox::Added::id).collect()
    }

    pub(crate) fn add_later(&self) -> OutboxId {
        let tomorrow = Timestamp::from(std::time::SystemTime::now()).plus_seconds(86_400);
        let message = message("later").with_not_before(tomorrow);
        self.outbox.enqueue(&message).unwrap().id()
    }

    pub(crate) fn state(&self, id: OutboxId) -> State {
        self.outbox.get(id).unwrap().unwrap().state()
    }

    pub(crate) fn assert_sent_once(&self, count: usize) {
        assert_sent_once(&self.sandbox, count);
    }
}

pub(crate) fn assert_sent_once(sandbox: &Sandbox, count: usize) {
    let sent = sandbox.messages();
    let texts: HashSet<_> = sent.iter().map(|sent| sent.text.as_str()).collect();
    assert_eq!((texts.len(), sent.len()), (count, count));
}

pub(crate) fn client(sandbox: &Sandbox) -> Client {
    client_with(sandbox, DEMO_API_KEY)
}

fn client_with(sandbox: &Sandbox, key: &str) -> Client {
    let base = BaseUrl::new(&sandbox.base_url()).unwrap();
    let account = Account::new(ApiKey::new(key).unwrap()).with_base_url(base);
    let direct = HttpSettings::default().with_proxy(ProxySetting::None);
    Client::with_settings(account, &direct).unwrap()
}

pub(crate) fn messages(count: usize) -> Vec<NewMessage> {
    (0..count).map(|number| message(&format!("order-{number}"))).collect()
}

/// The clock of a host that somebody has set wrong.
#[derive(Debug)]
struct Ahead(i64);

impl Clock for Ahead {
    fn now(&self) -> Timestamp {
        SystemClock.now().plus_seconds(self.0)
    }

    fn boot(&self) -> BootInstant {
        SystemClock.boot()
    }
}

pub(crate) fn message(key: &str) -> NewMessage {
    let text = GsmText::new(format!("Commande {key}")).unwrap();
    let to = PhoneNumber::parse("0639980011").unwrap();
    NewMessage::new(MessageKey::new(key).unwrap(), to, text)
}

/// Gives messages; what becomes of them comes in.
pub(crate) fn give(sender: &Sender, ids: &[OutboxId]) -> Receiver<(OutboxId, Handled)> {
    let (tell, told) = channel();
    for id in ids.iter().copied() {
        let tell = tell.clone();
        sender.send(id, move |handled| tell.send((id, handled)).unwrap_or_default());
    }
    told
}

const LONG: Duration = Duration::from_secs(60);

pub(crate) fn wait(told: &Receiver<(OutboxId, Handled)>, count: usize) -> Vec<(OutboxId, Handled)> {
    (0..count).map(|_| told.recv_timeout(LONG).unwrap()).collect()
}

/// Waits for a condition.
pub(crate) fn until(condition: impl Fn() -> bool) {
    let begun = Instant::now();
    while !condition() {
        assert!(begun.elapsed() < LONG, "it does not come to pass");
        thread::sleep(Duration::from_millis(5));
    }
}
