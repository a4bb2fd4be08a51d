//! The life of a message: sent, at the operator, received; each change is told to whoever asked.

use std::sync::Arc;

use jiff::Timestamp;
use smsmode_core::MessageStatus;

use crate::answering::{self, Written};
use crate::callbacks::Callback;
use crate::calls::Rules;
use crate::magic::{self, Effect};
use crate::service::Service;
use crate::state::State;
use crate::state::delivery::{Delivery, Step};

/// Lets everything happen that is due; the callbacks that follow, if anything happened.
pub(crate) fn settle(state: &mut State, now: Timestamp, rules: &Rules) -> Option<Vec<Callback>> {
    let mut happened = None;
    while let Some(step) = state.take_due(now) {
        let callbacks: &mut Vec<_> = happened.get_or_insert_default();
        callbacks.extend(take(state, step, rules));
    }
    happened
}

/// A deleted message stays as it is. That a message has left is no news: receipts begin at the
/// operator.
fn take(state: &mut State, step: Step, rules: &Rules) -> Vec<Callback> {
    let asks = state.messages.get(step.message).is_some_and(|one| one.delivery_url.is_some());
    let Some(delivery) = delivery(state, step) else { return Vec::new() };
    let is_told = asks && step.status != MessageStatus::SENT;
    let receipts = if is_told { delivery.receipts(step) } else { Vec::new() };
    delivery.history.push((step.at, step.status));
    let receipts =
        receipts.into_iter().filter_map(|one| Callback::receipt(state, one, &rules.switches));
    let mut callbacks: Vec<_> = receipts.collect();
    callbacks.extend(magic_reply(state, step, rules));
    callbacks
}

fn delivery(state: &mut State, step: Step) -> Option<&mut Delivery> {
    state.messages.get(step.message).filter(|message| !message.deleted)?;
    state.messages.copy_mut(step.sequence())
}

/// The people of some magic numbers answer as soon as they have a message that can be answered.
fn magic_reply(state: &mut State, step: Step, rules: &Rules) -> Option<Callback> {
    if !rules.magic_numbers || step.status != MessageStatus::RECEIVED {
        return None;
    }
    let message = state.messages.get(step.message)?;
    let delivery = message.deliveries.get(step.delivery).filter(|one| one.sender.is_none())?;
    let Some(Effect::Answers(text)) = magic::effect(&delivery.number) else { return None };
    let (message_id, from) = (message.id.clone(), delivery.number.clone());
    let written = Written { message_id: &message_id, from: &from, text, at: step.at };
    answering::answer(state, written, rules)?.1
}

/// Sleeps until the next change is due, or until one is to come earlier, for ever.
pub(crate) async fn run(service: Arc<Service>) {
    loop {
        let next = service.await_next_change();
        let due = async {
            match next {
                Some(next) => tokio::time::sleep(service.clock.real_time_until(next)).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = due => {}
            () = service.is_earlier() => {}
        }
    }
}
