//! A reference model: a message as its caller and the service see it, without states.

use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::id::MessageId;
use crate::outbox::{Guarantee, State};
use crate::status::MessageStatus;

/// What may be known from the outside, by the history alone.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "facts, of which any may hold beside any other")]
struct History {
    /// Whether an attempt is under way.
    under_way: bool,
    /// The end of an attempt of which nobody knows what became.
    in_doubt_since: Option<i64>,
    /// When lists read after the quiet time did not have it, one after another.
    absent_at: Vec<i64>,
    /// Whether a list was read after the quiet time that did not tell.
    untold: bool,
    accepted: bool,
    over: bool,
    transmissions: u32,
}

const QUIET: i64 = 100;
const AGAIN: i64 = 10;

/// What the world does next.
#[derive(Debug, Clone, Copy)]
enum Step {
    Wait(i64),
    Claim,
    Submit,
    SubmitStale,
    Answer(usize),
    LateAnswer(usize),
    LeaseOver,
    Look(usize),
    Receipt,
    Expire,
    Cancel,
    SendAgain,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (0..70_i64).prop_map(Step::Wait),
        6 => Just(Step::Claim),
        6 => Just(Step::Submit),
        1 => Just(Step::SubmitStale),
        6 => (0..6_usize).prop_map(Step::Answer),
        1 => (0..6_usize).prop_map(Step::LateAnswer),
        2 => Just(Step::LeaseOver),
        8 => (0..8_usize).prop_map(Step::Look),
        1 => prop::bool::weighted(0.2).prop_map(|rare| if rare { Step::Receipt } else { Step::Claim }),
        1 => Just(Step::Expire),
        1 => prop::bool::weighted(0.2).prop_map(|rare| if rare { Step::Cancel } else { Step::Submit }),
        1 => Just(Step::SendAgain),
    ]
}

fn answer(which: usize) -> Answer {
    match which {
        0 => Answer::Accepted { message_id: Some(MessageId::new("A1").unwrap()) },
        1 => Answer::NotSent,
        2 => Answer::PutOff { retry_after: None },
        3 => Answer::AccountRefused(Pause::NotEnoughCredit),
        4 => Answer::Rejected,
        _ => Answer::Unknown,
    }
}

fn verdict(which: usize) -> Verdict {
    match which {
        0 => Verdict::Found(MessageId::new("A1").unwrap()),
        1 | 2 => Verdict::CannotTell,
        _ => Verdict::Absent,
    }
}

fn event(step: Step, progress: &Progress, now: Timestamp) -> Event {
    let (fence, lease_until) = (progress.fence, now.plus_seconds(50));
    let stale = crate::outbox::Fence::new(fence.get().wrapping_sub(1));
    match step {
        Step::Wait(_) | Step::Claim => Event::Claim { lease_until },
        Step::Submit => Event::Submit { fence, lease_until },
        Step::SubmitStale => Event::Submit { fence: stale, lease_until },
        Step::Answer(which) => Event::Answered { fence, answer: answer(which) },
        Step::LateAnswer(which) => Event::Answered { fence: stale, answer: answer(which) },
        Step::LeaseOver => Event::LeaseOver,
        Step::Look(which) => Event::LookedUp { asked_at: now, verdict: verdict(which) },
        Step::Receipt => Event::Receipt {
            message_id: MessageId::new("A1").unwrap(),
            status: MessageStatus::RECEIVED,
        },
        Step::Expire => Event::Expire,
        Step::Cancel => Event::Cancel,
        Step::SendAgain => Event::SendAgain,
    }
}

impl History {
    /// Whether bytes may leave now without a person's or the caller's consent to a second message.
    fn may_send(&self) -> bool {
        let proven = matches!(self.absent_at.as_slice(), [first, .., last] if last - first > AGAIN);
        let settled = self.in_doubt_since.is_none() || proven;
        settled && !self.under_way && !self.accepted && !self.over && self.transmissions < 32
    }

