//! The command `smsmode`: arguments, streams, signals and environment of the process, nothing else.

use std::io::{self, Write as _};
use std::process::ExitCode;

use smsmode_cli::{Environment, Exit, Interrupt, Streams, run};

fn main() -> ExitCode {
    let interrupt = Interrupt::default();
    heed_signals(&interrupt);
    run(std::env::args_os(), &Environment::of_process(), &mut Streams::of_process(), &interrupt)
        .into()
}

/// Without its handler a signal ends the process at once: no worse than not starting.
fn heed_signals(interrupt: &Interrupt) {
    let handler = interrupt.clone();
    let _ = ctrlc::set_handler(move || stop_by(&handler, Interrupt::fire));
    #[cfg(unix)]
    let _ = heed_termination(interrupt.clone());
}

/// The end of a session is heeded at a terminal only: under nohup the standard error is none, and
/// a handler would end what is to go on.
#[cfg(unix)]
fn heed_termination(handler: Interrupt) -> io::Result<()> {
    use std::io::IsTerminal as _;

    use signal_hook::consts::{SIGHUP, SIGTERM};
    use signal_hook::iterator::Signals;

    let mut signals = Signals::new([SIGTERM])?;
    if io::stderr().is_terminal() {
        signals.handle().add_signal(SIGHUP)?;
    }
    std::thread::Builder::new().spawn(move || {
        for _ in signals.forever() {
            stop_by(&handler, Interrupt::end);
        }
    })?;
    Ok(())
}

#[expect(clippy::exit, reason = "a read of the standard input cannot be broken off")]
fn stop_by(handler: &Interrupt, stop: impl FnOnce(&Interrupt) -> Option<String>) {
    if handler.may_end_process() {
        std::process::exit(Exit::Interrupted.code().into());
    }
    if let Some(note) = stop(handler) {
        let _ = writeln!(io::stderr(), "{note}");
    }
}
