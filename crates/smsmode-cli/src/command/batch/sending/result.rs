//! What became of every line of the file, over all runs, as the journal tells it.

mod fates;
mod file;
mod record;

use crate::arguments::Output;
use crate::context::Context;
use crate::output::{Array, json, tsv, tsv_heading};

pub(super) use record::{LineOutcome, LineRecord};

use super::error::SendingError;
use super::journal::Journal;
use super::order::Files;
use super::run::Job;
use super::source::Source;
use super::tally::Tally;

use fates::Fates;
use file::ResultFile;

/// Whether the result can be written, before anything is sent.
pub(super) fn try_to_create(files: &Files) -> Result<(), SendingError> {
    ResultFile::create(files).map(drop)
}

/// Writes a record for every line, and counts them.
pub(super) fn tell(
    source: &impl Source,
    job: &Job,
    journal: &mut Journal,
    context: &mut Context<'_, '_>,
) -> Result<Tally, SendingError> {
    let mut fates = Fates::new(journal, job.campaign.size());
    let mut file = ResultFile::create(&job.files)?;
    let mut printed = Printed::begin(job.output, context);
    let mut tally = Tally::default();
    for verdict in source.verdicts()? {
        let verdict = verdict?;
        let record = fates.of(&verdict)?;
        tally.count(record.outcome, verdict.line().map(|line| line.segments));
        printed.record(&record, context);
        file.record(&record)?;
    }
    printed.end(context);
    file.finish()?;
    Ok(tally)
}

/// The records on the standard output, one by one: nobody holds all of them.
struct Printed {
    output: Output,
    array: Array,
}

impl Printed {
    fn begin(output: Output, context: &mut Context<'_, '_>) -> Self {
        if output == Output::Tsv {
            context.print(&tsv_heading::<_, LineRecord>());
        }
        Self { output, array: Array::default() }
    }

    fn record(&mut self, record: &LineRecord, context: &mut Context<'_, '_>) {
        match self.output {
            Output::Table => {}
            Output::Json => context.print(&self.array.element(record)),
            Output::Jsonl => context.line(&json(record, false)),
            Output::Tsv => context.print(&tsv(record)),
        }
    }

    fn end(&self, context: &mut Context<'_, '_>) {
        if self.output == Output::Json {
            context.print(self.array.end());
        }
    }
}
