//! `smsmode outbox` and `send --outbox`: what is put in is sent once, and what nobody knows is shown as such.

#![cfg(feature = "outbox")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod console;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Instant, SystemTime};

use console::growing::PATIENCE;
use console::{Said, sandbox, smsmode, smsmode_with};
use serde_json::Value;
use smsmode_cli::{Environment, Exit, Interrupt};
use smsmode_core::outbox::{ParkedBecause, Sent, Stage, State};
use smsmode_core::{CallbackKey, CallbackSigner, Timestamp};
use smsmode_outbox::{Commit, MessageKey, Outbox, Step};
use smsmode_receiver::{CallbackStore, ReceiverOptions, StoringReceiver};
use smsmode_sandbox::{Call, Ending, Fault, FaultRule, Sandbox};
use tempfile::TempDir;

const KEY: &str = "0123456789abcdef";

/// A till: an outbox in a folder, and a sandbox.
struct Till {
    sandbox: Sandbox,
    environment: Environment,
    folder: TempDir,
}

impl Till {
    fn new() -> Self {
        let (sandbox, environment) = sandbox();
        let folder = tempfile::tempdir().unwrap();
        let environment = environment
            .with("HOME", folder.path().to_str().unwrap())
            .with("SMSMODE_CALLBACK_KEY", KEY)
            .with("SMSMODE_OUTBOX", url(&folder));
        Self { sandbox, environment, folder }
    }

    fn run(&self, arguments: &[&str]) -> Said {
        smsmode(&self.environment, &[&["outbox"], arguments].concat())
    }

    fn add(&self, key: &str, number: &str) -> Value {
        let said = self.run(&["add", "--output", "json", "--key", key, "--to", number, "Bonjour"]);
        assert_eq!(said.exit, Exit::Done, "{said:?}");
        said.json()[0].clone()
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("till.db")
    }

    fn outbox(&self) -> Outbox {
        Outbox::open(&url(&self.folder)).unwrap()
    }

    fn state(&self, key: &str) -> State {
        self.outbox().find(&MessageKey::new(key).unwrap()).unwrap().unwrap().state()
    }

    /// Nobody knows whether it was sent, and the service's list does not tell.
    fn park(&self, key: &str) {
        let outbox = self.outbox();
        let entry = outbox.find(&MessageKey::new(key).unwrap()).unwrap().unwrap();
        let now = Timestamp::from(SystemTime::now());
        let mut next = entry.progress.clone();
        let sent = Some(Sent { started_at: now, ended_at: now });
        next.stage = Stage::Parked { because: ParkedBecause::InDoubt, sent };
        let mut commit = Commit::at(now);
        let (fence, state) = (entry.progress.fence, entry.state());
        commit.steps.push(Step { id: entry.id, fence, state, next, status: None, trouble: None });
        assert_eq!(outbox.ledger().commit(&commit).unwrap(), [true]);
    }
}

fn url(folder: &TempDir) -> String {
    format!("sqlite:{}", folder.path().join("till.db").display())
}

#[test]
fn what_is_put_in_is_sent_and_its_receipt_is_read() {
    let till = Till::new();
    till.add("order-1", "0639980011");
    let file = till.folder.path().join("callbacks.db");
    let store = Arc::new(CallbackStore::open(&file).unwrap());
    let signer = CallbackSigner::new(CallbackKey::new(KEY).unwrap());
    let receiver = StoringReceiver::start(ReceiverOptions::new(signer), &store).unwrap();
    let receipts = ["--receipts", file.to_str().unwrap(), "--notify-base", receiver.public_url()];
    let said = till.run(&[&["run", "--until-empty"], &receipts[..]].concat());
    assert_eq!((said.exit, said.out.as_str()), (Exit::Done, "delivered 1\n"), "{said:?}");
    let shown = till.run(&["show", "--key", "order-1"]);
    assert_eq!(shown.exit, Exit::Done, "{shown:?}");
    assert!(shown.out.contains("State      delivered\n"), "{shown:?}");
    assert_eq!(till.sandbox.messages().len(), 1);
}

#[test]
fn a_key_puts_a_message_in_once_and_no_other_under_it() {
    let till = Till::new();
    let first = till.add("order-1", "0639980011");
    let again = till.add("order-1", "0639980011");
    assert_eq!((&first["outcome"], &again["outcome"]), (&"added".into(), &"known".into()));
    assert_eq!(first["id"], again["id"]);
    let other = till.run(&["add", "--key", "order-1", "--to", "0639980011", "Au revoir"]);
    assert_eq!(other.exit, Exit::Usage);
    assert!(other.notes.contains("another message is in the outbox under this key"), "{other:?}");
}

