//! What the service tells is believed of the message that it is about, and of no other.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers too"
)]

use std::sync::Arc;
use std::time::Duration;

use smsmode_core::outbox::{Evidence, Fence, KnownId, OutboxId, Progress, Sent, Stage, State};
use smsmode_core::{
    Endpoint as _, GetMessageStatus, GsmText, ListSent, PhoneNumber, Response, Timestamp,
};
use smsmode_http::{Error, TransportError, TransportErrorKind};
use smsmode_outbox::{
    Commit, DispatcherSettings, Done, Engine, Job, Listed, ManualClock, MessageKey, NewMessage,
    Outbox, Step,
};

/// 22/11/2026 14:25 in Paris.
const NOW: Timestamp = Timestamp::from_unix_seconds(1_795_353_900);
const SENT: Sent = Sent { started_at: NOW, ended_at: NOW.plus_seconds(5) };

/// A message that was put in at `NOW` and has come so far.
fn put(outbox: &Outbox, key: &str, number: &str, stage: Stage) -> OutboxId {
    let text = GsmText::new("Votre commande est arrivée").unwrap();
    let number = PhoneNumber::parse(number).unwrap();
    let message = NewMessage::new(MessageKey::new(key).unwrap(), number, text);
    let id = outbox.enqueue(&message).unwrap().id();
    go_on(outbox, id, stage);
    id
}

fn go_on(outbox: &Outbox, id: OutboxId, stage: Stage) {
    let entry = outbox.get(id).unwrap().unwrap();
    let fence = Fence::new(entry.progress.fence.get() + 1);
    let doubted_since = Some(NOW).filter(|_| stage.state() == State::Unknown);
    let next = Progress { stage, fence, doubted_since, ..entry.progress.clone() };
    let mut commit = Commit::at(NOW.plus_seconds(5));
    commit.steps = vec![Step {
        id,
        fence: entry.progress.fence,
        state: entry.state(),
        next,
        status: None,
        trouble: None,
    }];
    assert_eq!(outbox.ledger().commit(&commit).unwrap(), [true]);
}

fn list(body: &str) -> Done {
    let list = ListSent::new().parse(Response::new(200, body.as_bytes())).unwrap();
    Done::Listed {
        list: Ok(Listed { messages: list.messages, damaged: list.damaged, whole: true }),
    }
}

/// What becomes of a message in doubt that this list does not have, twice.
fn fate(body: &str) -> State {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(ManualClock::at(NOW));
    let url = format!("sqlite:{}", folder.path().join("till.db").display());
    let outbox = Outbox::open(&url).unwrap().with_clock(clock.clone());
    let told = KnownId { id: "S7EpYZ5kmS87".parse().unwrap(), evidence: Evidence::Told };
    put(&outbox, "delivered", "0639980022", Stage::Delivered { message_id: told });
    let look_at = NOW.plus_seconds(906);
    let doubted = Stage::Unknown { sent: SENT, look_at, first_look: None };
    let id = put(&outbox, "doubted", "0639980011", doubted);
    outbox.pause().unwrap();
    let settings = DispatcherSettings::default();
    let mut engine = Engine::new(Arc::clone(outbox.ledger()), clock.clone(), settings);
    let mut looks = 0;
    while outbox.get(id).unwrap().unwrap().state() == State::Unknown && looks < 30 {
        clock.advance(Duration::from_secs(100));
        let jobs = engine.turn(Vec::new()).unwrap().jobs;
        if jobs.iter().any(|job| matches!(job, Job::ReadList { .. })) {
            engine.turn(vec![list(body)]).unwrap();
        }
        looks += 1;
    }
    outbox.get(id).unwrap().unwrap().state()
}

const OLD: &str = "OldOldOldOl1 | 22/11/2026 09:00 | Bonjour | 33639980033 | 1.0 | 1 |\n";
const DELIVERED: &str =
    "S7EpYZ5kmS87 | 22/11/2026 14:25 | Votre commande est arrivée | 33639980022 | 1.0 | 1 |\n";

#[test]
fn a_list_that_has_what_was_delivered_meanwhile_proves_what_is_absent() {
    assert_eq!(fate(&format!("{DELIVERED}{OLD}")), State::Queued);
}

#[test]
fn a_list_without_what_was_delivered_meanwhile_is_an_old_one_and_proves_nothing() {
    assert_eq!(fate(OLD), State::Parked);
}

