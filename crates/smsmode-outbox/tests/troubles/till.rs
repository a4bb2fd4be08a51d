//! A till with its folder and the imitation of the service.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use smsmode_core::outbox::{BackOff, OutboxId, Rules, State};
use smsmode_core::{Account, ApiKey, BaseUrl, GsmText, PhoneNumber};
use smsmode_http::{Client, HttpSettings, ProxySetting};
use smsmode_outbox::{Dispatcher, DispatcherSettings, Entry, MessageKey, NewMessage, Outbox};
use smsmode_sandbox::{DEMO_API_KEY, Sandbox, SandboxOptions};

const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Till {
    folder: PathBuf,
    pub(crate) sandbox: Sandbox,
}

impl Till {
    pub(crate) fn new(folder: &Path) -> Self {
        let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
        Self { folder: folder.to_owned(), sandbox }
    }

    pub(crate) fn file(&self, ending: &str) -> PathBuf {
        self.folder.join(format!("till.db{ending}"))
    }

    pub(crate) fn url(&self) -> String {
        format!("sqlite:{}", self.file("").display())
    }

    pub(crate) fn outbox(&self) -> Outbox {
        Outbox::open(&self.url()).unwrap()
    }

    pub(crate) fn dispatch(&self, outbox: &Outbox) -> Dispatcher {
        outbox.dispatch(&client(&self.sandbox.base_url()), settings()).unwrap()
    }

    /// Each message is with the service once: each has a text of its own.
    pub(crate) fn assert_each_once(&self, keys: &[String]) {
        let mut count: HashMap<String, usize> = HashMap::new();
        for message in self.sandbox.messages() {
            *count.entry(message.text).or_default() += 1;
        }
        let expected = keys.iter().map(|key| (text(key), 1)).collect();
        assert_eq!(count, expected);
    }
}

pub(crate) fn client(base_url: &str) -> Client {
    let base = BaseUrl::new(base_url).unwrap();
    let account = Account::new(ApiKey::new(DEMO_API_KEY).unwrap()).with_base_url(base);
    let direct = HttpSettings::default().with_proxy(ProxySetting::None);
    Client::with_settings(account, &direct).unwrap()
}

/// Everything waits for a second or two.
pub(crate) fn settings() -> DispatcherSettings {
    let second = Duration::from_secs(1);
    let rules = Rules::default()
        .with_quiet_time(second)
        .with_look_again(second)
        .with_back_off(BackOff::new(second, second));
    DispatcherSettings::default().with_rules(rules).with_timeout(second)
}

fn text(key: &str) -> String {
    format!("Commande {key}")
}

pub(crate) fn message(key: &str) -> NewMessage {
    let number = PhoneNumber::parse("0639980011").unwrap();
    let text = GsmText::new(text(key)).unwrap();
    NewMessage::new(MessageKey::new(key).unwrap(), number, text)
}

/// Puts so many messages in, and their keys.
pub(crate) fn add(outbox: &Outbox, what: &str, many: usize) -> Vec<String> {
    let keys: Vec<_> = (0..many).map(|number| format!("{what}-{number}")).collect();
    let messages: Vec<_> = keys.iter().map(|key| message(key)).collect();
    outbox.enqueue_all(&messages).unwrap();
    keys
}

pub(crate) fn get(outbox: &Outbox, key: &str) -> Entry {
    outbox.find(&MessageKey::new(key).unwrap()).unwrap().unwrap()
}

pub(crate) fn id(outbox: &Outbox, key: &str) -> OutboxId {
    get(outbox, key).id
}

/// Waits until all of them are in one of these states.
pub(crate) fn wait_for(outbox: &Outbox, keys: &[String], states: &[State]) {
    let arrived = || keys.iter().all(|key| states.contains(&get(outbox, key).state()));
    wait_until("all messages have come so far", outbox, arrived);
}

/// Looks again after each change of the outbox, and now and then.
pub(crate) fn wait_until(what: &str, outbox: &Outbox, condition: impl Fn() -> bool) {
    let (begun, mut changes) = (Instant::now(), outbox.subscribe_after(0));
    while !condition() {
        assert!(begun.elapsed() < PATIENCE, "not within a minute: {what}; {:?}", outbox.overview());
        drop(changes.wait(Duration::from_millis(100)));
    }
}
