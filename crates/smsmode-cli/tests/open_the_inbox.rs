//! `smsmode sandbox` as a process: `--open`, with a program in place of the browser, and its end.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs::{Permissions, read_to_string, set_permissions, write};
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::yield_now;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

const PATIENCE: Duration = Duration::from_secs(20);

/// It ends with the test, however that ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A sandbox that finds programs in this folder alone, and where its inbox is.
fn start(folder: &Path) -> (Running, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_smsmode"))
        .args(["sandbox", "--open"])
        .env("PATH", folder)
        .env("LC_ALL", "C")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let inbox = lines.find_map(|line| line.unwrap().strip_prefix("inbox at ").map(str::to_owned));
    (Running(child), inbox.unwrap())
}

#[test]
fn the_inbox_is_opened_in_a_browser() {
    let folder = tempfile::tempdir().unwrap();
    let (browser, opened) = (folder.path().join("xdg-open"), folder.path().join("opened"));
    write(&browser, format!("#!/bin/sh\nprintf '%s\\n' \"$1\" > '{}'\n", opened.display()))
        .unwrap();
    set_permissions(&browser, Permissions::from_mode(0o755)).unwrap();
    let (_running, inbox) = start(folder.path());
    let (wanted, end) = (format!("{inbox}\n"), Instant::now() + PATIENCE);
    while read_to_string(&opened).ok().as_ref() != Some(&wanted) {
        assert!(Instant::now() < end, "nobody opened {inbox}");
        yield_now();
    }
}

#[test]
fn a_machine_without_a_browser_runs_the_sandbox_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let (mut running, _) = start(folder.path());
    let mut notes = BufReader::new(running.0.stderr.take().unwrap()).lines();
    let told = notes.find(|line| line.as_ref().unwrap().starts_with("no browser could be started"));
    assert!(told.is_some());
    assert!(running.0.try_wait().unwrap().is_none(), "it goes on");
}

#[test]
fn what_ends_other_services_ends_the_sandbox_with_130() {
    for signal in [Signal::INT, Signal::TERM] {
        let folder = tempfile::tempdir().unwrap();
        let (mut running, _) = start(folder.path());
        kill_process(Pid::from_child(&running.0), signal).unwrap();
        assert_eq!(running.0.wait().unwrap().code(), Some(130));
    }
}
