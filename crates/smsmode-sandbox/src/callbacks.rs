//! What the service calls on the user's server: delivery receipts and replies, by GET.

mod making;
mod record;

use jiff::Timestamp;
use smsmode_core::wire::param;

use crate::Switches;
use crate::answer::latin9;
use crate::state::State;
use crate::state::delivery::Step;
use crate::state::message::Message;
use crate::state::reply::{Reply, SHORT_CODE};
use crate::switches::{CallbackCharset, CallbackQuery, ReceiptCost};
pub(crate) use making::{CallbackQueue, Callbacks, run};
pub use record::{CallbackAttempt, CallbackKind, CallbackOutcome, CallbackRecord};

/// Orange France, as in the document's example.
const NETWORK: &str = "20801";

/// A callback to be made.
#[derive(Debug)]
pub(crate) struct Callback {
    message_id: String,
    url: String,
    /// The number of its record, and of which epoch of the state.
    number: u64,
    epoch: u64,
}

impl Callback {
    /// The receipt of a change, if its message asked for receipts.
    pub(crate) fn receipt(state: &mut State, step: Step, switches: &Switches) -> Option<Self> {
        let message = state.messages.get(step.message)?;
        let url = message.delivery_url.as_deref()?;
        let fields = receipt_fields(message, step, switches)?;
        let url = called_url(url, &fields, switches);
        let message_id = message.id.clone();
        let kind = CallbackKind::DeliveryReceipt;
        Some(Self::recorded(state, CallbackRecord::new(kind, step.at, message_id, url)))
    }

    /// The announcement of a reply, if its message or its account asked for it.
    pub(crate) fn reply(state: &mut State, reply: &Reply, switches: &Switches) -> Option<Self> {
        let message = state.message(&reply.message_id)?;
        let account = state.accounts.get(&message.account);
        let url = message.reply_url.as_deref();
        let url = url.or_else(|| account.and_then(|account| account.reply_url.as_deref()))?;
        let url = called_url(url, &reply_fields(message, reply, switches), switches);
        let (kind, message_id) = (CallbackKind::Reply, reply.message_id.clone());
        Some(Self::recorded(state, CallbackRecord::new(kind, reply.received_at, message_id, url)))
    }

    /// The same callback once more, with a record of its own; nothing where it is not known.
    pub(crate) fn replay(state: &mut State, number: u64, now: Timestamp) -> Option<Self> {
        let CallbackRecord { kind, message_id, url, .. } = state.callbacks.get(number)?.clone();
        let mut record = CallbackRecord::new(kind, now, message_id, url);
        record.replay_of = Some(number);
        Some(Self::recorded(state, record))
    }

    /// Those that somebody else had to make and did not, or not to the end.
    pub(crate) fn left_over(state: &State, retries: usize) -> Vec<Self> {
        let unfinished = |record: &&CallbackRecord| match record.attempts.last() {
            None => record.outcome == CallbackOutcome::Waiting,
            Some(last) => !last.is_last() && record.attempts.len() <= retries,
        };
        let left_over = state.callbacks.iter().filter(unfinished).cloned();
        left_over.map(|record| Self::about(record, state.epoch)).collect()
    }

    fn about(record: CallbackRecord, epoch: u64) -> Self {
        let CallbackRecord { number, message_id, url, .. } = record;
        Self { message_id, url, number, epoch }
    }

    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    fn recorded(state: &mut State, mut record: CallbackRecord) -> Self {
        record.number = state.callbacks.next();
        state.callbacks.push(record.clone());
        Self::about(record, state.epoch)
    }
}

type CallbackFields = Vec<(&'static str, String)>;

fn receipt_fields(message: &Message, step: Step, switches: &Switches) -> Option<CallbackFields> {
    let delivery = message.deliveries.get(step.delivery)?;
    let mut fields = vec![
        (param::RECIPIENTS, delivery.number.clone()),
        (param::RECEIVED_AT, switches.time_zone.dashes(step.at)),
        (param::STATUS, step.status.code().to_string()),
        (param::MESSAGE_ID, message.id.clone()),
    ];
    fields.extend(delivery.reference.clone().map(|reference| (param::CLIENT_REFERENCE, reference)));
    fields.push((param::NETWORK, NETWORK.to_owned()));
    if switches.receipt_cost == ReceiptCost::Written {
        fields.push((param::COST, delivery.cost.to_string()));
    }
    Some(fields)
}

fn reply_fields(message: &Message, reply: &Reply, switches: &Switches) -> CallbackFields {
    let delivery = message.deliveries.iter().find(|delivery| delivery.number == reply.from);
    let reference = delivery.and_then(|delivery| delivery.reference.clone());
    let mut fields = vec![
        (param::RECIPIENTS, SHORT_CODE.to_owned()),
        (param::TEXT, reply.text.clone()),
        (param::SENDER, reply.from.clone()),
        (param::RECEIVED_AT, switches.time_zone.compact(reply.received_at)),
        (param::MESSAGE_ID, reply.message_id.clone()),
    ];
    fields.extend(reference.map(|reference| (param::CLIENT_REFERENCE, reference)));
    fields.push((param::REPLY_ID, reply.id.clone()));
    fields
}

fn called_url(url: &str, fields: &CallbackFields, switches: &Switches) -> String {
    let escaped = |text: &str| match switches.callback_charset {
        CallbackCharset::Utf8 => escape(text.as_bytes()),
        CallbackCharset::Latin9 => escape(&latin9(text)),
    };
    let pairs = fields.iter().map(|(name, value)| format!("{name}={}", escaped(value)));
    let has_query = switches.callback_query == CallbackQuery::AsNeeded && url.contains('?');
    let joint = if has_query { '&' } else { '?' };
    format!("{url}{joint}{}", pairs.collect::<Vec<_>>().join("&"))
}

/// Form encoding: letters, digits and `-._*` stay, a blank becomes `+`, all else `%XX`.
fn escape(bytes: &[u8]) -> String {
    let escaped = |byte: &u8| match byte {
        b' ' => "+".to_owned(),
        b'-' | b'.' | b'_' | b'*' => char::from(*byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(*byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    bytes.iter().map(escaped).collect()
}
