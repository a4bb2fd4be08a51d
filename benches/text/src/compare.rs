//! An operation beside its reference, in windows of the processor's time by turns.

use std::hint::black_box;

use rustix::time::{ClockId, clock_gettime};

use crate::Messages;

/// How long an operation and its reference take.
#[derive(Debug, Clone, Copy)]
pub struct Ratio {
    /// Seconds a round of ours.
    pub ours: f64,
    /// Seconds a round of the reference.
    pub reference: f64,
}

impl Ratio {
    /// Our throughput as a multiple of that of the reference.
    pub fn value(self) -> f64 {
        self.reference / self.ours
    }
}

/// Measures both by turns, so that other work on the machine meets both alike, and takes the
/// median of each.
pub fn compare(mut ours: impl FnMut(), mut reference: impl FnMut()) -> Ratio {
    let (our_rounds, their_rounds) = (rounds(&mut ours), rounds(&mut reference));
    let (mut our_times, mut their_times) = (Vec::new(), Vec::new());
    for _ in 0..WINDOWS {
        our_times.push(window(&mut ours, our_rounds));
        their_times.push(window(&mut reference, their_rounds));
    }
    Ratio { ours: median(our_times), reference: median(their_times) }
}

/// Runs an operation on each message in turn, as a program does that has one at a time.
pub fn over<'m, T>(messages: &'m Messages, mut run: impl FnMut(&'m str) -> T) -> impl FnMut() {
    move || {
        for message in messages.iter() {
            black_box(run(black_box(message)));
        }
    }
}

const WINDOWS: usize = 301;
const WINDOW_SECONDS: f64 = 0.000_4;

/// How many rounds fill a window.
fn rounds(run: &mut impl FnMut()) -> u32 {
    let mut rounds = 1;
    while window(run, rounds) * f64::from(rounds) < WINDOW_SECONDS {
        rounds *= 2;
    }
    rounds
}

/// Seconds of this thread's processor time a round.
fn window(run: &mut impl FnMut(), rounds: u32) -> f64 {
    let start = thread_seconds();
    for _ in 0..rounds {
        run();
    }
    (thread_seconds() - start) / f64::from(rounds)
}

#[expect(clippy::cast_precision_loss, reason = "a run is far shorter than 2^53 ns")]
fn thread_seconds() -> f64 {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 / 1e9
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}
