//! The command `smsmode`: arguments, streams and environment of the process, nothing else.

use std::io::{self, IsTerminal as _};
use std::process::ExitCode;

use smsmode_cli::{Environment, Interrupt, Streams, run};

fn main() -> ExitCode {
    let interrupt = Interrupt::default();
    let handler = interrupt.clone();
    // Without a handler an interruption ends the process at once: no worse than not starting.
    let _ = ctrlc::set_handler(move || handler.fire());
    let interactive = io::stdin().is_terminal() && io::stderr().is_terminal();
    let mut streams = Streams::new(io::stdin(), io::stdout(), io::stderr(), interactive);
    run(std::env::args_os(), &Environment::of_process(), &mut streams, &interrupt).into()
}
