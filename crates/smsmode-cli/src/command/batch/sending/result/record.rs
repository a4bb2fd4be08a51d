//! What is told of a line: the same in every language.

use serde::Serialize;

use crate::batch::Line;
use crate::command::batch::sending::journal::Fate;
use crate::output::{Row, cell};

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::command::batch::sending) enum LineOutcome {
    Accepted,
    Refused,
    NotSent,
    Unknown,
    Bad,
    Duplicate,
    OptedOut,
}

/// One line of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(in crate::command::batch::sending) struct LineRecord {
    /// Where it stands in the file, from 1.
    pub(super) line: u64,
    pub(super) recipient: Option<String>,
    pub(in crate::command::batch::sending) outcome: LineOutcome,
    /// The id of the message, or of all messages of a call.
    pub(super) message_id: Option<String>,
    /// The most segments that the message can take.
    pub(super) segments: Option<u64>,
    /// Why it is not accepted, or what its id lacks.
    pub(super) reason: Option<String>,
}

impl LineRecord {
    pub(super) fn of(line: &Line, outcome: LineOutcome) -> Self {
        Self {
            line: line.number,
            recipient: Some(line.recipient.to_string()),
            outcome,
            message_id: None,
            segments: Some(line.segments.max),
            reason: None,
        }
    }

    pub(super) const fn bad(line: u64, reason: String) -> Self {
        let (recipient, message_id, segments) = (None, None, None);
        Self {
            line,
            recipient,
            outcome: LineOutcome::Bad,
            message_id,
            segments,
            reason: Some(reason),
        }
    }

    /// With what became of its call.
    pub(super) fn with(self, fate: &Fate) -> Self {
        let because = |outcome, reason: &str| (outcome, None, Some(reason.to_owned()));
        let (outcome, message_id, reason) = match fate {
            Fate::Accepted { message_id: None, .. } => {
                because(LineOutcome::Accepted, "the id was lost in the answer")
            }
            Fate::Accepted { message_id, provisional } => {
                let reason = provisional.then(|| "the id may be cut".to_owned());
                (LineOutcome::Accepted, message_id.clone(), reason)
            }
            Fate::Refused { reason } => because(LineOutcome::Refused, reason),
            Fate::NotSent { reason } => because(LineOutcome::NotSent, reason),
            Fate::Unknown { reason } => because(LineOutcome::Unknown, reason),
        };
        Self { outcome, message_id, reason, ..self }
    }
}

impl LineOutcome {
    const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::NotSent => "not_sent",
            Self::Unknown => "unknown",
            Self::Bad => "bad",
            Self::Duplicate => "duplicate",
            Self::OptedOut => "opted_out",
        }
    }
}

impl Row<6> for LineRecord {
    const NAMES: [&'static str; 6] =
        ["line", "recipient", "outcome", "message_id", "segments", "reason"];

    fn cells(&self) -> [String; 6] {
        [
            self.line.to_string(),
            cell(self.recipient.as_ref()),
            self.outcome.name().to_owned(),
            cell(self.message_id.as_ref()),
            cell(self.segments.as_ref()),
            cell(self.reason.as_ref()),
        ]
    }
}
