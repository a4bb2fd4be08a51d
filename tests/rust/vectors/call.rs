//! Judges one call: its requests, its answers, and that all kinds of both are there.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use smsmode_core::{
    DamagedRecord, Endpoint, InvalidInput, MalformedReason, ReceivedDate, Request, ResponseError,
    ServiceZone,
};

use crate::file::{
    AccountInput, Answer, CallFile, Complaints, ExpectedRequest, MethodInput, Vector, read,
};

/// A call that can be made from the options of a vector, and shown as vectors show it.
pub(crate) trait Call: Endpoint + Sized {
    type Input: DeserializeOwned;

    fn build(input: Self::Input) -> Result<Self, InvalidInput>;

    fn show(output: Self::Output) -> Value;

    /// Whether the call can be made by GET.
    const BY_GET: bool = true;
}

pub(crate) fn judge<C: Call>() {
    let file: CallFile<C::Input> = read(C::NAME);
    assert_eq!(file.call, C::NAME);
    let mut complaints = Complaints::default();
    check_coverage::<C>(&file, &mut complaints);
    for vector in file.vectors {
        judge_vector::<C>(vector, &mut complaints);
    }
    complaints.end(C::NAME);
}

/// Every kind of account and every kind of answer is there.
fn check_coverage<C: Call>(file: &CallFile<C::Input>, complaints: &mut Complaints) {
    let kinds: BTreeSet<&str> = file
        .vectors
        .iter()
        .flat_map(|vector| &vector.answers)
        .filter_map(|answer| answer.expect.as_object()?.keys().next())
        .map(String::as_str)
        .collect();
    let wanted = BTreeSet::from(["malformed", "ok", "refused", "unexpected_status"]);
    complaints.compare(C::NAME, &wanted, &kinds);
    let accounts = || file.vectors.iter().map(|vector| &vector.account);
    let by_get = accounts().any(|account| account.method == MethodInput::Get);
    complaints.compare(C::NAME, &C::BY_GET, &by_get);
    complaints.compare(C::NAME, &true, &accounts().any(AccountInput::has_login));
}

fn judge_vector<C: Call>(vector: Vector<C::Input>, complaints: &mut Complaints) {
    let name = vector.name;
    complaints.begin(&name, &vector.source, vector.note.as_deref());
    let call = match C::build(vector.input) {
        Ok(call) => call,
        Err(error) => return complaints.check(&name, false, || format!("refused: {error:?}")),
    };
    match vector.account.build().and_then(|account| call.request(&account)) {
        Ok(request) => judge_request(&name, &vector.request, &request, complaints),
        Err(error) => complaints.check(&name, false, || format!("refused: {error:?}")),
    }
    for answer in &vector.answers {
        judge_answer(&name, &call, answer, complaints);
    }
}

fn judge_request(
    name: &str,
    expected: &ExpectedRequest,
    found: &Request,
    complaints: &mut Complaints,
) {
    let headers: Vec<(String, String)> =
        found.headers().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    complaints.compare(name, &expected.method.as_str(), &found.method().as_str());
    complaints.compare(name, &expected.url.as_str(), &found.url().as_ref());
    complaints.compare(name, &expected.headers, &headers);
    let readable = |body: &[u8]| body.escape_ascii().to_string();
    complaints.compare(name, &readable(&expected.body()), &readable(found.body()));
}

fn judge_answer<C: Call>(vector: &str, call: &C, answer: &Answer, complaints: &mut Complaints) {
    let name = format!("{vector}: {}", answer.name);
    complaints.begin(&name, &answer.source, None);
    let body = answer.body();
    let parsed = call.parse(answer.response(&body));
    if let Err(error) = &parsed {
        complaints.compare(&name, &answer.http_status, &error.http_status());
    }
    let found = parsed.map_or_else(show_error, |output| json!({ "ok": C::show(output) }));
    complaints.compare(&name, &answer.expect, &found);
}

fn show_error(error: ResponseError) -> Value {
    match error {
        ResponseError::Refused(refusal) => {
            json!({ "refused": { "code": refusal.code().code(), "text": refusal.text() } })
        }
        ResponseError::UnexpectedStatus(status) => json!({ "unexpected_status": {
            "excerpt": status.excerpt.as_str(),
            "retry_after_s": status.retry_after.map(|delay| delay.as_secs()),
        } }),
        ResponseError::Malformed(malformed) => json!({ "malformed": {
            "reason": reason(malformed.reason),
            "excerpt": malformed.excerpt.as_str(),
        } }),
        other => panic!("a new kind of error: {other:?}"),
    }
}

fn reason(reason: MalformedReason) -> &'static str {
    match reason {
        MalformedReason::Empty => "empty",
        MalformedReason::Html => "html",
        MalformedReason::Cut => "cut",
        MalformedReason::Contradiction => "contradiction",
        MalformedReason::NotUnderstood => "not_understood",
        other => panic!("a new reason: {other:?}"),
    }
}

pub(crate) fn show_damaged(damaged: &[DamagedRecord]) -> Value {
    damaged
        .iter()
        .map(|record| {
            let mut shown = Map::new();
            shown.insert("position".to_owned(), json!(record.position));
            let (key, raw) = show_octets(&record.raw);
            shown.insert(key.to_owned(), json!(raw));
            Value::from(shown)
        })
        .collect()
}

/// As the generator writes bytes: plain ASCII text, else base64.
fn show_octets(bytes: &[u8]) -> (&'static str, String) {
    let plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\t' | b'\r' | b'\n');
    if bytes.iter().all(plain) {
        ("raw", String::from_utf8(bytes.to_vec()).unwrap())
    } else {
        ("raw_base64", STANDARD.encode(bytes))
    }
}

pub(crate) fn show_date(date: &ReceivedDate) -> Value {
    let read = date.instant(&ServiceZone::PARIS);
    json!({
        "raw": date.raw(),
        "local": date.local().map(|local| local.to_string().replace(' ', "T")),
        "unix_seconds": read.map(|read| read.instant.unix_seconds()),
        "ambiguous": read.map(|read| read.ambiguous),
    })
}
