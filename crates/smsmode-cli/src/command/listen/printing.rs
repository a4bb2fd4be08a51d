//! Shows callbacks as they come, and what the other tasks tell.

use std::sync::mpsc::Receiver;
use std::time::Instant;

use smsmode_receiver::{CallbackStore, Event, StoreError, StoredCallback, Task};

use super::patience::{Next, Patience};
use super::record::CallbackRecord;
use super::work::LOOK;
use crate::arguments::Output;
use crate::command::status::describe;
use crate::context::Context;
use crate::failure::Failure;
use crate::output::{Array, json, tsv, tsv_heading};

/// So many callbacks are read from the file at a time.
const PAGE: usize = 256;

/// Until the user has had enough, or nobody gets them any more.
pub(super) fn run(
    store: &CallbackStore,
    output: Output,
    told: &Receiver<String>,
    context: &mut Context<'_, '_>,
) -> Result<(), Failure> {
    let mut printer = Printer { output, array: Array::default(), place: 0, unwritten: None };
    let mut patience = Patience::default();
    if output == Output::Tsv {
        context.print(&tsv_heading::<_, CallbackRecord>());
    }
    while !context.interrupt.is_fired() && !context.is_output_lost() {
        if patience.allows_anything(Instant::now()) {
            match printer.round(store, context) {
                Ok(()) => patience = Patience::default(),
                // A disk is full, or somebody else writes for long: receiving goes on.
                Err(error @ StoreError::Sqlite(_)) => {
                    context.note(&context.say(&error));
                    patience.all_failed(Instant::now());
                }
                Err(error) => return Err(error.into()),
            }
        }
        for note in told.try_iter() {
            context.note(&note);
        }
        match patience.next(Instant::now()) {
            Next::Time(_) => context.interrupt.wait(Some(LOOK)),
            Next::News(_) => _ = store.wait_for_news(printer.place, LOOK),
        }
    }
    printer.end(context);
    Ok(())
}

struct Printer {
    output: Output,
    array: Array,
    /// The place of the last callback that was shown.
    place: u64,
    /// What was shown and is not written down yet.
    unwritten: Option<u64>,
}

impl Printer {
    /// Shows all that waits.
    fn round(
        &mut self,
        store: &CallbackStore,
        context: &mut Context<'_, '_>,
    ) -> Result<(), StoreError> {
        self.write_down(store)?;
        for callback in store.waiting(Task::Print, self.place, PAGE)? {
            self.place = callback.number;
            self.print(&callback, context);
            if context.is_output_lost() {
                break;
            }
            self.unwritten = Some(callback.number);
            self.write_down(store)?;
        }
        Ok(())
    }

    fn write_down(&mut self, store: &CallbackStore) -> Result<(), StoreError> {
        if let Some(number) = self.unwritten {
            store.done(Task::Print, number)?;
            self.unwritten = None;
        }
        Ok(())
    }

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
