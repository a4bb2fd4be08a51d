//! A delivery status by hand.

use serde::{Deserialize, Serialize};
use smsmode_core::MessageStatus;

use super::StoredMessage;
use crate::ManagementError;
use crate::callbacks::Callback;
use crate::phone;
use crate::service::Service;
use crate::state::State;
use crate::state::delivery::Step;
use crate::state::message::Message;
use crate::switches::PlusPrefix;

const HIGHEST_STATUS: u16 = 9999;

/// Body of `POST /_sandbox/trigger`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriggerRequest {
    /// The message whose status changes.
    pub message_id: String,
    /// For this recipient; for all of them unless given.
    #[serde(default)]
    pub recipient: Option<String>,
    /// The number of the new status, 0 to 9999, known to the document or not.
    pub status: u16,
}

impl std::fmt::Debug for TriggerRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TriggerRequest")
            .field("message_id", &self.message_id)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl Service {
    /// Gives a message a status now, and tells it to the delivery URL. After a final one nothing
    /// else happens by itself.
    pub(crate) fn trigger(
        &self,
        request: &TriggerRequest,
    ) -> Result<Vec<StoredMessage>, ManagementError> {
        let status = status(request)?;
        let mut state = self.settled();
        let steps = self.steps(request, status, &state)?;
        let rules = self.rules();
        let callbacks = steps.iter().filter_map(|step| {
            take(*step, &mut state);
            Callback::receipt(&mut state, *step, &rules.switches)
        });
        let callbacks: Vec<_> = callbacks.collect();
        self.make(callbacks, &mut state);
        let changed = steps.iter().filter_map(|step| shown(step.sequence(), &state)).collect();
        drop(state);
        self.tell_change();
        Ok(changed)
    }

    /// A step for each copy that is meant.
    fn steps(
        &self,
        request: &TriggerRequest,
        status: MessageStatus,
        state: &State,
    ) -> Result<Vec<Step>, ManagementError> {
        let message = state.message(&request.message_id).filter(|message| !message.deleted);
        let message = message.ok_or(ManagementError::UnknownMessage)?;
        let (at, number) = (self.clock.now(), message.number);
        let copies = copies(message, request.recipient.as_deref());
        let step = |delivery| Step { at, message: number, delivery, status };
        let steps: Vec<_> = copies.into_iter().map(step).collect();
        if steps.is_empty() { Err(ManagementError::NotARecipient) } else { Ok(steps) }
    }
}

fn status(request: &TriggerRequest) -> Result<MessageStatus, ManagementError> {
    let is_status = request.status <= HIGHEST_STATUS;
    is_status.then(|| MessageStatus::new(request.status)).ok_or(ManagementError::NotAStatus)
}

/// Where the copies to one recipient, or all, stand in a message.
fn copies(message: &Message, recipient: Option<&str>) -> Vec<usize> {
    let wanted = recipient.map(|number| phone::international(number, PlusPrefix::Accepted));
    let numbered = message.deliveries.iter().enumerate();
    let meant = numbered.filter(|(_, copy)| match &wanted {
        Some(wanted) => wanted.as_deref() == Some(&copy.number),
        None => true,
    });
    meant.map(|(place, _)| place).collect()
}

fn take(step: Step, state: &mut State) {
    if let Some(copy) = state.messages.copy_mut(step.sequence()) {
        copy.history.push((step.at, step.status));
    }
    if step.status.is_final() {
        state.end_plan(step.sequence());
    }
}

fn shown(sequence: u64, state: &State) -> Option<StoredMessage> {
    let (message, copy) = state.messages.copy(sequence)?;
    Some(StoredMessage::new(sequence, message, copy))
}
