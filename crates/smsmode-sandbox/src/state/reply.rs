//! What a person answered.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Reply {
    pub(crate) id: String,
    /// Login of the account that sent the message.
    pub(crate) account: String,
    pub(crate) received_at: Timestamp,
    pub(crate) from: String,
    pub(crate) text: String,
    pub(crate) message_id: String,
}

/// The number that the sandbox's replies are sent to (from the document's example).
pub(crate) const SHORT_CODE: &str = "36034";
