//! The service file of examples/listen: systemd understands it, and its line listens.

#![cfg(all(feature = "store", target_os = "linux"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod console;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The file of ours, for a command that is in the folder instead of in /usr/local/bin.
fn unit(folder: &TempDir) -> String {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/listen/smsmode-listen.service");
    symlink(env!("CARGO_BIN_EXE_smsmode"), folder.path().join("smsmode")).unwrap();
    let unit = fs::read_to_string(file).unwrap();
    assert!(unit.contains("/usr/local/bin/smsmode listen"));
    unit.replace("/usr/local/bin", folder.path().to_str().unwrap())
}

fn setting<'u>(unit: &'u str, name: &str) -> &'u str {
    unit.lines().find_map(|line| line.strip_prefix(name)).unwrap()
}

#[test]
fn systemd_understands_the_unit() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("smsmode-listen.service");
    fs::write(&path, unit(&folder)).unwrap();
    let output = Command::new("systemd-analyze")
        .args(["verify", "--man=no", "--recursive-errors=no"])
        .arg(&path)
        .output()
        .expect("systemd-analyze is missing: make tools installs it");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !said.contains("smsmode-listen"), "{said}");
}

#[test]
fn systemd_starts_it_again_however_often_it_fails() {
    let folder = tempfile::tempdir().unwrap();
    let unit = unit(&folder);
    let (head, service) = unit.split_once("[Service]").unwrap();
    assert_eq!(setting(head, "StartLimitIntervalSec="), "0");
    assert_eq!(setting(service, "RestartSec="), "5");
}

#[test]
fn the_line_of_the_unit_listens_until_it_is_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let unit = unit(&folder);
    let (state, here) = (folder.path().join("state"), folder.path().to_str().unwrap());
    fs::create_dir(&state).unwrap();
    let config = folder.path().join("config.toml");
    let key = "[profile.default]\ncallback_key = \"0123456789abcdef\"\n";
    console::write_secret(config.to_str().unwrap(), key);
    // Port 7373 may be somebody else's.
    let line = setting(&unit, "ExecStart=")
        .replace("127.0.0.1:7373", "127.0.0.1:0")
        .replace("${STATE_DIRECTORY}", state.to_str().unwrap());
    let named = setting(&unit, "Environment=SMSMODE_CONFIG=").replace("%d", here);
    let mut words = line.split_whitespace();
    let mut process = Command::new(words.next().unwrap())
        .args(words)
        .env_clear()
        .env("SMSMODE_CONFIG", named)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut notes = BufReader::new(process.stderr.take().unwrap());
    let mut first = String::new();
    notes.read_line(&mut first).unwrap();
    assert!(first.starts_with("listening on http://127.0.0.1:"), "{first}");
    let signal = setting(&unit, "KillSignal=SIG");
    let id = process.id().to_string();
    assert!(
        Command::new("sh")
            .args(["-c", "kill -s \"$0\" \"$1\"", signal, &id])
            .status()
            .unwrap()
            .success()
    );
    let ended = process.wait().unwrap().code().unwrap().to_string();
    assert_eq!(ended, setting(&unit, "SuccessExitStatus="));
    assert!(state.join("callbacks.db").exists());
}

#[test]
fn a_user_without_a_home_has_a_place_for_who_says_stop() {
    let folder = tempfile::tempdir().unwrap();
    let unit = unit(&folder);
    let list = setting(&unit, "Environment=SMSMODE_OPTOUT_FILE=");
    let state = format!("%S/{}/", setting(&unit, "StateDirectory="));
    assert!(list.starts_with(&state), "{list}");
    assert!(unit.contains("ProtectSystem=strict") && unit.contains("DynamicUser=yes"));
}
