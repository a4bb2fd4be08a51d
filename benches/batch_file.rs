//! How long does it take to check a file of a million messages, and does the memory stay at eight bytes a
//! line?

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use peak_alloc::PeakAlloc;
use rustix::time::{ClockId, clock_gettime};
use smsmode_benches::{Figures, Result, is_measuring, median, text};
use smsmode_cli::batch::{BatchFile, Checked, LayoutOptions, LineOptions, Totals};
use smsmode_core::PhoneNumber;
use smsmode_core::text::TextMode;
use smsmode_core::text::smart::SmartOptions;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

const FEW: u64 = 100_000;
const MANY: u64 = 1_000_000;
const ROUNDS: usize = 5;

fn main() -> Result<ExitCode> {
    let folder = tempfile::tempdir()?;
    let [few, many] = [("less.csv", FEW), ("more.csv", MANY)].map(|(name, lines)| {
        let path = folder.path().join(name);
        write(&path, if is_measuring() { lines } else { 100 }).map(|()| path)
    });
    let (few, many) = (few?, many?);
    let [small, large] = [Run::of(&few)?, Run::of(&many)?];
    if !is_measuring() {
        return Ok(ExitCode::SUCCESS);
    }
    let mut figures = Figures::new("A file of messages, checked before any is sent");
    speed(&many, &mut figures)?;
    let more = number(large.heap.saturating_sub(small.heap) as u64) / number(MANY - FEW);
    figures.tell("heap at 100000 lines", number(small.heap as u64), "B");
    figures.tell("heap at 1000000 lines", number(large.heap as u64), "B");
    figures.at_most(8.0, "heap for each line more", more, "B");
    Ok(figures.print())
}

fn speed(path: &Path, figures: &mut Figures) -> Result<()> {
    let (mut ours, mut reference, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (csv, run) = (by_csv(path)?, Run::of(path)?);
        assert_eq!((run.totals.good, run.totals.bad), (MANY, 0), "the same work");
        ours.push(number(MANY) / run.seconds);
        reference.push(number(MANY) / csv);
        ratios.push(run.seconds / csv);
    }
    figures.at_least(200_000.0, "checked, lines a second", median(ours), "/s");
    figures.tell("the same file alone by the crate csv", median(reference), "/s");
    figures.tell("time as a multiple of that", median(ratios), "");
    Ok(())
}

/// What a spreadsheet writes, with texts in French; every second one has characters to replace.
fn write(path: &Path, lines: u64) -> Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "telephone;message\r")?;
    for line in 0..lines {
        let mut text = text(usize::try_from(line)?).replace('"', "\"\"");
        if line % 2 == 1 {
            text = text.replace('\'', "’") + " à bientôt";
        }
        // The line makes each text another one: France keeps only 10,000 numbers for fiction.
        writeln!(file, "063998{:04};\"{text} ({line})\"\r", line % 10_000)?;
    }
    Ok(file.flush()?)
}

/// One check.
struct Run {
    totals: Totals,
    seconds: f64,
    /// Bytes at the peak.
    heap: usize,
}

impl Run {
    fn of(path: &Path) -> Result<Self> {
        HEAP.reset_peak_usage();
        let (before, start) = (HEAP.current_usage(), processor_time());
        let mode = TextMode::Smart(SmartOptions::default());
        let options = LineOptions { mode, ..LineOptions::default() };
        let file = BatchFile::open(path, &LayoutOptions::default())?;
        let nobody = HashSet::<PhoneNumber>::new();
        let checked = Checked::new(&file, &options, false, &nobody, |_| (), || true)?;
        let seconds = processor_time() - start;
        Ok(Self { totals: checked.totals, seconds, heap: HEAP.peak_usage() - before })
    }
}

/// The reference: all fields of the file by the crate that everybody uses for them.
fn by_csv(path: &Path) -> Result<f64> {
    let start = processor_time();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(path)?;
    let mut record = csv::ByteRecord::new();
    let mut bytes = 0;
    while reader.read_byte_record(&mut record)? {
        bytes += record.as_slice().len();
    }
    assert!(bytes > 0);
    Ok(processor_time() - start)
}

/// Of this thread, in seconds.
fn processor_time() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    number(u64::try_from(time.tv_sec).unwrap_or_default())
        + number(u64::try_from(time.tv_nsec).unwrap_or_default()) / 1e9
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
const fn number(number: u64) -> f64 {
    number as f64
}
