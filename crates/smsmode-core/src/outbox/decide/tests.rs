use std::time::Duration;

use super::*;
use crate::id::MessageId;
use crate::outbox::{
    Attempt, Evidence, Fence, Guarantee, KnownId, Look, ParkedBecause, Sent, State,
};
use crate::status::MessageStatus;

const NOW: Timestamp = Timestamp::from_unix_seconds(1_795_353_900);

fn seconds_ago(seconds: i64) -> Timestamp {
    NOW.plus_seconds(-seconds)
}

fn message_id() -> MessageId {
    MessageId::new("A1").unwrap()
}

fn known(evidence: Evidence) -> KnownId {
    KnownId { id: message_id(), evidence }
}

fn sent() -> Sent {
    Sent { started_at: seconds_ago(3_000), ended_at: seconds_ago(2_990) }
}

fn progress(stage: Stage) -> Progress {
    let attempt = Attempt::new(1).unwrap();
    Progress {
        stage,
        attempt,
        fence: Fence::new(7),
        put_offs: 0,
        doubted_since: Some(sent().started_at),
    }
}

/// One of each state, with nothing in the way of any event.
fn stages() -> Vec<Stage> {
    let told = || known(Evidence::Told);
    vec![
        Stage::Queued { not_before: NOW },
        Stage::Claimed { lease_until: NOW.plus_seconds(60) },
        Stage::Submitting { started_at: seconds_ago(9), lease_until: NOW.plus_seconds(60) },
        unknown(None),
        Stage::Parked { because: ParkedBecause::InDoubt, sent: Some(sent()) },
        Stage::Accepted {
            message_id: Some(told()),
            sent: sent(),
            poll_at: crate::outbox::next_poll(sent().ended_at, NOW),
        },
        Stage::Delivered { message_id: told() },
        Stage::Undelivered { message_id: told() },
        Stage::Rejected,
        Stage::Expired,
        Stage::Cancelled,
    ]
}

fn unknown(first_look: Option<Look>) -> Stage {
    Stage::Unknown { sent: sent(), look_at: NOW, first_look }
}

fn looked_up(verdict: Verdict) -> Event {
    Event::LookedUp { asked_at: NOW, verdict }
}

fn looked(absent: bool) -> Stage {
    unknown(Some(Look { at: seconds_ago(100), absent }))
}

fn events() -> Vec<(&'static str, Event)> {
    let fence = Fence::new(7);
    let stale = Fence::new(6);
    let lease_until = NOW.plus_seconds(60);
    let accepted = || Answer::Accepted { message_id: Some(message_id()) };
    let answered = |answer| Event::Answered { fence, answer };
    let receipt = |status| Event::Receipt { message_id: message_id(), status };
    let polled = |status| Event::Polled { status: Some(status) };
    vec![
        ("claim", Event::Claim { lease_until }),
        ("release", Event::Release { fence }),
        ("release, stale", Event::Release { fence: stale }),
        ("submit", Event::Submit { fence, lease_until }),
        ("submit, stale", Event::Submit { fence: stale, lease_until }),
        ("accepted", answered(accepted())),
        ("not sent", answered(Answer::NotSent)),
        ("put off", answered(Answer::PutOff { retry_after: None })),
        ("account", answered(Answer::AccountRefused(Pause::NotEnoughCredit))),
        ("rejected", answered(Answer::Rejected)),
        ("unknown", answered(Answer::Unknown)),
        ("accepted, late", Event::Answered { fence: stale, answer: accepted() }),
        ("not sent, late", Event::Answered { fence: stale, answer: Answer::NotSent }),
        ("rejected, late", Event::Answered { fence: stale, answer: Answer::Rejected }),
        ("lease over", Event::LeaseOver),
        ("found", looked_up(Verdict::Found(message_id()))),
        ("absent", looked_up(Verdict::Absent)),
        ("cannot tell", looked_up(Verdict::CannotTell)),
        ("receipt, sent", receipt(MessageStatus::SENT)),
        ("receipt, received", receipt(MessageStatus::RECEIVED)),
        ("receipt, failed", receipt(MessageStatus::UNDELIVERABLE)),
        ("polled, partly", polled(MessageStatus::PARTLY_DELIVERED)),
        ("polled, received", polled(MessageStatus::RECEIVED)),
        ("polled, failed", polled(MessageStatus::UNDELIVERABLE)),
        ("disproved", Event::Disproved),
        ("expire", Event::Expire),
        ("cancel", Event::Cancel),
        ("send again", Event::SendAgain),
    ]
}

