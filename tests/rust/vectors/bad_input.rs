//! Judges what must be refused before anything is sent.

use std::error::Error;

use serde::Deserialize;
use serde_json::{Map, Value};
use smsmode_core::{
    AddContact, CreateApiKey, CreateSubAccount, DeleteSms, DeleteSubAccount, Endpoint, GetBalance,
    GetDeliveryReport, GetMessageStatus, InvalidInput, ListReplies, ListSent, SendBatch, SendSms,
    SendVoice, TransferCredits,
};

use crate::call::Call;
use crate::file::{AccountInput, Complaints, read};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    name: String,
    source: String,
    note: Option<String>,
    call: String,
    account: AccountInput,
    input: Value,
    error: String,
    cause: Option<String>,
    #[serde(default)]
    details: Map<String, Value>,
}

pub(crate) fn judge() {
    let mut complaints = Complaints::default();
    for vector in read::<File>("bad_input").vectors {
        let name = format!("{}: {}", vector.call, vector.name);
        complaints.begin(&name, &vector.source, vector.note.as_deref());
        match refusal(&vector) {
            Ok(()) => complaints.check(&name, false, || "it is accepted".to_owned()),
            Err(error) => judge_error(&name, &vector, &error, &mut complaints),
        }
    }
    complaints.end("bad_input");
}

fn judge_error(name: &str, vector: &Vector, error: &InvalidInput, complaints: &mut Complaints) {
    let cause = error.source().map(|cause| variant(&format!("{cause:?}")));
    let shown = format!("{error:?}");
    complaints.compare(name, &vector.error, &variant(&shown));
    complaints.compare(name, &vector.cause, &cause);
    for (field, value) in &vector.details {
        complaints.check(name, shown.contains(&format!("{field}: {value}")), || {
            format!("expected {field}: {value} in {shown}")
        });
    }
}

/// The name of the variant, or of the type where it has none: what `Debug` begins with.
fn variant(shown: &str) -> String {
    shown.chars().take_while(char::is_ascii_alphanumeric).collect()
}

macro_rules! by_name {
    ($vector:expr, $($call:ident),*) => {
        match $vector.call.as_str() {
            $($call::NAME => refused_by::<$call>($vector),)*
            name => panic!("no such call: {name}"),
        }
    };
}

fn refusal(vector: &Vector) -> Result<(), InvalidInput> {
    by_name!(
        vector,
        SendSms,
        SendBatch,
        SendVoice,
        GetDeliveryReport,
        GetMessageStatus,
        ListSent,
        ListReplies,
        DeleteSms,
        GetBalance,
        TransferCredits,
        CreateSubAccount,
        DeleteSubAccount,
        AddContact,
        CreateApiKey
    )
}

/// Builds the account, the call and its request, up to whatever refuses.
fn refused_by<C: Call>(vector: &Vector) -> Result<(), InvalidInput> {
    let account = vector.account.clone().build()?;
    let input = serde_json::from_value(vector.input.clone());
    let input = input.unwrap_or_else(|error| panic!("{}: {error}", vector.name));
    C::build(input)?.request(&account).map(drop)
}
