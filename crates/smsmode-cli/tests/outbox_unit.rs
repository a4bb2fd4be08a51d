//! The unit of systemd that sends from an outbox starts, and ends as the unit says.

#![cfg(all(feature = "metrics", unix))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

const UNIT: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/outbox/smsmode-outbox.service");

/// What stands behind this in the unit.
fn setting<'a>(unit: &'a str, begin: &str) -> &'a str {
    unit.lines().find_map(|line| line.strip_prefix(begin)).unwrap()
}

#[test]
fn the_unit_starts_and_ends_as_it_says() {
    let (unit, folder) = (fs::read_to_string(UNIT).unwrap(), tempfile::tempdir().unwrap());
    let line = setting(&unit, "ExecStart=/usr/local/bin/smsmode ")
        // That port may be somebody else's.
        .replace("127.0.0.1:9184", "127.0.0.1:0")
        .replace("${STATE_DIRECTORY}", folder.path().to_str().unwrap());
    let mut process = Command::new(env!("CARGO_BIN_EXE_smsmode"))
        .args(line.split_whitespace())
        .env_clear()
        .env("SMSMODE_API_KEY", "key-of-nobody")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let notes = BufReader::new(process.stderr.take().unwrap()).lines();
    let first: Vec<String> = notes.take(2).map(Result::unwrap).collect();
    assert!(first[0].starts_with("metrics on http://127.0.0.1:"), "{first:?}");
    assert!(first[1].starts_with("sending from sqlite:"), "{first:?}");
    let (signal, id) = (setting(&unit, "KillSignal=SIG"), process.id().to_string());
    let kill = Command::new("sh").args(["-c", "kill -s \"$0\" \"$1\"", signal, &id]).status();
    assert!(kill.unwrap().success());
    let ended = process.wait().unwrap().code().unwrap().to_string();
    assert_eq!(ended, setting(&unit, "SuccessExitStatus="));
    assert!(folder.path().join("outbox.db").exists());
}
