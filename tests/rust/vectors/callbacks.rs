//! Judges what the service calls on the user's server.

use serde::Deserialize;
use serde_json::{Value, json};
use smsmode_core::{CallbackError, DeliveryReceipt, PrivateText, ReplyReceipt};

use crate::call::show_date;
use crate::file::{Complaints, octets, read};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    delivery_receipt: Vec<Callback>,
    reply: Vec<Callback>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Callback {
    name: String,
    source: String,
    note: Option<String>,
    query: Option<String>,
    query_base64: Option<String>,
    expect: Value,
}

pub(crate) fn judge() {
    let file: File = read("callbacks");
    judge_all("delivery_receipt", &file.delivery_receipt, |query| {
        DeliveryReceipt::parse_query(query).map(|receipt| show_receipt(&receipt))
    });
    judge_all("reply", &file.reply, |query| {
        ReplyReceipt::parse_query(query).map(|reply| show_reply(&reply))
    });
}

fn judge_all(what: &str, callbacks: &[Callback], parse: fn(&[u8]) -> Result<Value, CallbackError>) {
    let mut complaints = Complaints::default();
    for callback in callbacks {
        complaints.begin(&callback.name, &callback.source, callback.note.as_deref());
        let query = octets(callback.query.as_deref(), callback.query_base64.as_deref());
        let found = parse(&query).map_or_else(show_error, |shown| json!({ "ok": shown }));
        complaints.compare(&callback.name, &callback.expect, &found);
    }
    complaints.end(what);
}

fn show_error(error: CallbackError) -> Value {
    match error {
        CallbackError::TooLong => json!({ "error": "TooLong", "field": null }),
        CallbackError::TooManyFields => json!({ "error": "TooManyFields", "field": null }),
        CallbackError::Missing { field } => json!({ "error": "Missing", "field": field }),
        CallbackError::Unreadable { field } => json!({ "error": "Unreadable", "field": field }),
        other => panic!("a new kind of error: {other:?}"),
    }
}

fn show_receipt(receipt: &DeliveryReceipt) -> Value {
    json!({
        "message_id": receipt.message_id.as_str(),
        "status": receipt.status.code(),
        "recipient": receipt.recipient.as_deref(),
        "recipient_number": receipt.recipient_number().map(|number| number.to_string()),
        "received_at": receipt.received_at.as_ref().map(show_date),
        "client_reference": receipt.client_reference,
        "network": receipt.network,
        "cost": receipt.cost.map(|cost| cost.to_string()),
        "unknown": show_unknown(&receipt.unknown),
    })
}

fn show_reply(reply: &ReplyReceipt) -> Value {
    json!({
        "from": reply.from.as_str(),
        "from_number": reply.from_number().map(|number| number.to_string()),
        "text": reply.text.as_str(),
        "to": reply.to.as_deref(),
        "received_at": reply.received_at.as_ref().map(show_date),
        "message_id": reply.message_id.as_ref().map(ToString::to_string),
        "client_reference": reply.client_reference,
        "reply_id": reply.reply_id.as_ref().map(ToString::to_string),
        "unknown": show_unknown(&reply.unknown),
    })
}

fn show_unknown(unknown: &[(String, PrivateText)]) -> Value {
    unknown.iter().map(|(name, value)| json!([name, value.as_str()])).collect()
}
