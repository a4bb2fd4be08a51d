//! A sandbox with `--store` that is killed again and again while it takes messages.

#![cfg(feature = "store")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use smsmode_sandbox::DEMO_API_KEY;

const KILLS: usize = 100;

/// Nine messages a round leave the account of 1000 credits some.
const SENDERS: usize = 3;
const MESSAGES_OF_EACH: usize = 3;

/// A sandbox in a process of its own.
struct Running {
    process: Child,
    address: String,
}

impl Running {
    fn start(store: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_smsmode"))
            .args(["sandbox", "--store"])
            .arg(store)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("listening on http://").unwrap().to_owned();
        Self { process, address }
    }

    fn get(&self, target: &str) -> Value {
        let answer = exchange(&self.address, target).unwrap();
        serde_json::from_str(&answer).unwrap()
    }
}

impl Drop for Running {
    /// SIGKILL.
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// The body of the whole answer; nothing if it breaks off.
fn exchange(address: &str, target: &str) -> Option<String> {
    let mut socket = TcpStream::connect(address).ok()?;
    let request = format!("GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    socket.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer).ok()?;
    let answer: String = answer.into_iter().map(char::from).collect();
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "))?;
    (length.parse() == Ok(body.chars().count())).then(|| body.to_owned())
}

/// The ids that sends were answered with.
#[derive(Default)]
struct Acknowledged {
    ids: Mutex<Vec<String>>,
    another: Condvar,
}

impl Acknowledged {
    fn send(&self, address: &str, text: &str) {
        let target = format!(
            "/http/1.6/sendSMS.do?accessToken={DEMO_API_KEY}&numero=0639980000&message={text}"
        );
        if let Some(answer) = exchange(address, &target) {
            assert!(answer.starts_with("0 | "), "{answer}");
            self.ids
                .lock()
                .unwrap()
                .push(answer.trim_end().rsplit(" | ").next().unwrap().to_owned());
        }
        self.another.notify_all();
    }

    fn wait_for(&self, count: usize) {
        let ids = self.ids.lock().unwrap();
        let waited =
            self.another.wait_timeout_while(ids, Duration::from_secs(20), |ids| ids.len() < count);
        assert!(!waited.unwrap().1.timed_out());
    }
}

/// Sends from several threads, and kills when so many were acknowledged; their ids.
fn send_and_kill(sandbox: Running, round: usize) -> Vec<String> {
    let (acknowledged, sent) = (Acknowledged::default(), AtomicUsize::new(0));
    let address = sandbox.address.clone();
    thread::scope(|threads| {
        for _ in 0..SENDERS {
            threads.spawn(|| {
                for _ in 0..MESSAGES_OF_EACH {
                    let number = sent.fetch_add(1, Ordering::Relaxed);
                    acknowledged.send(&address, &format!("{round}-{number}"));
                }
            });
        }
        acknowledged.wait_for(round % (SENDERS * MESSAGES_OF_EACH));
        drop(sandbox);
    });
    acknowledged.ids.into_inner().unwrap()
}

fn assert_nothing_is_lost(sandbox: &Running, acknowledged: &BTreeSet<String>) {
    let messages = sandbox.get("/_sandbox/messages");
    let messages = messages.as_array().unwrap();
    let stored: BTreeSet<_> =
        messages.iter().map(|message| message["message_id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(stored.len(), messages.len(), "no id is given twice");
    let lost: Vec<_> = acknowledged.difference(&stored).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    let state = sandbox.get("/_sandbox/state");
    let accounts = state["accounts"].as_array().unwrap();
    let account = accounts.iter().find(|account| account["login"] == "sandbox-demo").unwrap();
    let credits: usize = account["credits"].as_str().unwrap().parse().unwrap();
    assert_eq!(credits, 1000 - stored.len(), "the balance agrees with the messages");
}

#[test]
fn a_hundred_kills_during_sends_lose_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("sandbox.db");
    let mut acknowledged = BTreeSet::new();
    for round in 0..KILLS {
        let sandbox = Running::start(&store);
        assert_nothing_is_lost(&sandbox, &acknowledged);
        acknowledged.extend(send_and_kill(sandbox, round));
    }
    assert_nothing_is_lost(&Running::start(&store), &acknowledged);
    assert!(acknowledged.len() > 4 * KILLS, "most kills came in the midst of sends");
}

#[test]
fn a_second_sandbox_on_the_same_file_is_told_why_it_cannot() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("sandbox.db");
    let _first = Running::start(&store);
    let second = Command::new(env!("CARGO_BIN_EXE_smsmode"))
        .args(["sandbox", "--store"])
        .arg(&store)
        .output()
        .unwrap();
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(!second.status.success() && said.contains("another sandbox uses it"), "{said}");
}