/// A service whose list never works: how often it is read within so many days, each 10 s once a minute,
/// and what the message in doubt is in the end.
fn days_without_a_list(days: u64) -> (usize, State) {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(ManualClock::at(NOW));
    let url = format!("sqlite:{}", folder.path().join("till.db").display());
    let outbox = Outbox::open(&url).unwrap().with_clock(clock.clone());
    let look_at = NOW.plus_seconds(906);
    let id = put(
        &outbox,
        "doubted",
        "0639980011",
        Stage::Unknown { sent: SENT, look_at, first_look: None },
    );
    outbox.pause().unwrap();
    let settings = DispatcherSettings::default();
    let mut engine = Engine::new(Arc::clone(outbox.ledger()), clock.clone(), settings);
    let mut reads = 0;
    for _ in 0..days * 1440 {
        clock.advance(Duration::from_secs(60));
        let jobs = engine.turn(Vec::new()).unwrap().jobs;
        if jobs.iter().any(|job| matches!(job, Job::ReadList { .. })) {
            reads += 1;
            let gone =
                TransportError::new(TransportErrorKind::Unreachable, smsmode_http::Sent::NotSent);
            engine
                .turn(vec![Done::Listed { list: Err(Error::of(&ListSent::new(), gone)) }])
                .unwrap();
        }
    }
    (reads, outbox.get(id).unwrap().unwrap().state())
}

#[test]
fn a_list_that_cannot_be_read_is_asked_for_less_and_less_often() {
    let (reads, state) = days_without_a_list(1);
    assert_eq!(state, State::Unknown);
    assert!((130..160).contains(&reads), "{reads}");
}

#[test]
fn a_message_whose_list_cannot_be_read_for_a_day_waits_for_a_person() {
    assert_eq!(days_without_a_list(2).1, State::Parked);
}

/// The list gave it the id of an equal message, which was asked for, and then another one.
#[test]
fn a_status_of_an_id_that_a_message_has_no_more_is_not_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(ManualClock::at(NOW));
    let url = format!("sqlite:{}", folder.path().join("till.db").display());
    let outbox = Outbox::open(&url).unwrap().with_clock(clock.clone());
    let under = |id: &str| Stage::Accepted {
        message_id: Some(KnownId { id: id.parse().unwrap(), evidence: Evidence::Listed }),
        sent: SENT,
        poll_at: Some(NOW.plus_seconds(120)),
    };
    let id = put(&outbox, "order", "0639980011", under("S7EpYZ5kmS87"));
    let settings = DispatcherSettings::default();
    let mut engine = Engine::new(Arc::clone(outbox.ledger()), clock.clone(), settings);
    clock.advance(Duration::from_secs(121));
    let job = engine.turn(Vec::new()).unwrap().jobs.pop();
    let Some(Job::AskStatus { ticket, message_id }) = job else { panic!("{job:?}") };
    go_on(&outbox, id, under("AnotherId123"));
    let answer = GetMessageStatus::new(message_id).parse(Response::new(200, b"11 | Recu"));
    let turn = engine.turn(vec![Done::Status { ticket, answer: Ok(answer.unwrap()) }]).unwrap();
    assert_eq!(outbox.get(id).unwrap().unwrap().state(), State::Accepted);
    let asks = |job: &Job| matches!(job, Job::AskStatus { .. });
    assert!(turn.jobs.iter().any(asks) || engine.turn(Vec::new()).unwrap().jobs.iter().any(asks));
}

#[test]
fn messages_without_an_id_keep_nobody_from_being_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(ManualClock::at(NOW));
    let url = format!("sqlite:{}", folder.path().join("till.db").display());
    let outbox = Outbox::open(&url).unwrap().with_clock(clock.clone());
    let due = |seconds, message_id| Stage::Accepted {
        message_id,
        sent: SENT,
        poll_at: Some(NOW.plus_seconds(seconds)),
    };
    for number in 0..20 {
        put(&outbox, &format!("nameless-{number}"), "0639980022", due(60, None));
    }
    let known = KnownId { id: "S7EpYZ5kmS87".parse().unwrap(), evidence: Evidence::Told };
    put(&outbox, "known", "0639980011", due(120, Some(known)));
    clock.advance(Duration::from_secs(121));
    let settings = DispatcherSettings::default();
    let mut engine = Engine::new(Arc::clone(outbox.ledger()), clock.clone(), settings);
    let jobs = engine.turn(Vec::new()).unwrap().jobs;
    assert!(jobs.iter().any(|job| matches!(job, Job::AskStatus { .. })), "{jobs:?}");
}

/// One process compared the list while another had an answer: neither saw what the other wrote.
#[test]
fn of_two_messages_with_one_id_the_one_that_the_list_gave_it_to_is_looked_up_again() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(ManualClock::at(NOW));
    let url = format!("sqlite:{}", folder.path().join("till.db").display());
    let outbox = Outbox::open(&url).unwrap().with_clock(clock.clone());
    let under = |evidence| Stage::Accepted {
        message_id: Some(KnownId { id: "S7EpYZ5kmS87".parse().unwrap(), evidence }),
        sent: SENT,
        poll_at: Some(NOW.plus_seconds(120)),
    };
    let owner = put(&outbox, "order", "0639980011", under(Evidence::Told));
    let other = put(&outbox, "again", "0639980011", under(Evidence::Listed));
    let settings = DispatcherSettings::default();
    let mut engine = Engine::new(Arc::clone(outbox.ledger()), clock.clone(), settings);
    clock.advance(Duration::from_secs(121));
    engine.turn(Vec::new()).unwrap();
    let state = |id| outbox.get(id).unwrap().unwrap().state();
    assert_eq!((state(owner), state(other)), (State::Accepted, State::Unknown));
}
