//! One recipient's copy of a message, and how its status will change.

use std::collections::VecDeque;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use smsmode_core::{MessageStatus, StatusClass};

use crate::segments::Counting;

/// A planned change of one recipient's status.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    pub(crate) at: Timestamp,
    /// Number of the message.
    pub(crate) message: u64,
    /// Index of the delivery in the message.
    pub(crate) delivery: usize,
    pub(crate) status: MessageStatus,
}

impl Step {
    /// The sequence of the copy that it is about.
    pub(crate) fn sequence(&self) -> u64 {
        let delivery = u64::try_from(self.delivery).unwrap_or(u64::MAX);
        self.message.saturating_add(delivery)
    }
}

/// In which order the receipts of a recipient are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Telling {
    /// As they come.
    #[default]
    InOrder,
    /// The last one twice.
    LastTwice,
    /// The last one before the others.
    LastFirst,
}

/// What one recipient gets. In a batch each has its own text, sender and reference.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Delivery {
    pub(crate) number: String,
    /// What the phone shows, where that is not what was read.
    #[serde(rename = "text")]
    pub(crate) altered_text: Option<String>,
    /// What the service read from the bytes, before GSM and the length limit took their share.
    pub(crate) text_as_read: String,
    pub(crate) sender: Option<String>,
    pub(crate) reference: Option<String>,
    pub(crate) counting: Counting,
    pub(crate) segments: u32,
    pub(crate) cost: Decimal,
    pub(crate) telling: Telling,
    #[serde(with = "super::statuses")]
    pub(crate) history: Vec<(Timestamp, MessageStatus)>,
    /// What will happen to it, in this order.
    #[serde(with = "super::statuses")]
    pub(crate) upcoming: VecDeque<(Timestamp, MessageStatus)>,
}

impl Delivery {
    /// The receipts that are made at this step, in their order.
    pub(crate) fn receipts(&self, step: Step) -> Vec<Step> {
        let is_last = step.status.class() != StatusClass::Pending;
        let earlier =
            self.history.iter().filter(|(_, status)| *status == MessageStatus::AT_OPERATOR);
        let earlier = earlier.map(|(at, status)| Step { at: *at, status: *status, ..step });
        match self.telling {
            Telling::LastTwice if is_last => vec![step, step],
            Telling::LastFirst if is_last => std::iter::once(step).chain(earlier).collect(),
            Telling::LastFirst => Vec::new(),
            Telling::InOrder | Telling::LastTwice => vec![step],
        }
    }

    /// What the phone shows.
    pub(crate) fn text(&self) -> &str {
        self.altered_text.as_deref().unwrap_or(&self.text_as_read)
    }

    pub(crate) fn status(&self) -> MessageStatus {
        self.history.last().map_or(MessageStatus::SENT, |(_, status)| *status)
    }

    /// When something happens to it next.
    pub(crate) fn next_change(&self) -> Option<Timestamp> {
        self.upcoming.front().map(|(at, _)| *at)
    }

    pub(crate) fn bytes(&self) -> usize {
        let optional = [&self.altered_text, &self.sender, &self.reference]
            .map(|text| text.as_ref().map_or(0, String::len));
        self.text_as_read.len() + optional.iter().sum::<usize>()
    }
}
