//! No parser panics, whatever the bytes; no refusal is a success; nothing grows beyond its input.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;
use smsmode_core::{
    Accepted, Acknowledged, AddContact, BatchRow, CallbackError, CallbackKey, CallbackKind,
    CallbackSigner, ClientReference, CreateApiKey, CreateSubAccount, DamagedRecord, DeleteSms,
    DeleteSubAccount, DeliveryReceipt, Ending, Endpoint, GetBalance, GetDeliveryReport,
    GetMessageStatus, GsmText, ListReplies, ListSent, Login, MessageId, Password, PhoneNumber,
    PrivateText, Recipients, ReplyReceipt, Response, ResponseError, SendBatch, SendSms, SendVoice,
    SignatureError, Timestamp, TransferCredits, WholeCredits,
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_answer_makes_a_parser_panic(answer in any_answer()) {
        parse_by_every_call(&answer);
    }

    #[test]
    fn a_code_other_than_zero_is_no_success(answer in any_answer()) {
        for accepted in sends(&answer) {
            if accepted.is_ok() {
                prop_assert_eq!(first_field(&answer.body), b"0");
                prop_assert!((200..300).contains(&answer.http_status));
            }
        }
        for acknowledged in changes(&answer) {
            if acknowledged.is_ok() {
                prop_assert_eq!(first_field(&answer.body), b"0");
                prop_assert!((200..300).contains(&answer.http_status));
            }
        }
    }

    #[test]
    fn an_id_of_an_answer_that_broke_off_is_never_believed(answer in any_answer()) {
        for accepted in sends(&answer).into_iter().flatten() {
            prop_assert!(answer.ending != Ending::Cut || accepted.message_id.is_none());
            prop_assert!(!accepted.provisional || answer.ending == Ending::Unmarked);
        }
    }

    #[test]
    fn what_is_kept_of_an_answer_is_bounded_by_the_answer(answer in any_answer()) {
        prop_assert!(kept_of_lists(&answer) <= GROWTH * answer.body.len());
        for error in errors(&answer) {
            prop_assert!(kept_of(&error) <= 1_000, "{:?}", error);
        }
    }

    #[test]
    fn no_query_makes_a_callback_panic_or_grow(query in any_query()) {
        let receipt = DeliveryReceipt::parse_query(&query);
        let reply = ReplyReceipt::parse_query(&query);
        if query.len() > 8 * 1024 {
            prop_assert_eq!(receipt.as_ref().err(), Some(&CallbackError::TooLong));
            prop_assert_eq!(reply.as_ref().err(), Some(&CallbackError::TooLong));
        }
        let unknown = receipt.map(|receipt| receipt.unknown).unwrap_or_default();
        let unknown = unknown.into_iter().chain(reply.map(|reply| reply.unknown).unwrap_or_default());
        let kept: usize = unknown.map(|(name, value)| name.len() + value.len()).sum();
        prop_assert!(kept <= 2 * GROWTH * query.len());
    }

    #[test]
    fn no_path_is_believed_but_those_that_were_signed(path in any_path(), now in any::<i64>()) {
        let verified = signer().verify(&path, Timestamp::from_unix_seconds(now));
        if let Ok(verified) = verified {
            prop_assert!(names_what_was_signed(&path), "{}", path);
            let reference = verified.client_reference.unwrap();
            prop_assert_eq!(reference.as_str(), REFERENCE);
            prop_assert_eq!(verified.kind, CallbackKind::Delivery);
        }
    }

    #[test]
    fn arbitrary_text_is_never_a_signed_path(path in ".*") {
        let verified = signer().verify(&path, NOW);
        prop_assert_eq!(verified, Err(SignatureError::Forged));
    }
}

/// An answer of a service that may say anything.
#[derive(Debug, Clone)]
struct AnyAnswer {
    http_status: u16,
    content_type: Option<String>,
    ending: Ending,
    retry_after: Option<u64>,
    body: Vec<u8>,
}

