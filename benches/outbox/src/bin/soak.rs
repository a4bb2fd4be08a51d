//! Does the memory of a dispatcher stay flat while messages come and go? `soak SECONDS`, 600 unless told.

use std::fs;
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use smsmode_benches::{Figures, Result};
use smsmode_core::outbox::State;
use smsmode_outbox::DispatcherSettings;
use smsmode_outbox_benches::{Provider, Trial};
use tempfile::TempDir;

const A_SECOND: u64 = 50;
/// What memory may grow by after the first fifth: the allocator keeps a little of what was given back.
const GROWTH: f64 = 1.1;

fn main() -> Result<ExitCode> {
    let seconds = std::env::args().nth(1).map_or(Ok(600), |seconds| seconds.parse())?;
    let folder = TempDir::new()?;
    let (trial, provider) = (Trial::empty("soak", folder.path())?, Provider::start()?);
    let client = Provider::client(&provider.url())?;
    let _dispatcher = trial.outbox.dispatch(&client, DispatcherSettings::default())?;
    let mut changes = trial.outbox.subscribe()?;
    let (begun, mut memories) = (Instant::now(), Vec::new());
    for number in 0..seconds * A_SECOND {
        let due = Duration::from_millis(number * 1_000 / A_SECOND);
        thread::sleep(due.saturating_sub(begun.elapsed()));
        trial.outbox.enqueue(&trial.message()?)?;
        changes.read()?;
        // What is opened first is no growth.
        if number > 0 && number % A_SECOND == 0 {
            memories.push(memory()?);
        }
    }
    let counts = trial.outbox.overview()?.counts;
    let (first, second) = memories.split_at(memories.len() / 5);
    let most = |memories: &[f64]| memories.iter().copied().fold(0.0, f64::max);
    let mut figures = Figures::new("Messages put in and sent, 50 a second");
    figures.tell("for", begun.elapsed().as_secs_f64(), "s");
    for state in State::ALL {
        #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52")]
        let count = counts.get(state).copied().unwrap_or_default() as f64;
        figures.tell(&format!("in the end {state}"), count, "");
    }
    figures.tell("memory in the first fifth, at most", most(first), "MB");
    figures.at_most(GROWTH, "memory after it, at most, in that", most(second) / most(first), "");
    Ok(figures.print())
}

/// What this process has in memory, in MB.
fn memory() -> Result<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = resident.and_then(|kilobytes| kilobytes.split_whitespace().next());
    Ok(kilobytes.ok_or("no memory is told")?.parse::<f64>()? / 1e3)
}
