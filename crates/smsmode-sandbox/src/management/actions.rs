//! What management can do: let time pass, answer as a customer.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use smsmode_core::MessageStatus;

use crate::ManagementError;
use crate::callbacks::{Callback, CallbackRecord};
use crate::phone;
use crate::service::Service;
use crate::state::State;
use crate::state::message::Message;
use crate::state::reply::Reply;
use crate::switches::PlusPrefix;

/// What people write to get no more messages.
const OPT_OUT: &str = "STOP";

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
        self.clock.advance(by);
        drop(self.settled());
        self.tell_change();
    }

    /// A person answers; the id of the reply.
    pub(crate) fn reply(&self, request: &ReplyRequest) -> Result<String, ManagementError> {
        let mut state = self.settled();
        let from = recipient(&state, request)?;
        let reply = self.received(&mut state, request, from)?;
        let callback = Callback::reply(&mut state, &reply, &self.rules().switches);
        let id = reply.id.clone();
        state.replies.push(reply);
        drop(state);
        self.make(callback.into_iter().collect());
        self.tell_change();
        Ok(id)
    }

    fn received(
        &self,
        state: &mut State,
        request: &ReplyRequest,
        from: String,
    ) -> Result<Reply, ManagementError> {
        let account = state.message(&request.message_id).map(|message| message.account.clone());
        let account = account.ok_or(ManagementError::UnknownMessage)?;
        if request.text.trim().eq_ignore_ascii_case(OPT_OUT) {
            self.opt_out(state, &account, &from);
        }
        Ok(Reply {
            id: state.ids.id(),
            account,
            received_at: self.clock.now(),
            from,
            text: request.text.clone(),
            message_id: request.message_id.clone(),
        })
    }

    /// The confirmation to the person costs a credit, whatever the balance; nothing reaches them
    /// any more.
    fn opt_out(&self, state: &mut State, login: &str, number: &str) {
        let Some(account) = state.accounts.get_mut(login) else { return };
        if account.opted_out.insert(number.to_owned()) {
            account.credits -= self.rules().segment_price;
        }
    }

    pub(crate) fn callback_records(&self) -> Vec<CallbackRecord> {
        self.settled().callbacks.clone()
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