    fn looked(&mut self, verdict: &Verdict, changed: bool, now: i64) {
        match (self.in_doubt_since, verdict) {
            // Of one that already waits to be sent again the list is not asked any more.
            (_, Verdict::Found(_)) => self.accepted |= changed,
            (Some(ended), _) if now <= ended + QUIET => {}
            (Some(_), Verdict::Absent) => self.absent_at.push(now),
            (Some(_), Verdict::CannotTell) => self.untold = true,
            (None, _) => {}
        }
    }

    fn follow(&mut self, event: &Event, changed: bool, now: i64) {
        match event {
            Event::Submit { .. } if changed => {
                self.under_way = true;
                self.transmissions += 1;
                self.in_doubt_since = None;
                (self.absent_at, self.untold) = (Vec::new(), false);
            }
            Event::Answered { answer: Answer::Accepted { .. }, .. } | Event::Receipt { .. } => {
                (self.accepted, self.under_way) = (true, false);
            }
            Event::Answered { answer, .. } if changed => {
                self.under_way = false;
                match answer {
                    Answer::Unknown => self.in_doubt_since = Some(now),
                    Answer::NotSent => self.transmissions -= 1,
                    Answer::Rejected => self.over = true,
                    _ => {}
                }
            }
            Event::LeaseOver if changed && self.under_way => {
                (self.under_way, self.in_doubt_since) = (false, Some(now));
            }
            Event::LookedUp { verdict, .. } => self.looked(verdict, changed, now),
            Event::Cancel | Event::Expire if changed => self.over = true,
            Event::SendAgain if changed => {
                (self.in_doubt_since, self.over) = (None, false);
                (self.absent_at, self.untold) = (Vec::new(), false);
            }
            _ => {}
        }
    }

    /// What the state may be called, by the history.
    fn agrees(&self, state: State) -> bool {
        match state {
            State::Submitting => self.under_way,
            State::Accepted | State::Delivered | State::Undelivered => self.accepted,
            State::Queued | State::Claimed => !self.accepted && !self.under_way && !self.over,
            State::Unknown => !self.accepted && self.in_doubt_since.is_some(),
            State::Parked => {
                !self.accepted
                    && (self.transmissions == 32 || self.untold || self.absent_at.len() > 1)
            }
            State::Rejected | State::Expired | State::Cancelled => self.over && !self.accepted,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn whatever_happens_nothing_is_sent_that_may_have_been_accepted(
        steps in proptest::collection::vec(step(), 1..120),
        deadline in proptest::option::weighted(0.2, 0..3_000_i64), random: u32, insist: bool,
    ) {
        let rules = Rules::default()
            .with_quiet_time(Duration::from_secs(QUIET.unsigned_abs()))
            .with_look_again(Duration::from_secs(AGAIN.unsigned_abs()));
        let guarantee = if insist { Guarantee::AtLeastOnce } else { Guarantee::AtMostOnce };
        let expires_at = deadline.map(Timestamp::from_unix_seconds);
        let terms = Terms { expires_at, guarantee };
        let (mut now, mut history) = (Timestamp::from_unix_seconds(0), History::default());
        let mut progress = Progress::queued(now);
        for step in steps {
            if let Step::Wait(seconds) = step {
                now = now.plus_seconds(seconds);
                continue;
            }
            let event = event(step, &progress, now);
            let moment = Moment { now, random, rules: &rules, terms: &terms };
            let decided = decide(&progress, &event, &moment);
            let sends = matches!(event, Event::Submit { .. }) && decided.is_ok();
            let consent = insist && history.untold && !history.accepted && !history.over;
            prop_assert!(!sends || history.may_send() || consent, "{:?} {:?}", history, progress);
            prop_assert!(!sends || deadline.is_none_or(|deadline| now.unix_seconds() < deadline));
            history.follow(&event, decided.is_ok(), now.unix_seconds());
            if let Ok(decision) = decided {
                prop_assert_eq!(decision.next.fence.get(), progress.fence.get() + 1);
                progress = decision.next;
            }
            prop_assert!(history.agrees(progress.state()), "{:?} {:?}", history, progress);
            prop_assert_eq!(u32::from(progress.attempt.count()), history.transmissions);
        }
    }
}
