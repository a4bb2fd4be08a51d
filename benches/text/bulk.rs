//! How many lines a second, and does the memory stay where it is?

use std::process::ExitCode;
use std::time::Instant;

use peak_alloc::PeakAlloc;
use smsmode_benches::{Figures, is_measuring};
use smsmode_core::text::bulk::LineAnalyser;
use smsmode_text_benches::Messages;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// As much as a reader hands over at once.
const PIECE: usize = 64 * 1024;

fn main() -> ExitCode {
    if !is_measuring() {
        return ExitCode::SUCCESS;
    }
    let mut figures = Figures::new("Files of one text a line");
    for messages in [Messages::ascii(), Messages::raw_french(), Messages::cyrillic()] {
        let file: String = messages.iter().flat_map(|text| [text, "\n"]).collect();
        let few = Run::of(&file, 10_000);
        for lines in [1_000_000, 10_000_000] {
            let run = Run::of(&file, lines);
            let what = format!("{}, {lines} lines", messages.name);
            figures.tell(&what, run.lines_a_second / 1e6, "M/s");
            let more = run.heap.saturating_sub(few.heap);
            figures.at_most(0.0, "  heap beyond that of 10000 lines", bytes(more), "B");
        }
        figures.tell("  heap", bytes(few.heap), "B");
    }
    figures.print()
}

/// One file.
struct Run {
    lines_a_second: f64,
    /// Bytes at the peak.
    heap: usize,
}

impl Run {
    /// Reads a file of so many lines, in pieces, from the beginning again where it ends.
    fn of(file: &str, lines: u64) -> Self {
        HEAP.reset_peak_usage();
        let (before, start) = (HEAP.current_usage(), Instant::now());
        let mut analyser = LineAnalyser::default();
        while analyser.so_far().lines() < lines {
            for piece in file.as_bytes().chunks(PIECE) {
                analyser.push(piece);
            }
        }
        let read = bytes(usize::try_from(analyser.finish().lines()).unwrap_or(usize::MAX));
        let lines_a_second = read / start.elapsed().as_secs_f64();
        Self { lines_a_second, heap: HEAP.peak_usage() - before }
    }
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
const fn bytes(number: usize) -> f64 {
    number as f64
}
