//! Runs the command inside the test, and keeps what it said.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(dead_code, reason = "each test file uses what it needs")]

pub(crate) mod growing;

use std::fs;

use smsmode_cli::{Environment, Exit, Interrupt, Streams, run};
use smsmode_sandbox::{DEMO_API_KEY, Sandbox, SandboxOptions};

/// What a run of the command left.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) exit: Exit,
    pub(crate) out: String,
    pub(crate) notes: String,
}

impl Said {
    /// The output as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// Runs `smsmode` with these arguments and nothing on the standard input.
pub(crate) fn smsmode(environment: &Environment, arguments: &[&str]) -> Said {
    smsmode_with(environment, arguments, b"", false, &Interrupt::default())
}

/// Runs `smsmode` with all that can be given.
pub(crate) fn smsmode_with(
    environment: &Environment,
    arguments: &[&str],
    input: &[u8],
    interactive: bool,
    interrupt: &Interrupt,
) -> Said {
    let (mut out, mut notes) = (Vec::new(), Vec::new());
    let mut streams = Streams::new(input, &mut out, &mut notes, interactive);
    let arguments = ["smsmode"].iter().chain(arguments);
    let exit = run(arguments, environment, &mut streams, interrupt);
    drop(streams);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said { exit, out: text(out), notes: text(notes) }
}

/// A sandbox, and the environment of a user who has configured it.
pub(crate) fn sandbox() -> (Sandbox, Environment) {
    let sandbox = Sandbox::start(SandboxOptions::new()).unwrap();
    let environment = Environment::default()
        .with("SMSMODE_API_KEY", DEMO_API_KEY)
        .with("SMSMODE_BASE_URL", sandbox.base_url());
    (sandbox, environment)
}

/// A configuration file of this content, and the environment that names it.
pub(crate) fn configured(name: &str, content: &str) -> Environment {
    let folder =
        std::env::temp_dir().join(format!("smsmode-cli-test-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("config.toml");
    fs::write(&path, content).unwrap();
    Environment::default().with("SMSMODE_CONFIG", path.to_str().unwrap())
}

/// Writes a file that its owner alone can read.
pub(crate) fn write_secret(path: &str, content: &str) {
    fs::write(path, content).unwrap();
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
}
