//! A message of the outbox on one line, for people.

use serde::Serialize;
use smsmode_outbox::{Entry, EntryRecipient};

use crate::output::{Row, cell};

/// What fits on a line.
#[derive(Debug, Serialize)]
pub(super) struct Brief {
    id: String,
    state: &'static str,
    to: String,
    trouble: Option<String>,
    key: String,
}

impl Brief {
    pub(super) fn new(entry: &Entry, whole_numbers: bool) -> Self {
        Self {
            id: entry.id.to_string(),
            state: entry.state().name(),
            to: recipient(&entry.to, whole_numbers),
            trouble: entry.trouble.clone(),
            key: entry.key.as_str().to_owned(),
        }
    }
}

impl Row<5> for Brief {
    const NAMES: [&'static str; 5] = ["id", "state", "to", "trouble", "key"];

    fn cells(&self) -> [String; 5] {
        let Self { id, state, to, trouble, key } = self;
        [id.clone(), (*state).to_owned(), to.clone(), cell(trouble.as_ref()), key.clone()]
    }
}

/// A number as anybody may see it, unless somebody asks for it; of one that was forgotten its mark.
pub(super) fn recipient(to: &EntryRecipient, whole_numbers: bool) -> String {
    match to {
        EntryRecipient::Number(number) if whole_numbers => number.to_string(),
        EntryRecipient::Number(number) => masked(&number.to_string()),
        EntryRecipient::Forgotten(hash) => format!("#{}", hash.get(..8).unwrap_or(hash)),
    }
}

/// The beginning of a number, which tells its country.
pub(in crate::command) fn masked(number: &str) -> String {
    format!("{}***", number.get(..3).unwrap_or_default())
}
