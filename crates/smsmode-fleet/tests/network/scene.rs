//! Two hosts with a worker each: one was there first and keeps the outbox, the other one sends.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use smsmode_core::outbox::{Evidence, OutboxId, State};
use smsmode_core::{GsmText, PhoneNumber};
use smsmode_outbox::{Changes, Entry, MessageKey, NewMessage, Outbox};
use smsmode_sandbox::{FaultProfile, Sandbox, SandboxOptions};

use crate::centre::{self, DATABASE, SERVICE};
use crate::host::Host;
use crate::process::Process;
use crate::server::Server;
use crate::worker::Worker;

/// More than any of these tests needs.
const PATIENCE: Duration = Duration::from_mins(2);
const GLANCE: Duration = Duration::from_millis(100);
const TIMEOUT: Duration = Duration::from_secs(2);
/// Three timeouts, so it is no shorter in effect.
const QUIET: Duration = Duration::from_secs(6);

pub(crate) struct Scene {
    keeper: (Process, Host),
    sender: (Process, Host),
    changes: Changes,
    outbox: Outbox,
    sandbox: Sandbox,
    server: Server,
}

impl Scene {
    /// The keeper is frozen, and the sender has sent a message.
    pub(crate) fn new() -> Self {
        centre::make();
        let address: SocketAddr = format!("{SERVICE}:0").parse().unwrap();
        let options = SandboxOptions::new().with_bind(address).with_magic_numbers(false);
        let sandbox = Sandbox::start(options).unwrap();
        let server = Server::start_with(&["-c", &format!("listen_addresses={DATABASE}")]);
        let outbox = Outbox::open(&server.url("smsmode", "postgres")).unwrap();
        let database = format!("postgres://smsmode@{DATABASE}/postgres");
        let (base_url, timeout) = (sandbox.base_url(), TIMEOUT);
        let worker = Worker { database, base_url, timeout, quiet: QUIET, ahead: 0 };
        let begin = |host: Host| (Process::start(worker.command(Some(&host.network()))), host);
        let changes = outbox.subscribe().unwrap();
        let keeper = begin(Host::new(1));
        until("somebody keeps it", || keepers(&server) == 1);
        let sender = begin(Host::new(2));
        let mut scene = Self { keeper, sender, changes, outbox, sandbox, server };
        let id = scene.begin_at_the_sender("order-0");
        scene.until(id, State::Accepted);
        scene
    }

    pub(crate) fn keeper(&self) -> &Host {
        &self.keeper.1
    }

    pub(crate) fn sender(&self) -> &Host {
        &self.sender.1
    }

    /// How often somebody began to keep.
    pub(crate) fn keepers(&self) -> u32 {
        keepers(&self.server)
    }

    pub(crate) fn keeper_goes_on(&mut self) {
        self.keeper.0.thaw();
    }

    pub(crate) fn sender_rests(&mut self) {
        self.sender.0.freeze(PATIENCE);
    }

    /// From now on the service takes a second to answer.
    pub(crate) fn answer_late(&self) {
        self.have_it_go_wrong("send_sms=delay:1000");
    }

    /// From now on the service accepts and says nothing.
    pub(crate) fn lose_an_answer(&self) {
        self.have_it_go_wrong("send_sms=close_after_accepting");
    }

    pub(crate) fn answer_at_once(&self) {
        self.sandbox.clear_faults();
    }

    fn have_it_go_wrong(&self, rule: &str) {
        let profile = FaultProfile::default().with_short_form(rule).unwrap();
        self.sandbox.set_fault_profile(profile);
    }

    /// A message of which the sender has begun to send it.
    pub(crate) fn begin_at_the_sender(&mut self, key: &str) -> OutboxId {
        self.keeper.0.freeze(PATIENCE);
        let id = self.add(key);
        self.wait_until(id, |entry| !matches!(entry.state(), State::Queued | State::Claimed));
        id
    }

    /// A message with a text of its own.
    pub(crate) fn add(&self, key: &str) -> OutboxId {
        let text = GsmText::new(format!("Votre commande est arrivée : {key}")).unwrap();
        let number = PhoneNumber::parse("0639980011").unwrap();
        let message = NewMessage::new(MessageKey::new(key).unwrap(), number, text);
        self.outbox.enqueue(&message).unwrap().id()
    }

    pub(crate) fn until(&mut self, id: OutboxId, state: State) {
        self.wait_until(id, |entry| entry.state() == state);
    }

    /// Until the service itself has told its id.
    pub(crate) fn until_told(&mut self, id: OutboxId) {
        let told = |entry: &Entry| {
            let known = entry.progress.stage.message_id();
            known.is_some_and(|known| known.evidence == Evidence::Told)
        };
        self.wait_until(id, told);
    }

    fn wait_until(&mut self, id: OutboxId, is_so: impl Fn(&Entry) -> bool) {
        let begun = Instant::now();
        while !is_so(&self.entry(id)) {
            assert!(begun.elapsed() < PATIENCE, "{:?}", self.entry(id));
            self.changes.wait(GLANCE).unwrap();
        }
    }

    fn entry(&self, id: OutboxId) -> Entry {
        self.outbox.get(id).unwrap().unwrap()
    }

    /// It is there once, after so many transmissions, and the ledger knows its id from there.
    pub(crate) fn assert_arrived(&self, id: OutboxId, attempts: u8, evidence: Evidence) {
        let entry = self.entry(id);
        let text = entry.content.as_ref().unwrap().message.text();
        let stored = self.sandbox.messages();
        let own: Vec<_> = stored.iter().filter(|one| text == one.text).collect();
        let ids: Vec<_> = own.iter().map(|one| one.message_id.as_str()).collect();
        let known = entry.progress.stage.message_id().unwrap();
        assert_eq!(ids, [known.id.as_str()]);
        assert_eq!((entry.progress.attempt.count(), known.evidence), (attempts, evidence));
        assert!(self.sandbox.duplicates_by_text().duplicates.is_empty());
    }

    /// Nobody else does.
    pub(crate) fn assert_that_the_sender_works(&mut self) {
        self.answer_at_once();
        self.sender.0.thaw();
        let id = self.begin_at_the_sender("order-3");
        self.until(id, State::Accepted);
        self.assert_arrived(id, 1, Evidence::Told);
    }

    /// It has come back, and is a worker as any other.
    pub(crate) fn assert_that_the_first_keeper_sends(&mut self) {
        self.sender_rests();
        let id = self.add("order-3");
        self.until(id, State::Accepted);
        self.assert_arrived(id, 1, Evidence::Told);
    }
}

fn keepers(server: &Server) -> u32 {
    server.psql("postgres", "SELECT keeping FROM smsmode.fleet").parse().unwrap()
}

fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "not until {what}");
        std::thread::park_timeout(GLANCE);
    }
}
