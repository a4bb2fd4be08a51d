//! What does it cost to come from C, for the shortest of all calls?

use std::fs;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use smsmode_benches::{Figures, Result, is_measuring, median};
use smsmode_c_benches::{Library, Program};
use smsmode_core::text::{Alphabet, analyse};
use smsmode_text_benches::Messages;

/// In each window every message is analysed so often.
const ROUNDS: u32 = 2;
const WINDOWS: usize = 501;

fn main() -> Result<ExitCode> {
    if !is_measuring() {
        return Ok(ExitCode::SUCCESS);
    }
    let mut figures = Figures::new("analyse of 160 bytes of UTF-8, processor time of one call");
    for messages in [Messages::ascii(), Messages::accented()] {
        compare(&messages, &mut figures)?;
    }
    Ok(figures.print())
}

fn compare(messages: &Messages, figures: &mut Figures) -> Result<()> {
    let file = format!("{}/{}.txt", env!("CARGO_TARGET_TMPDIR"), messages.name);
    fs::write(&file, messages.iter().collect::<String>())?;
    let mut program = Program::start("analyse", Library::Smsmode, &[&file])?;
    let count = messages.iter().count();
    let (mut in_c, mut in_rust, mut crossing) = (vec![], vec![], vec![]);
    for _ in 0..WINDOWS {
        #[expect(clippy::cast_precision_loss, reason = "thousands")]
        let c = program.measure(ROUNDS)? / count as f64;
        #[expect(clippy::cast_precision_loss, reason = "thousands")]
        let rust = analyse_all(messages) / count as f64;
        in_c.push(c);
        in_rust.push(rust);
        crossing.push(c - rust);
    }
    figures.tell(&format!("{}: smsmode_analyse, called from C", messages.name), median(in_c), "ns");
    figures.tell("  analyse, called from Rust with a &str", median(in_rust), "ns");
    figures.at_most(30.0, "  the difference, median of the windows", median(crossing), "ns");
    Ok(())
}

/// Nanoseconds for all messages, by the same clock as in C.
fn analyse_all(messages: &Messages) -> f64 {
    let begin = now();
    let mut sum = 0;
    for _ in 0..ROUNDS {
        for message in messages.iter() {
            let analysis = analyse(message);
            let alphabet = usize::from(analysis.alphabet() == Alphabet::Gsm7);
            sum += alphabet + analysis.units() + analysis.segments() as usize;
        }
    }
    black_box(sum);
    now().saturating_sub(begin).as_secs_f64() * 1e9 / f64::from(ROUNDS)
}

fn now() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ProcessCPUTime)).unwrap_or_default()
}
