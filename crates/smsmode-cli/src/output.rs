//! Results for programs: the same fields in every output and language.

use serde::Serialize;
use smsmode_http::MessageStatus;
use smsmode_http::text::{Plan, Replacement};

use crate::arguments::Output;
use crate::context::Context;

mod array;
mod error_record;
mod message_row;
mod plan_record;
mod row;
mod table;

pub(crate) use array::Array;
pub(crate) use error_record::{ErrorRecord, write_failure};
pub(crate) use plan_record::PlanRecord;
pub(crate) use row::{Row, tsv, tsv_heading};

/// One message to one recipient.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MessageRecord {
    pub(crate) message_id: Option<String>,
    pub(crate) recipient: Option<String>,
    pub(crate) group: Option<String>,
    pub(crate) client_reference: Option<String>,
    /// `accepted`, `not_sent`, `refused` or `unknown`.
    pub(crate) outcome: &'static str,
    /// The last status that was told; nothing where none was.
    pub(crate) status: Option<StatusRecord>,
    pub(crate) alphabet: &'static str,
    /// The most segments that it can take; `segments_min` the fewest.
    pub(crate) segments: u64,
    pub(crate) segments_min: u64,
    pub(crate) units: usize,
    pub(crate) free_units: usize,
    pub(crate) text: String,
    pub(crate) replacements: Vec<ReplacementRecord>,
    /// How often this recipient was given again and left out.
    pub(crate) duplicates_left_out: usize,
    /// Whether this recipient said STOP, and was left out.
    pub(crate) opted_out: bool,
    /// Why it is no time for marketing in France: `night`, `sunday` or `holiday`.
    pub(crate) quiet_time: Option<&'static str>,
    /// Whether the id may be cut, since nothing in the answer marked its end.
    pub(crate) provisional: bool,
    pub(crate) error: Option<ErrorRecord>,
}

impl MessageRecord {
    /// A message that was planned and not sent.
    pub(crate) fn planned(plan: &Plan) -> Self {
        Self {
            message_id: None,
            recipient: None,
            group: None,
            client_reference: None,
            outcome: "not_sent",
            status: None,
            alphabet: plan.alphabet().name(),
            segments: plan.segments().max,
            segments_min: plan.segments().min,
            units: plan.units(),
            free_units: plan.free_units(),
            text: plan.text().to_owned(),
            replacements: plan.replacements().iter().map(ReplacementRecord::from).collect(),
            duplicates_left_out: 0,
            opted_out: false,
            quiet_time: None,
            provisional: false,
            error: None,
        }
    }
}

/// A change of the text.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ReplacementRecord {
    start: usize,
    end: usize,
    original: String,
    replacement: String,
}

impl From<&Replacement> for ReplacementRecord {
    fn from(change: &Replacement) -> Self {
        Self {
            start: change.range.start,
            end: change.range.end,
            original: change.original.clone(),
            replacement: change.replacement.clone(),
        }
    }
}

/// The status of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct StatusRecord {
    pub(crate) code: u16,
    pub(crate) name: &'static str,
    pub(crate) class: &'static str,
}

impl StatusRecord {
    /// Code, name and class; three empty cells where no status was told.
    pub(crate) fn cells(status: Option<&Self>) -> [String; 3] {
        status.map_or_else(Default::default, |status| {
            [status.code.to_string(), status.name.to_owned(), status.class.to_owned()]
        })
    }
}

impl From<MessageStatus> for StatusRecord {
    fn from(status: MessageStatus) -> Self {
        Self { code: status.code(), name: status.name(), class: status.class().name() }
    }
}

/// Writes records; nothing for people, who are shown more.
pub(crate) fn write<const N: usize, R: Row<N>>(
    records: &[R],
    output: Output,
    context: &mut Context<'_, '_>,
) {
    match output {
        Output::Table => {}
        Output::Json => context.line(&json(&records, true)),
        Output::Jsonl => records.iter().for_each(|record| context.line(&json(record, false))),
        Output::Tsv => {
            let rows: String = records.iter().map(tsv).collect();
            context.print(&(tsv_heading::<N, R>() + &rows));
        }
    }
}

/// Writes records for programs and for people alike.
pub(crate) fn show<const N: usize, R: Row<N>>(
    records: &[R],
    output: Output,
    context: &mut Context<'_, '_>,
) {
    write(records, output, context);
    if output == Output::Table {
        for line in table::lines(records, context.page().width) {
            context.line(&line);
        }
    }
}

/// A cell for what may be missing.
pub(crate) fn cell(value: Option<&impl ToString>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// A code point as people look it up, such as `U+1F600`.
pub(crate) fn code_point(ch: char) -> String {
    format!("U+{:04X}", u32::from(ch))
}

pub(crate) fn json<R: Serialize>(record: &R, pretty: bool) -> String {
    let written =
        if pretty { serde_json::to_string_pretty(record) } else { serde_json::to_string(record) };
    // Records hold nothing that JSON cannot say.
    written.unwrap_or_default()
}