impl AnyAnswer {
    fn response(&self) -> Response<'_> {
        let mut response = Response::new(self.http_status, &self.body).with_ending(self.ending);
        if let Some(content_type) = &self.content_type {
            response = response.with_content_type(content_type);
        }
        if let Some(seconds) = self.retry_after {
            response = response.with_retry_after(Duration::from_secs(seconds));
        }
        response
    }
}

fn any_answer() -> impl Strategy<Value = AnyAnswer> {
    let status = prop_oneof![4 => Just(200), 1 => 200..300u16, 1 => any::<u16>()];
    let ending = select(vec![Ending::Complete, Ending::Unmarked, Ending::Cut]);
    let parts = (status, any_content_type(), ending, any::<Option<u64>>(), any_body());
    parts.prop_map(|(http_status, content_type, ending, retry_after, body)| AnyAnswer {
        http_status,
        content_type,
        ending,
        retry_after,
        body,
    })
}

fn any_content_type() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        4 => Just(None),
        2 => select(vec![
            "text/html;charset=UTF-8", "text/plain; charset=iso-8859-15", "text/plain; charset=utf-16",
            "text/plain; charset=\"shift_jis\"", "application/json", "text/plain; charset=",
        ]).prop_map(|known| Some(known.to_owned())),
        1 => any::<String>().prop_map(Some),
    ]
}

fn any_body() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        1 => vec(any::<u8>(), 0..400),
        2 => vec(select(FRAGMENTS), 0..40).prop_map(|fragments| fragments.concat()),
        4 => mutated(&GOOD_ANSWERS),
    ]
}

fn any_query() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        1 => vec(any::<u8>(), 0..400),
        1 => vec(any::<u8>(), 8_000..9_000),
        4 => mutated(&GOOD_QUERIES),
    ]
}

fn any_path() -> impl Strategy<Value = String> {
    let changed = mutated(&SIGNED_PATH);
    changed.prop_map(|path| String::from_utf8_lossy(&path).into_owned())
}

/// What grammars are made of.
const FRAGMENTS: &[&[u8]] = &[
    b"0",
    b"1",
    b"31",
    b"9999",
    b"|",
    b" | ",
    b" ",
    b"\n",
    b"\r\n",
    b"<br/>",
    b"<",
    b"<br",
    b"\0",
    b"\xe9",
    b"\xc3\xa9",
    b"\xff",
    b"S7EpYZ5kmS87",
    b"12/05/2015 13:50",
    b"01012013-12:22",
    b"33639980011",
    b"36034",
    b"1.0",
    b"-",
    b"1E400",
    b"{",
    b"\"accessToken\"",
    b":",
    b"}",
];

/// One of the seeds after a few changes.
fn mutated(seeds: &'static LazyLock<Vec<Vec<u8>>>) -> impl Strategy<Value = Vec<u8>> {
    let changes = vec((any::<Index>(), any::<Index>(), change()), 0..6);
    (any::<Index>(), changes).prop_map(|(seed, changes)| {
        let mut bytes = seed.get(seeds).clone();
        for (from, to, change) in changes {
            let (from, to) = (from.index(bytes.len() + 1), to.index(bytes.len() + 1));
            change.apply(&mut bytes, from.min(to), from.max(to));
        }
        bytes
    })
}

#[derive(Debug, Clone)]
enum Change {
    Put(Vec<u8>),
    Overwrite(u8),
    Remove,
    Repeat,
    CutHere,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        select(FRAGMENTS).prop_map(|fragment| Change::Put(fragment.to_vec())),
        any::<u8>().prop_map(Change::Overwrite),
        Just(Change::Remove),
        Just(Change::Repeat),
        Just(Change::CutHere),
    ]
}

