//! The service: what it stored is the truth.

use fastrand::Rng;
use smsmode_core::{
    DeliveryReceipt, Endpoint as _, ListSent, MessageId, MessageStatus, PhoneNumber, Response,
    SentMessage, ServiceZone, Timestamp,
};
use smsmode_outbox::Listed;

use super::clock::VirtualClock;
use super::world::Weather;

/// What the service stores.
#[derive(Default)]
pub(crate) struct Service {
    pub(crate) stored: Vec<Stored>,
    receipts: Vec<(u64, DeliveryReceipt)>,
}

/// A request that comes in.
pub(crate) struct Arrival {
    /// Whose it is; nothing for one of another program with the same account.
    pub(crate) letter: Option<usize>,
    pub(crate) number: PhoneNumber,
    pub(crate) text: &'static str,
    pub(crate) reference: Option<String>,
}

/// A message that the service accepted.
pub(crate) struct Stored {
    pub(crate) letter: Option<usize>,
    pub(crate) message: SentMessage,
    accepted_at: u64,
    listed_at: u64,
    status: MessageStatus,
}

impl Service {
    pub(crate) fn accept(
        &mut self,
        arrival: Arrival,
        rng: &mut Rng,
        weather: &Weather,
        clock: &VirtualClock,
        now: u64,
    ) -> MessageId {
        let message = entry(self.stored.len(), &arrival, clock.true_time(now));
        let message_id = message.message_id.clone();
        let status = match rng.u8(..10) {
            0 => MessageStatus::UNDELIVERABLE,
            1 => MessageStatus::AT_OPERATOR,
            _ => MessageStatus::RECEIVED,
        };
        if rng.bool() {
            self.announce(&message_id, status, arrival.reference, rng, now);
        }
        let listed_at = now + rng.u64(0..weather.longest_listing);
        let letter = arrival.letter;
        self.stored.push(Stored { letter, message, accepted_at: now, listed_at, status });
        message_id
    }

    /// A receipt, which may come twice, and may have lost our reference.
    fn announce(
        &mut self,
        message_id: &MessageId,
        status: MessageStatus,
        reference: Option<String>,
        rng: &mut Rng,
        now: u64,
    ) {
        let query = format!("smsID={message_id}&statut={}", status.code());
        let mut receipt = DeliveryReceipt::parse_query(query.as_bytes()).unwrap();
        receipt.client_reference = reference.filter(|_| rng.u8(..10) > 0);
        for _ in 0..if rng.u8(..10) == 0 { 2 } else { 1 } {
            self.receipts.push((now + rng.u64(1..3_000), receipt.clone()));
        }
    }

    /// The newest first: all, or back to the first that is older.
    pub(crate) fn list(&self, rng: &mut Rng, now: u64, back_to: u64) -> Listed {
        let mut listed: Vec<_> = self.stored.iter().filter(|one| one.listed_at <= now).collect();
        listed.sort_by_key(|one| std::cmp::Reverse(one.accepted_at));
        let old = listed.iter().position(|one| one.accepted_at + 60 < back_to);
        let length = old.filter(|_| rng.bool()).map_or(listed.len(), |old| old + 1);
        let whole = length == listed.len();
        let messages = listed.into_iter().take(length).map(|one| one.message.clone()).collect();
        Listed { messages, damaged: Vec::new(), whole }
    }

    pub(crate) fn status(&self, id: &MessageId) -> Option<MessageStatus> {
        let stored = self.stored.iter().find(|one| one.message.message_id == *id);
        stored.map(|one| one.status)
    }

    /// How many of a letter it has.
    pub(crate) fn count(&self, letter: usize) -> usize {
        self.stored.iter().filter(|one| one.letter == Some(letter)).count()
    }

    pub(crate) fn next_receipt(&self) -> Option<u64> {
        self.receipts.iter().map(|(at, _)| *at).min()
    }

    /// Those that are due, each once.
    pub(crate) fn take_receipts(&mut self, now: u64) -> Vec<DeliveryReceipt> {
        let due = self.receipts.extract_if(.., |(at, _)| *at <= now);
        due.map(|(_, receipt)| receipt).collect()
    }
}

/// As the list shows it.
fn entry(number: usize, arrival: &Arrival, at: Timestamp) -> SentMessage {
    let local = ServiceZone::PARIS.local(at).unwrap();
    let (day, month, year) = (local.date().day(), local.date().month(), local.date().year());
    let date = format!("{day:02}/{month:02}/{year} {:02}:{:02}", local.hour(), local.minute());
    let (text, to) = (arrival.text, arrival.number);
    let body = format!("S{number} | {date} | {text} | {to} | 1.0 | 1 |\n");
    let list = ListSent::new().parse(Response::new(200, body.as_bytes())).unwrap();
    list.messages.into_iter().next().unwrap()
}
