//! The life of a message: sent, at the operator, received; each change is told to whoever asked.

use std::sync::Arc;

use jiff::Timestamp;
use smsmode_core::MessageStatus;

use crate::Switches;
use crate::callbacks::Callback;
use crate::service::Service;
use crate::state::State;
use crate::state::delivery::Step;

/// Lets everything happen that is due; the callbacks that follow, if anything happened.
pub(crate) fn settle(
    state: &mut State,
    now: Timestamp,
    switches: &Switches,
) -> Option<Vec<Callback>> {
    let mut happened = None;
    while let Some(step) = state.take_due(now) {
        let callbacks: &mut Vec<_> = happened.get_or_insert_default();
        callbacks.extend(take(state, step, switches));
    }
    happened
}

/// A deleted message stays as it is. That a message has left is no news: receipts begin at the
/// operator.
fn take(state: &mut State, step: Step, switches: &Switches) -> Option<Callback> {
    let message = state.messages.get_mut(step.message).filter(|message| !message.deleted)?;
    let delivery = message.deliveries.get_mut(step.delivery)?;
    delivery.history.push((step.at, step.status));
    if step.status == MessageStatus::SENT {
        return None;
    }
    Callback::receipt(state, step, switches)
}

/// Sleeps until the next change is due, or until something else changes, for ever.
pub(crate) async fn run(service: Arc<Service>) {
    let mut changes = service.changes();
    loop {
        changes.mark_unchanged();
        let next = service.next_change();
        let due = async {
            match next {
                Some(next) => tokio::time::sleep(service.clock.real_time_until(next)).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = due => {}
            told = changes.changed() => if told.is_err() { return },
        }
    }
}
