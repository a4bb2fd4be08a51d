//! A message, or campaign: what one send call made.

use std::ops::Range;

use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use smsmode_core::{MessageStatus, StatusClass};

use super::delivery::Delivery;

/// How long reports and statuses can be asked for.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What kind of message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MessageKind {
    /// Class 2.
    Standard,
    /// Class 4: it can be answered.
    Replies,
    /// Class 9.
    Unicode,
    /// A voice message.
    Voice,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Message {
    /// The sequence of its first copy, in the order of acceptance; 0 until it is kept.
    pub(crate) number: u64,
    pub(crate) id: String,
    /// Login of the account that sent it.
    pub(crate) account: String,
    pub(crate) kind: MessageKind,
    pub(crate) accepted_at: Timestamp,
    /// When it leaves: later than accepted, if it is scheduled.
    pub(crate) sent_at: Timestamp,
    pub(crate) delivery_url: Option<String>,
    pub(crate) reply_url: Option<String>,
    pub(crate) deliveries: Vec<Delivery>,
    pub(crate) deleted: bool,
}

impl Message {
    /// Whether the account may still ask for its status.
    pub(crate) fn is_visible_to(&self, login: &str, now: Timestamp) -> bool {
        let age = now.duration_since(self.sent_at);
        self.account == login && !self.deleted && age <= KEPT
    }

    /// The sequences of its copies, one for each recipient.
    pub(crate) fn sequences(&self) -> Range<u64> {
        let copies = u64::try_from(self.deliveries.len()).unwrap_or(u64::MAX);
        self.number..self.number.saturating_add(copies)
    }

    /// Where the copy with this sequence stands.
    pub(crate) fn position_of(&self, sequence: u64) -> Option<usize> {
        usize::try_from(sequence.checked_sub(self.number)?).ok()
    }

    /// What its texts and URLs take.
    pub(crate) fn bytes(&self) -> usize {
        let urls =
            [&self.delivery_url, &self.reply_url].map(|url| url.as_ref().map_or(0, String::len));
        urls.iter().sum::<usize>() + self.deliveries.iter().map(Delivery::bytes).sum::<usize>()
    }

    pub(crate) fn is_for(&self, number: &str) -> bool {
        self.deliveries.iter().any(|delivery| delivery.number == number)
    }

    pub(crate) fn cost(&self) -> Decimal {
        self.deliveries.iter().map(|delivery| delivery.cost).sum()
    }

    /// The status of the whole campaign: that of all recipients where they agree; pending as long as
    /// one is; partly received otherwise.
    pub(crate) fn status(&self) -> MessageStatus {
        let mut statuses = self.deliveries.iter().map(Delivery::status);
        let Some(first) = statuses.next() else { return MessageStatus::SENT };
        statuses.fold(first, together)
    }
}

fn together(one: MessageStatus, other: MessageStatus) -> MessageStatus {
    if one == other {
        return one;
    }
    let pending = [one, other].into_iter().find(|status| status.class() == StatusClass::Pending);
    pending.unwrap_or(MessageStatus::PARTLY_RECEIVED)
}
