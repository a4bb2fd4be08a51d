//! An outbox and its dispatcher at one end of a line, the service at the other.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use smsmode_core::outbox::{BackOff, OutboxId, Rules, State};
use smsmode_core::{Account, ApiKey, BaseUrl, GsmText, PhoneNumber};
use smsmode_http::{Client, HttpSettings, ProxySetting, RetryPolicy};
use smsmode_outbox::{
    Changes, Dispatcher, DispatcherSettings, Entry, MessageKey, NewMessage, Outbox,
};
use smsmode_sandbox::{DEMO_API_KEY, Sandbox, SandboxOptions};
use tempfile::TempDir;

use crate::line::Line;

/// More than any of these tests needs.
const PATIENCE: Duration = Duration::from_secs(90);
const TIMEOUT: Duration = Duration::from_secs(1);
/// Three timeouts, so it is no shorter in effect.
const QUIET: Duration = Duration::from_secs(3);

pub(crate) struct Scene {
    outbox: Outbox,
    changes: Changes,
    sandbox: Sandbox,
    /// Ends before the line does.
    _dispatcher: Dispatcher,
    pub(crate) line: Line,
    _folder: TempDir,
}

impl Scene {
    pub(crate) fn new() -> Self {
        let line = Line::new();
        let bind = SocketAddr::from(([10, 77, 0, 2], 0));
        let options = SandboxOptions::new().with_bind(bind).with_magic_numbers(false);
        let sandbox = line.at_the_other_end(|| Sandbox::start(options).unwrap());
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("till.db").display());
        let outbox = Outbox::open(&url).unwrap();
        let changes = outbox.subscribe().unwrap();
        let dispatcher = outbox.dispatch(&client(&sandbox), settings()).unwrap();
        Self { outbox, changes, sandbox, _dispatcher: dispatcher, line, _folder: folder }
    }

    /// A message has gone through: there is a connection, and a list that is not empty.
    pub(crate) fn connect(&mut self) {
        let id = self.add("order-0");
        self.until(id, State::Accepted);
    }

    /// A message with a long text of its own.
    pub(crate) fn add(&self, key: &str) -> OutboxId {
        let text =
            GsmText::new(format!("{}{key}", "Votre commande est arrivée. ".repeat(24))).unwrap();
        let number = PhoneNumber::parse("0639980011").unwrap();
        let message = NewMessage::new(MessageKey::new(key).unwrap(), number, text);
        self.outbox.enqueue(&message).unwrap().id()
    }

    pub(crate) fn entry(&self, id: OutboxId) -> Entry {
        self.outbox.get(id).unwrap().unwrap()
    }

    pub(crate) fn state(&self, id: OutboxId) -> State {
        self.entry(id).state()
    }

    pub(crate) fn until(&mut self, id: OutboxId, state: State) {
        self.wait_until(id, |entry| entry.state() == state);
    }

    pub(crate) fn until_trouble(&mut self, id: OutboxId, troubles: &[&str]) {
        let has = |entry: &Entry| entry.trouble.as_deref().is_some_and(|it| troubles.contains(&it));
        self.wait_until(id, has);
    }

    fn wait_until(&mut self, id: OutboxId, is_so: impl Fn(&Entry) -> bool) {
        let begun = Instant::now();
        while !is_so(&self.entry(id)) {
            assert!(begun.elapsed() < PATIENCE, "{:?}", self.entry(id));
            self.changes.wait(Duration::from_millis(100)).unwrap();
        }
    }

    /// Until long after the list could have been looked at twice.
    pub(crate) fn outlast_the_quiet_time(&mut self) {
        let end = Instant::now() + QUIET * 3;
        while let Some(left) = end.checked_duration_since(Instant::now()) {
            self.changes.wait(left).unwrap();
        }
    }

    /// It is there once, after so many transmissions, and the ledger knows its id.
    pub(crate) fn assert_arrived(&self, id: OutboxId, attempts: u8) {
        let entry = self.entry(id);
        let stored = self.sandbox.messages();
        let own: Vec<_> = stored.iter().filter(|one| text(&entry) == one.text).collect();
        let ids: Vec<_> = own.iter().map(|one| one.message_id.as_str()).collect();
        assert_eq!(ids, [entry.message_id().unwrap().as_str()]);
        assert_eq!(entry.progress.attempt.count(), attempts);
        assert!(self.sandbox.duplicates_by_text().duplicates.is_empty());
    }

    pub(crate) fn times_stored(&self, id: OutboxId) -> usize {
        let entry = self.entry(id);
        self.sandbox.messages().iter().filter(|one| text(&entry) == one.text).count()
    }
}

fn text(entry: &Entry) -> &str {
    entry.content.as_ref().unwrap().message.text()
}

fn client(sandbox: &Sandbox) -> Client {
    let account = Account::new(ApiKey::new(DEMO_API_KEY).unwrap());
    let base = BaseUrl::allowing_plain_http(&sandbox.base_url()).unwrap();
    let direct = HttpSettings::default().with_proxy(ProxySetting::None);
    let client = Client::with_settings(account.with_base_url(base), &direct).unwrap();
    client.with_timeout(TIMEOUT).with_retry(RetryPolicy::NEVER)
}

fn settings() -> DispatcherSettings {
    let back_off = BackOff::new(Duration::from_millis(200), Duration::from_secs(1));
    let rules = Rules::default()
        .with_quiet_time(QUIET)
        .with_look_again(Duration::from_secs(1))
        .with_back_off(back_off);
    DispatcherSettings::default().with_rules(rules).with_timeout(TIMEOUT)
}
