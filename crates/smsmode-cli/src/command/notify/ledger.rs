//! Who was alerted of what, and when: decides what goes and what is left out. Time is an argument.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::arguments::Rate;

/// What is to be left out.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Rules {
    pub(super) dedupe: Option<Duration>,
    pub(super) at_most: Option<Rate>,
}

/// An alert to a person. Neither can be read in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Case {
    alert: String,
    person: String,
}

impl Case {
    /// `key` is what makes two alerts the same.
    pub(super) fn new(key: &[u8], person: &str) -> Self {
        let of_both = [person.as_bytes(), key].join(&0);
        Self { alert: digest(&of_both), person: digest(person.as_bytes()) }
    }
}

fn digest(bytes: &[u8]) -> String {
    let half = Sha256::digest(bytes).as_slice().first_chunk().copied();
    format!("{:032x}", half.map(u128::from_be_bytes).unwrap_or_default())
}

/// What becomes of an alert to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Decision {
    /// It goes.
    Go(Claim),
    /// It is held back, and the person is told that more may be.
    Tell(Claim),
    /// The same went not long ago.
    LeaveOut,
    /// Too many went not long ago.
    HoldBack,
}

/// What was written down before a send, so that it can be taken back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Claim {
    at: u64,
    left_out: u64,
    held_back: u64,
    told: bool,
}

impl Decision {
    /// How many alerts did not go before the one that goes.
    pub(super) const fn unsent(&self) -> u64 {
        match self {
            Self::Go(claim) => claim.left_out.saturating_add(claim.held_back),
            _ => 0,
        }
    }
}

/// What is kept; times in seconds since 1970.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ledger {
    #[serde(default)]
    alerts: BTreeMap<String, Alert>,
    #[serde(default)]
    people: BTreeMap<String, Person>,
}

#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Alert {
    /// Nothing if it surely did not go.
    went: Option<u64>,
    /// How often it was left out since.
    left_out: u64,
    /// When it was last looked at.
    seen: u64,
}

#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Person {
    went: Vec<u64>,
    held_back: u64,
    told: bool,
    seen: u64,
}

impl Ledger {
    /// Decides, and writes down what is going to be sent as if it were.
    pub(super) fn decide(&mut self, rules: Rules, case: &Case, now: u64) -> Decision {
        self.forget(rules, now);
        if let Some(time) = rules.dedupe {
            let alert = self.alerts.entry(case.alert.clone()).or_default();
            alert.seen = now;
            if alert.went.is_some_and(|went| is_within(went, time, now)) {
                alert.left_out += 1;
                return Decision::LeaveOut;
            }
        }
        if let Some(rate) = rules.at_most {
            let person = self.people.entry(case.person.clone()).or_default();
            person.seen = now;
            person.went.retain(|went| is_within(*went, rate.period, now));
            if person.went.len() >= rate.count {
                return person.hold_back(now);
            }
        }
        Decision::Go(self.claim(rules, case, now))
    }

    fn claim(&mut self, rules: Rules, case: &Case, now: u64) -> Claim {
        let mut claim = Claim { at: now, ..Claim::default() };
        if let Some(alert) = self.alerts.get_mut(&case.alert).filter(|_| rules.dedupe.is_some()) {
            alert.went = Some(now);
            claim.left_out = std::mem::take(&mut alert.left_out);
        }
        if let Some(person) = self.people.get_mut(&case.person).filter(|_| rules.at_most.is_some())
        {
            person.went.push(now);
            claim.held_back = std::mem::take(&mut person.held_back);
            claim.told = std::mem::take(&mut person.told);
        }
        claim
    }

    /// Takes back what surely was not sent.
    pub(super) fn take_back(&mut self, case: &Case, decision: &Decision) {
        match decision {
            Decision::Go(claim) => self.take_back_alert(case, claim),
            Decision::Tell(_) => {
                if let Some(person) = self.people.get_mut(&case.person) {
                    person.told = false;
                    person.held_back = person.held_back.saturating_sub(1);
                }
            }
            Decision::LeaveOut | Decision::HoldBack => {}
        }
    }

    fn take_back_alert(&mut self, case: &Case, claim: &Claim) {
        if let Some(alert) = self.alerts.get_mut(&case.alert)
            && alert.went == Some(claim.at)
        {
            alert.went = None;
            alert.left_out += claim.left_out;
        }
        if let Some(person) = self.people.get_mut(&case.person)
            && let Some(place) = person.went.iter().position(|went| *went == claim.at)
        {
            person.went.remove(place);
            person.held_back += claim.held_back;
            person.told |= claim.told;
        }
    }

    /// Drops what no rule asks for any more.
    fn forget(&mut self, rules: Rules, now: u64) {
        let asked = [rules.dedupe, rules.at_most.map(|rate| rate.period)];
        let time = asked.into_iter().flatten().fold(KEPT, Duration::max);
        self.alerts.retain(|_, alert| is_within(alert.seen, time, now));
        self.people.retain(|_, person| is_within(person.seen, time, now));
    }
}

impl Person {
    fn hold_back(&mut self, now: u64) -> Decision {
        self.held_back += 1;
        if std::mem::replace(&mut self.told, true) {
            return Decision::HoldBack;
        }
        Decision::Tell(Claim { at: now, ..Claim::default() })
    }
}

/// At least.
const KEPT: Duration = Duration::from_secs(7 * 86_400);

/// What is far in the future was written by a clock that was wrong: it holds nobody up. What is near was
/// written while this process waited for the ledger, or before the clock was put right.
fn is_within(then: u64, time: Duration, now: u64) -> bool {
    let passed = Duration::from_secs(now.saturating_sub(then));
    then <= now.saturating_add(NEAR) && passed < time
}

