//! Runs a test in a network of its own, where the machine allows that.

use std::process::{Command, Output};
use std::{env, fs};

use rustix::process::{Signal, set_parent_process_death_signal};

const INSIDE: &str = "SMSMODE_TEST_HAS_A_NETWORK";

/// The options with which a process gets a network of its own.
type Way = &'static [&'static str];
/// With root's right.
pub(crate) const AS_ROOT: Way = &["--net"];
/// As anybody who may be root in a world of his own, where there are no other users.
#[allow(dead_code, reason = "what needs another user as well cannot be there")]
pub(crate) const IN_A_WORLD: Way = &["--user", "--map-root-user", "--net"];

/// Runs the body in a process with a network of its own: this very test, started once more in the first
/// of these ways that is open. Where networks are forbidden, that is noted for the last line of
/// `make test`.
pub(crate) fn networks(ways: &[Way], test: &str, body: impl FnOnce()) {
    if env::var_os(INSIDE).is_some() {
        // Where the test is killed that waits for this one.
        set_parent_process_death_signal(Some(Signal::KILL)).unwrap();
        return body();
    }
    match permitted(ways) {
        Ok(options) => {
            let mut again = unshare(options);
            again.arg(env::current_exe().unwrap()).args(["--exact", test, "--nocapture"]);
            let output = again.env(INSIDE, "1").env("PATH", search_path()).output().unwrap();
            assert!(output.status.success(), "{}", said(&output));
        }
        Err(why) => note_as_not_run(&why),
    }
}

fn permitted(ways: &[Way]) -> Result<Way, String> {
    let mut why = String::new();
    for options in ways {
        let output = unshare(options).arg("true").output().unwrap();
        if output.status.success() {
            return Ok(options);
        }
        why = said(&output);
    }
    Err(why)
}

fn unshare(options: &[&str]) -> Command {
    let mut unshare = Command::new("unshare");
    unshare.args(options).arg("--");
    unshare
}

/// `ip` and `nft` are where not every user looks.
fn search_path() -> String {
    env::var("PATH").unwrap_or_default() + ":/usr/sbin:/sbin"
}

fn said(output: &Output) -> String {
    let all = [output.stdout.as_slice(), &output.stderr].concat();
    String::from_utf8_lossy(&all).trim().to_owned()
}

/// `tools/not_run.sh` reads it.
fn note_as_not_run(why: &str) {
    let folder = concat!(env!("CARGO_TARGET_TMPDIR"), "/not-run");
    let why = why.replace('\n', " ");
    let tests = env!("CARGO_PKG_NAME");
    let note = format!("network.rs of {tests} (no network of its own: {why})\n");
    eprint!("not run: {note}");
    fs::create_dir_all(folder).unwrap();
    fs::write(format!("{folder}/network-of-{tests}"), note).unwrap();
}
