//! One recipient's copy of a message, and how its status will change.

use jiff::Timestamp;
use rust_decimal::Decimal;
use smsmode_core::MessageStatus;

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
    pub(crate) history: Vec<(Timestamp, MessageStatus)>,
}

impl Delivery {
    pub(crate) fn status(&self) -> MessageStatus {
        self.history.last().map_or(MessageStatus::SENT, |(_, status)| *status)
    }
}
