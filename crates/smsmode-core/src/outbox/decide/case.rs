//! The arrows of the table, one function each.

use std::time::Duration;

use super::{Decision, Moment, Pause};
use crate::id::MessageId;
use crate::outbox::rules::surely_after;
use crate::outbox::{
    Answer, Attempt, Evidence, Guarantee, KnownId, Look, ParkedBecause, Progress, Refused, Sent,
    Stage, Verdict, next_poll,
};
use crate::status::{MessageStatus, StatusClass};
use crate::time::Timestamp;

type Decided = Result<Decision, Refused>;

/// A message at the moment of an event.
pub(super) struct Case<'c> {
    progress: &'c Progress,
    moment: &'c Moment<'c>,
}

/// Before anything was sent.
impl<'c> Case<'c> {
    pub(super) const fn new(progress: &'c Progress, moment: &'c Moment<'c>) -> Self {
        Self { progress, moment }
    }

    pub(super) fn claim(&self, not_before: Timestamp, lease_until: Timestamp) -> Decided {
        if self.now() < not_before {
            return Err(Refused::NotBefore(not_before));
        }
        self.may_still_be_sent()?;
        self.moves_to(Stage::Claimed { lease_until: self.at_most_a_lease(lease_until) })
    }

    pub(super) fn queue_again(&self) -> Decided {
        self.moves_to(Stage::Queued { not_before: self.now() })
    }

    pub(super) fn submit(&self, claimed_until: Timestamp, lease_until: Timestamp) -> Decided {
        if self.now() >= claimed_until {
            return Err(Refused::LeaseOver);
        }
        self.may_still_be_sent()?;
        let attempt = self.progress.attempt.next().ok_or(Refused::Exhausted)?;
        let lease_until = self.at_most_a_lease(lease_until);
        let stage = Stage::Submitting { started_at: self.now(), lease_until };
        self.becomes(Progress { stage, attempt, ..self.progress.clone() })
    }

    pub(super) fn lease_is_over(&self, lease_until: Timestamp) -> Result<(), Refused> {
        let longest = surely_after(self.now(), self.moment.rules.longest_lease());
        if self.now() > lease_until || lease_until > longest {
            Ok(())
        } else {
            Err(Refused::NotBefore(lease_until.plus_seconds(1)))
        }
    }

    pub(super) fn expire(&self) -> Decided {
        if self.past_deadline() {
            self.moves_to(Stage::Expired)
        } else {
            Err(Refused::NoDeadlinePassed)
        }
    }

    pub(super) fn send_again(&self) -> Decided {
        self.may_still_be_sent()?;
        let stage = Stage::Queued { not_before: self.now() };
        self.becomes(Progress { stage, put_offs: 0, ..self.progress.clone() })
    }
}

/// The attempt ended.
impl Case<'_> {
    pub(super) fn answered(&self, started_at: Timestamp, answer: &Answer) -> Decided {
        let sent = Sent { started_at, ended_at: self.now() };
        match answer {
            Answer::Accepted { message_id } => self.told(message_id.as_ref(), None),
            Answer::NotSent => self.not_sent(),
            Answer::PutOff { retry_after } => self.put_off(sent, *retry_after),
            Answer::AccountRefused(pause) => self.account_refused(sent, *pause),
            Answer::Rejected => self.moves_to(Stage::Rejected),
            Answer::Unknown => self.in_doubt(started_at),
        }
    }

    /// The attempt does not count: its reference was never seen and is used again.
    fn not_sent(&self) -> Decided {
        let attempt = self.progress.attempt.undone();
        self.becomes(Progress { attempt, ..self.waits(None) })
    }

    fn put_off(&self, sent: Sent, retry_after: Option<Duration>) -> Decided {
        if self.is_exhausted() {
            return self.park(ParkedBecause::Exhausted, sent);
        }
        self.becomes(self.waits(retry_after))
    }

    fn account_refused(&self, sent: Sent, pause: Pause) -> Decided {
        let decided = if self.is_exhausted() {
            self.park(ParkedBecause::Exhausted, sent)
        } else {
            self.queue_again()
        };
        decided.map(|decision| Decision { pause: Some(pause), ..decision })
    }

    /// Looked up once soon, for who waits for the news, and then when the quiet time is over.
    pub(super) fn in_doubt(&self, started_at: Timestamp) -> Decided {
        let sent = Sent { started_at, ended_at: self.now() };
        let look_at = self.again_at(self.now()).min(self.quiet_until(sent));
        self.becomes(Progress {
            stage: Stage::Unknown { sent, look_at, first_look: None },
            doubted_since: self.progress.doubted_since.or(Some(started_at)),
            ..self.progress.clone()
        })
    }
}

/// What became of an attempt in doubt.
impl Case<'_> {
    /// The list counts by the time at which it was asked for.
    pub(super) fn looked_up(
        &self,
        asked_at: Timestamp,
        verdict: &Verdict,
        sent: Sent,
        first_look: Option<Look>,
    ) -> Decided {
        if let Verdict::Found(id) = verdict {
            return self.listed(id, sent);
        }
        let absent = *verdict == Verdict::Absent;
        let quiet_until = self.quiet_until(sent);
        match first_look {
            _ if asked_at < quiet_until => self.look_at(sent, quiet_until, None),
            None => {
                self.look_at(sent, self.again_at(asked_at), Some(Look { at: asked_at, absent }))
            }
            Some(first) if asked_at < self.again_at(first.at) => {
                self.look_at(sent, self.again_at(first.at), first_look)
            }
            Some(first) if first.absent && absent => self.proven_absent(sent),
            Some(_) => self.cannot_tell(sent),
        }
    }

    fn look_at(&self, sent: Sent, look_at: Timestamp, first_look: Option<Look>) -> Decided {
        self.moves_to(Stage::Unknown { sent, look_at, first_look })
    }

    fn proven_absent(&self, sent: Sent) -> Decided {
        if self.is_exhausted() {
            return self.park(ParkedBecause::Exhausted, sent);
        }
        self.queue_again()
    }

    fn cannot_tell(&self, sent: Sent) -> Decided {
        match self.moment.terms.guarantee {
            Guarantee::AtLeastOnce if !self.is_exhausted() => self.queue_again(),
            _ => self.park(ParkedBecause::InDoubt, sent),
        }
    }

    fn again_at(&self, looked_at: Timestamp) -> Timestamp {
        surely_after(looked_at, self.moment.rules.look_again())
    }

    fn quiet_until(&self, sent: Sent) -> Timestamp {
        surely_after(sent.ended_at, self.moment.rules.quiet_time())
    }
}

