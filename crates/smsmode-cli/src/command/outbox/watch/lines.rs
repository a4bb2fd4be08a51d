//! Without a terminal: a line for each change.

use std::time::Duration;

use smsmode_outbox::{Changes, Entry, Outbox};

use crate::arguments::{Output, WatchOutbox};
use crate::command::OutboxFailure;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Array, json, tsv, tsv_heading};

use super::super::entry_record::{EntryRecord, Shown};
use super::super::trouble::Trouble;

/// How often it is looked whether somebody has had enough.
const LOOK: Duration = Duration::from_millis(200);

pub(super) fn write(
    outbox: &Outbox,
    arguments: &WatchOutbox,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    let output = arguments.at.common.output;
    let shown =
        Shown { whole_numbers: arguments.numbers, texts: false, language: context.language };
    let mut changes = outbox.subscribe().map_err(OutboxFailure::from)?;
    // The first line is a contract: programs wait for it.
    context.note("watching");
    let (mut array, mut trouble) = (Array::default(), Trouble::default());
    if output == Output::Tsv {
        context.print(&tsv_heading::<20, EntryRecord>());
    }
    while !context.interrupt.is_fired() && !context.is_output_lost() {
        for entry in news(&mut changes, &mut trouble, context)? {
            let record = EntryRecord::new(&entry, shown);
            let text = match output {
                Output::Table => line(&record),
                Output::Json => array.element(&record),
                Output::Jsonl => json(&record, false) + "\n",
                Output::Tsv => tsv(&record),
            };
            context.print(&text);
        }
    }
    if output == Output::Json {
        context.print(array.end());
    }
    Ok(if context.interrupt.is_fired() { Exit::Interrupted } else { Exit::Done })
}

/// What changed since the last time; nothing while nothing can be read, which is told.
fn news(
    changes: &mut Changes,
    trouble: &mut Trouble,
    context: &mut Context<'_, '_>,
) -> Result<Vec<Entry>, OutboxFailure> {
    let entries = match changes.wait(LOOK) {
        Err(error) if error.is_passing() => {
            trouble.tell(Some(context.say(&error)), context);
            context.interrupt.wait(Some(LOOK));
            return Ok(Vec::new());
        }
        entries => entries?,
    };
    trouble.tell(None, context);
    Ok(entries)
}

fn line(record: &EntryRecord) -> String {
    let EntryRecord { changed_at, id, state, to, key, trouble, .. } = record;
    let trouble = trouble.as_ref().map(|trouble| format!(" ({trouble})")).unwrap_or_default();
    format!("{changed_at} {id} {state}{trouble} {to} {key}\n")
}
