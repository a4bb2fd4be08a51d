//! What became of a message that was put in, for people and programs.

use serde::Serialize;
use smsmode_http::PhoneNumber;
use smsmode_outbox::{Added, Entry, NewMessage};

use crate::command::outbox::masked;
use crate::output::{Row, cell};

/// What became of a message to one recipient.
#[derive(Debug, Serialize)]
pub(super) struct AddedRecord {
    id: Option<String>,
    state: Option<&'static str>,
    to: String,
    /// `added`; `known` where it was there already; `key_taken` where another one was; `opted_out`.
    outcome: &'static str,
    key: Option<String>,
}

impl AddedRecord {
    pub(super) fn new(message: &NewMessage, added: &Added, entry: Option<&Entry>) -> Self {
        Self {
            id: Some(added.id().to_string()),
            state: entry.map(|entry| entry.state().name()),
            to: masked(&message.to().to_string()),
            outcome: match added {
                Added::New(_) => "added",
                Added::Known(_) => "known",
                Added::KeyTaken(_) => "key_taken",
            },
            key: Some(message.key().as_str().to_owned()),
        }
    }

    /// Somebody who said STOP, and was left out.
    pub(super) fn opted_out(number: PhoneNumber) -> Self {
        let to = masked(&number.to_string());
        Self { id: None, state: None, to, outcome: "opted_out", key: None }
    }
}

impl Row<5> for AddedRecord {
    const NAMES: [&'static str; 5] = ["id", "state", "to", "outcome", "key"];

    fn cells(&self) -> [String; 5] {
        let Self { id, state, to, outcome, key } = self;
        [
            cell(id.as_ref()),
            cell(state.as_ref()),
            to.clone(),
            (*outcome).to_owned(),
            cell(key.as_ref()),
        ]
    }
}
