//! `smsmode worker`, as processes on a real PostgreSQL, and as the unit of systemd starts it.

#![cfg(all(feature = "fleet", unix))]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

#[allow(dead_code, reason = "shared with tests that need more of it")]
#[path = "../../smsmode-outbox/tests/support/postgres.rs"]
mod server;

use std::fs;
use std::io::{BufRead as _, BufReader, Lines, Read as _};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::{Duration, Instant};

use server::Database;
use smsmode_sandbox::{DEMO_API_KEY, Sandbox, SandboxOptions};

const UNIT: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/fleet/smsmode-worker@.service");

/// The command, with a sandbox for a service and nothing of this machine.
fn smsmode(sandbox: &Sandbox, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smsmode"));
    command
        .args(arguments)
        .env_clear()
        .env("SMSMODE_API_KEY", DEMO_API_KEY)
        .env("SMSMODE_BASE_URL", sandbox.base_url())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// A worker that has said that it sends.
struct Running {
    process: Child,
    greeting: Vec<String>,
    notes: Lines<BufReader<ChildStderr>>,
}

impl Running {
    fn start(mut command: Command) -> Self {
        let mut process = command.spawn().unwrap();
        let mut notes = BufReader::new(process.stderr.take().unwrap()).lines();
        let mut greeting = Vec::new();
        while !greeting.last().is_some_and(|line: &String| line.starts_with("worker ")) {
            greeting.push(notes.next().expect("it ends before it sends").unwrap());
        }
        Self { process, greeting, notes }
    }

    /// What it says, and ends with, when it is told to stop.
    fn stop(self, signal: &str) -> (String, i32) {
        let id = self.process.id().to_string();
        let kill = Command::new("sh").args(["-c", "kill -s \"$0\" \"$1\"", signal, &id]).status();
        assert!(kill.unwrap().success());
        self.end()
    }

    /// What it says, and ends with, by itself.
    fn end(mut self) -> (String, i32) {
        let notes: Vec<String> = self.notes.by_ref().map(Result::unwrap).collect();
        (notes.join("\n"), self.process.wait().unwrap().code().unwrap())
    }
}

fn until(what: &str, condition: impl Fn() -> bool) {
    let begun = Instant::now();
    while !condition() {
        assert!(begun.elapsed() < Duration::from_secs(90), "it does not come to pass: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// What it says, and ends with.
fn refused(mut command: Command) -> (String, Option<i32>) {
    let done = command.output().unwrap();
    (String::from_utf8(done.stderr).unwrap(), done.status.code())
}

#[test]
fn workers_send_what_the_command_puts_in() {
    let (database, sandbox) = (Database::new(), Sandbox::start(SandboxOptions::new()).unwrap());
    let url = database.url();
    let worker = ["worker", "--queue", &url, "--concurrency", "4", "--name", "paris"];
    let workers = [(); 2].map(|()| Running::start(smsmode(&sandbox, &worker)));
    for number in ["1", "2", "3"] {
        let to = ["--key", number, "--to", "0639980011,0639980012", "Bonjour"];
        let add = smsmode(&sandbox, &[&["outbox", "add", "--outbox", &url], &to[..]].concat());
        assert_eq!(refused(add).1, Some(0));
    }
    until("all are sent", || sandbox.messages().len() == 6);
    for worker in workers {
        assert!(worker.greeting[0].starts_with("worker paris-"), "{:?}", worker.greeting);
        let (notes, code) = worker.stop("TERM");
        assert!(notes.contains("come to their end"), "{notes}");
        assert_eq!(code, 130);
    }
    assert_eq!(sandbox.messages().len(), 6);
}

#[test]
fn what_keeps_a_worker_from_sending_is_said() {
    let (database, sandbox) = (Database::new(), Sandbox::start(SandboxOptions::new()).unwrap());
    let url = database.url();
    let board = ["worker", "--queue", &url, "--board", "0"];
    let (notes, code) = refused(smsmode(&sandbox, &board));
    assert!(notes.contains("SMSMODE_BOARD_PASSWORD"), "{notes}");
    assert_eq!(code, Some(2));
    let file = ["worker", "--queue", "sqlite:till.db"];
    let (notes, code) = refused(smsmode(&sandbox, &file));
    assert!(notes.contains("PostgreSQL"), "{notes}");
    assert_eq!(code, Some(2));
    let nowhere = ["worker", "--queue", "postgres://till:geheim@127.0.0.1:1/shop"];
    let (notes, code) = refused(smsmode(&sandbox, &nowhere));
    assert!(notes.contains("does not answer") && !notes.contains("geheim"), "{notes}");
    assert_eq!(code, Some(6));
    let run = ["outbox", "run", "--outbox", &url];
    let mut alone = smsmode(&sandbox, &run).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(alone.stderr.take().unwrap()).read_line(&mut first).unwrap();
    let (notes, code) = refused(smsmode(&sandbox, &["worker", "--queue", &url]));
    assert!(notes.contains("another program sends from this outbox"), "{notes}");
    assert_eq!(code, Some(6));
    alone.kill().unwrap();
    alone.wait().unwrap();
}

#[test]
fn a_worker_of_another_account_says_so_and_ends_with_2() {
    let (database, sandbox) = (Database::new(), Sandbox::start(SandboxOptions::new()).unwrap());
    let url = database.url();
    let first = Running::start(smsmode(&sandbox, &["worker", "--queue", &url]));
    let mut other = smsmode(&sandbox, &["worker", "--queue", &url]);
    other.env("SMSMODE_API_KEY", "of-another-account");
    let (notes, code) = refused(other);
    assert!(
        notes.contains("another account") && notes.contains("use the key of that one"),
        "{notes}"
    );
    assert_eq!(code, Some(2));
    assert_eq!(first.stop("TERM").1, 130);
}

#[test]
fn a_worker_with_a_renewed_key_is_let_in_where_that_is_said_once() {
    let (database, sandbox) = (Database::new(), Sandbox::start(SandboxOptions::new()).unwrap());
    let url = database.url();
    let renewed = |arguments: &[&str]| {
        let mut command = smsmode(&sandbox, &[&["worker", "--queue", &url], arguments].concat());
        command.env("SMSMODE_API_KEY", "new-key-of-the-account");
        command
    };
    let before = Running::start(smsmode(&sandbox, &["worker", "--queue", &url]));
    let (notes, code) = refused(renewed(&[]));
    assert!(notes.contains("advice: ") && notes.contains("--renewed-key, once"), "{notes}");
    assert_eq!(code, Some(2));
    let mut french = renewed(&[]);
    french.env("LANG", "fr_FR.UTF-8");
    let (notes, _) = refused(french);
    assert!(notes.contains("conseil : ") && notes.contains("--renewed-key, une fois"), "{notes}");
    assert_eq!(Running::start(renewed(&["--renewed-key"])).stop("TERM").1, 130);
    assert_eq!(Running::start(renewed(&[])).stop("TERM").1, 130);
    assert_eq!(before.stop("TERM").1, 130);
}

/// What a newer program does to the tables is raising their form, as far as an older one can tell.
#[test]
fn an_old_worker_ends_with_2_once_a_newer_program_was_there_and_what_waits_is_not_lost() {
    let (database, sandbox) = (Database::new(), Sandbox::start(SandboxOptions::new()).unwrap());
    let url = database.url();
    let old = ["worker", "--queue", &url, "--output", "jsonl"];
    let mut old = Running::start(smsmode(&sandbox, &old));
    let mut told = old.process.stdout.take().unwrap();
    database.psql("UPDATE smsmode.ledger SET form = form + 1");
    database.psql(
        "SELECT smsmode.enqueue('[{\"key\": \"1\", \"recipient\": \"33639980011\", \"class\": 2,
            \"text\": \"Bonjour\", \"guarantee\": \"at_most_once\"}]')",
    );
    let (notes, code) = old.end();
    assert!(notes.contains("written by a newer smsmode") && notes.contains("update"), "{notes}");
    assert_eq!(code, 2);
    let mut record = String::new();
    told.read_to_string(&mut record).unwrap();
    assert!(record.contains("\"outcome\":\"unknown\""), "it may have sent some: {record}");
    let (notes, code) = refused(smsmode(&sandbox, &["worker", "--queue", &url]));
    assert!(notes.contains("written by a newer smsmode"), "{notes}");
    assert_eq!(code, Some(2));
    assert_eq!(database.psql("SELECT state FROM smsmode.messages"), "queued");
    database.psql("UPDATE smsmode.ledger SET form = form - 1");
    let new = Running::start(smsmode(&sandbox, &["worker", "--queue", &url]));
    until("what waited is sent", || sandbox.messages().len() == 1);
    assert_eq!(new.stop("TERM").1, 130);
}

/// What stands behind this in the unit.
fn setting<'a>(unit: &'a str, begin: &str) -> &'a str {
    unit.lines().find_map(|line| line.strip_prefix(begin)).unwrap()
}

#[test]
fn the_unit_starts_and_ends_as_it_says() {
    let (database, sandbox) = (Database::new(), Sandbox::start(SandboxOptions::new()).unwrap());
    let (unit, folder) = (fs::read_to_string(UNIT).unwrap(), tempfile::tempdir().unwrap());
    let credentials = folder.path().to_str().unwrap();
    fs::write(folder.path().join("board"), "correct horse\n").unwrap();
    let line = setting(&unit, "ExecStart=/usr/local/bin/smsmode ")
        .replace("${CREDENTIALS_DIRECTORY}", credentials);
    let mut command = smsmode(&sandbox, &line.split_whitespace().collect::<Vec<_>>());
    command.env("SMSMODE_OUTBOX", database.url());
    let worker = Running::start(command);
    let board = worker.greeting[0].strip_prefix("board on ").unwrap().to_owned();
    let agent: ureq::Agent =
        ureq::Agent::config_builder().http_status_as_error(false).proxy(None).build().into();
    assert_eq!(agent.get(&board).call().unwrap().status(), 401);
    // "x:correct horse" in base 64.
    let mut page =
        agent.get(&board).header("Authorization", "Basic eDpjb3JyZWN0IGhvcnNl").call().unwrap();
    assert_eq!(page.status(), 200);
    let mut text = String::new();
    page.body_mut().as_reader().read_to_string(&mut text).unwrap();
    assert!(text.contains("Outbox of the fleet"), "{text}");
    let (_, code) = worker.stop(setting(&unit, "KillSignal=SIG"));
    assert_eq!(code.to_string(), setting(&unit, "SuccessExitStatus="));
}
