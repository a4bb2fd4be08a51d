//! A dispatcher on PostgreSQL, with its threads, whose database crashes in the middle.

#![cfg(feature = "postgres")]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers too"
)]

use std::collections::HashSet;
use std::thread;
use std::time::{Duration, Instant};

use smsmode_core::outbox::State;
use smsmode_core::{Account, ApiKey, BaseUrl, GsmText, PhoneNumber};
use smsmode_http::{Client, HttpSettings, ProxySetting};
use smsmode_outbox::{
    DispatcherSettings, LedgerError, MessageKey, NewMessage, Outbox, PostgresLedger, StartError,
};
use smsmode_sandbox::{DEMO_API_KEY, Sandbox, SandboxOptions};

#[allow(dead_code, reason = "one server is enough here, and it needs no database of its own")]
#[path = "support/postgres.rs"]
mod server;

fn client(sandbox: &Sandbox) -> Client {
    let base = BaseUrl::new(&sandbox.base_url()).unwrap();
    let account = Account::new(ApiKey::new(DEMO_API_KEY).unwrap()).with_base_url(base);
    let direct = HttpSettings::default().with_proxy(ProxySetting::None);
    Client::with_settings(account, &direct).unwrap()
}

fn messages(count: usize) -> Vec<NewMessage> {
    let to = PhoneNumber::parse("0639980011").unwrap();
    let message = |number: usize| {
        let text = GsmText::new(format!("Commande {number}")).unwrap();
        NewMessage::new(MessageKey::new(format!("order-{number}")).unwrap(), to, text)
    };
    (0..count).map(message).collect()
}

fn until(condition: impl Fn() -> bool) {
    let begun = Instant::now();
    while !condition() {
        assert!(begun.elapsed() < Duration::from_secs(60), "it does not come to pass");
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_database_that_crashes_in_the_middle_loses_nothing_and_nothing_is_sent_twice() {
    const ALL: usize = 120;
    let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
    let mut server = server::Server::start();
    let url = server.url("smsmode", "postgres");
    let (shop, worker) = (Outbox::open(&url).unwrap(), Outbox::open(&url).unwrap());
    let settings = DispatcherSettings::default().with_in_flight(4);
    let dispatcher = worker.dispatch(&client(&sandbox), settings.clone()).unwrap();
    let second = shop.dispatch(&client(&sandbox), settings).err();
    assert!(matches!(second, Some(StartError::Ledger(LedgerError::AnotherDispatcher))));
    shop.enqueue_all(&messages(ALL)).unwrap();
    until(|| sandbox.messages().len() > 20);
    server.crash_and_restart();
    until(|| shop.overview().is_ok_and(|overview| !overview.counts.contains_key(&State::Queued)));
    drop(dispatcher);
    let texts: HashSet<_> = sandbox.messages().into_iter().map(|sent| sent.text).collect();
    assert_eq!(texts.len(), sandbox.messages().len(), "none twice");
    // Those whose intent was written, and whose answer was not, are doubted and not forgotten.
    let ledger = PostgresLedger::open(&url).unwrap();
    let counts = Outbox::with_ledger(ledger).overview().unwrap().counts;
    assert_eq!(counts.values().sum::<u64>(), ALL as u64);
    let known = counts.iter().filter(|(state, _)| **state != State::Submitting);
    assert!(known.map(|(_, count)| count).sum::<u64>() >= 100, "{counts:?}");
}
