//! `smsmode outbox list`.

use smsmode_http::outbox::State;
use smsmode_outbox::{Entry, LedgerError, Outbox};

use crate::arguments::{ListMessages, Output};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output;

use super::OutboxFailure;
use super::brief::Brief;
use super::entry_record::{EntryRecord, Shown};
use super::{address, doubts, overview};

pub(super) fn run(
    arguments: &ListMessages,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    let outbox = address::open(&arguments.at, context)?;
    let entries = newest(&outbox, arguments).map_err(OutboxFailure::from)?;
    show(&entries, arguments.numbers, arguments.at.common.output, context);
    let overview = outbox.overview().map_err(OutboxFailure::from)?;
    overview::tell_pause(&overview, context);
    doubts::tell(&entries, context);
    let listed = |state| entries.iter().filter(|entry| entry.state() == state).count() as u64;
    let others = |state| overview::count(&overview, state).saturating_sub(listed(state));
    doubts::remind(others(State::Unknown), others(State::Parked), context);
    Ok(Exit::Done)
}

/// The newest in all of the states that are meant.
fn newest(outbox: &Outbox, arguments: &ListMessages) -> Result<Vec<Entry>, LedgerError> {
    let limit = usize::try_from(arguments.limit).unwrap_or(usize::MAX);
    let states: Vec<Option<State>> = match arguments.state.as_slice() {
        [] => vec![None],
        states => states.iter().copied().map(Some).collect(),
    };
    let mut entries = Vec::new();
    for state in states {
        entries.extend(outbox.list(state, limit)?);
    }
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.created_at, entry.id)));
    entries.dedup_by_key(|entry| entry.id);
    entries.truncate(limit);
    Ok(entries)
}

/// Messages in lines for people, and whole for programs.
pub(super) fn show(
    entries: &[Entry],
    whole_numbers: bool,
    output: Output,
    context: &mut Context<'_, '_>,
) {
    if output == Output::Table {
        let lines: Vec<Brief> =
            entries.iter().map(|entry| Brief::new(entry, whole_numbers)).collect();
        output::show(&lines, output, context);
    } else {
        let shown = Shown { whole_numbers, texts: false, language: context.language };
        let records: Vec<EntryRecord> =
            entries.iter().map(|entry| EntryRecord::new(entry, shown)).collect();
        output::write(&records, output, context);
    }
}
