//! The network of the test itself, where the database and the service are, each with an address of its own.

use std::process::Command;

pub(crate) const SERVICE: &str = "10.77.0.1";
pub(crate) const DATABASE: &str = "10.77.0.2";

/// Rules about packets that arrive; none yet.
pub(super) const RULES: &str =
    "add table ip test; add chain ip test in { type filter hook input priority 0; }";

/// Makes the addresses.
pub(crate) fn make() {
    run(Command::new("ip").args(["link", "set", "lo", "up"]));
    for place in [SERVICE, DATABASE] {
        run(Command::new("ip").args(["address", "add", place, "dev", "lo"]));
    }
    run(Command::new("nft").arg(RULES));
}

pub(super) fn run(command: &mut Command) {
    let status = command.status();
    assert!(
        status.as_ref().is_ok_and(std::process::ExitStatus::success),
        "{command:?}: {status:?}"
    );
}
