//! `smsmode plan --lines --summary`: the totals of any number of texts, in constant memory.

mod rows;

use serde::Serialize;
use smsmode_http::text::TextMode;
use smsmode_http::text::bulk::{AlphabetTotals, CostlyCharacter, LineAnalyser, LineTotals};

use crate::arguments::{Output, Plan};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, Row, json};

use super::lines::PIECE;
use super::progress::Progress;

/// How many of the characters that cost most are listed.
const LISTED: usize = 10;

pub(super) fn run(arguments: &Plan, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let mode = arguments.treatment.mode();
    let Some(totals) = read(mode, context)? else { return Ok(Exit::Interrupted) };
    let summary = Summary::new(&totals, mode);
    match arguments.common.output {
        Output::Table => {
            for row in summary.rows(context.page()) {
                context.line(&row);
            }
        }
        // One object, not a list: there is one summary.
        Output::Json => context.line(&json(&summary, true)),
        output => output::write(&[&summary], output, context),
    }
    Ok(if summary.is_complete() { Exit::Done } else { Exit::Usage })
}

/// All lines of the standard input; nothing if the user had enough of it.
fn read(mode: TextMode, context: &mut Context<'_, '_>) -> Result<Option<LineTotals>, Failure> {
    let progress = Progress::new(context.progress(), context.page());
    let (mut analyser, mut buffer) = (LineAnalyser::new(mode), vec![0; PIECE]);
    loop {
        let piece = context.read(&mut buffer).map_err(Failure::StandardInput)?;
        if piece.is_empty() || context.interrupt.is_fired() {
            break;
        }
        analyser.push(piece);
        progress.advance(piece.len(), analyser.so_far().lines());
    }
    progress.end();
    Ok((!context.interrupt.is_fired()).then(|| analyser.finish()))
}

/// What the lines take together.
#[derive(Debug, Serialize)]
struct Summary {
    messages: u64,
    segments: u64,
    gsm7: AlphabetRecord,
    ucs2: AlphabetRecord,
    /// Those that GSM can hold after replacements.
    changed: u64,
    /// Those that cannot be sent unless as Unicode; they are counted as such.
    refused: u64,
    /// Those of nothing but white space, which cannot be sent at all.
    blank: u64,
    /// Those of more segments than the service sends, 5.
    beyond_limit: u64,
    /// Lines that are not UTF-8; they are in no other number.
    invalid_lines: u64,
    /// Lines too long to be kept; they are in no other number.
    too_long_lines: u64,
    costly_characters: Vec<CostlyRecord>,
}

#[derive(Debug, Serialize)]
struct AlphabetRecord {
    messages: u64,
    segments: u64,
    units: u64,
}

impl From<AlphabetTotals> for AlphabetRecord {
    fn from(totals: AlphabetTotals) -> Self {
        Self { messages: totals.texts, segments: totals.segments, units: totals.units }
    }
}

/// A character that keeps messages from being GSM.
#[derive(Debug, Serialize)]
struct CostlyRecord {
    character: char,
    code_point: String,
    messages: u64,
}

impl From<&CostlyCharacter> for CostlyRecord {
    fn from(costly: &CostlyCharacter) -> Self {
        let code_point = output::code_point(costly.ch);
        Self { character: costly.ch, code_point, messages: costly.texts }
    }
}

impl Row<15> for &Summary {
    const NAMES: [&'static str; 15] = [
        "messages",
        "segments",
        "gsm7_messages",
        "gsm7_segments",
        "gsm7_units",
        "ucs2_messages",
        "ucs2_segments",
        "ucs2_units",
        "changed",
        "refused",
        "blank",
        "beyond_limit",
        "invalid_lines",
        "too_long_lines",
        "costly_characters",
    ];

    fn cells(&self) -> [String; 15] {
        let [gsm7_messages, gsm7_segments, gsm7_units] = self.gsm7.cells();
        let [ucs2_messages, ucs2_segments, ucs2_units] = self.ucs2.cells();
        [
            self.messages.to_string(),
            self.segments.to_string(),
            gsm7_messages,
            gsm7_segments,
            gsm7_units,
            ucs2_messages,
            ucs2_segments,
            ucs2_units,
            self.changed.to_string(),
            self.refused.to_string(),
            self.blank.to_string(),
            self.beyond_limit.to_string(),
            self.invalid_lines.to_string(),
            self.too_long_lines.to_string(),
            json(&self.costly_characters, false),
        ]
    }
}

impl AlphabetRecord {
    fn cells(&self) -> [String; 3] {
        [self.messages, self.segments, self.units].map(|count| count.to_string())
    }
}

impl Summary {
    fn new(totals: &LineTotals, mode: TextMode) -> Self {
        let texts = &totals.texts;
        let refused = if mode == TextMode::Unicode { 0 } else { texts.ucs2().texts };
        let costly = texts.costly_characters();
        Self {
            messages: texts.texts(),
            segments: texts.segments(),
            gsm7: texts.gsm7().into(),
            ucs2: texts.ucs2().into(),
            changed: texts.replaced(),
            refused,
            blank: texts.blank(),
            beyond_limit: texts.beyond_limit(),
            invalid_lines: totals.invalid,
            too_long_lines: totals.too_long,
            costly_characters: costly.iter().take(LISTED).map(CostlyRecord::from).collect(),
        }
    }

    /// Whether every line is a message.
    const fn is_complete(&self) -> bool {
        self.invalid_lines + self.too_long_lines == 0
    }
}
