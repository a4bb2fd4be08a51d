//! What people of the sandbox answered.

use pyo3::prelude::*;
use smsmode_sandbox::StoredReply;

use super::moment;
use crate::value::date::Moment;
use crate::value::field::Private;
use crate::value::value;

value! {
    /// What a person answered to a message in the sandbox.
    SandboxReply {
        /// The id of the reply.
        reply_id: String,
        /// The message that was answered.
        message_id: String,
        /// Who wrote it: a number in international form without "+".
        sender: Private,
        /// The text.
        text: Private,
        /// When it came by the sandbox's clock, in UTC.
        received_at: Moment,
    }
}

impl TryFrom<StoredReply> for SandboxReply {
    type Error = PyErr;

    fn try_from(stored: StoredReply) -> PyResult<Self> {
        Ok(Self {
            reply_id: stored.reply_id,
            message_id: stored.message_id,
            sender: stored.from.into(),
            text: stored.text.into(),
            received_at: moment(&stored.received_at)?,
        })
    }
}
