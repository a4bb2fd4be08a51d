//! How a file is to be read and sent: the arguments, as values that cannot be wrong.

use std::path::{Path, PathBuf};

use smsmode_http::{
    ClientReference, InvalidInput, LocalDateTime, Schedule, Sender, ServiceZone, Timestamp,
};

use crate::arguments::Batch;
use crate::batch::{ColumnName, Delimiter, LayoutOptions, LineOptions};
use crate::command::send::schedule;
use crate::context::Context;
use crate::failure::Failure;

use super::error::BatchError;
use super::sending::{Campaign, Files, Job, Wishes};

pub(super) struct Options {
    pub(super) layout: LayoutOptions,
    pub(super) lines: LineOptions,
    pub(super) schedule: Option<Schedule>,
}

impl Options {
    pub(super) fn new(arguments: &Batch, context: &Context<'_, '_>) -> Result<Self, Failure> {
        let schedule = arguments.at.as_deref().map(|at| schedule(at, context.now()));
        Ok(Self {
            layout: layout(arguments)?,
            lines: lines(arguments)?,
            schedule: schedule.transpose().map_err(InvalidInput::from)?,
        })
    }

    /// What is to be done with the file; its delimiter is that of the result, too.
    pub(super) fn job(&self, delimiter: Delimiter, arguments: &Batch) -> Job {
        Job {
            campaign: Campaign {
                each: arguments.each,
                replies: arguments.replies,
                schedule: self.schedule,
                reference: self.lines.reference.clone(),
                max_segments: arguments.max_segments,
                opt_out: self.lines.opt_out,
            },
            files: Files {
                journal: arguments.journal.clone().unwrap_or_else(|| beside(&arguments.file)),
                result: arguments.result.clone(),
                delimiter: delimiter.byte(),
            },
            wishes: Wishes { again: arguments.again, retry_refused: arguments.retry_refused },
            output: arguments.common.output,
        }
    }

    /// When the messages leave, in Paris.
    pub(super) fn leaves(&self, now: Timestamp) -> Option<LocalDateTime> {
        let later = self.schedule.map(Schedule::local);
        later.or_else(|| ServiceZone::PARIS.local(now).ok())
    }
}

/// The journal beside its file: one journal, also where a link is another name of the file.
fn beside(file: &Path) -> PathBuf {
    let linked = file.is_symlink().then(|| file.canonicalize().ok()).flatten();
    let mut name = linked.unwrap_or_else(|| file.to_owned()).into_os_string();
    name.push(".smsmode-journal");
    name.into()
}

fn layout(arguments: &Batch) -> Result<LayoutOptions, BatchError> {
    let column = |name: &Option<String>| name.as_deref().map(ColumnName::from);
    Ok(LayoutOptions {
        encoding: arguments.encoding,
        delimiter: arguments.delimiter,
        to_column: column(&arguments.to_column),
        text_column: column(&arguments.text_column),
        sender_column: column(&arguments.sender_column),
        reference_column: column(&arguments.reference_column),
        template: arguments.text.as_deref().map(str::parse).transpose()?,
    })
}

fn lines(arguments: &Batch) -> Result<LineOptions, InvalidInput> {
    Ok(LineOptions {
        mode: arguments.treatment.mode(),
        each: arguments.each,
        replies: arguments.replies,
        sender: arguments.sender.clone().map(Sender::new).transpose()?,
        reference: arguments.reference.clone().map(ClientReference::new).transpose()?,
        max_segments: arguments.max_segments.unwrap_or_default(),
        opt_out: arguments.opt_out.map(Into::into),
    })
}
