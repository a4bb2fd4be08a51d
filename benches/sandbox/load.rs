//! How many whole sends a second does the sandbox bear on two cores, and what does it keep of them?

use std::process::ExitCode;
use std::time::{Duration, Instant};

use rustix::param::page_size;
use rustix::time::{ClockId, clock_gettime};
use smsmode_benches::{Figures, Result, is_measuring};
use smsmode_sandbox::{AccountOptions, Sandbox, SandboxOptions};
use smsmode_sandbox_benches::{Crowd, start_bare_server};

/// Messages that the sandbox keeps, its default.
const KEPT: usize = 100_000;

/// Sends before anything is measured: they fill all that the sandbox keeps, the million hashes by which it finds
/// duplicates included.
const FILLING: usize = 1_050_000;

/// Sends that are measured, and must not add to that.
const MEASURED: usize = 500_000;

fn main() -> Result<ExitCode> {
    let (filling, measured) = if is_measuring() { (FILLING, MEASURED) } else { (64, 64) };
    let bare = Load::of(&mut Crowd::connect(start_bare_server()?)?, measured)?;
    let account = AccountOptions::new("till", "till").with_api_key(Crowd::API_KEY).post_paid();
    let sandbox = Sandbox::start(SandboxOptions::new().with_account(account).with_keep(KEPT))?;
    let mut crowd = Crowd::connect(sandbox.address())?;
    crowd.send(filling)?;
    let full = memory()?;
    let load = Load::of(&mut crowd, measured)?;
    let mut figures = Figures::new("Whole sends, by a crowd of 64 connections and one thread");
    figures.at_least(20_000.0, "the sandbox, keeping 100,000 messages", load.rate, "/s");
    figures.tell("  processor time a send, the crowd's included", load.processor, "µs");
    figures.tell("a server that keeps nothing, of the same libraries", bare.rate, "/s");
    figures.tell("  processor time a send", bare.processor, "µs");
    figures.tell("memory when all is full", full, "MB");
    figures.at_most(1.1, "  memory after half a million more, in that", memory()? / full, "");
    Ok(figures.print())
}

/// What it took.
struct Load {
    /// Sends a second.
    rate: f64,
    /// Processor time of a send, in microseconds, both sides together.
    processor: f64,
}

impl Load {
    #[expect(clippy::cast_precision_loss, reason = "the sends are far fewer than 2^52")]
    fn of(crowd: &mut Crowd, count: usize) -> Result<Self> {
        let (begin, processor) = (Instant::now(), processor_time());
        let sends = crowd.send(count)? as f64;
        let processor = processor_time().saturating_sub(processor).as_secs_f64() * 1e6 / sends;
        Ok(Self { rate: sends / begin.elapsed().as_secs_f64(), processor })
    }
}

fn processor_time() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ProcessCPUTime)).unwrap_or_default()
}

/// What the process holds of the machine's memory, the crowd's few buffers included.
#[expect(clippy::cast_precision_loss, reason = "the pages are far fewer than 2^52")]
fn memory() -> Result<f64> {
    let pages = std::fs::read_to_string("/proc/self/statm")?;
    let resident = pages.split(' ').nth(1).ok_or("Linux writes the resident pages second")?;
    Ok(resident.parse::<f64>()? * page_size() as f64 / 1e6)
}
