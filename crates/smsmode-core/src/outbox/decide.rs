//! The table: what each event does in each state.

mod case;

use case::Case;

use super::{Answer, Event, Evidence, Progress, Refused, Rules, Stage, Terms, Verdict};
use crate::time::Timestamp;

/// When something happens, and what then holds.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'m> {
    /// The time. It may be set back; that delays, and never sends twice.
    pub now: Timestamp,
    /// Any number, for the chance in the back-off.
    pub random: u32,
    /// How long things wait.
    pub rules: &'m Rules,
    /// What the caller of the message asked for.
    pub terms: &'m Terms,
}

/// What follows from an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What replaces the progress of the message, if its fence and state are still the same.
    pub next: Progress,
    /// Why the whole queue is to pause, where it is.
    pub pause: Option<Pause>,
}

/// Why nothing of this account can be sent until a person has done something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pause {
    /// The service does not accept the key (32).
    Authentication,
    /// The account has not enough credit (33).
    NotEnoughCredit,
}

impl Pause {
    /// The name for programs: `authentication` or `not_enough_credit`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Authentication => "authentication",
            Self::NotEnoughCredit => "not_enough_credit",
        }
    }
}

/// What an event does to a message.
///
/// # Errors
///
/// [`Refused`], where it changes nothing. Whoever was about to send must then stop.
#[expect(clippy::too_many_lines, reason = "a table in two pieces would hide what is missing")]
pub fn decide(
    progress: &Progress,
    event: &Event,
    moment: &Moment<'_>,
) -> Result<Decision, Refused> {
    let (case, held) = (Case::new(progress, moment), progress.fence);
    match (&progress.stage, event) {
        // Its dispatcher acts: only with the current fence.
        (Stage::Queued { not_before }, Event::Claim { lease_until }) => {
            case.claim(*not_before, *lease_until)
        }
        (Stage::Claimed { .. }, Event::Release { fence }) if *fence == held => case.queue_again(),
        (Stage::Claimed { lease_until: until }, Event::Submit { fence, lease_until })
            if *fence == held =>
        {
            case.submit(*until, *lease_until)
        }
        (Stage::Submitting { started_at, .. }, Event::Answered { fence, answer })
            if *fence == held =>
        {
            case.answered(*started_at, answer)
        }
        // Late. That it was accepted is a truth that no state may contradict.
        (_, Event::Answered { answer: Answer::Accepted { message_id }, .. }) => {
            case.told(message_id.as_ref(), None)
        }

        // Its dispatcher did not come back.
        (Stage::Claimed { lease_until }, Event::LeaseOver) => {
            case.lease_is_over(*lease_until).and_then(|()| case.queue_again())
        }
        (Stage::Submitting { started_at, lease_until }, Event::LeaseOver) => {
            case.lease_is_over(*lease_until).and_then(|()| case.in_doubt(*started_at))
        }

        // The list of the service was searched.
        (Stage::Unknown { sent, first_look, .. }, Event::LookedUp { asked_at, verdict }) => {
            case.looked_up(*asked_at, verdict, *sent, *first_look)
        }
        (
            Stage::Parked { sent: Some(sent), .. } | Stage::Accepted { message_id: None, sent, .. },
            Event::LookedUp { verdict: Verdict::Found(id), .. },
        ) => case.listed(id, *sent),
        (Stage::Accepted { message_id: None, sent, .. }, Event::LookedUp { .. }) => {
            case.accepted(None, *sent, None)
        }

        (
            Stage::Accepted { message_id: Some(known), .. }
            | Stage::Delivered { message_id: known }
            | Stage::Undelivered { message_id: known },
            Event::Disproved,
        ) if known.evidence != Evidence::Told => case.disproved(known.evidence),

        // News of its delivery; a receipt with our reference proves that it was accepted, too.
        (_, Event::Receipt { message_id, status }) => case.told(Some(message_id), Some(*status)),
        (Stage::Accepted { message_id: Some(id), sent, .. }, Event::Polled { status }) => {
            case.accepted(Some(id.clone()), *sent, *status)
        }

        // People and their deadlines.
        (Stage::Queued { .. } | Stage::Claimed { .. }, Event::Expire) => case.expire(),
        (Stage::Queued { .. } | Stage::Claimed { .. } | Stage::Parked { .. }, Event::Cancel) => {
            case.moves_to(Stage::Cancelled)
        }
        (Stage::Parked { .. } | Stage::Rejected, Event::SendAgain) => case.send_again(),

        // Whatever is not an arrow.
        (_, Event::Release { .. } | Event::Submit { .. } | Event::Answered { .. }) => {
            Err(Refused::Overtaken)
        }
        (
            _,
            Event::Claim { .. }
            | Event::LeaseOver
            | Event::LookedUp { .. }
            | Event::Polled { .. }
            | Event::Disproved
            | Event::Expire
            | Event::Cancel
            | Event::SendAgain,
        ) => Err(Refused::NotIn(progress.state())),
    }
}

#[cfg(test)]
mod model;
#[cfg(test)]
mod tests;
