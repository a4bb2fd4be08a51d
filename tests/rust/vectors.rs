//! The core judged by `tests/vectors`: every request, every answer, every refusal, field by field.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

#[path = "vectors/bad_input.rs"]
mod bad_input;
#[path = "vectors/call.rs"]
mod call;
#[path = "vectors/callbacks.rs"]
mod callbacks;
#[path = "vectors/file.rs"]
mod file;
#[path = "vectors/managing.rs"]
mod managing;
#[path = "vectors/reading.rs"]
mod reading;
#[path = "vectors/sending.rs"]
mod sending;
#[path = "vectors/signatures.rs"]
mod signatures;

use std::collections::BTreeSet;

use smsmode_core::{
    AddContact, CreateApiKey, CreateSubAccount, DeleteSms, DeleteSubAccount, Endpoint, GetBalance,
    GetDeliveryReport, GetMessageStatus, ListReplies, ListSent, SendBatch, SendSms, SendVoice,
    TransferCredits,
};

macro_rules! every_call {
    ($($call:ident $test:ident;)*) => {
        $(
            #[test]
            fn $test() {
                call::judge::<$call>();
            }
        )*

        /// Their names, which are the names of their files.
        const CALLS: &[&str] = &[$($call::NAME),*];
    };
}

every_call! {
    SendSms send_sms_agrees_with_its_vectors;
    SendBatch send_batch_agrees_with_its_vectors;
    SendVoice send_voice_agrees_with_its_vectors;
    GetDeliveryReport get_delivery_report_agrees_with_its_vectors;
    GetMessageStatus get_message_status_agrees_with_its_vectors;
    ListSent list_sent_agrees_with_its_vectors;
    ListReplies list_replies_agrees_with_its_vectors;
    DeleteSms delete_sms_agrees_with_its_vectors;
    GetBalance get_balance_agrees_with_its_vectors;
    TransferCredits transfer_credits_agrees_with_its_vectors;
    CreateSubAccount create_sub_account_agrees_with_its_vectors;
    DeleteSubAccount delete_sub_account_agrees_with_its_vectors;
    AddContact add_contact_agrees_with_its_vectors;
    CreateApiKey create_api_key_agrees_with_its_vectors;
}

#[test]
fn callbacks_agree_with_their_vectors() {
    callbacks::judge();
}

#[test]
fn signatures_agree_with_their_vectors() {
    signatures::judge();
}

#[test]
fn bad_input_is_refused_as_its_vectors_say() {
    bad_input::judge();
}

#[test]
fn every_file_of_vectors_is_read_and_every_call_has_one() {
    let others = ["callbacks", "signatures", "bad_input"];
    let read: BTreeSet<String> =
        CALLS.iter().chain(&others).map(|name| format!("{name}.json")).collect();
    let there: BTreeSet<String> = std::fs::read_dir(file::folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(CALLS.len(), 14);
    assert_eq!(read, there);
}
