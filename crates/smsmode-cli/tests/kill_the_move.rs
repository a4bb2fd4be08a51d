//! `smsmode outbox move` that is killed again and again: in the end each message is in the new outbox, and the
//! service has each of them once.

#![cfg(all(feature = "postgres", unix))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

#[allow(dead_code, reason = "nothing is restarted here")]
#[path = "../../smsmode-outbox/tests/support/postgres.rs"]
mod server;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use fastrand::Rng;
use server::Database;
use smsmode_core::outbox::State;
use smsmode_core::{GsmText, PhoneNumber, Timestamp};
use smsmode_outbox::{LedgerError, MessageKey, NewMessage, Outbox};
use smsmode_sandbox::{AccountOptions, DEMO_API_KEY, Sandbox, SandboxOptions};

const KILLS: usize = 20;
/// Five pages of messages.
const MESSAGES: usize = 4_400;
/// Each tenth is to be sent now, the others next year.
const DUE: usize = MESSAGES / 10;
const SEED: u64 = 20_261_123;

/// What kills a run.
#[derive(Debug, Clone, Copy)]
enum Trigger {
    /// So much time.
    Delay(Duration),
    /// Some more messages have come, and then so much time.
    Arrival(Duration),
}

/// A till whose messages move, and the sandbox that they go to.
struct Campaign {
    sandbox: Sandbox,
    folder: tempfile::TempDir,
    database: Database,
}

impl Campaign {
    fn new() -> Self {
        let account = AccountOptions::demo().with_credits(100_000);
        let options = SandboxOptions::new().with_account(account).with_magic_numbers(false);
        let sandbox = Sandbox::start(options).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let this = Self { sandbox, folder, database: Database::new() };
        this.till().enqueue_all(&(0..MESSAGES).map(message).collect::<Vec<_>>()).unwrap();
        this
    }

    fn url(&self) -> String {
        format!("sqlite:{}", self.folder.path().join("till.db").display())
    }

    fn till(&self) -> Outbox {
        Outbox::open(&self.url()).unwrap()
    }

    fn shop(&self) -> Outbox {
        Outbox::open(&self.database.url()).unwrap()
    }

    /// A dispatcher on one of them, that needs seconds for what takes minutes otherwise.
    fn sends(&self, outbox: &str) -> Command {
        let mut command = smsmode(self.folder.path(), &["run", "--once", "--outbox", outbox]);
        command
            .args(["--in-flight", "16", "--timeout", "1s", "--quiet-time", "3s"])
            .env("SMSMODE_API_KEY", DEMO_API_KEY)
            .env("SMSMODE_BASE_URL", self.sandbox.base_url());
        command
    }

    /// Some of the till's messages are sent, some are under way when it dies.
    fn till_dies_in_the_midst_of_sending(&self) {
        let mut run = self.sends(&self.url()).spawn().unwrap();
        until(|| self.sandbox.messages().len() > 100);
        run.kill().unwrap();
        run.wait().unwrap();
    }

    fn moves(&self) -> Command {
        let (from, to) = (self.url(), self.database.url());
        let arguments = ["move", "--yes", "--output", "json", "--from", &from, "--to", &to];
        smsmode(self.folder.path(), &arguments)
    }

    /// Whether it was still running.
    fn is_killed_by(&self, trigger: Trigger) -> bool {
        let (shop, begun) = (self.shop(), Instant::now());
        let there = || shop.overview().unwrap().counts.values().sum::<u64>();
        let before = there();
        let mut run = self.moves().spawn().unwrap();
        let delay = match trigger {
            Trigger::Delay(delay) => begun.elapsed() + delay,
            Trigger::Arrival(delay) => {
                until(|| there() > before || run.try_wait().unwrap().is_some());
                begun.elapsed() + delay
            }
        };
        while begun.elapsed() < delay {
            thread::yield_now();
        }
        run.kill().unwrap();
        run.wait().unwrap().code().is_none()
    }

    /// Whether some of them have moved, and some have not.
    fn is_in_the_midst(&self) -> bool {
        let there = self.shop().overview().unwrap().counts.values().sum::<u64>();
        (1..MESSAGES as u64).contains(&there)
    }

    fn finish(&self) {
        let done = self.moves().output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{done:?}");
        assert_eq!(moved(&done), MESSAGES as u64, "{done:?}");
        let refused = self.till().enqueue(&message(MESSAGES));
        assert!(matches!(refused, Err(LedgerError::MovedTo { .. })), "{refused:?}");
    }

    /// Until each is with the service, or proven not to be and sent again.
    fn all_are_sent_from_there(&self) {
        let shop = self.shop();
        until(|| {
            let ran = self.sends(&self.database.url()).output().unwrap();
            assert!(matches!(ran.status.code(), Some(0 | 7)), "{ran:?}");
            let counts = shop.overview().unwrap().counts;
            counts.get(&State::Accepted).is_some_and(|count| *count == DUE as u64)
        });
        let messages = self.sandbox.messages();
        let texts: BTreeSet<_> = messages.iter().map(|message| message.text.clone()).collect();
        assert_eq!((texts.len(), messages.len()), (DUE, DUE), "none lost, none twice");
        let keys: BTreeSet<_> = shop
            .list(None, MESSAGES + 1)
            .unwrap()
            .into_iter()
            .map(|entry| entry.key.as_str().to_owned())
            .collect();
        assert_eq!(keys.len(), MESSAGES, "none lost of those that wait");
        let duplicates = self.sandbox.duplicates();
        assert!(duplicates.duplicates.is_empty() && !duplicates.incomplete, "{duplicates:?}");
    }
}

impl Trigger {
    fn random(random: &mut Rng) -> Self {
        let is_late = random.u8(0..3) > 0;
        let time = Duration::from_micros(random.u64(0..if is_late { 60_000 } else { 200_000 }));
        if is_late { Self::Arrival(time) } else { Self::Delay(time) }
    }
}

fn smsmode(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smsmode"));
    command
        .arg("outbox")
        .args(arguments)
        .env("XDG_CONFIG_HOME", folder)
        .env_remove("SMSMODE_CONFIG")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn message(number: usize) -> NewMessage {
    let key = MessageKey::new(format!("order-{number}")).unwrap();
    let to = PhoneNumber::parse(&format!("06399800{:02}", number % 100)).unwrap();
    let message = NewMessage::new(key, to, GsmText::new(format!("Commande {number}")).unwrap());
    let next_year = Timestamp::from(SystemTime::now()).plus_seconds(365 * 24 * 3_600);
    if number.is_multiple_of(10) { message } else { message.with_not_before(next_year) }
}

fn moved(done: &Output) -> u64 {
    let records: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    records[0]["moved"].as_u64().unwrap()
}

fn until(mut condition: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !condition() {
        assert!(begun.elapsed() < Duration::from_secs(180), "it does not come to pass");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn twenty_kills_lose_no_message_and_send_none_twice() {
    let mut random = Rng::with_seed(SEED);
    let (mut kills, mut in_the_midst) = (0, 0);
    let mut campaign = Campaign::new();
    campaign.till_dies_in_the_midst_of_sending();
    while kills < KILLS {
        if campaign.is_killed_by(Trigger::random(&mut random)) {
            kills += 1;
            in_the_midst += usize::from(campaign.is_in_the_midst());
            continue;
        }
        campaign.finish();
        campaign.all_are_sent_from_there();
        campaign = Campaign::new();
        campaign.till_dies_in_the_midst_of_sending();
    }
    campaign.finish();
    campaign.all_are_sent_from_there();
    assert!(in_the_midst > 5, "{in_the_midst} of {kills}: few kills came in the midst of a move");
}