/// The states in the order of [`stages`]; a dot where the event changes nothing.
const TABLE: &[(&str, &str)] = &[
    //                    Q C S U P A D N R E X
    ("claim", "            C . . . . . . . . . ."),
    ("release", "          . Q . . . . . . . . ."),
    ("release, stale", "   . . . . . . . . . . ."),
    ("submit", "           . S . . . . . . . . ."),
    ("submit, stale", "    . . . . . . . . . . ."),
    ("accepted", "         A A A A A . . . A A A"),
    ("not sent", "         . . Q . . . . . . . ."),
    ("put off", "          . . Q . . . . . . . ."),
    ("account", "          . . Q . . . . . . . ."),
    ("rejected", "         . . R . . . . . . . ."),
    ("unknown", "          . . U . . . . . . . ."),
    ("accepted, late", "   A A A A A . . . A A A"),
    ("not sent, late", "   . . . . . . . . . . ."),
    ("rejected, late", "   . . . . . . . . . . ."),
    ("lease over", "       . Q U . . . . . . . ."),
    ("found", "            . . . A A . . . . . ."),
    ("absent", "           . . . U . . . . . . ."),
    ("cannot tell", "      . . . U . . . . . . ."),
    ("receipt, sent", "    A A A A A . . . A A A"),
    ("receipt, received", "D D D D D D . D D D D"),
    ("receipt, failed", "  N N N N N N . . N N N"),
    ("polled, partly", "   . . . . . . . . . . ."),
    ("polled, received", " . . . . . D . . . . ."),
    ("polled, failed", "   . . . . . N . . . . ."),
    ("disproved", "        . . . . . . . . . . ."),
    ("expire", "           E E . . . . . . . . ."),
    ("cancel", "           X X . . X . . . . . ."),
    ("send again", "       . . . . Q . . . Q . ."),
];

fn letter(state: State) -> char {
    match state {
        State::Undelivered => 'N',
        State::Cancelled => 'X',
        other => other.name().to_uppercase().chars().next().unwrap(),
    }
}

/// With a deadline where one is needed, and a lease that has passed.
fn decided(stage: &Stage, event: &Event) -> Result<Decision, Refused> {
    let expires_at = (*event == Event::Expire).then_some(NOW);
    let terms = Terms { expires_at, ..Terms::default() };
    let now = if *event == Event::LeaseOver { NOW.plus_seconds(61) } else { NOW };
    let moment = Moment { now, random: 0, rules: &Rules::default(), terms: &terms };
    decide(&progress(stage.clone()), event, &moment)
}

