//! The streams of the process.

#[cfg(unix)]
use std::fs::File;
use std::io::{self, IsTerminal as _, Read as _};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::context::{Heard, Streams};

impl Streams<'static> {
    /// Those of the process: a person sits at them if input and error are a terminal.
    pub fn of_process() -> Self {
        let interactive = io::stdin().is_terminal() && io::stderr().is_terminal();
        let mut streams = Self::new(io::stdin(), io::stdout(), io::stderr(), interactive)
            .with_timed_input(timed_input);
        if let Some((columns, _)) = terminal_size::terminal_size_of(io::stdout()) {
            streams = streams.with_width(usize::from(columns.0));
        }
        if io::stderr().is_terminal() {
            streams = streams.with_progress(input_bytes());
        }
        if io::stdin().is_terminal() && io::stdout().is_terminal() {
            streams = streams.with_screen();
        }
        if interactive {
            streams = streams.with_hidden_line(|prompt| rpassword::prompt_password(prompt));
        }
        streams
    }
}

/// A read cannot be broken off: it goes on in a thread of its own, which ends with the process.
fn timed_input(limit: usize, time: Duration) -> io::Result<Heard> {
    let deadline = Instant::now() + time;
    let (sender, pieces) = mpsc::channel();
    thread::spawn(move || {
        let mut buffer = vec![0; 8192];
        loop {
            let read = io::stdin().read(&mut buffer);
            if matches!(&read, Err(error) if error.kind() == io::ErrorKind::Interrupted) {
                continue;
            }
            let over = !matches!(read, Ok(1..));
            let piece = read.map(|len| buffer.get(..len).unwrap_or_default().to_owned());
            if sender.send(piece).is_err() || over {
                return;
            }
        }
    });
    gather(&pieces, limit, deadline)
}

/// What comes until the deadline, and no more than fits.
fn gather(
    pieces: &mpsc::Receiver<io::Result<Vec<u8>>>,
    limit: usize,
    deadline: Instant,
) -> io::Result<Heard> {
    let mut heard = Heard::default();
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        let Ok(piece) = pieces.recv_timeout(left) else { return Ok(heard) };
        match piece {
            Ok(piece) if piece.is_empty() => return Ok(Heard { whole: true, ..heard }),
            Ok(piece) => heard.bytes.extend(piece),
            Err(error) if heard.bytes.is_empty() => return Err(error),
            Err(_) => return Ok(heard),
        }
        if heard.bytes.len() > limit {
            heard.bytes.truncate(limit);
            return Ok(heard);
        }
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
