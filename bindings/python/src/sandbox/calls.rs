//! The calls by the names of the methods of `Client`.

use pyo3::prelude::*;
use smsmode_sandbox::Call;

const METHODS: &[(&str, Call)] = &[
    ("send", Call::SendSms),
    ("send_batch", Call::SendBatch),
    ("send_voice", Call::SendVoice),
    ("status", Call::GetMessageStatus),
    ("report", Call::GetDeliveryReport),
    ("list_sent", Call::ListSent),
    ("list_replies", Call::ListReplies),
    ("delete", Call::DeleteSms),
    ("balance", Call::GetBalance),
    ("transfer_credits", Call::TransferCredits),
    ("create_sub_account", Call::CreateSubAccount),
    ("delete_sub_account", Call::DeleteSubAccount),
    ("add_contact", Call::AddContact),
    ("create_api_key", Call::CreateApiKey),
];

/// The method of Client that makes a call.
pub(crate) fn method(call: Call) -> &'static str {
    METHODS.iter().find(|(_, made)| *made == call).map_or(call.name(), |(method, _)| method)
}

/// The methods of Client, each with the name that its call has on the management routes.
#[pyfunction]
pub(crate) fn _sandbox_calls() -> Vec<(&'static str, &'static str)> {
    METHODS.iter().map(|(method, call)| (*method, call.name())).collect()
}