#[test]
fn a_key_that_is_made_is_told_before_anything_is_written() {
    let till = Till::new();
    let said = till.run(&["add", "--output", "json", "--to", "0639980011", "Bonjour"]);
    let key = said.json()[0]["key"].as_str().unwrap().to_owned();
    assert!(said.notes.starts_with(&format!("--key {key} is new")), "{said:?}");
    assert_eq!(till.add(&key, "0639980011")["outcome"], "known");
}

#[test]
fn a_command_to_several_people_can_be_repeated_in_any_order_and_in_part() {
    let till = Till::new();
    let add = |numbers: &str| {
        let arguments = ["add", "--output", "json", "--key", "order-1", "--to", numbers, "Bonjour"];
        let said = till.run(&arguments);
        let records: Vec<String> = said.json().as_array().unwrap().iter().map(outcome).collect();
        records
    };
    assert_eq!(add("0639980011,0639980012"), ["added", "added"]);
    assert_eq!(add("0639980013,0639980012,0639980011"), ["added", "known", "known"]);
    assert_eq!(add("0639980011"), ["known"]);
    let keys = till.outbox().list(None, 9).unwrap();
    assert!(keys.iter().all(|entry| !entry.key.as_str().contains("63998")), "no key has a number");
}

#[test]
fn what_was_put_in_is_told_as_such_though_it_cannot_be_read() {
    let till = Till::new();
    till.outbox().pause().unwrap();
    let spoil = "CREATE TRIGGER spoil AFTER INSERT ON messages BEGIN
        UPDATE messages SET guarantee = 'none' WHERE number = new.number; END";
    rusqlite::Connection::open(till.file()).unwrap().execute_batch(spoil).unwrap();
    let added = till.add("order-1", "0639980011");
    assert_eq!((&added["outcome"], &added["state"]), (&"added".into(), &Value::Null));
}

#[test]
fn what_was_paused_is_told_as_such_though_nothing_can_be_counted() {
    let till = Till::new();
    till.outbox();
    let spoil = "CREATE TRIGGER spoil AFTER UPDATE OF paused ON ledger BEGIN
        INSERT OR REPLACE INTO counts VALUES ('queued', 'no number'); END";
    let file = rusqlite::Connection::open(till.file()).unwrap();
    file.execute_batch(spoil).unwrap();
    let said = till.run(&["pause"]);
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    assert!(said.notes.contains("that is done; the messages cannot be counted"), "{said:?}");
}

#[test]
fn a_person_who_was_alone_is_not_sent_to_again_among_others() {
    let till = Till::new();
    till.add("order-1", "0639980011");
    let both = "0639980011,0639980012";
    let said = till.run(&["add", "--output", "json", "--key", "order-1", "--to", both, "Bonjour"]);
    let outcomes: Vec<String> = said.json().as_array().unwrap().iter().map(outcome).collect();
    assert_eq!(outcomes, ["known", "added"]);
}

fn outcome(record: &Value) -> String {
    record["outcome"].as_str().unwrap().to_owned()
}

#[test]
fn send_puts_a_message_into_the_outbox_that_is_named() {
    let till = Till::new();
    let outbox = url(&till.folder);
    let send = ["send", "--outbox", &outbox, "--key", "a", "--to", "0639980011", "Bonjour"];
    let said = smsmode(&till.environment, &send);
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    assert_eq!((till.state("a"), till.sandbox.messages().len()), (State::Queued, 0));
    let direct = smsmode(&till.environment, &["send", "--key", "a", "--to", "0639980011", "Salut"]);
    assert_eq!(direct.exit, Exit::Usage);
    assert!(direct.notes.contains("add --outbox"), "{direct:?}");
    assert_eq!(till.sandbox.messages().len(), 0, "nothing was sent past the outbox");
}

#[test]
fn a_message_that_cannot_be_sent_is_not_put_in() {
    let till = Till::new();
    for arguments in [&["--to", "12", "Bonjour"][..], &["--to", "0639980011", "--exact", "你好"]]
    {
        let said = till.run(&[&["add"], arguments].concat());
        assert_eq!(said.exit, Exit::Usage, "{said:?}");
    }
    let dry = till.run(&["add", "--dry-run", "--to", "0639980011", "Bonjour"]);
    assert!(dry.notes.contains("nothing was put in"), "{dry:?}");
    assert!(!till.folder.path().join("till.db").exists());
}

