//! Sends the messages of a file, from the consent to the result.
//!
//! Calls are numbered from 0 in the order of the file: 500 messages each, or one. Every run numbers
//! them alike, since the journal is bound to all that this depends on.

mod call;
mod error;
mod fingerprint;
mod journal;
mod making;
mod order;
mod result;
mod resuming;
mod run;
mod source;
mod stop;
mod summary;
mod tally;

pub(crate) use error::SendingError;
pub(crate) use order::{Campaign, Files, Wishes};
pub(crate) use run::{Job, Run};
pub(crate) use source::CheckedFile;
pub(crate) use tally::Sum;

#[cfg(test)]
mod tests;
