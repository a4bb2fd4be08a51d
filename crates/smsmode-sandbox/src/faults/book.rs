//! The rules that are left, and what they do to a request.

use std::time::Duration;

use super::{Fault, FaultProfile, FaultRule};
use crate::random::Random;
use crate::state::delivery::Telling;
use crate::{AnswerCharset, Call};

/// What goes wrong with one request.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) delay: Duration,
    pub(crate) charset: Option<AnswerCharset>,
    pub(crate) telling: Telling,
    pub(crate) fault: Option<Fault>,
}

/// The rules that are left.
#[derive(Debug, Default)]
pub(crate) struct FaultBook {
    rules: Vec<FaultRule>,
    random: Random,
    /// Of the sandbox: for profiles without one of their own.
    seed: Option<u64>,
}

impl FaultBook {
    pub(crate) fn new(profile: FaultProfile, seed: Option<u64>) -> Self {
        let mut book = Self { seed, ..Self::default() };
        book.set(profile);
        book
    }

    /// Takes the place of the rules before; chance begins anew.
    pub(crate) fn set(&mut self, profile: FaultProfile) {
        self.rules = profile.rules;
        self.random = Random::new(profile.seed.or(self.seed));
    }

    pub(crate) fn rules(&self) -> Vec<FaultRule> {
        self.rules.clone()
    }

    /// Delays add up, and a charset and an order of callbacks go with all the rest; of that the
    /// first that strikes is taken.
    pub(crate) fn plan(&mut self, call: Call) -> Plan {
        let mut plan = Plan::default();
        for rule in self.rules.iter_mut().filter(|rule| rule.concerns(call)) {
            if rule.is_stopped_by(&plan) || !rule.happens(&mut self.random) {
                continue;
            }
            rule.count_down();
            plan.add(&rule.fault, &mut self.random);
        }
        self.forget_spent();
        plan
    }

    /// Whether the next connection is to be reset unread.
    pub(crate) fn takes_connection(&mut self) -> bool {
        let random = &mut self.random;
        let mut rules = self.rules.iter_mut();
        let rule = rules.find(|rule| rule.is_for_connections() && rule.happens(random));
        let found = rule.map(FaultRule::count_down).is_some();
        self.forget_spent();
        found
    }

    fn forget_spent(&mut self) {
        self.rules.retain(|rule| rule.times != Some(0));
    }
}

impl Plan {
    fn add(&mut self, fault: &Fault, random: &mut Random) {
        match fault {
            Fault::Delay { milliseconds } => self.delay_by(Duration::from_millis(*milliseconds)),
            Fault::LogNormalDelay { median_milliseconds, sigma } => {
                let median = Duration::from_millis(*median_milliseconds).as_secs_f64();
                let seconds = random.log_normal(median, sigma.get());
                self.delay_by(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX));
            }
            Fault::AnswerCharset { charset } => self.charset = Some(*charset),
            Fault::DuplicateCallbacks => self.telling = Telling::LastTwice,
            Fault::ReorderedCallbacks => self.telling = Telling::LastFirst,
            fault => self.fault = Some(fault.clone()),
        }
    }

    fn delay_by(&mut self, delay: Duration) {
        self.delay = self.delay.saturating_add(delay);
    }
}

impl FaultRule {
    fn is_for_connections(&self) -> bool {
        self.fault == Fault::CloseBeforeReading && self.times != Some(0)
    }

    /// Whether another fault has been taken already, and this one does not go with it.
    fn is_stopped_by(&self, plan: &Plan) -> bool {
        let goes_with_all = matches!(
            self.fault,
            Fault::Delay { .. }
                | Fault::LogNormalDelay { .. }
                | Fault::AnswerCharset { .. }
                | Fault::DuplicateCallbacks
                | Fault::ReorderedCallbacks
        );
        self.is_for_connections() || (plan.fault.is_some() && !goes_with_all)
    }

    fn happens(&self, random: &mut Random) -> bool {
        self.is_certain() || random.happens(self.probability.get())
    }
}