/// In seconds.
const NEAR: u64 = 60;

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: u64 = 60;
    const NOW: u64 = 1_795_353_900;

    fn dedupe() -> Rules {
        Rules { dedupe: Some(Duration::from_secs(600)), at_most: None }
    }

    fn at_most(count: usize) -> Rules {
        let rate = Rate { count, period: Duration::from_secs(3600) };
        Rules { dedupe: None, at_most: Some(rate) }
    }

    fn case(key: &str, person: &str) -> Case {
        Case::new(key.as_bytes(), person)
    }

    fn unsent(decision: &Decision) -> Option<u64> {
        match decision {
            Decision::Go(_) => Some(decision.unsent()),
            _ => None,
        }
    }

    #[test]
    fn a_repeat_is_left_out_until_the_time_is_over_and_then_counted() {
        let (mut ledger, case) = (Ledger::default(), case("disk", "33639980011"));
        let mut at = |minute| ledger.decide(dedupe(), &case, NOW + minute * MINUTE);
        assert_eq!(unsent(&at(0)), Some(0));
        assert_eq!([at(1), at(5), at(9)], [const { Decision::LeaveOut }; 3]);
        assert_eq!(unsent(&at(10)), Some(3));
        assert_eq!(at(19), Decision::LeaveOut);
        assert_eq!(unsent(&at(20)), Some(1));
        assert_eq!(unsent(&at(40)), Some(0));
    }

    #[test]
    fn another_key_or_another_person_is_no_repeat() {
        let mut ledger = Ledger::default();
        for (key, person) in
            [("disk", "1"), ("load", "1"), ("disk", "2"), ("disk1", ""), ("1", "disk")]
        {
            let decision = ledger.decide(dedupe(), &case(key, person), NOW);
            assert_eq!(unsent(&decision), Some(0), "{key} {person}");
        }
    }

    #[test]
    fn what_surely_was_not_sent_is_no_alert_that_went() {
        let (mut ledger, case) = (Ledger::default(), case("disk", "1"));
        ledger.decide(dedupe(), &case, NOW);
        ledger.decide(dedupe(), &case, NOW + MINUTE);
        let decision = ledger.decide(dedupe(), &case, NOW + 10 * MINUTE);
        ledger.take_back(&case, &decision);
        let decision = ledger.decide(dedupe(), &case, NOW + 11 * MINUTE);
        assert_eq!(unsent(&decision), Some(1));
    }

    #[test]
    fn at_most_so_many_go_then_one_says_so_and_the_next_tells_the_number() {
        let mut ledger = Ledger::default();
        let mut at = |minute: u64| {
            let case = case(&minute.to_string(), "1");
            ledger.decide(at_most(2), &case, NOW + minute * MINUTE)
        };
        assert_eq!([unsent(&at(0)), unsent(&at(30))], [Some(0), Some(0)]);
        assert!(matches!(at(31), Decision::Tell(_)));
        assert_eq!([at(32), at(59)], [const { Decision::HoldBack }; 2]);
        assert_eq!(unsent(&at(60)), Some(3));
        assert!(matches!(at(61), Decision::Tell(_)));
        assert_eq!(unsent(&at(90)), Some(1));
    }

    #[test]
    fn an_alert_that_did_not_go_takes_no_place_under_the_cap() {
        let (mut ledger, case) = (Ledger::default(), case("disk", "1"));
        let rules = at_most(1);
        let decision = ledger.decide(rules, &case, NOW);
        ledger.take_back(&case, &decision);
        assert_eq!(unsent(&ledger.decide(rules, &case, NOW + 1)), Some(0));
        let told = ledger.decide(rules, &case, NOW + 2);
        ledger.take_back(&case, &told);
        assert!(matches!(ledger.decide(rules, &case, NOW + 3), Decision::Tell(_)));
        assert_eq!(unsent(&ledger.decide(rules, &case, NOW + 61 * MINUTE)), Some(1));
    }

    #[test]
    fn a_clock_that_was_put_back_holds_no_alert_back() {
        let (mut ledger, case) = (Ledger::default(), case("disk", "1"));
        let rules = Rules { dedupe: dedupe().dedupe, ..at_most(1) };
        ledger.decide(rules, &case, NOW + 60 * MINUTE);
        assert_eq!(unsent(&ledger.decide(rules, &case, NOW)), Some(0));
    }

    #[test]
    fn a_process_that_waited_for_the_ledger_knows_what_went_meanwhile() {
        let (mut ledger, disk) = (Ledger::default(), case("disk", "1"));
        let rules = Rules { dedupe: dedupe().dedupe, ..at_most(1) };
        ledger.decide(rules, &disk, NOW + 3);
        assert_eq!(ledger.decide(rules, &disk, NOW), Decision::LeaveOut);
        assert!(matches!(ledger.decide(rules, &case("load", "1"), NOW), Decision::Tell(_)));
    }

    #[test]
    fn what_is_old_is_forgotten() {
        let mut ledger = Ledger::default();
        ledger.decide(dedupe(), &case("disk", "1"), NOW);
        ledger.decide(dedupe(), &case("load", "1"), NOW + 8 * 24 * 60 * MINUTE);
        assert_eq!(ledger.alerts.len(), 1);
    }

    #[test]
    fn neither_numbers_nor_texts_are_kept() {
        let mut ledger = Ledger::default();
        let rules = Rules { dedupe: dedupe().dedupe, ..at_most(3) };
        ledger.decide(rules, &case("disk full", "33639980011"), NOW);
        let kept = serde_json::to_string(&ledger).unwrap();
        assert!(!kept.contains("disk") && !kept.contains("63998"), "{kept}");
    }
}
