//! `smsmode optout`: the numbers that no message is sent to.

mod numbers;

pub(crate) use numbers::BadLine;

use serde::Serialize;
use smsmode_http::{PhoneNumber, Timestamp};

use crate::arguments::{Common, ListOptOuts, OptOutNumbers, OptOutVerb, Output};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::optout::{Entry, OptOutError, OptOutList, Source};
use crate::output::{self, Row};

pub(super) fn run(verb: &OptOutVerb, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    match verb {
        OptOutVerb::List(arguments) => list(arguments, context),
        OptOutVerb::Add(arguments) => add(arguments, context),
        OptOutVerb::Remove(arguments) => remove(arguments, context),
    }
}

#[derive(Debug, Serialize)]
struct EntryRecord {
    number: String,
    /// As it stands in the file; empty where it does not say.
    since: String,
    source: String,
}

impl Row<3> for EntryRecord {
    const NAMES: [&'static str; 3] = ["number", "since", "source"];

    fn cells(&self) -> [String; 3] {
        [self.number.clone(), self.since.clone(), self.source.clone()]
    }
}

impl From<Entry> for EntryRecord {
    fn from(entry: Entry) -> Self {
        let Entry { number, since, source, .. } = entry;
        Self { number: number.to_string(), since, source }
    }
}

fn list(arguments: &ListOptOuts, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let Common { output, profile } = &arguments.common;
    let list = OptOutList::load(context.environment, profile.as_deref())?;
    if let (Output::Table, Some(path)) = (output, list.path()) {
        let count = list.len();
        let plural = if context.pick(count != 1, count > 1) { "s" } else { "" };
        let noun = context.pick("number", "numéro");
        context.note(&format!("{}: {count} {noun}{plural}", path.display()));
    }
    let records: Vec<EntryRecord> = list.entries().map(EntryRecord::from).collect();
    output::show(&records, *output, context);
    Ok(Exit::Done)
}

/// What became of a number.
#[derive(Debug, Serialize)]
struct ChangeRecord {
    number: String,
    /// `added`, `already_there`, `removed` or `not_there`.
    outcome: &'static str,
}

impl Row<2> for ChangeRecord {
    const NAMES: [&'static str; 2] = ["number", "outcome"];

    fn cells(&self) -> [String; 2] {
        [self.number.clone(), self.outcome.to_owned()]
    }
}

fn add(arguments: &OptOutNumbers, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let add = |list: &mut OptOutList, numbers: &[_], now| list.add(numbers, &Source::Manual, now);
    change(arguments, ["added", "already_there"], add, context)
}

fn remove(arguments: &OptOutNumbers, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    change(arguments, ["removed", "not_there"], OptOutList::remove, context)
}

/// To change what is so already is no failure: a program may say it twice.
fn change(
    arguments: &OptOutNumbers,
    [changed, unchanged]: [&'static str; 2],
    change: impl Fn(&mut OptOutList, &[PhoneNumber], Timestamp) -> Result<Vec<PhoneNumber>, OptOutError>,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    let Common { output, profile } = &arguments.common;
    let numbers = numbers::read(&arguments.numbers, context)?;
    let mut list = OptOutList::open(context.environment, profile.as_deref())?;
    let mut done = change(&mut list, &numbers, context.now())?.into_iter().peekable();
    let records = numbers.iter().map(|number| ChangeRecord {
        number: number.to_string(),
        outcome: if done.next_if_eq(number).is_some() { changed } else { unchanged },
    });
    let records: Vec<ChangeRecord> = records.collect();
    output::show(&records, *output, context);
    Ok(Exit::Done)
}
