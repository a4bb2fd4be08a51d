//! The dispatcher's threads: programs put messages in and wait for what becomes of them.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers too"
)]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use smsmode_core::outbox::{OutboxId, State};
use smsmode_core::{Account, ApiKey, BaseUrl, CallbackKey, CallbackSigner, GsmText, PhoneNumber};
use smsmode_http::{Client, HttpSettings, ProxySetting};
use smsmode_outbox::{
    Added, Changes, DispatcherSettings, LedgerError, MessageKey, NewMessage, Outbox, StartError,
    Tally,
};
use smsmode_receiver::{CallbackStore, ReceiverOptions, StoringReceiver};
use smsmode_sandbox::{
    Call, DEMO_API_KEY, Fault, FaultRule, JournalEntry, Sandbox, SandboxOptions,
};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(60);

fn client(sandbox: &Sandbox) -> Client {
    let base = BaseUrl::new(&sandbox.base_url()).unwrap();
    let account = Account::new(ApiKey::new(DEMO_API_KEY).unwrap()).with_base_url(base);
    let direct = HttpSettings::default().with_proxy(ProxySetting::None);
    Client::with_settings(account, &direct).unwrap()
}

fn outbox(folder: &TempDir) -> Outbox {
    Outbox::open(&format!("sqlite:{}", folder.path().join("till.db").display())).unwrap()
}

fn message(key: &str) -> NewMessage {
    let text = GsmText::new(format!("Commande {key}")).unwrap();
    let number = PhoneNumber::parse("0639980011").unwrap();
    NewMessage::new(MessageKey::new(key).unwrap(), number, text)
}

/// Waits until each message has been seen in a state.
fn wait_for(changes: &mut Changes, mut ids: Vec<OutboxId>, state: State) {
    let begun = Instant::now();
    while !ids.is_empty() {
        assert!(begun.elapsed() < PATIENCE, "{} of them are not {state}", ids.len());
        for entry in changes.wait(Duration::from_secs(1)).unwrap() {
            ids.retain(|id| *id != entry.id || entry.state() != state);
        }
    }
}

fn ids(added: &[Added]) -> Vec<OutboxId> {
    added.iter().map(Added::id).collect()
}

#[test]
fn two_hundred_messages_of_two_processes_are_each_sent_once() {
    let (sandbox, folder) =
        (Sandbox::start(SandboxOptions::new()).unwrap(), TempDir::new().unwrap());
    let (till, shop) = (outbox(&folder), outbox(&folder));
    let mut changes = shop.subscribe().unwrap();
    let _dispatcher = till.dispatch(&client(&sandbox), DispatcherSettings::default()).unwrap();
    let many = |who: &str| (0..100).map(|number| message(&format!("{who}-{number}"))).collect();
    let (first, second): (Vec<_>, Vec<_>) = (many("till"), many("shop"));
    let mut all = ids(&till.enqueue_all(&first).unwrap());
    all.extend(ids(&shop.enqueue_all(&second).unwrap()));
    wait_for(&mut changes, all, State::Accepted);
    let mut texts: Vec<_> = sandbox.messages().into_iter().map(|message| message.text).collect();
    texts.sort_unstable();
    texts.dedup();
    assert_eq!((texts.len(), sandbox.messages().len()), (200, 200));
}

#[test]
fn a_second_dispatcher_is_refused_until_the_first_one_ended() {
    let (sandbox, folder) =
        (Sandbox::start(SandboxOptions::new()).unwrap(), TempDir::new().unwrap());
    let settings = DispatcherSettings::default;
    let first = outbox(&folder).dispatch(&client(&sandbox), settings()).unwrap();
    let refused = outbox(&folder).dispatch(&client(&sandbox), settings());
    assert!(matches!(refused, Err(StartError::Ledger(LedgerError::AnotherDispatcher))));
    drop(first);
    outbox(&folder).dispatch(&client(&sandbox), settings()).unwrap();
}

#[test]
fn a_receipt_tells_of_the_delivery_before_anybody_asks() {
    let (sandbox, folder) =
        (Sandbox::start(SandboxOptions::new()).unwrap(), TempDir::new().unwrap());
    let signer = CallbackSigner::new(CallbackKey::new(*b"0123456789abcdef").unwrap());
    let store = Arc::new(CallbackStore::open(folder.path().join("callbacks.db")).unwrap());
    let receiver = StoringReceiver::start(ReceiverOptions::new(signer.clone()), &store).unwrap();
    let outbox = outbox(&folder);
    let mut changes = outbox.subscribe().unwrap();
    let settings =
        DispatcherSettings::default().with_callbacks(store, receiver.public_url(), signer);
    let _dispatcher = outbox.dispatch(&client(&sandbox), settings).unwrap();
    let id = outbox.enqueue(&message("order-1")).unwrap().id();
    wait_for(&mut changes, vec![id], State::Accepted);
    sandbox.advance(Duration::from_secs(60));
    wait_for(&mut changes, vec![id], State::Delivered);
    let asked = |entry: &JournalEntry| entry.call == Call::GetMessageStatus;
    assert!(!sandbox.journal().iter().any(asked));
    assert_eq!(outbox.get(id).unwrap().unwrap().status.unwrap().code(), 11);
}

#[test]
fn a_dispatcher_counts_what_came_of_its_transmissions() {
    let (sandbox, folder) =
        (Sandbox::start(SandboxOptions::new()).unwrap(), TempDir::new().unwrap());
    let outbox = outbox(&folder);
    let mut changes = outbox.subscribe().unwrap();
    let dispatcher = outbox.dispatch(&client(&sandbox), DispatcherSettings::default()).unwrap();
    assert_eq!(dispatcher.tally(), Tally::default());
    sandbox.set_faults([FaultRule::next(1, Fault::Refuse { code: 35 }).on(Call::SendSms)]);
    let refused = outbox.enqueue(&message("order-0")).unwrap().id();
    wait_for(&mut changes, vec![refused], State::Rejected);
    let (tally, begun) = (dispatcher.tally(), Instant::now());
    assert_eq!((tally.accepted, tally.last_accepted), (0, None));
    assert_eq!(tally.failed, BTreeMap::from([("refusal 35".to_owned(), 1)]));
    let sent = outbox.enqueue_all(&[message("order-1"), message("order-2")]).unwrap();
    wait_for(&mut changes, ids(&sent), State::Accepted);
    let tally = dispatcher.tally();
    assert_eq!((tally.accepted, tally.failed.len()), (2, 1));
    assert!((begun..=Instant::now()).contains(&tally.last_accepted.unwrap()));
}

#[test]
fn a_paused_queue_sends_nothing_until_it_is_resumed() {
    let (sandbox, folder) =
        (Sandbox::start(SandboxOptions::new()).unwrap(), TempDir::new().unwrap());
    let outbox = outbox(&folder);
    outbox.pause().unwrap();
    let mut changes = outbox.subscribe().unwrap();
    let dispatcher = outbox.dispatch(&client(&sandbox), DispatcherSettings::default()).unwrap();
    let id = outbox.enqueue(&message("order-1")).unwrap().id();
    // It ends in order, having looked at the message.
    drop(dispatcher);
    assert_eq!(outbox.get(id).unwrap().unwrap().state(), State::Queued);
    let _dispatcher = outbox.dispatch(&client(&sandbox), DispatcherSettings::default()).unwrap();
    outbox.resume().unwrap();
    wait_for(&mut changes, vec![id], State::Accepted);
}