impl Change {
    fn apply(self, bytes: &mut Vec<u8>, from: usize, to: usize) {
        match self {
            Self::Put(put) => drop(bytes.splice(from..from, put)),
            Self::Overwrite(byte) => bytes.iter_mut().skip(from).take(1).for_each(|it| *it = byte),
            Self::Remove => drop(bytes.drain(from..to)),
            Self::Repeat => bytes.extend_from_within(from..to),
            Self::CutHere => bytes.truncate(from),
        }
    }
}

/// The body of every answer of the vectors.
static GOOD_ANSWERS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| collected("body"));

/// The query of every callback of the vectors.
static GOOD_QUERIES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| collected("query"));

static SIGNED_PATH: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| vec![signed_path().into_bytes()]);

fn collected(key: &str) -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/vectors");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let text = std::fs::read_to_string(path).unwrap();
            collect(&serde_json::from_str(&text).unwrap(), key, &mut found);
        }
    }
    assert!(found.len() > 30, "too few seeds: {}", found.len());
    found
}

/// Every value of this key, wherever it stands, as ASCII or as base64.
fn collect(value: &Value, key: &str, found: &mut Vec<Vec<u8>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, key, found)),
        Value::Object(fields) => {
            for (name, field) in fields {
                match field.as_str() {
                    Some(text) if name == key => found.push(text.as_bytes().to_vec()),
                    Some(text) if *name == format!("{key}_base64") => {
                        found.push(STANDARD.decode(text).unwrap());
                    }
                    _ => collect(field, key, found),
                }
            }
        }
        _ => {}
    }
}

fn parse_by_every_call(answer: &AnyAnswer) {
    let _ = (sends(answer), changes(answer), errors(answer), kept_of_lists(answer));
}

fn number() -> PhoneNumber {
    PhoneNumber::parse("0639980011").unwrap()
}

fn text() -> GsmText {
    GsmText::new("Bonjour").unwrap()
}

fn message_id() -> MessageId {
    MessageId::new("S7EpYZ5kmS87").unwrap()
}

fn login() -> Login {
    Login::new("boutique").unwrap()
}

fn sends(answer: &AnyAnswer) -> [Result<Accepted, ResponseError>; 3] {
    let to = Recipients::from(number());
    [
        SendSms::new(number(), text()).parse(answer.response()),
        SendBatch::new([BatchRow::new(number(), text())]).unwrap().parse(answer.response()),
        SendVoice::new(to, "Bonjour").unwrap().parse(answer.response()),
    ]
}

fn changes(answer: &AnyAnswer) -> [Result<Acknowledged, ResponseError>; 5] {
    let password = Password::new("yyyyyy").unwrap();
    let credits = WholeCredits::new(1).unwrap();
    [
        DeleteSms::by_id(message_id()).parse(answer.response()),
        TransferCredits::new(login(), credits).parse(answer.response()),
        CreateSubAccount::new(login(), password).parse(answer.response()),
        DeleteSubAccount::new(login()).parse(answer.response()),
        AddContact::new("Dupond", number()).unwrap().parse(answer.response()),
    ]
}

/// The errors of all fourteen calls.
fn errors(answer: &AnyAnswer) -> Vec<ResponseError> {
    let reads = [
        GetBalance::new().parse(answer.response()).err(),
        GetDeliveryReport::new(message_id()).parse(answer.response()).err(),
        GetMessageStatus::new(message_id()).parse(answer.response()).err(),
        ListSent::new().parse(answer.response()).err(),
        ListReplies::newest().parse(answer.response()).err(),
        CreateApiKey::new().parse(answer.response()).err(),
    ];
    let sends = sends(answer).into_iter().filter_map(Result::err);
    let changes = changes(answer).into_iter().filter_map(Result::err);
    reads.into_iter().flatten().chain(sends).chain(changes).collect()
}

