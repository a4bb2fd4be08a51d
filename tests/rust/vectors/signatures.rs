//! Judges signed callback addresses.

use serde::Deserialize;
use serde_json::{Value, json};
use smsmode_core::{
    CallbackKey, CallbackKind, CallbackSigner, ClientReference, Timestamp, VerifiedCallback,
};

use crate::file::{Complaints, octets, read};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    sign: Vec<Signing>,
    verify: Vec<Verifying>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Signing {
    name: String,
    source: String,
    key_base64: String,
    kind: String,
    base: String,
    reference: Option<String>,
    sent_at: i64,
    expect: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verifying {
    name: String,
    source: String,
    key_base64: String,
    previous_key_base64: Option<String>,
    path: String,
    now: i64,
    expect: Value,
}

pub(crate) fn judge() {
    let file: File = read("signatures");
    let mut complaints = Complaints::default();
    for signing in &file.sign {
        complaints.begin(&signing.name, &signing.source, None);
        complaints.compare(&signing.name, &signing.expect, &sign(signing));
    }
    complaints.end("signatures, sign");
    let mut complaints = Complaints::default();
    for verifying in &file.verify {
        complaints.begin(&verifying.name, &verifying.source, None);
        complaints.compare(&verifying.name, &verifying.expect, &verify(verifying));
    }
    complaints.end("signatures, verify");
}

fn sign(signing: &Signing) -> Value {
    let signer = CallbackSigner::new(key(&signing.key_base64));
    let reference = || ClientReference::new(signing.reference.clone().unwrap()).unwrap();
    let sent_at = Timestamp::from_unix_seconds(signing.sent_at);
    let sign = |kind| signer.sign(&signing.base, kind, &reference(), sent_at);
    let address = match signing.kind.as_str() {
        "delivery" => sign(CallbackKind::Delivery),
        "reply" => sign(CallbackKind::Reply),
        "account_replies" => signer.sign_account_replies(&signing.base),
        kind => panic!("no such kind: {kind}"),
    };
    match address {
        Ok(url) => json!({ "url": url.as_str() }),
        Err(error) => json!({ "error": format!("{:?}", error.0) }),
    }
}

fn verify(verifying: &Verifying) -> Value {
    let signer = CallbackSigner::new(key(&verifying.key_base64));
    let signer = match &verifying.previous_key_base64 {
        Some(previous) => signer.with_previous(key(previous)),
        None => signer,
    };
    match signer.verify(&verifying.path, Timestamp::from_unix_seconds(verifying.now)) {
        Ok(verified) => json!({ "ok": show(&verified) }),
        Err(error) => json!({ "error": format!("{error:?}") }),
    }
}

fn show(verified: &VerifiedCallback) -> Value {
    let kind = match verified.kind {
        CallbackKind::Delivery => "delivery",
        CallbackKind::Reply => "reply",
    };
    let reference = verified.client_reference.as_ref().map(ClientReference::as_str);
    json!({ "kind": kind, "client_reference": reference })
}

fn key(base64: &str) -> CallbackKey {
    CallbackKey::new(octets(None, Some(base64))).unwrap()
}
