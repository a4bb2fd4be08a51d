//! The test program once more, as a process of its own: another till, or one with disks of its own.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::till::{client, settings};

const FOLDER: &str = "SMSMODE_TROUBLES_FOLDER";
const SERVICE: &str = "SMSMODE_TROUBLES_SERVICE";

/// The folder of a test that runs apart, with mounts that nobody else sees. The first time there is
/// none, and the test has been run apart when this returns.
pub(crate) fn folder(test: &str) -> Option<PathBuf> {
    if let Some(folder) = env::var_os(FOLDER) {
        return Some(folder.into());
    }
    let folder = TempDir::new().unwrap();
    let Some(mut unshare) = namespace() else {
        eprintln!("not run, since this machine forbids namespaces: {test}");
        return None;
    };
    unshare.arg(env::current_exe().unwrap()).args(["--exact", test, "--nocapture"]);
    let ended = unshare.env(FOLDER, folder.path()).status().unwrap();
    assert!(ended.success(), "{test} failed, apart");
    None
}

/// A mount namespace of one's own: for root, and for who may be root in one.
fn namespace() -> Option<Command> {
    let command = |flags: &str| {
        let mut command = Command::new("unshare");
        command.arg(flags);
        command
    };
    let works = |flags: &&&str| command(flags).arg("true").status().is_ok_and(|end| end.success());
    ["--mount", "-rm"].iter().find(works).map(|flags| command(flags))
}

/// What a shell says, here and for this process alone.
pub(crate) fn mount(arguments: &[&str], place: &Path) {
    let status = Command::new("mount").args(arguments).arg(place).status().unwrap();
    assert!(status.success(), "mount {arguments:?}");
}

pub(crate) fn unmount(place: &Path) {
    assert!(Command::new("umount").arg("--lazy").arg(place).status().unwrap().success());
}

/// Another till on the same file, until it is killed.
pub(crate) struct OtherTill(Child);

impl OtherTill {
    /// It sends when this returns.
    pub(crate) fn start(url: &str, service: &str) -> Self {
        let mut program = Command::new(env::current_exe().unwrap());
        program.args(["--exact", "another_till", "--nocapture"]);
        program.env(FOLDER, url).env(SERVICE, service);
        let mut child = program.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(said.any(|line| line.unwrap().ends_with(READY)), "another till did not start");
        Self(child)
    }

    /// At once: it writes nothing more.
    pub(crate) fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

const READY: &str = "it sends";

/// What that till does; nothing where nobody asked for it.
pub(crate) fn be_another_till() {
    let (Ok(url), Ok(service)) = (env::var(FOLDER), env::var(SERVICE)) else { return };
    let outbox = smsmode_outbox::Outbox::open(&url).unwrap();
    let _dispatcher = outbox.dispatch(&client(&service), settings()).unwrap();
    println!("{READY}");
    // Nothing is said to it; it ends with who started it, if it is not killed before.
    std::io::stdin().lines().for_each(drop);
}
