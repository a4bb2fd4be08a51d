//! Shows callbacks as they come, and what the other tasks tell.

use std::sync::mpsc::Receiver;

use smsmode_receiver::{CallbackStore, Event, StoredCallback, Task};

use super::record::CallbackRecord;
use super::work::LOOK;
use crate::arguments::Output;
use crate::command::status::describe;
use crate::context::Context;
use crate::failure::Failure;
use crate::output::{Array, json, tsv, tsv_heading};

/// So many callbacks are read from the file at a time.
const PAGE: usize = 256;

/// Until the user has had enough, or nobody reads any more.
pub(super) fn run(
    store: &CallbackStore,
    output: Output,
    told: &Receiver<String>,
    context: &mut Context<'_, '_>,
) -> Result<(), Failure> {
    let (mut printer, mut place) = (Printer { output, array: Array::default() }, 0);
    if output == Output::Tsv {
        context.print(&tsv_heading::<_, CallbackRecord>());
    }
    while !context.interrupt.is_fired() && !context.reader_left() {
        for callback in store.waiting(Task::Print, place, PAGE)? {
            place = callback.number;
            printer.print(&callback, context);
            if context.reader_left() {
                break;
            }
            store.done(Task::Print, place)?;
        }
        for note in told.try_iter() {
            context.note(&note);
        }
        store.wait_for_news(place, LOOK);
    }
    printer.end(context);
    Ok(())
}

struct Printer {
    output: Output,
    array: Array,
}

impl Printer {
    fn print(&mut self, callback: &StoredCallback, context: &mut Context<'_, '_>) {
        let record = CallbackRecord::from(callback);
        match self.output {
            Output::Table => context.line(&readable(&line(&record, callback, context))),
            Output::Json => {
                let element = self.array.element(&record);
                context.print(&element);
            }
            Output::Jsonl => context.line(&json(&record, false)),
            Output::Tsv => context.print(&tsv(&record)),
        }
    }

    fn end(&self, context: &mut Context<'_, '_>) {
        if self.output == Output::Json {
            context.print(self.array.end());
        }
    }
}

/// Such as `2026-11-22T13:45:00Z  33639980011  Received by the phone (11)  S7EpYZ5kmS87  order-12`.
fn line(record: &CallbackRecord, callback: &StoredCallback, context: &Context<'_, '_>) -> String {
    let what = match &callback.event {
        Event::Delivery(receipt) => describe(receipt.status, context),
        _ => format!("« {} »", record.text.as_deref().unwrap_or_default()),
    };
    let who = record.from.as_deref().or(record.recipient.as_deref());
    let [id, reference] = [&record.message_id, &record.client_reference];
    let cells =
        [Some(record.arrived.as_str()), who, Some(&what), id.as_deref(), reference.as_deref()];
    cells.into_iter().flatten().collect::<Vec<_>>().join("  ")
}

/// What people write must not command the terminal.
fn readable(line: &str) -> String {
    line.chars().map(|ch| if ch.is_control() { ' ' } else { ch }).collect()
}
