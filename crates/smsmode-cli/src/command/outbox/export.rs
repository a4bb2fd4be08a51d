//! `smsmode outbox export`: all messages, in constant memory.

use smsmode_outbox::Entry;

use crate::arguments::{ExportForm, ExportOutbox};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Array, Row as _, json};

use super::entry_record::{EntryRecord, Shown};
use super::{Address, OutboxFailure};

pub(super) fn run(
    arguments: &ExportOutbox,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    let address =
        Address::find(arguments.outbox.as_deref(), arguments.profile.as_deref(), context)?;
    let outbox = address.open()?;
    let shown = Shown {
        whole_numbers: arguments.numbers,
        texts: arguments.texts,
        language: context.language,
    };
    let mut writing = Writing::begin(arguments.format, context);
    let mut all = outbox.subscribe_after(0);
    loop {
        let some = all.read().map_err(OutboxFailure::from)?;
        if some.is_empty() || context.is_output_lost() || context.interrupt.is_fired() {
            break;
        }
        writing.write(&some, shown, context);
    }
    writing.end(context);
    Ok(if context.interrupt.is_fired() { Exit::Interrupted } else { Exit::Done })
}

/// What was begun, and has to be ended.
enum Writing {
    Csv,
    Json(Array),
    Ndjson,
}

impl Writing {
    fn begin(form: ExportForm, context: &mut Context<'_, '_>) -> Self {
        match form {
            ExportForm::Csv => {
                context.print(&csv(EntryRecord::NAMES));
                Self::Csv
            }
            ExportForm::Json => Self::Json(Array::default()),
            ExportForm::Ndjson => Self::Ndjson,
        }
    }

    fn write(&mut self, entries: &[Entry], shown: Shown, context: &mut Context<'_, '_>) {
        let records = entries.iter().map(|entry| EntryRecord::new(entry, shown));
        let text: String = match self {
            Self::Csv => records.map(|record| csv(record.cells())).collect(),
            Self::Json(array) => records.map(|record| array.element(&record)).collect(),
            Self::Ndjson => records.map(|record| json(&record, false) + "\n").collect(),
        };
        context.print(&text);
    }

    fn end(self, context: &mut Context<'_, '_>) {
        if let Self::Json(array) = self {
            context.print(array.end());
        }
    }
}

/// One line, with quotation marks where they are needed.
fn csv<T: AsRef<[u8]>>(cells: impl IntoIterator<Item = T>) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    // Memory takes whatever is written.
    let written = writer.write_record(cells).map(|()| writer.into_inner().unwrap_or_default());
    String::from_utf8(written.unwrap_or_default()).unwrap_or_default()
}
