//! How many instructions does `analyse` take for a byte? Free of noise, so a check can hold it.
//!
//! It runs itself under callgrind, twice for each kind of text: the runs differ in their rounds
//! only, so the difference is that of `analyse`.

use std::env;
use std::hint::black_box;
use std::process::{Command, ExitCode};

use smsmode_benches::{Figures, Result};
use smsmode_core::text::analyse;
use smsmode_text_benches::Messages;

fn main() -> Result<ExitCode> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [kind, rounds] = arguments.as_slice() {
        run(&Kind::named(kind).messages(), rounds.parse()?);
        return Ok(ExitCode::SUCCESS);
    }
    let mut figures = Figures::new("Instructions of analyse, in safe code alone");
    for kind in [Kind::Ascii, Kind::Accented, Kind::Cyrillic] {
        let messages = kind.messages();
        figures.at_most(kind.bar(), messages.name, per_byte(kind, &messages)?, "a byte");
    }
    Ok(figures.print())
}

#[derive(Clone, Copy)]
enum Kind {
    Ascii,
    Accented,
    Cyrillic,
}

impl Kind {
    fn named(name: &str) -> Self {
        match name {
            "accented" => Self::Accented,
            "cyrillic" => Self::Cyrillic,
            _ => Self::Ascii,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Ascii => "ascii",
            Self::Accented => "accented",
            Self::Cyrillic => "cyrillic",
        }
    }

    const fn bar(self) -> f64 {
        match self {
            Self::Ascii => 3.3,
            Self::Accented => 6.5,
            Self::Cyrillic => 3.8,
        }
    }

    fn messages(self) -> Messages {
        match self {
            Self::Ascii => Messages::ascii(),
            Self::Accented => Messages::accented(),
            Self::Cyrillic => Messages::cyrillic(),
        }
    }
}

fn run(messages: &Messages, rounds: u32) {
    for _ in 0..rounds {
        for message in messages.iter() {
            black_box(analyse(black_box(message)));
        }
    }
}

const FEW: u32 = 1;
const MANY: u32 = 3;

#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
fn per_byte(kind: Kind, messages: &Messages) -> Result<f64> {
    let more = counted(kind, MANY)? - counted(kind, FEW)?;
    Ok(more as f64 / ((MANY - FEW) as usize * messages.bytes()) as f64)
}

/// The instructions of a whole run.
fn counted(kind: Kind, rounds: u32) -> Result<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe()?)
        .args([kind.name(), &rounds.to_string()])
        .output()
        .map_err(|error| format!("valgrind does not run ({error}); `make tools` installs it"))?;
    let report = String::from_utf8_lossy(&output.stderr);
    let count = report.lines().find_map(|line| line.split_once("Collected : "));
    let (_, count) = count.ok_or_else(|| format!("valgrind counted nothing:\n{report}"))?;
    Ok(count.trim().parse()?)
}
