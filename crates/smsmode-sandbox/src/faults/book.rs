//! The rules that are left, and what they do to a request.

use std::time::Duration;

use super::{Fault, FaultRule};
use crate::Call;

/// What goes wrong with one request.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) delay: Duration,
    pub(crate) fault: Option<Fault>,
}

/// The rules that are left.
#[derive(Debug, Default)]
pub(crate) struct FaultBook {
    rules: Vec<FaultRule>,
}

impl FaultBook {
    pub(crate) fn set(&mut self, rules: Vec<FaultRule>) {
        self.rules = rules;
    }

    pub(crate) fn rules(&self) -> Vec<FaultRule> {
        self.rules.clone()
    }

    /// Delays add up; of the others the first that strikes is taken.
    pub(crate) fn plan(&mut self, call: Call) -> Plan {
        let mut plan = Plan::default();
        for rule in self.rules.iter_mut().filter(|rule| rule.strikes(call)) {
            match &rule.fault {
                Fault::CloseBeforeReading => {}
                Fault::Delay { milliseconds } => {
                    let delay = Duration::from_millis(*milliseconds);
                    plan.delay = plan.delay.saturating_add(delay);
                    rule.count_down();
                }
                fault if plan.fault.is_none() => {
                    plan.fault = Some(fault.clone());
                    rule.count_down();
                }
                _ => {}
            }
        }
        self.forget_spent();
        plan
    }

    /// Whether the next connection is to be reset unread.
    pub(crate) fn takes_connection(&mut self) -> bool {
        let mut rules = self.rules.iter_mut();
        let rule =
            rules.find(|rule| rule.fault == Fault::CloseBeforeReading && rule.times != Some(0));
        let found = rule.map(FaultRule::count_down).is_some();
        self.forget_spent();
        found
    }

    fn forget_spent(&mut self) {
        self.rules.retain(|rule| rule.times != Some(0));
    }
}
