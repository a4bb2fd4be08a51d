//! Bad lines, told as they are found: a screenful to people, all of them to programs.

use serde::Serialize;
use smsmode_http::{Describe as _, Language};

use crate::arguments::{Batch, Output};
use crate::batch::BadLine;
use crate::context::Context;
use crate::output::{self, Array, Row, tsv, tsv_heading};

/// Tells bad lines.
pub(super) struct BadLines<'c, 'a, 's> {
    context: &'c mut Context<'a, 's>,
    /// Where lines are skipped, programs are told of them beside the others.
    records: Option<Output>,
    array: Array,
    count: u64,
    /// How one gets all of them.
    whole_list: [&'static str; 2],
}

/// As many as fit on a screen.
const LISTED: u64 = 20;

impl<'c, 'a, 's> BadLines<'c, 'a, 's> {
    pub(super) fn new(arguments: &Batch, context: &'c mut Context<'a, 's>) -> Self {
        let output = arguments.common.output;
        let records = (output != Output::Table && !arguments.skip_bad).then_some(output);
        Self {
            context,
            records,
            array: Array::default(),
            count: 0,
            whole_list: whole_list(arguments),
        }
    }

    pub(super) fn tell(&mut self, line: &BadLine) {
        self.count += 1;
        match self.records {
            Some(output) => self.record(line, output),
            None if self.count <= LISTED => self.note(line),
            None => {}
        }
    }

    pub(super) fn end(self) {
        match self.records {
            Some(Output::Json) if self.count > 0 => self.context.print(self.array.end()),
            None if self.count > LISTED => {
                let more = self.context.page().number(self.count - LISTED);
                let [english, french] = self.whole_list;
                let text = self.context.pick(
                    format!("and {more} more; {english}"),
                    format!("et {more} de plus ; {french}"),
                );
                self.context.note(&text);
            }
            _ => {}
        }
    }

    fn record(&mut self, line: &BadLine, output: Output) {
        let record = BadLineRecord::from(line);
        let written = match output {
            Output::Table => return,
            Output::Json => self.array.element(&record),
            Output::Jsonl => output::json(&record, false) + "\n",
            Output::Tsv if self.count == 1 => tsv_heading::<_, BadLineRecord>() + &tsv(&record),
            Output::Tsv => tsv(&record),
        };
        self.context.print(&written);
    }

    fn note(&mut self, line: &BadLine) {
        let (number, why) = (line.number, line.reason.describe(self.context.language));
        let text = self.context.pick(
            format!("error: line {number}: {why}"),
            format!("erreur : ligne {number} : {why}"),
        );
        self.context.note(&text);
    }
}

fn whole_list(arguments: &Batch) -> [&'static str; 2] {
    if !arguments.skip_bad {
        ["--output tsv tells them all", "--output tsv les donne toutes"]
    } else if arguments.result.is_some() && !arguments.dry_run {
        ["the result tells them all", "le résultat les donne toutes"]
    } else {
        [
            "--dry-run --output tsv tells them all without --skip-bad",
            "--dry-run --output tsv les donne toutes sans --skip-bad",
        ]
    }
}

/// A bad line, for programs.
#[derive(Debug, Serialize)]
struct BadLineRecord {
    line: u64,
    reason: &'static str,
    /// In English, as records are.
    message: String,
}

impl From<&BadLine> for BadLineRecord {
    fn from(line: &BadLine) -> Self {
        let message = line.reason.describe(Language::English);
        Self { line: line.number, reason: line.reason.name(), message }
    }
}

impl Row<3> for BadLineRecord {
    const NAMES: [&'static str; 3] = ["line", "reason", "message"];

    fn cells(&self) -> [String; 3] {
        [self.line.to_string(), self.reason.to_owned(), self.message.clone()]
    }
}
