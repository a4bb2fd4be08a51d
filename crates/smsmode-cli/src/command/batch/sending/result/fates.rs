//! What the journal says of each line.

use smsmode_http::{Describe as _, Language};

use crate::batch::{Line, Verdict};
use crate::command::batch::sending::journal::{Journal, JournalError, Told};

use super::record::{LineOutcome, LineRecord};

/// Numbers the messages as a run does, and asks the journal once for each call.
pub(super) struct Fates<'a> {
    journal: &'a mut Journal,
    size: u64,
    messages: u64,
    told: Option<Told>,
}

impl<'a> Fates<'a> {
    pub(super) const fn new(journal: &'a mut Journal, size: u64) -> Self {
        Self { journal, size, messages: 0, told: None }
    }

    /// The record of the next line.
    pub(super) fn of(&mut self, verdict: &Verdict) -> Result<LineRecord, JournalError> {
        Ok(match verdict {
            Verdict::Send(line) => self.of_message(line, false)?,
            Verdict::OptedOut(line) => self.of_message(line, true)?,
            Verdict::Duplicate(line) => LineRecord::of(line, LineOutcome::Duplicate),
            Verdict::Bad(bad) => {
                LineRecord::bad(bad.number, bad.reason.describe(Language::English))
            }
        })
    }

    /// Who was left out of a call is what the journal says; of one that is still to be made, what is
    /// known now.
    fn of_message(&mut self, line: &Line, opted_out: bool) -> Result<LineRecord, JournalError> {
        if self.messages.is_multiple_of(self.size) {
            self.told = self.journal.tell(self.messages / self.size)?;
        }
        self.messages += 1;
        let (left_out, made) = match &self.told {
            Some(told) => (
                told.opted_out.contains(&line.number),
                LineRecord::of(line, LineOutcome::NotSent).with(&told.fate),
            ),
            None => (false, LineRecord::of(line, LineOutcome::NotSent)),
        };
        let is_settled = made.outcome != LineOutcome::NotSent;
        Ok(if left_out || (opted_out && !is_settled) {
            LineRecord::of(line, LineOutcome::OptedOut)
        } else {
            made
        })
    }
}
