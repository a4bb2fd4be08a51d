//! `smsmode listen` that is killed again and again while callbacks come.

#![cfg(all(feature = "store", unix))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod console;

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use console::smsmode;
use rustix::process::{Pid, Signal, kill_process};
use smsmode_cli::{Environment, Exit};
use smsmode_receiver::CallbackStore;

const KEY: &str = "0123456789abcdef";
const KILLS: usize = 20;
const SENDERS: usize = 3;
const CALLBACKS_OF_EACH: usize = 4;

struct Running {
    process: Child,
    url: String,
}

impl Running {
    fn start(store: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_smsmode"))
            .args(["listen", "--bind", "127.0.0.1:0", "--store"])
            .arg(store)
            .env("SMSMODE_CALLBACK_KEY", KEY)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // The rest is read on, or a full pipe would hold the process up.
        let mut notes = BufReader::new(process.stderr.take().unwrap());
        let mut line = String::new();
        notes.read_line(&mut line).unwrap();
        thread::spawn(move || std::io::copy(&mut notes, &mut std::io::sink()));
        let url = line.trim_end().strip_prefix("listening on ").unwrap().to_owned();
        Self { process, url }
    }
}

impl Drop for Running {
    /// SIGKILL, where it has not ended before.
    fn drop(&mut self) {
        let _ = self.process.kill();
        self.process.wait().unwrap();
    }
}

/// Calls from several threads, and kills in the midst of it; the ids that were thanked for.
fn call_and_kill(running: Running, round: usize) -> Vec<String> {
    let environment = Environment::default().with("SMSMODE_CALLBACK_KEY", KEY);
    let (thanked, url) = (Mutex::new(Vec::new()), running.url.clone());
    let made = AtomicUsize::new(0);
    let running = Mutex::new(Some(running));
    thread::scope(|threads| {
        for _ in 0..SENDERS {
            threads.spawn(|| {
                for _ in 0..CALLBACKS_OF_EACH {
                    let number = made.fetch_add(1, Ordering::Relaxed);
                    if number == round % (SENDERS * CALLBACKS_OF_EACH) {
                        drop(running.lock().unwrap().take());
                    }
                    let id = format!("A{round}x{number}");
                    let call = ["trigger", "delivery", "--url", &url, "--message-id", &id];
                    if smsmode(&environment, &call).exit == Exit::Done {
                        thanked.lock().unwrap().push(id);
                    }
                }
            });
        }
    });
    thanked.into_inner().unwrap()
}

#[test]
fn kills_lose_nothing_that_the_service_was_thanked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("callbacks.db");
    let mut thanked = BTreeSet::new();
    for round in 0..KILLS {
        thanked.extend(call_and_kill(Running::start(&path), round));
    }
    let stored = CallbackStore::open(&path).unwrap().after(0, usize::MAX).unwrap();
    let ids: BTreeSet<_> =
        stored.iter().map(|stored| stored.event.message_id().unwrap().to_string()).collect();
    assert_eq!(ids.len(), stored.len(), "each is kept once");
    assert!(thanked.is_subset(&ids), "thanked for and lost");
    assert!(thanked.len() > 2 * KILLS, "most kills came in the midst of calls");
}

#[test]
fn an_interruption_of_the_process_ends_it_with_130() {
    for signal in [Signal::INT, Signal::TERM] {
        let folder = tempfile::tempdir().unwrap();
        let mut running = Running::start(&folder.path().join("callbacks.db"));
        kill_process(Pid::from_child(&running.process), signal).unwrap();
        assert_eq!(running.process.wait().unwrap().code(), Some(130));
    }
}
