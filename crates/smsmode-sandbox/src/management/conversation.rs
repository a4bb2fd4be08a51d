//! What people answered and what was called, as management shows them.

use serde::{Deserialize, Serialize};

use crate::CallbackRecord;
use crate::service::Service;
use crate::state::reply::Reply;

/// What a person answered.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StoredReply {
    /// Its id.
    pub reply_id: String,
    /// The message that it answers.
    pub message_id: String,
    /// Who answered, in international form.
    pub from: String,
    /// What they wrote.
    pub text: String,
    /// When it came, RFC 3339.
    pub received_at: String,
}

impl From<&Reply> for StoredReply {
    fn from(reply: &Reply) -> Self {
        Self {
            reply_id: reply.id.clone(),
            message_id: reply.message_id.clone(),
            from: reply.from.clone(),
            text: reply.text.clone(),
            received_at: reply.received_at.to_string(),
        }
    }
}

impl std::fmt::Debug for StoredReply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StoredReply")
            .field("reply_id", &self.reply_id)
            .field("message_id", &self.message_id)
            .finish_non_exhaustive()
    }
}

impl Service {
    pub(crate) fn replies(&self) -> Vec<StoredReply> {
        self.settled().replies.iter().map(StoredReply::from).collect()
    }

    /// All callbacks, or those about one message.
    pub(crate) fn callback_records(&self, message_id: Option<&str>) -> Vec<CallbackRecord> {
        let state = self.settled();
        let all = state.callbacks.iter();
        let wanted = all.filter(|record| message_id.is_none_or(|id| record.message_id == id));
        wanted.cloned().collect()
    }
}
