//! What `sent` and `replies` have in common.

use serde::Serialize;
use smsmode_http::{DamagedRecord, ReceivedDate};

use crate::arguments::Output;
use crate::context::Context;
use crate::output::{self, Row};

/// A line of a list: a record, or what could not be read as one.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Line<R> {
    Record(R),
    Damaged { damaged: DamagedLine },
}

#[derive(Debug, Serialize)]
struct DamagedLine {
    /// Its place among all records that were asked for, from 0.
    position: usize,
    /// As the service wrote it.
    raw: String,
}

/// What could not be read stands in the last column, alone.
impl<const N: usize, R: Row<N>> Row<N> for Line<R> {
    const NAMES: [&'static str; N] = R::NAMES;

    fn cells(&self) -> [String; N] {
        match self {
            Self::Record(record) => record.cells(),
            Self::Damaged { damaged } => {
                let mut cells = [const { String::new() }; N];
                cells.last_mut().into_iter().for_each(|last| last.clone_from(&damaged.raw));
                cells
            }
        }
    }
}

/// Shows records, and says how many could not be read; programs are given those too.
pub(super) fn show<const N: usize, R: Row<N>>(
    records: Vec<R>,
    damaged: &[DamagedRecord],
    output: Output,
    context: &mut Context<'_, '_>,
) {
    tell_damaged(damaged.len(), output, context);
    let unread = |record: &DamagedRecord| {
        let damaged = DamagedLine { position: record.position, raw: record.text() };
        Line::Damaged { damaged }
    };
    let unread = damaged.iter().filter(|_| output != Output::Table).map(unread);
    let lines: Vec<Line<R>> = records.into_iter().map(Line::Record).chain(unread).collect();
    output::show(&lines, output, context);
}

fn tell_damaged(count: usize, output: Output, context: &mut Context<'_, '_>) {
    let text = match (count, output) {
        (0, _) => return,
        (_, Output::Table) => context.pick(
            "records that could not be read and are left out (--output jsonl shows them):",
            "enregistrements illisibles et laissés de côté (--output jsonl les montre) :",
        ),
        _ => context.pick(
            "records that could not be read (field damaged, or last column):",
            "enregistrements illisibles (champ damaged, ou dernière colonne) :",
        ),
    };
    context.note(&format!("{text} {count}"));
}

/// As ISO 8601 writes it, in the zone of the service; as the service wrote it where that is no
/// date.
pub(super) fn date(date: &ReceivedDate) -> String {
    date.local().map_or_else(|| date.raw().to_owned(), |local| local.to_string())
}

/// As many as were asked for.
pub(super) fn limit(limit: Option<u32>) -> usize {
    limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX))
}
