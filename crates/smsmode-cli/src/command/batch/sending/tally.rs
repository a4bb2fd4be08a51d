//! How many lines came to what.

use smsmode_http::text::SegmentRange;

use crate::exit::Exit;

use super::journal::{Journal, Standing};
use super::result::LineOutcome;
use super::stop::Stop;

/// How many lines came to what, over all runs.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) accepted: Sum,
    pub(super) refused: Sum,
    pub(super) not_sent: Sum,
    pub(super) unknown: Sum,
    pub(super) bad: Sum,
    pub(super) duplicates: Sum,
    pub(super) opted_out: Sum,
}

/// So many lines, and the segments that they take.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    pub(crate) lines: u64,
    pub(crate) least_segments: u64,
    pub(crate) most_segments: u64,
}

impl Sum {
    /// One line more; of one that cannot be sent nobody knows the segments.
    pub(super) fn add(&mut self, segments: Option<SegmentRange>) {
        self.lines += 1;
        self.least_segments += segments.map_or(0, |segments| segments.min);
        self.most_segments += segments.map_or(0, |segments| segments.max);
    }
}

impl Tally {
    pub(super) fn count(&mut self, outcome: LineOutcome, segments: Option<SegmentRange>) {
        let sum = match outcome {
            LineOutcome::Accepted => &mut self.accepted,
            LineOutcome::Refused => &mut self.refused,
            LineOutcome::NotSent => &mut self.not_sent,
            LineOutcome::Unknown => &mut self.unknown,
            LineOutcome::Bad => &mut self.bad,
            LineOutcome::Duplicate => &mut self.duplicates,
            LineOutcome::OptedOut => &mut self.opted_out,
        };
        sum.add(segments);
    }

    /// The same of calls, whatever is in them.
    pub(super) fn of_calls(journal: &Journal) -> Self {
        let mut tally = Self::default();
        for standing in journal.standings() {
            tally.count(standing.into(), None);
        }
        tally
    }

    /// Unknown wins over everything; what was left out before is no failure.
    pub(super) fn exit(&self, stop: Option<&Stop>) -> Exit {
        match stop {
            _ if self.unknown.lines > 0 => Exit::Unknown,
            Some(Stop::Interrupted) => Exit::Interrupted,
            _ if self.refused.lines + self.not_sent.lines == 0 => Exit::Done,
            _ if self.accepted.lines > 0 => Exit::Partly,
            Some(Stop::Hopeless(error)) => Exit::of(error),
            _ if self.not_sent.lines > 0 => Exit::NotSent,
            _ => Exit::Refused,
        }
    }
}

impl From<Standing> for LineOutcome {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Open | Standing::NotSent => Self::NotSent,
            Standing::Accepted => Self::Accepted,
            Standing::Refused => Self::Refused,
            Standing::Unknown => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exit(outcomes: &[LineOutcome], stop: Option<&Stop>) -> Exit {
        let mut tally = Tally::default();
        for outcome in outcomes {
            tally.count(*outcome, None);
        }
        tally.exit(stop)
    }

    #[test]
    fn the_exit_says_the_worst_that_the_user_must_know() {
        use LineOutcome::{Accepted, Bad, Duplicate, NotSent, OptedOut, Refused, Unknown};
        let interrupted = Some(&Stop::Interrupted);
        for (outcomes, stop, expected) in [
            (&[Accepted, Bad, Duplicate, OptedOut][..], None, Exit::Done),
            (&[], None, Exit::Done),
            (&[Accepted, Refused], None, Exit::Partly),
            (&[Accepted, NotSent], None, Exit::Partly),
            (&[Refused, NotSent], None, Exit::NotSent),
            (&[Refused], None, Exit::Refused),
            (&[Accepted, NotSent], interrupted, Exit::Interrupted),
            (&[Accepted, Unknown, NotSent], interrupted, Exit::Unknown),
            (&[Accepted, Unknown], None, Exit::Unknown),
        ] {
            assert_eq!(exit(outcomes, stop), expected, "{outcomes:?}");
        }
    }
}