/// Characters that an error keeps of an answer.
fn kept_of(error: &ResponseError) -> usize {
    let characters = |text: &str| text.chars().count();
    match error {
        ResponseError::Refused(refusal) => characters(refusal.text()),
        ResponseError::UnexpectedStatus(status) => characters(&status.excerpt),
        ResponseError::Malformed(malformed) => characters(&malformed.excerpt),
        other => panic!("a new kind of error: {other:?}"),
    }
}

/// A byte of Latin becomes up to three of UTF-8.
const GROWTH: usize = 3;

/// The largest number of bytes that one of the three lists keeps.
fn kept_of_lists(answer: &AnyAnswer) -> usize {
    let report = GetDeliveryReport::new(message_id()).parse(answer.response());
    let report = report.map_or(0, |list| damaged(&list.damaged) + 2 * list.recipients.len());
    let sent = ListSent::new().parse(answer.response()).map_or(0, |list| {
        let texts = list.messages.iter().map(|one| {
            one.message_id.as_str().len()
                + one.sent_at.raw().len()
                + both(&one.text, &one.recipient)
        });
        damaged(&list.damaged) + texts.sum::<usize>()
    });
    let replies = ListReplies::newest().parse(answer.response()).map_or(0, |list| {
        let texts = list.replies.iter().map(|one| {
            let id = one.message_id.as_ref().map_or(0, |id| id.as_str().len());
            id + one.reply_id.as_str().len()
                + one.received_at.raw().len()
                + both(&one.from, &one.text)
                + one.to.len()
        });
        damaged(&list.damaged) + texts.sum::<usize>()
    });
    report.max(sent).max(replies)
}

fn both(one: &PrivateText, other: &PrivateText) -> usize {
    one.len() + other.len()
}

fn damaged(records: &[DamagedRecord]) -> usize {
    records.iter().map(|record| record.raw.len()).sum()
}

/// What stands before the first bar, without white space: an obvious reading of success.
fn first_field(body: &[u8]) -> &[u8] {
    let field = body.split(|byte| *byte == b'|').next().unwrap_or(body);
    let blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
    let start = field.iter().take_while(|byte| blank(byte)).count();
    let after = field.iter().rev().take_while(|byte| blank(byte)).count();
    field.get(start..field.len() - after).unwrap_or_default()
}

#[test]
fn lists_are_read_in_time_that_grows_with_their_length_only() {
    let begun = Instant::now();
    for (part, times) in [("\n", 10_000), ("<br/>", 10_000), ("no bar\n", 20_000)] {
        let body = format!("x{}y", part.repeat(times));
        let _ = ListSent::new().parse(Response::new(200, body.as_bytes()));
        let _ = ListReplies::newest().parse(Response::new(200, body.as_bytes()));
    }
    // A fraction of a second; many seconds where time grows with the square of the length.
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
}

const REFERENCE: &str = "order-12";
const NOW: Timestamp = Timestamp::from_unix_seconds(1_795_353_900);

fn signer() -> CallbackSigner {
    CallbackSigner::new(CallbackKey::new([1; 32]).unwrap())
}

fn signed_path() -> String {
    let reference = ClientReference::new(REFERENCE).unwrap();
    let base = "https://shop.example";
    let url = signer().sign(base, CallbackKind::Delivery, &reference, NOW).unwrap();
    url.as_str().strip_prefix(base).unwrap().to_owned()
}

/// Whether a path is the signed one, but for slashes before it and spellings of its expiry.
fn names_what_was_signed(path: &str) -> bool {
    let parts = |path: &str| -> Vec<String> {
        let parts = path.trim_start_matches('/').split('/');
        parts.map(|part| part.trim_start_matches(['+', '0']).to_owned()).collect()
    };
    parts(path) == parts(&signed_path())
}

#[test]
fn the_signed_path_itself_is_believed() {
    assert!(signer().verify(&signed_path(), NOW).is_ok());
    let late = NOW.plus_seconds(8 * 86_400);
    assert_eq!(signer().verify(&signed_path(), late), Err(SignatureError::Expired));
}
