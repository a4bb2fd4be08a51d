//! A process that puts messages into an outbox and, as a rule, sends them.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;
use std::{env, thread};

use smsmode_core::outbox::{BackOff, Rules};
use smsmode_core::{Account, ApiKey, BaseUrl, GsmText, PhoneNumber};
use smsmode_http::{Client, HttpSettings, ProxySetting};
use smsmode_outbox::{
    Dispatcher, DispatcherSettings, LedgerError, MessageKey, NewMessage, Outbox, StartError,
};
use smsmode_sandbox::DEMO_API_KEY;

/// What a till writes before the number of each message that is in the outbox.
pub(crate) const ADDED: &str = "added ";
/// How long a till waits for an answer; its lease is 4 seconds.
const TIMEOUT: Duration = Duration::from_millis(400);
pub(crate) const LEASE: Duration = Duration::from_secs(4);
const GLANCE: Duration = Duration::from_millis(30);

/// What a process is to do.
#[derive(Debug, Clone)]
pub(crate) struct Till {
    pub(crate) file: PathBuf,
    pub(crate) base_url: String,
    /// The messages before this one were put in by others, and are put in again.
    pub(crate) first: u64,
    pub(crate) end: u64,
    /// Without it, it ends once all is put in.
    pub(crate) sends: bool,
}

impl Till {
    /// This test, in a process of its own, with nothing to do but be this till.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env::current_exe().unwrap());
        command
            .args(["--exact", "a_till_lives_until_it_is_killed", "--nocapture"])
            .env("CHAOS_FILE", &self.file)
            .env("CHAOS_URL", &self.base_url)
            .env("CHAOS_FIRST", self.first.to_string())
            .env("CHAOS_END", self.end.to_string())
            .env("CHAOS_SENDS", self.sends.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        command
    }

    /// What this process is, if it is one.
    pub(crate) fn of_environment() -> Option<Self> {
        let file = env::var_os("CHAOS_FILE")?.into();
        let told = |name| env::var(name).unwrap();
        Some(Self {
            file,
            base_url: told("CHAOS_URL"),
            first: told("CHAOS_FIRST").parse().unwrap(),
            end: told("CHAOS_END").parse().unwrap(),
            sends: told("CHAOS_SENDS").parse().unwrap(),
        })
    }

    fn outbox(&self) -> Outbox {
        let url = format!("sqlite:{}", self.file.display());
        patiently(|| Outbox::open(&url))
    }

    /// Puts its messages in, while it sends until it is killed.
    pub(crate) fn live(self) {
        let outbox = self.outbox();
        if !self.sends {
            return self.add(&outbox);
        }
        let (till, own) = (self.clone(), outbox.clone());
        let adding = thread::spawn(move || till.add(&own));
        let _dispatcher = self.dispatch(&outbox);
        let mut changes = outbox.subscribe().unwrap();
        let mut adding = Some(adding);
        loop {
            patiently(|| changes.wait(GLANCE));
            // Somebody has seen to the account.
            if patiently(|| outbox.overview()).paused.is_some() {
                patiently(|| outbox.resume());
            }
            if let Some(ended) = adding.take_if(|adding| adding.is_finished()) {
                ended.join().unwrap();
            }
        }
    }

    /// What was put in before is put in again, as a till does after any doubt.
    fn add(&self, outbox: &Outbox) {
        let again: Vec<_> = (0..self.first).map(message).collect();
        patiently(|| outbox.enqueue_all(&again));
        for number in self.first..self.end {
            patiently(|| outbox.enqueue(&message(number)));
            println!("{ADDED}{number}");
        }
    }

    /// Waits until nobody else sends.
    fn dispatch(&self, outbox: &Outbox) -> Dispatcher {
        let (client, mut changes) = (self.client(), outbox.subscribe().unwrap());
        loop {
            match outbox.dispatch(&client, settings()) {
                Err(StartError::Ledger(LedgerError::AnotherDispatcher | LedgerError::Busy(_))) => {
                    patiently(|| changes.wait(GLANCE));
                }
                started => return started.unwrap(),
            }
        }
    }

    fn client(&self) -> Client {
        let account = Account::new(ApiKey::new(DEMO_API_KEY).unwrap());
        let account = account.with_base_url(BaseUrl::new(&self.base_url).unwrap());
        let direct = HttpSettings::default().with_proxy(ProxySetting::None);
        Client::with_settings(account, &direct).unwrap().with_timeout(Duration::from_secs(5))
    }
}

/// Who was frozen while it wrote keeps all others waiting; they are told so, and try again.
pub(crate) fn patiently<T>(mut act: impl FnMut() -> Result<T, LedgerError>) -> T {
    loop {
        match act() {
            Err(LedgerError::Busy(_)) => {}
            done => return done.unwrap(),
        }
    }
}

/// All times as short as they may be.
fn settings() -> DispatcherSettings {
    let back_off = BackOff::new(Duration::from_millis(100), Duration::from_millis(800));
    let rules = Rules::default()
        .with_quiet_time(Duration::from_secs(3))
        .with_look_again(Duration::from_secs(1))
        .with_back_off(back_off);
    DispatcherSettings::default().with_rules(rules).with_timeout(TIMEOUT)
}

/// One key, one text; every third one takes two segments.
fn message(number: u64) -> NewMessage {
    let long =
        if number.is_multiple_of(3) { "Merci de votre visite. ".repeat(6) } else { String::new() };
    let text = GsmText::new(format!("{long}Votre commande {number} est arrivée, 3 €")).unwrap();
    let to = PhoneNumber::parse(&format!("06399800{:02}", number % 100)).unwrap();
    NewMessage::new(key(number), to, text)
}

pub(crate) fn key(number: u64) -> MessageKey {
    MessageKey::new(format!("commande-{number}")).unwrap()
}
