//! What management can do: let time pass, answer as a customer.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use smsmode_core::MessageStatus;

use crate::ManagementError;
use crate::answering::{self, Written};
use crate::callbacks::{Callback, CallbackRecord};
use crate::phone;
use crate::service::Service;
use crate::state::State;
use crate::state::message::Message;
use crate::switches::PlusPrefix;

/// Body of `POST /_sandbox/advance`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdvanceRequest {
    /// How far the clock goes forward.
    pub seconds: u64,
}

/// Body of `POST /_sandbox/reply`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyRequest {
    /// The message that is answered.
    pub message_id: String,
    /// The person who answers: one of its recipients.
    pub from: String,
    /// What they write.
    pub text: String,
}

impl std::fmt::Debug for ReplyRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReplyRequest").field("message_id", &self.message_id).finish_non_exhaustive()
    }
}

impl Service {
    /// Moves the clock; everything that is due has happened when this returns.
    pub(crate) fn advance(&self, by: Duration) {
        self.advance_clock(by);
        drop(self.settled());
        self.tell_change();
    }

    /// A person answers; the id of the reply.
    pub(crate) fn reply(&self, request: &ReplyRequest) -> Result<String, ManagementError> {
        let mut state = self.settled();
        let from = recipient(&state, request)?;
        let ReplyRequest { message_id, text, .. } = request;
        let written = Written { message_id, from: &from, text, at: self.clock.now() };
        let answered = answering::answer(&mut state, written, &self.rules());
        let (id, callback) = answered.ok_or(ManagementError::UnknownMessage)?;
        self.make(callback, &mut state);
        drop(state);
        self.tell_change();
        Ok(id)
    }

    /// Makes a callback again; what is known of the new one.
    pub(crate) fn replay(&self, number: u64) -> Result<CallbackRecord, ManagementError> {
        let mut state = self.settled();
        let callback = Callback::replay(&mut state, number, self.clock.now());
        let callback = callback.ok_or(ManagementError::UnknownCallback)?;
        let record = state.callbacks.get(callback.number()).cloned();
        self.make([callback], &mut state);
        drop(state);
        self.tell_change();
        record.ok_or(ManagementError::UnknownCallback)
    }
}

/// The person who answers, if the message can be answered by them.
fn recipient(state: &State, request: &ReplyRequest) -> Result<String, ManagementError> {
    let message = state.message(&request.message_id).ok_or(ManagementError::UnknownMessage)?;
    let from = phone::international(&request.from, PlusPrefix::Accepted);
    let from = from.ok_or(ManagementError::NotARecipient)?;
    check_answerable(message, &from)?;
    Ok(from)
}

fn check_answerable(message: &Message, from: &str) -> Result<(), ManagementError> {
    let delivery = message.deliveries.iter().find(|delivery| delivery.number == from);
    let delivery = delivery.ok_or(ManagementError::NotARecipient)?;
    if delivery.sender.is_some() {
        return Err(ManagementError::NotAnswerable);
    }
    if delivery.status() == MessageStatus::SCHEDULED {
        return Err(ManagementError::NotSentYet);
    }
    Ok(())
}
