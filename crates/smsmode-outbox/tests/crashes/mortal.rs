//! A dispatcher that dies at a given point, and the one that follows it.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use smsmode_core::outbox::{OutboxId, Rules, State};
use smsmode_core::{
    Account, ApiKey, BaseUrl, GsmText, MessageId, PhoneNumber, Recipients, SendSms, ServiceZone,
    Timestamp,
};
use smsmode_http::{Client, HttpSettings, ProxySetting};
use smsmode_outbox::{
    Added, Claim, Commit, DispatcherSettings, Engine, Entry, Ledger, LedgerError, LedgerSecret,
    ManualClock, MessageKey, NewMessage, Outbox, Overview, Role, Which, perform,
};
use smsmode_sandbox::{DEMO_API_KEY, Sandbox, SandboxOptions};

/// When a process dies: at so many writes or calls from its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Death {
    BeforeWrite(usize),
    AfterWrite(usize),
    BeforeCall(usize),
    AfterCall(usize),
}

/// Who sends, and is gone when the process dies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Crew {
    Alone,
    /// A sender that is given whatever is queued, and a keeper.
    Fleet,
}

impl Crew {
    fn roles(self) -> &'static [Role] {
        match self {
            Self::Alone => &[Role::Alone],
            Self::Fleet => &[Role::Sender, Role::Keeper],
        }
    }
}

/// What the threads of a dead process do: nothing more.
#[derive(Debug)]
struct Fate {
    death: Death,
    writes: AtomicUsize,
    is_dead: AtomicBool,
}

impl Fate {
    fn is_dead(&self) -> bool {
        self.is_dead.load(Ordering::Relaxed)
    }

    fn die_if(&self, point: Death) {
        self.is_dead.fetch_or(point == self.death, Ordering::Relaxed);
    }
}

/// A ledger whose process may die at a write.
#[derive(Debug)]
struct MortalLedger {
    ledger: Box<dyn Ledger>,
    fate: Arc<Fate>,
}

fn dead() -> LedgerError {
    LedgerError::Incomplete
}

impl Ledger for MortalLedger {
    fn secret(&self) -> &LedgerSecret {
        self.ledger.secret()
    }

    fn add(&self, messages: &[NewMessage], now: Timestamp) -> Result<Vec<Added>, LedgerError> {
        self.ledger.add(messages, now)
    }

    fn entries(&self, which: &Which<'_>, limit: usize) -> Result<Vec<Entry>, LedgerError> {
        self.ledger.entries(which, limit)
    }

    fn next_due(&self, states: &[State]) -> Result<Option<Timestamp>, LedgerError> {
        self.ledger.next_due(states)
    }

    fn known_ids(&self, ids: &[MessageId]) -> Result<HashSet<MessageId>, LedgerError> {
        self.ledger.known_ids(ids)
    }

    fn overview(&self) -> Result<Overview, LedgerError> {
        self.ledger.overview()
    }

    fn commit(&self, commit: &Commit) -> Result<Vec<bool>, LedgerError> {
        let write = self.fate.writes.fetch_add(1, Ordering::Relaxed);
        self.fate.die_if(Death::BeforeWrite(write));
        if self.fate.is_dead() {
            return Err(dead());
        }
        let taken = self.ledger.commit(commit)?;
        self.fate.die_if(Death::AfterWrite(write));
        if self.fate.is_dead() { Err(dead()) } else { Ok(taken) }
    }

    fn claim(&self) -> Result<Claim, LedgerError> {
        self.ledger.claim()
    }

    fn take_over(&self, now: Timestamp) -> Result<usize, LedgerError> {
        self.ledger.take_over(now)
    }

    fn forget(&self, before: Timestamp, limit: usize) -> Result<usize, LedgerError> {
        self.ledger.forget(before, limit)
    }
}

/// One message from the beginning to its end, with a death in between.
pub(crate) struct Life {
    fate: Arc<Fate>,
    sandbox: Sandbox,
    outbox: Outbox,
    clock: Arc<ManualClock>,
    client: Client,
    crew: Crew,
    calls: usize,
}

/// Longer than the lease, the quiet time and the second look after it.
const WHILE: Duration = Duration::from_secs(140);
const TURNS: usize = 6;