#[test]
fn an_outbox_is_named_or_nothing_happens() {
    let folder = tempfile::tempdir().unwrap();
    let list = |environment: &Environment, more: &[&str]| {
        let said = smsmode(environment, &[&["outbox", "list"], more].concat());
        assert_eq!(said.exit, Exit::Usage, "{said:?}");
        said.notes
    };
    let empty = Environment::default();
    assert!(list(&empty, &[]).contains("write --outbox sqlite:FILE"));
    assert!(list(&empty, &["--outbox", "till.db"]).contains("write sqlite:till.db"));
    assert!(list(&empty, &["--outbox", "mysql://db"]).contains("or a PostgreSQL database"));
    assert!(list(&empty, &["--outbox", &url(&folder)]).contains("there is no outbox at"));
    assert!(!folder.path().join("till.db").exists(), "a misspelled file is not made");
}

#[test]
fn an_outbox_that_cannot_be_looked_for_is_not_said_to_be_missing() {
    let till = Till::new();
    till.outbox();
    // As in a folder that one may not enter: whether it is there cannot be told.
    let below = format!("{}/till.db", url(&till.folder));
    let said = till.run(&["list", "--outbox", &below]);
    assert_eq!(said.exit, Exit::Usage, "{said:?}");
    assert!(said.notes.contains("look at its folder"), "{said:?}");
}

#[test]
fn the_outbox_of_a_profile_is_the_same_from_every_folder() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.toml");
    let environment = Environment::default().with("SMSMODE_CONFIG", config.to_str().unwrap());
    let set = |url: &str| smsmode(&environment, &["config", "set", "outbox", url]);
    assert_eq!(set("sqlite:till.db").exit, Exit::Usage);
    assert_eq!(set(&url(&folder)).exit, Exit::Done);
    let add = ["outbox", "add", "--key", "a", "--to", "0639980011", "Bonjour"];
    assert_eq!(smsmode(&environment, &add).exit, Exit::Done);
    console::write_secret(config.to_str().unwrap(), "[profile.default]\noutbox = 'sqlite:till.db'");
    let said = smsmode(&environment, &add);
    assert_eq!(said.exit, Exit::Usage);
    assert!(said.notes.contains("depends on the folder"), "{said:?}");
}

#[test]
fn what_is_unknown_is_shown_as_such_until_it_is_looked_up() {
    let till = Till::new();
    let lost = Fault::reset_after_accepting();
    till.sandbox.set_faults([FaultRule::next(1, lost).on(Call::SendSms)]);
    till.add("order-1", "0639980011");
    let run = till.run(&["run", "--once"]);
    assert_eq!((run.exit, run.out.as_str()), (Exit::Unknown, "unknown 1\n"), "{run:?}");
    assert!(run.notes.contains("unknown: It may or may not have been accepted"), "{run:?}");
    for arguments in [&["show", "--key", "order-1"][..], &["list"]] {
        let shown = till.run(arguments);
        let all = (shown.out + &shown.notes).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(all.contains("may or may not have been accepted"), "{all}");
        assert!(all.contains("it is looked up by itself"), "{all}");
    }
    assert_eq!(till.run(&["show", "--key", "order-1"]).exit, Exit::Unknown);
    let found = till.run(&["reconcile"]);
    assert_eq!(found.exit, Exit::Done, "{found:?}");
    assert_eq!((till.state("order-1"), till.sandbox.messages().len()), (State::Accepted, 1));
}

#[test]
fn to_look_up_takes_as_long_to_believe_the_list_as_it_is_told() {
    let till = Till::new();
    // A list that has nothing proves nothing.
    till.add("order-0", "0639980012");
    assert_eq!(till.run(&["run", "--once"]).exit, Exit::Done);
    let lost = Fault::CloseBeforeStoring { ending: Ending::Reset };
    till.sandbox.set_faults([FaultRule::next(1, lost).on(Call::SendSms)]);
    till.add("order-1", "0639980011");
    assert_eq!(till.run(&["run", "--once", "--timeout", "1s"]).exit, Exit::Unknown);
    let late = till.run(&["reconcile", "--quiet-time", "1h", "--timeout", "1s"]);
    assert_eq!((late.exit, till.state("order-1")), (Exit::Unknown, State::Unknown), "{late:?}");
    let begun = Instant::now();
    while till.state("order-1") == State::Unknown {
        let early = till.run(&["reconcile", "--quiet-time", "1s", "--timeout", "1s"]);
        assert!(early.notes.contains("--quiet-time is short"), "{early:?}");
        assert!(begun.elapsed() < PATIENCE, "{early:?}");
    }
    assert_eq!(till.state("order-1"), State::Queued);
}

