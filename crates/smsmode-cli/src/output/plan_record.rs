//! The plan of a message, for programs.

use serde::Serialize;
use smsmode_http::Describe as _;
use smsmode_http::Language;
use smsmode_http::text::{At, PlanWarning, SegmentRange};

use crate::forecast::Forecast;

use super::{ReplacementRecord, Row, cell, json};

/// What will become of a text. Of one that is refused: what `--unicode` would make of it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PlanRecord {
    /// The number of the line, from 1, with `--lines`.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    alphabet: &'static str,
    /// The class of the message on the wire: 2, 4 or 9.
    class: u8,
    /// The most segments that it can take; `segments_min` the fewest.
    segments: u64,
    segments_min: u64,
    units: usize,
    free_units: usize,
    /// As a phone shows it.
    text: String,
    replacements: Vec<ReplacementRecord>,
    sendable: bool,
    unsendable: Vec<CharacterRecord>,
    /// What to do about a text that cannot be sent, in words.
    advice: Option<String>,
    /// Where the service cuts the text, in bytes of the text as it was written.
    cut: Option<usize>,
    opt_out: &'static str,
    warnings: Vec<&'static str>,
    cost: Option<CostRecord>,
}

impl PlanRecord {
    pub(crate) fn new(forecast: &Forecast, language: Language) -> Self {
        let Forecast { plan, refusal } = forecast;
        let unsendable = refusal.as_ref().map_or(&[][..], |refusal| refusal.characters());
        Self {
            line: None,
            alphabet: plan.alphabet().name(),
            class: plan.class().number(),
            segments: plan.segments().max,
            segments_min: plan.segments().min,
            units: plan.units(),
            free_units: plan.free_units(),
            text: plan.text().to_owned(),
            replacements: plan.replacements().iter().map(ReplacementRecord::from).collect(),
            sendable: refusal.is_none(),
            unsendable: unsendable.iter().map(CharacterRecord::from).collect(),
            advice: refusal.as_ref().map(|refusal| refusal.advice.describe(language)),
            cut: plan.cut(),
            opt_out: plan.opt_out().name(),
            warnings: plan.warnings().iter().map(|warning| PlanWarning::name(*warning)).collect(),
            cost: plan.cost().map(CostRecord::from),
        }
    }

    pub(crate) fn on_line(self, number: u64) -> Self {
        Self { line: Some(number), ..self }
    }
}

impl Row<17> for PlanRecord {
    const NAMES: [&'static str; 17] = [
        "line",
        "alphabet",
        "class",
        "segments",
        "segments_min",
        "units",
        "free_units",
        "text",
        "replacements",
        "sendable",
        "unsendable",
        "advice",
        "cut",
        "opt_out",
        "warnings",
        "cost_min",
        "cost_max",
    ];

    fn cells(&self) -> [String; 17] {
        [
            cell(self.line.as_ref()),
            self.alphabet.to_owned(),
            self.class.to_string(),
            self.segments.to_string(),
            self.segments_min.to_string(),
            self.units.to_string(),
            self.free_units.to_string(),
            self.text.clone(),
            json(&self.replacements, false),
            self.sendable.to_string(),
            json(&self.unsendable, false),
            cell(self.advice.as_ref()),
            cell(self.cut.as_ref()),
            self.opt_out.to_owned(),
            self.warnings.join(","),
            cell(self.cost.as_ref().map(|cost| cost.min).as_ref()),
            cell(self.cost.as_ref().map(|cost| cost.max).as_ref()),
        ]
    }
}

/// A character that the message cannot carry.
#[derive(Debug, Clone, Serialize)]
struct CharacterRecord {
    character: char,
    /// Such as `U+1F600`.
    code_point: String,
    /// Where it is, in bytes of the text as it was written.
    byte: usize,
    /// Which character of the text it is, from 1.
    number: usize,
}

impl From<&At> for CharacterRecord {
    fn from(at: &At) -> Self {
        Self {
            character: at.ch,
            code_point: super::code_point(at.ch),
            byte: at.byte,
            number: at.scalar + 1,
        }
    }
}

/// The segments that are charged for all recipients together.
#[derive(Debug, Clone, Serialize)]
struct CostRecord {
    min: u64,
    max: u64,
}

impl From<SegmentRange> for CostRecord {
    fn from(range: SegmentRange) -> Self {
        Self { min: range.min, max: range.max }
    }
}
