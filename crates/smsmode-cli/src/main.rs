//! The command `smsmode`: arguments, streams and environment of the process, nothing else.

#[cfg(unix)]
use std::fs::File;
use std::io::{self, IsTerminal as _};
use std::process::ExitCode;

use smsmode_cli::{Environment, Exit, Interrupt, Streams, run};

fn main() -> ExitCode {
    let interrupt = Interrupt::default();
    let handler = interrupt.clone();
    // Without a handler an interruption ends the process at once: no worse than not starting.
    let _ = ctrlc::set_handler(move || interrupt_by(&handler));
    run(std::env::args_os(), &Environment::of_process(), &mut streams(), &interrupt).into()
}

#[expect(clippy::exit, reason = "a read of the standard input cannot be broken off")]
fn interrupt_by(handler: &Interrupt) {
    if handler.may_end_process() {
        std::process::exit(Exit::Interrupted as i32);
    }
    handler.fire();
}

fn streams() -> Streams<'static> {
    let interactive = io::stdin().is_terminal() && io::stderr().is_terminal();
    let mut streams = Streams::new(io::stdin(), io::stdout(), io::stderr(), interactive);
    if let Some((columns, _)) = terminal_size::terminal_size_of(io::stdout()) {
        streams = streams.with_width(usize::from(columns.0));
    }
    if io::stderr().is_terminal() {
        streams = streams.with_progress(input_bytes());
    }
    streams
}

/// The size of the standard input, if it is a file.
#[cfg(unix)]
fn input_bytes() -> Option<u64> {
    use std::os::fd::AsFd as _;
    let input = io::stdin().as_fd().try_clone_to_owned().ok()?;
    let metadata = File::from(input).metadata().ok()?;
    metadata.is_file().then_some(metadata.len())
}

#[cfg(not(unix))]
fn input_bytes() -> Option<u64> {
    None
}