impl Life {
    pub(crate) fn new(ledger: Box<dyn Ledger>, crew: Crew, death: Death) -> Self {
        let start = SystemTime::now();
        let sandbox = Sandbox::start(SandboxOptions::new().with_clock_start(start)).unwrap();
        let base = BaseUrl::new(&sandbox.base_url()).unwrap();
        let account = Account::new(ApiKey::new(DEMO_API_KEY).unwrap()).with_base_url(base);
        let direct = HttpSettings::default().with_proxy(ProxySetting::None);
        let client = Client::with_settings(account, &direct).unwrap();
        let (writes, is_dead) = (AtomicUsize::new(0), AtomicBool::new(false));
        let fate = Arc::new(Fate { death, writes, is_dead });
        let clock = Arc::new(ManualClock::at(start.into()));
        let ledger = MortalLedger { ledger, fate: Arc::clone(&fate) };
        let outbox = Outbox::with_ledger(ledger).with_clock(clock.clone());
        let life = Self { fate, sandbox, outbox, clock, client, crew, calls: 0 };
        // An empty list proves nothing, so there is a message in it that is not ours.
        let other = Recipients::parse(["0639980012"]).unwrap();
        life.client.call(&SendSms::new(other, GsmText::new("Autre").unwrap())).unwrap();
        life
    }

    pub(crate) fn add(&self, key: &str, number: &str) -> OutboxId {
        let text = GsmText::new(format!("Commande {key}")).unwrap();
        let number = PhoneNumber::parse(number).unwrap();
        let message = NewMessage::new(MessageKey::new(key).unwrap(), number, text);
        self.outbox.enqueue(&message).unwrap().id()
    }

    /// From the beginning to the end, or to its death.
    pub(crate) fn live(&mut self) {
        let mut engines: Vec<_> = self.crew.roles().iter().map(|role| self.engine(*role)).collect();
        for round in 1..=6 {
            for _ in 0..TURNS {
                if !engines.iter_mut().all(|engine| self.give(engine) && self.turn(engine)) {
                    return;
                }
            }
            self.pass(WHILE * round);
        }
    }

    /// Another process, to which nothing happens.
    pub(crate) fn live_again(&mut self) {
        self.fate.is_dead.store(false, Ordering::Relaxed);
        self.fate.writes.store(usize::MAX / 2, Ordering::Relaxed);
        self.calls = usize::MAX / 2;
        self.live();
    }

    pub(crate) fn has_died(&self) -> bool {
        self.fate.is_dead()
    }

    pub(crate) fn entry(&self, id: OutboxId) -> Entry {
        self.outbox.get(id).unwrap().unwrap()
    }

    pub(crate) fn with_service(&self, text: &str) -> usize {
        self.sandbox.messages().iter().filter(|message| message.text == text).count()
    }

    /// What waits is brought to whoever sends what he is given, again and again; whether it could be.
    fn give(&self, engine: &mut Engine) -> bool {
        let waiting = self.outbox.list(Some(State::Queued), 9);
        for entry in waiting.iter().flatten() {
            engine.give(entry.id);
        }
        waiting.is_ok()
    }

    fn engine(&self, role: Role) -> Engine {
        let rules = Rules::default().with_quiet_time(Duration::from_secs(60));
        let settings =
            DispatcherSettings::default().with_rules(rules).with_timeout(Duration::from_secs(2));
        let ledger = Arc::clone(self.outbox.ledger());
        Engine::with_role(ledger, self.clock.clone(), settings, role)
    }

    /// One turn and its calls; whether the process is still alive.
    fn turn(&mut self, engine: &mut Engine) -> bool {
        let mut came = Vec::new();
        for _ in 0..2 {
            let Ok(turn) = engine.turn(std::mem::take(&mut came)) else { return false };
            for job in turn.jobs {
                let call = self.calls;
                self.calls += 1;
                self.fate.die_if(Death::BeforeCall(call));
                if self.has_died() {
                    return false;
                }
                came.push(perform(&self.client, &ServiceZone::PARIS, job));
                self.fate.die_if(Death::AfterCall(call));
            }
            if self.has_died() {
                return false;
            }
        }
        came.is_empty() || engine.turn(came).is_ok()
    }

    fn pass(&self, time: Duration) {
        self.clock.advance(time);
        self.sandbox.advance(time);
    }
}
