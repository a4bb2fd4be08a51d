//! The figures of a bench, printed with the bars that they are held to.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;
use std::{env, fs};

/// Whatever ends a bench early.
pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A table of figures; some have a bar, and a missed bar fails the bench.
#[derive(Debug)]
pub struct Figures {
    lines: Vec<String>,
    missed: usize,
}

impl Figures {
    /// An empty table.
    pub fn new(question: &str) -> Self {
        Self { lines: vec![format!("\n{question}")], missed: 0 }
    }

    /// A figure that is only told.
    pub fn tell(&mut self, what: &str, figure: f64, unit: &str) {
        self.line(what, figure, unit, "");
    }

    /// A figure that must not be greater.
    pub fn at_most(&mut self, bar: f64, what: &str, figure: f64, unit: &str) {
        self.judge(what, figure, unit, &format!("at most {bar}"), figure <= bar);
    }

    /// A figure that must not be smaller.
    pub fn at_least(&mut self, bar: f64, what: &str, figure: f64, unit: &str) {
        self.judge(what, figure, unit, &format!("at least {bar}"), figure >= bar);
    }

    /// Prints the table; a failure if a bar is missed.
    #[expect(clippy::print_stdout, reason = "the table is the result of a bench")]
    pub fn print(self) -> ExitCode {
        println!("{}", self.lines.join("\n"));
        if self.missed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    fn judge(&mut self, what: &str, figure: f64, unit: &str, bar: &str, holds: bool) {
        let verdict = if holds { "holds" } else { "MISSED" };
        self.missed += usize::from(!holds);
        self.line(what, figure, unit, &format!("{bar:<14}{verdict}"));
    }

    fn line(&mut self, what: &str, figure: f64, unit: &str, bar: &str) {
        let line = format!("  {what:<56}{figure:>10.2} {unit:<8}{bar}");
        self.lines.push(line.trim_end().to_owned());
    }
}

/// Whether cargo asks for measurements; without, a bench only shows that it runs.
pub fn is_measuring() -> bool {
    env::args().any(|argument| argument == "--bench")
}

/// The median of some figures.
pub fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The median that criterion has just measured.
///
/// `target_tmpdir` is `CARGO_TARGET_TMPDIR`, which only a bench knows; criterion writes beside it.
///
/// # Errors
///
/// Criterion has measured nothing under this name.
pub fn criterion_median(target_tmpdir: &str, group: &str, id: &str) -> Result<Duration> {
    let estimates =
        Path::new(target_tmpdir).with_file_name("criterion").join(group).join(id).join("new");
    let estimates = fs::read_to_string(estimates.join("estimates.json"))?;
    let estimates: serde_json::Value = serde_json::from_str(&estimates)?;
    let nanoseconds =
        estimates.pointer("/median/point_estimate").and_then(serde_json::Value::as_f64);
    nanoseconds
        .map(|nanoseconds| Duration::from_secs_f64(nanoseconds / 1e9))
        .ok_or_else(|| "criterion writes its estimates otherwise".into())
}
