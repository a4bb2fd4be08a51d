//! How many whole sends a second does the sandbox bear on two cores, and what does it keep of them?

use std::process::ExitCode;
use std::time::{Duration, Instant};

use peak_alloc::PeakAlloc;
use rustix::time::{ClockId, clock_gettime};
use smsmode_benches::{Figures, Result, is_measuring};
use smsmode_sandbox::{AccountOptions, Sandbox, SandboxOptions};
use smsmode_sandbox_benches::{Crowd, start_bare_server};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// Messages that the sandbox keeps, its default.
const KEPT: usize = 100_000;

/// Messages of the warm-up, which fills what the sandbox keeps, and of the measurement, which must not add to it.
const FILLING: usize = 2 * KEPT;
const MEASURED: usize = 5 * KEPT;

fn main() -> Result<ExitCode> {
    let (filling, measured) = if is_measuring() { (FILLING, MEASURED) } else { (64, 64) };
    let bare = Load::of(&mut Crowd::connect(start_bare_server()?)?, measured)?;
    let account = AccountOptions::new("till", "till").with_api_key(Crowd::API_KEY).post_paid();
    let sandbox = Sandbox::start(SandboxOptions::new().with_account(account).with_keep(KEPT))?;
    let mut crowd = Crowd::connect(sandbox.address())?;
    crowd.send(filling)?;
    let full = heap();
    let load = Load::of(&mut crowd, measured)?;
    let mut figures = Figures::new("Whole sends, by a crowd of 64 connections and one thread");
    figures.at_least(20_000.0, "the sandbox, keeping 100,000 messages", load.rate, "/s");
    figures.tell("  processor time a send, the crowd's included", load.processor, "µs");
    figures.tell("a server that keeps nothing, of the same libraries", bare.rate, "/s");
    figures.tell("  processor time a send", bare.processor, "µs");
    figures.tell("heap when all is full", full, "MB");
    figures.at_most(1.1, "  heap after five times as many, in that", heap() / full, "");
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

fn heap() -> f64 {
    f64::from(HEAP.current_usage_as_mb())
}
