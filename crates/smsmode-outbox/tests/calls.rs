//! Calls that hang or panic keep nobody else from being sent.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use smsmode_core::outbox::{BackOff, Fence, OutboxId, Progress, Rules, Sent, Stage, State};
use smsmode_core::{Account, ApiKey, GsmText, PhoneNumber, Request, Timestamp};
use smsmode_http::{
    BootInstant, Client, RawAnswer, SendLimits, Transport, TransportError, TransportErrorKind,
};
use smsmode_outbox::{
    Clock, Commit, DispatcherSettings, Entry, MessageKey, NewMessage, Outbox, Step, SystemClock,
};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(60);

/// A road that ends nowhere, after `before`.
struct Road<F>(F);

impl<F: Fn() + Send + Sync> Transport for Road<F> {
    fn send(&self, _: &Request, _: SendLimits) -> Result<RawAnswer, TransportError> {
        (self.0)();
        Err(TransportError::new(TransportErrorKind::Unreachable, smsmode_http::Sent::NotSent))
    }
}

fn client<F: Fn() + Send + Sync>(before: F) -> Client<Road<F>> {
    Client::with_transport(Account::new(ApiKey::new("0123456789abcdef").unwrap()), Road(before))
}

fn outbox(folder: &TempDir) -> Outbox {
    Outbox::open(&format!("sqlite:{}", folder.path().join("till.db").display())).unwrap()
}

fn put(outbox: &Outbox, key: &str) -> OutboxId {
    let number = PhoneNumber::parse("0639980011").unwrap();
    let text = GsmText::new("Votre commande est arrivée").unwrap();
    outbox.enqueue(&NewMessage::new(MessageKey::new(key).unwrap(), number, text)).unwrap().id()
}

fn put_in_doubt(outbox: &Outbox, key: &str) {
    let entry = outbox.get(put(outbox, key)).unwrap().unwrap();
    let now = SystemClock.now();
    let sent = Sent { started_at: now.plus_seconds(-9), ended_at: now.plus_seconds(-5) };
    let stage = Stage::Unknown { sent, look_at: now, first_look: None };
    let fence = Fence::new(entry.progress.fence.get() + 1);
    let next = Progress { stage, fence, ..entry.progress.clone() };
    let id = entry.id;
    let mut commit = Commit::at(now);
    let step = Step {
        id,
        fence: entry.progress.fence,
        state: entry.state(),
        next,
        status: None,
        trouble: None,
    };
    commit.steps = vec![step];
    assert_eq!(outbox.ledger().commit(&commit).unwrap(), [true]);
}

fn settings() -> DispatcherSettings {
    let second = Duration::from_secs(1);
    let rules = Rules::default().with_back_off(BackOff::new(second, second));
    DispatcherSettings::default().with_rules(rules).with_in_flight(1)
}

fn get(outbox: &Outbox, id: OutboxId) -> Entry {
    outbox.get(id).unwrap().unwrap()
}

fn wait_until(what: &str, outbox: &Outbox, condition: impl Fn() -> bool) {
    let (begun, mut changes) = (Instant::now(), outbox.subscribe_after(0));
    while !condition() {
        assert!(begun.elapsed() < PATIENCE, "not within a minute: {what}");
        drop(changes.wait(Duration::from_millis(100)));
    }
}

/// Closed until it is opened.
#[derive(Default)]
struct Gate(Mutex<bool>, Condvar);

impl Gate {
    fn pass(&self) {
        let open = self.0.lock().unwrap();
        let _open = self.1.wait_timeout_while(open, PATIENCE, |open| !*open).unwrap();
    }

    fn open(&self) {
        *self.0.lock().unwrap() = true;
        self.1.notify_all();
    }
}

#[test]
fn a_list_that_takes_its_time_keeps_no_message_from_being_sent() {
    let folder = TempDir::new().unwrap();
    let (gate, hangs) = (Arc::new(Gate::default()), Arc::new(AtomicBool::new(false)));
    let (at, first) = (Arc::clone(&gate), Arc::clone(&hangs));
    let client = client(move || {
        if !first.swap(true, Ordering::Relaxed) {
            at.pass();
        }
    });
    let outbox = outbox(&folder);
    put_in_doubt(&outbox, "doubted");
    let dispatcher = outbox.dispatch(&client, settings()).unwrap();
    wait_until("the list is read", &outbox, || hangs.load(Ordering::Relaxed));
    let id = put(&outbox, "order");
    let tried = Instant::now();
    wait_until("it was tried", &outbox, || get(&outbox, id).progress.put_offs > 0);
    assert!(tried.elapsed() < PATIENCE / 2, "it did not wait for the list");
    gate.open();
    drop(dispatcher);
}

#[test]
fn a_list_that_cannot_be_read_is_told() {
    let folder = TempDir::new().unwrap();
    let outbox = outbox(&folder);
    put_in_doubt(&outbox, "doubted");
    let dispatcher = outbox.dispatch(&client(|| ()), settings()).unwrap();
    let told = || dispatcher.trouble().is_some_and(|trouble| trouble.contains("list"));
    wait_until("the list is named", &outbox, told);
}

#[test]
fn a_call_that_panics_leaves_its_message_unknown_and_the_next_one_is_sent() {
    let folder = TempDir::new().unwrap();
    let panics = AtomicBool::new(true);
    let client = client(move || assert!(!panics.swap(false, Ordering::Relaxed), "as it must"));
    let outbox = outbox(&folder);
    let first = put(&outbox, "order-1");
    let _dispatcher = outbox.dispatch(&client, settings()).unwrap();
    wait_until("its fate is open", &outbox, || get(&outbox, first).state() == State::Unknown);
    let second = put(&outbox, "order-2");
    wait_until("the next one was tried", &outbox, || get(&outbox, second).progress.put_offs > 0);
}

/// Panics once it is asked by a dispatcher.
#[derive(Debug)]
struct BrokenClock(AtomicBool);

impl Clock for BrokenClock {
    fn now(&self) -> Timestamp {
        assert!(!self.0.load(Ordering::Relaxed), "as it must");
        SystemClock.now()
    }

    fn boot(&self) -> BootInstant {
        SystemClock.boot()
    }
}

#[test]
fn a_dispatcher_that_panicked_says_so() {
    let folder = TempDir::new().unwrap();
    let clock = Arc::new(BrokenClock(AtomicBool::new(false)));
    let outbox = outbox(&folder).with_clock(clock.clone());
    let dispatcher = outbox.dispatch(&client(|| ()), settings()).unwrap();
    clock.0.store(true, Ordering::Relaxed);
    dispatcher.wake();
    let told = || dispatcher.trouble().is_some_and(|trouble| trouble.contains("start"));
    wait_until("it says so", &outbox, told);
}
