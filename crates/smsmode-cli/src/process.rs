//! The streams of the process.

#[cfg(unix)]
use std::fs::File;
use std::io::{self, IsTerminal as _};

use crate::context::Streams;

impl Streams<'static> {
    /// Those of the process: a person sits at them if input and error are a terminal.
    pub fn of_process() -> Self {
        let interactive = io::stdin().is_terminal() && io::stderr().is_terminal();
        let mut streams = Self::new(io::stdin(), io::stdout(), io::stderr(), interactive);
        if let Some((columns, _)) = terminal_size::terminal_size_of(io::stdout()) {
            streams = streams.with_width(usize::from(columns.0));
        }
        if io::stderr().is_terminal() {
            streams = streams.with_progress(input_bytes());
        }
        if interactive {
            streams = streams.with_hidden_line(|prompt| rpassword::prompt_password(prompt));
        }
        streams
    }
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
