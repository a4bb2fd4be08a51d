//! One recipient's copy of a message, and how its status will change.

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use smsmode_core::{MessageStatus, StatusClass};

/// A planned change of one recipient's status.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    pub(crate) at: Timestamp,
    /// Index of the message in the state.
    pub(crate) message: usize,
    /// Index of the delivery in the message.
    pub(crate) delivery: usize,
    pub(crate) status: MessageStatus,
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
#[derive(Debug, Clone)]
pub(crate) struct Delivery {
    pub(crate) number: String,
    /// What the phone shows.
    pub(crate) text: String,
    /// What the service read from the bytes, before GSM and the length limit took their share.
    pub(crate) text_as_read: String,
    pub(crate) sender: Option<String>,
    pub(crate) reference: Option<String>,
    pub(crate) segments: u32,
    pub(crate) cost: Decimal,
    pub(crate) telling: Telling,
    pub(crate) history: Vec<(Timestamp, MessageStatus)>,
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

    pub(crate) fn status(&self) -> MessageStatus {
        self.history.last().map_or(MessageStatus::SENT, |(_, status)| *status)
    }
}
