//! The service and the network before it: what it stored is the truth.

use fastrand::Rng;

use super::letter::Letter;
use super::world::Weather;
use crate::credits::Credits;
use crate::endpoint::SentMessage;
use crate::id::MessageId;
use crate::outbox::{Answer, Attempt, Pause};
use crate::received_date::ReceivedDate;
use crate::status::MessageStatus;
use crate::time::{ServiceZone, Timestamp};
use crate::wire::dates;

/// What the service stores.
#[derive(Default)]
pub(super) struct Service {
    pub(super) stored: Vec<Stored>,
    receipts: Vec<(Timestamp, usize)>,
}

/// A message that the service accepted.
pub(super) struct Stored {
    /// Whose it is; nothing for one of another program with the same account.
    pub(super) letter: Option<(usize, Attempt)>,
    pub(super) message: SentMessage,
    accepted_at: Timestamp,
    listed_at: Timestamp,
    status: MessageStatus,
}

/// What the network and the service do with a request, and when its sender knows.
pub(super) struct Fate {
    /// When the service has it; nothing where it never comes.
    pub(super) arrives_at: Option<Timestamp>,
    pub(super) stores: bool,
    pub(super) answer: Answer,
    pub(super) answered_at: Timestamp,
}

impl Fate {
    pub(super) fn of_request(rng: &mut Rng, weather: &Weather, now: Timestamp) -> Self {
        let soon = now.plus_seconds(rng.i64(0..4));
        let timeout = now.plus_seconds(30);
        let late = now.plus_seconds(rng.i64(0..weather.longest_delay));
        let fate = |arrives_at, stores, answer, answered_at| Self {
            arrives_at,
            stores,
            answer,
            answered_at,
        };
        let told = Answer::Accepted { message_id: None };
        match rng.u8(..100) {
            0..50 => fate(Some(soon), true, told, soon),
            50..58 => fate(None, false, Answer::NotSent, soon),
            58..63 => fate(None, false, Answer::Unknown, timeout),
            63..72 => fate(Some(late), true, Answer::Unknown, timeout),
            72..76 => fate(Some(soon), true, Answer::Unknown, soon),
            76..82 => fate(Some(soon), false, Answer::Unknown, soon),
            82..92 => fate(Some(soon), false, Answer::PutOff { retry_after: None }, soon),
            92..94 => fate(Some(soon), false, Answer::AccountRefused(Pause::NotEnoughCredit), soon),
            94..96 => fate(Some(soon), false, Answer::Rejected, soon),
            // An answer that lost its id.
            _ => fate(Some(soon), true, Answer::Accepted { message_id: None }, timeout),
        }
    }
}

impl Service {
    pub(super) fn accept(
        &mut self,
        letter: &Letter,
        owner: Option<(usize, Attempt)>,
        rng: &mut Rng,
        weather: &Weather,
        now: Timestamp,
    ) -> MessageId {
        let message_id = MessageId::new(format!("S{}", self.stored.len())).unwrap();
        if rng.bool() {
            self.receipts.push((now.plus_seconds(rng.i64(1..3_000)), self.stored.len()));
        }
        self.stored.push(Stored {
            letter: owner,
            message: SentMessage {
                message_id: message_id.clone(),
                sent_at: minute(now),
                text: letter.kept_text.into(),
                recipient: letter.number.to_string().into(),
                cost: Credits::default(),
                recipients: 1,
            },
            accepted_at: now,
            listed_at: now.plus_seconds(rng.i64(0..weather.longest_listing)),
            status: match rng.u8(..10) {
                0 => MessageStatus::UNDELIVERABLE,
                1 => MessageStatus::AT_OPERATOR,
                _ => MessageStatus::RECEIVED,
            },
        });
        message_id
    }

    /// The newest first.
    pub(super) fn list(&self, now: Timestamp) -> Vec<SentMessage> {
        let mut listed: Vec<_> = self.stored.iter().filter(|one| one.listed_at <= now).collect();
        listed.sort_by_key(|one| std::cmp::Reverse(one.accepted_at));
        listed.into_iter().map(|one| one.message.clone()).collect()
    }

    pub(super) fn status(&self, id: &MessageId) -> Option<MessageStatus> {
        let stored = self.stored.iter().find(|one| one.message.message_id == *id);
        stored.map(|one| one.status)
    }

    pub(super) fn next_receipt(&self) -> Option<Timestamp> {
        self.receipts.iter().map(|(at, _)| *at).min()
    }

    /// Those that are due, each once.
    pub(super) fn take_receipts(
        &mut self,
        now: Timestamp,
    ) -> Vec<(usize, MessageId, MessageStatus)> {
        let due = |(at, _): &mut (Timestamp, usize)| *at <= now;
        let taken = self.receipts.extract_if(.., due).filter_map(|(_, at)| {
            let stored = &self.stored[at];
            let (letter, _) = stored.letter?;
            Some((letter, stored.message.message_id.clone(), stored.status))
        });
        taken.collect()
    }
}

fn minute(now: Timestamp) -> ReceivedDate {
    let local = ServiceZone::PARIS.local(now).unwrap();
    let (date, hour, minute) = (local.date(), local.hour(), local.minute());
    let raw =
        format!("{:02}/{:02}/{} {hour:02}:{minute:02}", date.day(), date.month(), date.year());
    ReceivedDate::new(raw, dates::read_slashed)
}