#[test]
fn to_look_up_sends_nothing() {
    let till = Till::new();
    till.add("order-1", "0639980011");
    let said = till.run(&["reconcile"]);
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    assert_eq!((till.state("order-1"), till.sandbox.journal().len()), (State::Queued, 0));
}

#[test]
fn a_parked_message_is_sent_again_only_by_who_accepts_that_it_may_arrive_twice() {
    let till = Till::new();
    till.add("order-1", "0639980011");
    till.park("order-1");
    let listed = till.run(&["list", "--state", "delivered"]);
    assert!(listed.notes.contains("unknown: 0, parked: 1"), "{listed:?}");
    let shown = till.run(&["show", "--key", "order-1"]);
    assert_eq!(shown.exit, Exit::Unknown, "{shown:?}");
    let retry = ["outbox", "retry", "--key", "order-1"];
    assert_eq!(smsmode(&till.environment, &retry).exit, Exit::Usage);
    assert_eq!(till.state("order-1"), State::Parked);
    let answered = |answer: &[u8]| {
        smsmode_with(&till.environment, &retry, answer, true, &Interrupt::default())
    };
    let no = answered(b"n\n");
    assert!(no.notes.contains("it may arrive twice"), "{no:?}");
    assert_eq!((no.exit, till.state("order-1")), (Exit::Usage, State::Parked));
    assert_eq!((answered(b"y\n").exit, till.state("order-1")), (Exit::Done, State::Queued));
}

#[test]
fn a_message_is_cancelled_and_only_once() {
    let till = Till::new();
    till.add("order-1", "0639980011");
    assert_eq!(till.run(&["cancel", "--key", "order-1"]).exit, Exit::Done);
    assert_eq!(till.run(&["show", "--key", "order-1"]).exit, Exit::NotSent);
    let again = till.run(&["cancel", "--key", "order-1"]);
    assert_eq!(again.exit, Exit::Usage);
    assert!(again.notes.contains("was cancelled before it was sent"), "{again:?}");
    let nobody = till.run(&["cancel", "--key", "order-2"]);
    assert!(nobody.notes.contains("no such message"), "{nobody:?}");
}

#[test]
fn two_do_not_send_from_one_outbox() {
    let till = Till::new();
    till.add("order-1", "0639980011");
    let outbox = till.outbox();
    let claim = outbox.ledger().claim().unwrap();
    for verb in [&["run", "--once"][..], &["reconcile"], &["take-over", "--yes"]] {
        let said = till.run(verb);
        assert_eq!(said.exit, Exit::NotSent, "{said:?}");
        assert!(said.notes.contains("another program sends from this outbox"), "{said:?}");
        assert!(said.notes.contains("end it first"), "{said:?}");
    }
    assert_eq!(till.sandbox.journal().len(), 0);
    drop(claim);
    assert_eq!(till.run(&["run", "--once"]).exit, Exit::Done);
}

#[test]
fn a_restored_backup_is_taken_over_before_it_is_sent_from() {
    let till = Till::new();
    till.add("order-1", "0639980011");
    let (file, backup) = (till.folder.path().join("till.db"), till.folder.path().join("backup.db"));
    fs::copy(&file, &backup).unwrap();
    assert_eq!(till.run(&["run", "--once"]).exit, Exit::Done);
    for end in ["-wal", "-shm"] {
        drop(fs::remove_file(format!("{}{end}", file.display())));
    }
    fs::copy(&backup, &file).unwrap();
    let refused = till.run(&["run", "--once"]);
    assert_eq!(refused.exit, Exit::Usage, "{refused:?}");
    assert!(refused.notes.contains("smsmode outbox take-over does that"), "{refused:?}");
    assert_eq!(till.run(&["take-over"]).exit, Exit::Usage, "it needs a yes");
    let taken = till.run(&["take-over", "--yes", "--output", "json"]);
    assert_eq!(taken.json()[0]["doubted"], 1);
    till.run(&["run", "--once"]);
    assert_eq!((till.state("order-1"), till.sandbox.messages().len()), (State::Accepted, 1));
}

