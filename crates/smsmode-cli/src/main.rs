//! The command `smsmode`: arguments, streams and environment of the process, nothing else.

use std::io::{self, Write as _};
use std::process::ExitCode;

use smsmode_cli::{Environment, Exit, Interrupt, Streams, run};

fn main() -> ExitCode {
    let interrupt = Interrupt::default();
    let handler = interrupt.clone();
    // Without a handler an interruption ends the process at once: no worse than not starting.
    let _ = ctrlc::set_handler(move || interrupt_by(&handler));
    run(std::env::args_os(), &Environment::of_process(), &mut Streams::of_process(), &interrupt)
        .into()
}

#[expect(clippy::exit, reason = "a read of the standard input cannot be broken off")]
fn interrupt_by(handler: &Interrupt) {
    if handler.may_end_process() {
        std::process::exit(Exit::Interrupted.code().into());
    }
    if let Some(note) = handler.fire() {
        let _ = writeln!(io::stderr(), "{note}");
    }
}
