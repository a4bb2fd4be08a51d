//! Messages, grouped into calls.

use smsmode_http::PhoneNumber;

use crate::batch::{BatchFileError, Line, Verdict};

/// The messages of one call.
#[derive(Debug)]
pub(super) struct Call {
    /// Its number, from 0.
    pub(super) number: u64,
    messages: Vec<Addressed>,
}

/// A message, to somebody who may have opted out.
#[derive(Debug)]
struct Addressed {
    line: Line,
    opted_out: bool,
}

/// Groups the messages of a file into calls of `size`. Those to people who opted out have their
/// place among them, so that a call has the same messages in every run.
pub(super) fn calls(
    verdicts: impl Iterator<Item = Result<Verdict, BatchFileError>>,
    size: u64,
) -> impl Iterator<Item = Result<Call, BatchFileError>> {
    let mut messages = verdicts.filter_map(|verdict| match verdict {
        Ok(Verdict::Send(line)) => Some(Ok(Addressed { line, opted_out: false })),
        Ok(Verdict::OptedOut(line)) => Some(Ok(Addressed { line, opted_out: true })),
        Ok(Verdict::Bad(_) | Verdict::Duplicate(_)) => None,
        Err(error) => Some(Err(error)),
    });
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    (0..).map_while(move |number| {
        let messages: Result<Vec<_>, _> = messages.by_ref().take(size).collect();
        match messages {
            Ok(messages) if messages.is_empty() => None,
            Ok(messages) => Some(Ok(Call { number, messages })),
            Err(error) => Some(Err(error)),
        }
    })
}

impl Call {
    /// How many messages it has, whoever opted out.
    pub(super) fn len(&self) -> usize {
        self.messages.len()
    }

    /// The messages that are sent.
    pub(super) fn lines(&self) -> Vec<&Line> {
        self.of(false)
    }

    /// The numbers of the lines that are left out.
    pub(super) fn opted_out(&self) -> Vec<u64> {
        self.of(true).into_iter().map(|line| line.number).collect()
    }

    /// Leaves out who opted out since the file was read.
    pub(super) fn leave_out(&mut self, is_opted_out: impl Fn(PhoneNumber) -> bool) {
        for message in &mut self.messages {
            message.opted_out |= is_opted_out(message.line.recipient);
        }
    }

    fn of(&self, opted_out: bool) -> Vec<&Line> {
        let those = self.messages.iter().filter(|message| message.opted_out == opted_out);
        those.map(|message| &message.line).collect()
    }
}