#[test]
fn a_queue_that_is_paused_says_why_and_ends_as_a_send_would() {
    let till = Till::new();
    till.add("order-1", "0639980011");
    assert_eq!(till.run(&["pause"]).exit, Exit::Done);
    let said = till.run(&["run", "--once"]);
    assert_eq!((said.exit, said.out.as_str()), (Exit::Pending, "queued 1\n"), "{said:?}");
    assert!(said.notes.contains("paused on request"), "{said:?}");
    let resumed = till.run(&["resume", "--output", "json"]);
    assert_eq!(
        (&resumed.json()[0]["paused"], &resumed.json()[0]["queued"]),
        (&Value::Null, &1.into())
    );
    let wrong = Environment::default()
        .with("SMSMODE_API_KEY", "wrong-key-of-a-till")
        .with("SMSMODE_BASE_URL", till.sandbox.base_url())
        .with("SMSMODE_OUTBOX", url(&till.folder));
    let refused = smsmode(&wrong, &["outbox", "run", "--until-empty"]);
    assert_eq!(refused.exit, Exit::Authentication, "{refused:?}");
    assert!(refused.notes.contains("the service refused the key"), "{refused:?}");
    assert_eq!(till.state("order-1"), State::Queued);
}

#[cfg(feature = "metrics")]
#[test]
fn nothing_is_sent_where_the_metrics_cannot_be_shown() {
    let till = Till::new();
    till.add("order-1", "0639980011");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = till.run(&["run", "--once", "--metrics", &address]);
    assert_eq!(said.exit, Exit::Usage, "{said:?}");
    assert!(said.notes.contains("--metrics 0 takes a free one"), "{said:?}");
    assert_eq!((till.state("order-1"), till.sandbox.journal().len()), (State::Queued, 0));
}

#[test]
fn a_run_for_cron_ends_though_nothing_can_be_written() {
    let till = Till::new();
    till.add("order-1", "0639980011");
    let full =
        "CREATE TRIGGER full BEFORE UPDATE ON messages BEGIN SELECT RAISE(FAIL, 'full'); END";
    let file = rusqlite::Connection::open(till.file()).unwrap();
    file.execute_batch(full).unwrap();
    let said = till.run(&["run", "--once", "--timeout", "1s"]);
    assert_eq!((said.exit, said.out.as_str()), (Exit::NotSent, "queued 1\n"), "{said:?}");
    assert!(said.notes.contains("given up"), "{said:?}");
    assert_eq!(till.sandbox.journal().len(), 0);
    file.execute_batch("DROP TRIGGER full").unwrap();
    assert_eq!(till.run(&["run", "--once", "--timeout", "1s"]).exit, Exit::Done);
}

#[test]
fn an_export_has_every_message_and_no_number_unless_asked() {
    let till = Till::new();
    let messages = 600;
    let numbers: Vec<String> = (0..messages).map(|n| format!("063998{n:04}")).collect();
    let to = numbers.join(",");
    assert_eq!(till.run(&["add", "--yes", "--to", &to, "Salut, \"toi\""]).exit, Exit::Done);
    let csv = till.run(&["export", "--texts"]).out;
    assert_eq!(csv.lines().count(), messages + 1);
    assert!(
        csv.contains("336***")
            && !csv.contains("3363998")
            && csv.contains("\"Salut, \"\"toi\"\"\"")
    );
    let ndjson = till.run(&["export", "--format", "ndjson", "--numbers"]).out;
    let lines: Vec<Value> =
        ndjson.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        (lines.len(), &lines[0]["to"], &lines[0]["text"]),
        (messages, &"33639980000".into(), &Value::Null)
    );
    let json = till.run(&["export", "--format", "json"]).json();
    assert_eq!(json.as_array().unwrap().len(), messages);
}

#[test]
fn whoever_asks_who_sends_keeps_nobody_from_sending() {
    let till = Till::new();
    till.add("order-1", "0639980011");
    let (asking, sending) = (till.outbox(), till.outbox());
    assert_eq!(asking.is_dispatched().unwrap(), Some(false));
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|threads| {
        let asked = threads.spawn(|| {
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                asking.is_dispatched().unwrap();
            }
        });
        let refused = (0..50).filter(|_| sending.ledger().claim().is_err()).count();
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        asked.join().unwrap();
        assert_eq!(refused, 0);
    });
    let _claim = sending.ledger().claim().unwrap();
    assert_eq!(asking.is_dispatched().unwrap(), Some(true));
}