/// The service accepted it.
impl Case<'_> {
    /// Proof that it was accepted, whatever the state says.
    pub(super) fn told(&self, id: Option<&MessageId>, status: Option<MessageStatus>) -> Decided {
        let known = self.progress.stage.message_id();
        let id = match (known, id) {
            (Some(known), Some(id)) if known.evidence == Evidence::Told && known.id != *id => {
                return Err(Refused::AcceptedTwice);
            }
            (_, Some(id)) => Some(KnownId { id: id.clone(), evidence: Evidence::Told }),
            (known, None) => known.cloned(),
        };
        self.accepted(id, self.last_sent(), status)
    }

    pub(super) fn listed(&self, id: &MessageId, sent: Sent) -> Decided {
        let evidence = match self.progress.stage {
            Stage::Accepted { .. } => Evidence::AcceptedAndListed,
            _ => Evidence::Listed,
        };
        let decided = self.accepted(Some(KnownId { id: id.clone(), evidence }), sent, None);
        decided.map(|Decision { next, pause }| {
            let doubted_since = next.doubted_since.or(Some(sent.started_at));
            Decision { next: Progress { doubted_since, ..next }, pause }
        })
    }

    pub(super) fn disproved(&self, evidence: Evidence) -> Decided {
        match evidence {
            Evidence::Listed => self.in_doubt(self.last_sent().started_at),
            Evidence::Told | Evidence::AcceptedAndListed => {
                self.accepted(None, self.last_sent(), None)
            }
        }
    }

    /// A final state is left for a better one only, whatever the order in which the news comes.
    pub(super) fn accepted(
        &self,
        id: Option<KnownId>,
        sent: Sent,
        status: Option<MessageStatus>,
    ) -> Decided {
        let next = match (status.map(MessageStatus::class), id, &self.progress.stage) {
            (Some(StatusClass::Delivered), Some(message_id), _)
            | (_, Some(message_id), Stage::Delivered { .. }) => Stage::Delivered { message_id },
            (Some(StatusClass::FailedForGood), Some(message_id), _)
            | (_, Some(message_id), Stage::Undelivered { .. }) => Stage::Undelivered { message_id },
            (_, message_id, _) => {
                let poll_at = next_poll(sent.ended_at, self.now());
                Stage::Accepted { message_id, sent, poll_at }
            }
        };
        if next == self.progress.stage { Err(Refused::NothingNew) } else { self.moves_to(next) }
    }

    fn last_sent(&self) -> Sent {
        match self.progress.stage {
            Stage::Submitting { started_at, .. } => Sent { started_at, ended_at: self.now() },
            Stage::Unknown { sent, .. }
            | Stage::Accepted { sent, .. }
            | Stage::Parked { sent: Some(sent), .. } => sent,
            _ => Sent {
                started_at: self.progress.doubted_since.unwrap_or(self.now()),
                ended_at: self.now(),
            },
        }
    }
}

/// What the arrows share.
impl Case<'_> {
    pub(super) fn moves_to(&self, stage: Stage) -> Decided {
        self.becomes(Progress { stage, ..self.progress.clone() })
    }

    /// Every change moves the fence, so that two made from the same progress cannot both be stored.
    #[expect(clippy::unnecessary_wraps, reason = "the arrows that end in it may refuse, too")]
    fn becomes(&self, next: Progress) -> Decided {
        let fence = self.progress.fence.next();
        Ok(Decision { next: Progress { fence, ..next }, pause: None })
    }

    fn waits(&self, retry_after: Option<Duration>) -> Progress {
        let before = self.progress.put_offs;
        let delay = self.moment.rules.back_off().delay(before, retry_after, self.moment.random);
        Progress {
            stage: Stage::Queued { not_before: surely_after(self.now(), delay) },
            put_offs: before.saturating_add(1),
            ..self.progress.clone()
        }
    }

    fn park(&self, because: ParkedBecause, sent: Sent) -> Decided {
        self.moves_to(Stage::Parked { because, sent: Some(sent) })
    }

    fn may_still_be_sent(&self) -> Result<(), Refused> {
        match () {
            () if self.past_deadline() => Err(Refused::PastDeadline),
            () if self.is_exhausted() => Err(Refused::Exhausted),
            () => Ok(()),
        }
    }

    fn past_deadline(&self) -> bool {
        self.moment.terms.expires_at.is_some_and(|deadline| self.now() >= deadline)
    }

    fn is_exhausted(&self) -> bool {
        self.progress.attempt == Attempt::LAST
    }

    fn at_most_a_lease(&self, lease_until: Timestamp) -> Timestamp {
        lease_until.min(surely_after(self.now(), self.moment.rules.longest_lease()))
    }

    const fn now(&self) -> Timestamp {
        self.moment.now
    }
}
