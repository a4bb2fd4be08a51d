//! When `smsmode outbox run` has done its work, and what it ends with.

use std::time::{Duration, Instant};

use smsmode_http::outbox::State;
use smsmode_outbox::{LedgerError, Outbox, Overview, Which};

use crate::arguments::RunOutbox;
use crate::exit::Exit;

use super::overview;

/// When the work is done.
#[derive(Debug)]
pub(super) enum End {
    Never,
    /// Nothing is left to do now. Questions to the service wait for nobody for ever.
    Now {
        patience: Duration,
        questions_until: Option<Instant>,
        trouble_until: Option<Instant>,
    },
    /// Every message has come to its end, or waits for a person.
    Empty,
}

impl End {
    pub(super) fn of(arguments: &RunOutbox) -> Self {
        match (arguments.once, arguments.until_empty) {
            (true, _) => Self::Now {
                patience: arguments.looking_up.timeout,
                questions_until: None,
                trouble_until: None,
            },
            (_, true) => Self::Empty,
            _ => Self::Never,
        }
    }

    /// Whether it is over. A message that changes between two questions, such as one that is taken then,
    /// may be in neither answer: they count only where nothing changed.
    pub(super) fn has_come(&mut self, outbox: &Outbox) -> Result<bool, LedgerError> {
        if matches!(self, Self::Never) {
            return Ok(false);
        }
        let before = outbox.ledger().revision()?;
        Ok(self.is_over(outbox)? && outbox.ledger().revision()? == before)
    }

    /// A queue that is paused does not get shorter.
    fn is_over(&mut self, outbox: &Outbox) -> Result<bool, LedgerError> {
        let overview = outbox.overview()?;
        let under_way = [State::Claimed, State::Submitting];
        if under_way.iter().any(|state| overview::count(&overview, *state) > 0) {
            return Ok(false);
        }
        match self {
            Self::Never => Ok(false),
            Self::Empty if overview.paused.is_some() => Ok(true),
            Self::Empty => {
                let open = [State::Queued, State::Unknown, State::Accepted];
                Ok(outbox.ledger().next_due(&open)?.is_none())
            }
            Self::Now { patience, questions_until, .. } => {
                if overview.paused.is_none() && is_due(outbox, State::Queued)? {
                    return Ok(false);
                }
                let is_asked = is_due(outbox, State::Unknown)? || is_due(outbox, State::Accepted)?;
                let until = *questions_until.get_or_insert_with(|| Instant::now() + *patience);
                Ok(!is_asked || Instant::now() >= until)
            }
        }
    }

    /// Whether the work cannot be done, since nothing can be read or written for long: whoever is
    /// started again and again does not wait until there is room.
    pub(super) fn is_hopeless(&mut self, is_in_trouble: bool) -> bool {
        let Self::Now { patience, trouble_until, .. } = self else { return false };
        if !is_in_trouble {
            *trouble_until = None;
            return false;
        }
        Instant::now() >= *trouble_until.get_or_insert_with(|| Instant::now() + *patience)
    }
}

fn is_due(outbox: &Outbox, state: State) -> Result<bool, LedgerError> {
    Ok(!outbox.ledger().entries(&Which::Due(state, outbox.now()), 1)?.is_empty())
}

/// What it ends with where nobody can count the messages.
pub(super) const fn exit_unread(is_interrupted: bool) -> Exit {
    if is_interrupted { Exit::Interrupted } else { Exit::Unknown }
}

/// What it ends with: an interruption wins over all, and what nobody knows over the rest.
pub(super) fn exit(overview: &Overview, is_interrupted: bool, is_hopeless: bool) -> Exit {
    // Of what was being sent it could not be written down what came of it.
    let in_doubt = [State::Submitting, State::Unknown, State::Parked]
        .iter()
        .any(|state| overview::count(overview, *state) > 0);
    match overview.paused {
        // As for whoever listens: a service that is stopped has not failed.
        _ if is_interrupted => Exit::Interrupted,
        _ if in_doubt => Exit::Unknown,
        _ if is_hopeless => Exit::NotSent,
        Some(paused) => overview::exit_of(paused),
        None => Exit::Done,
    }
}

#[cfg(test)]
mod tests;
