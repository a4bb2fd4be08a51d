//! Commands that people configured. Each has a process group of its own where it can, so that it ends
//! with all that it started.

use std::io;
use std::process::{Child, Command};

/// What the shell makes of this line.
pub(crate) fn command(line: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", line]);
    command
}

/// Apart from the terminal: Ctrl-C does not reach it, and it can ask nobody anything.
pub(crate) fn apart(mut command: Command) -> Command {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command
}

/// Ends a command that is apart, with all that it started.
#[cfg(unix)]
pub(crate) fn kill_apart(child: &mut Child) -> io::Result<()> {
    use rustix::process::{Pid, Signal, kill_process_group};
    kill_process_group(Pid::from_child(child), Signal::KILL)?;
    child.wait().map(drop)
}

/// Ends a command; there are no groups here.
#[cfg(not(unix))]
pub(crate) fn kill_apart(child: &mut Child) -> io::Result<()> {
    child.kill()?;
    child.wait().map(drop)
}