#[test]
fn every_event_in_every_state_is_decided_as_the_table_says() {
    let (events, stages) = (events(), stages());
    assert!(State::ALL.iter().all(|state| stages.iter().any(|stage| stage.state() == *state)));
    assert_eq!(events.len(), TABLE.len());
    for ((name, event), (row, cells)) in events.iter().zip(TABLE) {
        assert_eq!(name, row);
        let expected: Vec<char> = cells.chars().filter(|cell| *cell != ' ').collect();
        let found: Vec<char> = stages
            .iter()
            .map(|stage| decided(stage, event).map_or('.', |next| letter(next.next.state())))
            .collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn every_change_moves_the_fence_by_one() {
    for (name, event) in events() {
        for stage in stages() {
            if let Ok(decision) = decided(&stage, &event) {
                assert_eq!(decision.next.fence, Fence::new(8), "{name}");
            }
        }
    }
}

fn next(stage: &Stage, event: &Event) -> Stage {
    decided(stage, event).unwrap().next.stage
}

#[test]
fn only_two_looks_that_both_say_absent_send_it_again() {
    let (absent, cannot_tell) = (looked_up(Verdict::Absent), looked_up(Verdict::CannotTell));
    assert_eq!(next(&looked(true), &absent).state(), State::Queued);
    for (stage, event) in
        [(looked(false), &absent), (looked(true), &cannot_tell), (looked(false), &cannot_tell)]
    {
        assert_eq!(next(&stage, event).state(), State::Parked);
    }
}

#[test]
fn an_alert_that_must_arrive_is_sent_again_in_doubt() {
    let terms = Terms { guarantee: Guarantee::AtLeastOnce, expires_at: None };
    let moment = Moment { now: NOW, random: 0, rules: &Rules::default(), terms: &terms };
    let decided = |progress| decide(&progress, &looked_up(Verdict::CannotTell), &moment);
    assert_eq!(decided(progress(looked(false))).unwrap().next.state(), State::Queued);
    let last = Progress { attempt: Attempt::LAST, ..progress(looked(false)) };
    assert_eq!(decided(last).unwrap().next.state(), State::Parked);
}

#[test]
fn within_the_quiet_time_absent_means_nothing() {
    let sent = Sent { started_at: seconds_ago(900), ended_at: seconds_ago(900) };
    let stage = Stage::Unknown { sent, look_at: NOW, first_look: None };
    let next = next(&stage, &looked_up(Verdict::Absent));
    let look_at = NOW.plus_seconds(1);
    assert_eq!(next, Stage::Unknown { sent, look_at, first_look: None });
}

#[test]
fn a_list_counts_by_when_it_was_asked_for() {
    let early = Event::LookedUp { asked_at: seconds_ago(2_990 - 899), verdict: Verdict::Absent };
    let quiet_until = sent().ended_at.plus_seconds(901);
    let stage = next(&unknown(None), &early);
    assert_eq!(stage, Stage::Unknown { sent: sent(), look_at: quiet_until, first_look: None });
}

#[test]
fn the_second_look_is_a_minute_after_the_first() {
    let first = Look { at: seconds_ago(60), absent: true };
    let next = next(&unknown(Some(first)), &looked_up(Verdict::Absent));
    let Stage::Unknown { look_at, first_look, .. } = next else { panic!("{next:?}") };
    assert_eq!((look_at, first_look), (NOW.plus_seconds(1), Some(first)));
}

#[test]
fn what_was_surely_not_sent_does_not_count_as_an_attempt() {
    let submitting = stages().swap_remove(2);
    let count = |answer| {
        let event = Event::Answered { fence: Fence::new(7), answer };
        decided(&submitting, &event).unwrap().next.attempt.count()
    };
    assert_eq!(count(Answer::NotSent), 0);
    assert_eq!(count(Answer::PutOff { retry_after: None }), 1);
    assert_eq!(count(Answer::Unknown), 1);
}

#[test]
fn the_service_may_ask_to_wait() {
    let submitting = stages().swap_remove(2);
    let retry_after = Some(Duration::from_secs(100));
    let answer = Answer::PutOff { retry_after };
    let next = next(&submitting, &Event::Answered { fence: Fence::new(7), answer });
    assert_eq!(next, Stage::Queued { not_before: NOW.plus_seconds(101) });
}

#[test]
fn an_account_that_is_refused_pauses_the_queue() {
    for pause in [Pause::Authentication, Pause::NotEnoughCredit] {
        let answer = Answer::AccountRefused(pause);
        let event = Event::Answered { fence: Fence::new(7), answer };
        assert_eq!(decided(&stages()[2], &event).unwrap().pause, Some(pause));
    }
    assert_eq!(decided(&stages()[0], &Event::Cancel).unwrap().pause, None);
}

#[test]
fn after_32_transmissions_a_message_is_parked() {
    let answers =
        [Answer::PutOff { retry_after: None }, Answer::AccountRefused(Pause::Authentication)];
    let last = Progress { attempt: Attempt::LAST, ..progress(stages().swap_remove(2)) };
    let terms = Terms::default();
    let moment = Moment { now: NOW, random: 0, rules: &Rules::default(), terms: &terms };
    for answer in answers {
        let event = Event::Answered { fence: last.fence, answer };
        let next = decide(&last, &event, &moment).unwrap().next;
        assert!(matches!(next.stage, Stage::Parked { because: ParkedBecause::Exhausted, .. }));
        assert_eq!(decide(&next, &Event::SendAgain, &moment), Err(Refused::Exhausted));
    }
    let absent = Progress { stage: looked(true), ..last };
    let next = decide(&absent, &looked_up(Verdict::Absent), &moment).unwrap().next;
    assert!(matches!(next.stage, Stage::Parked { because: ParkedBecause::Exhausted, .. }));
}

#[test]
fn a_message_past_its_deadline_is_neither_taken_nor_sent() {
    let terms = Terms { expires_at: Some(NOW), ..Terms::default() };
    let moment = Moment { now: NOW, random: 0, rules: &Rules::default(), terms: &terms };
    let lease_until = NOW.plus_seconds(60);
    let refused = |stage, event| decide(&progress(stage), &event, &moment).unwrap_err();
    let mut stages = stages();
    let submit = Event::Submit { fence: Fence::new(7), lease_until };
    assert_eq!(refused(stages.swap_remove(1), submit), Refused::PastDeadline);
    assert_eq!(refused(stages.swap_remove(0), Event::Claim { lease_until }), Refused::PastDeadline);
}

#[test]
fn nothing_is_sent_once_the_lease_has_passed() {
    let claimed = Stage::Claimed { lease_until: NOW };
    let submit = Event::Submit { fence: Fence::new(7), lease_until: NOW.plus_seconds(60) };
    assert_eq!(decided(&claimed, &submit), Err(Refused::LeaseOver));
}

#[test]
fn a_lease_of_before_the_clock_was_set_back_is_over() {
    let year = 365 * 86_400;
    let claimed = Stage::Claimed { lease_until: NOW.plus_seconds(year) };
    assert_eq!(next(&claimed, &Event::LeaseOver).state(), State::Queued);
    let submitting = Stage::Submitting { started_at: NOW, lease_until: NOW.plus_seconds(year) };
    assert_eq!(next(&submitting, &Event::LeaseOver).state(), State::Unknown);
}

#[test]
fn an_id_from_the_list_gives_way_to_one_that_is_told_and_one_that_is_told_does_not() {
    let accepted = |evidence| Stage::Accepted {
        message_id: Some(known(evidence)),
        sent: sent(),
        poll_at: None,
    };
    let other = MessageId::new("B2").unwrap();
    let receipt = Event::Receipt { message_id: other.clone(), status: MessageStatus::RECEIVED };
    let told = KnownId { id: other, evidence: Evidence::Told };
    assert_eq!(next(&accepted(Evidence::Listed), &receipt), Stage::Delivered { message_id: told });
    assert_eq!(decided(&accepted(Evidence::Told), &receipt), Err(Refused::AcceptedTwice));
}

#[test]
fn a_message_whose_id_is_another_ones_is_in_doubt_again_unless_it_was_accepted() {
    let stages = |evidence| {
        let message_id = || known(evidence);
        [
            Stage::Accepted { message_id: Some(message_id()), sent: sent(), poll_at: None },
            Stage::Delivered { message_id: message_id() },
            Stage::Undelivered { message_id: message_id() },
        ]
    };
    for stage in stages(Evidence::Listed) {
        assert_eq!(next(&stage, &Event::Disproved).state(), State::Unknown);
    }
    for stage in stages(Evidence::AcceptedAndListed) {
        let next = next(&stage, &Event::Disproved);
        assert!(matches!(next, Stage::Accepted { message_id: None, .. }));
    }
}

#[test]
fn an_id_that_was_lost_is_learnt_from_a_receipt_or_the_list() {
    let lost = || Stage::Accepted { message_id: None, sent: sent(), poll_at: Some(NOW) };
    let receipt = Event::Receipt { message_id: message_id(), status: MessageStatus::SENT };
    assert_eq!(next(&lost(), &receipt).message_id(), Some(&known(Evidence::Told)));
    let found = looked_up(Verdict::Found(message_id()));
    let listed = known(Evidence::AcceptedAndListed);
    assert_eq!(next(&lost(), &found).message_id(), Some(&listed));
    let not_yet = next(&lost(), &looked_up(Verdict::CannotTell));
    assert!(not_yet.due_at().unwrap() > NOW);
}

#[test]
fn searching_begins_with_the_first_attempt_in_doubt() {
    let moment = Moment { now: NOW, random: 0, rules: &Rules::default(), terms: &Terms::default() };
    let again =
        Progress { doubted_since: Some(seconds_ago(9_999)), ..progress(stages().swap_remove(2)) };
    let event = Event::Answered { fence: again.fence, answer: Answer::Unknown };
    let next = decide(&again, &event, &moment).unwrap().next;
    assert_eq!(next.doubted_since, Some(seconds_ago(9_999)));
    let first = Progress { doubted_since: None, ..again };
    let next = decide(&first, &event, &moment).unwrap().next;
    assert_eq!(next.doubted_since, Some(seconds_ago(9)));
}
