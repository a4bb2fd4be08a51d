//! An alert to one person or group, from the decision to what became of it.

use smsmode_http::{
    Accepted, Cause, ContactGroup, Destination, InvalidInput, Outcome, PhoneNumber,
};

use super::ledger::{Case, Decision};
use super::wording::Wording;
use crate::arguments::Notify;
use crate::failure::Failure;

/// Whom an alert goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum To {
    Number(PhoneNumber),
    Group(ContactGroup),
    /// A spelling that is no number.
    Nobody(InvalidInput),
}

/// An alert to one person or group.
#[derive(Debug)]
pub(super) struct Errand {
    pub(super) to: To,
    pub(super) case: Case,
    pub(super) decision: Decision,
    pub(super) wording: Wording,
    pub(super) fate: Fate,
}

/// What became of it.
#[derive(Debug)]
pub(super) enum Fate {
    /// It is only shown.
    Planned,
    Accepted(Accepted),
    /// The same went not long ago.
    LeftOut,
    /// Too many went not long ago.
    HeldBack,
    Failed(Failure),
}

/// Whom the arguments or else the configuration file name, each once.
pub(super) fn recipients(
    arguments: &Notify,
    configured: &[String],
) -> Result<Vec<To>, InvalidInput> {
    if let Some(group) = &arguments.group {
        return Ok(vec![To::Group(group.clone())]);
    }
    let said = |spelling: &&String| !spelling.trim().is_empty();
    // Tools write an empty number for who has none.
    let named = arguments.to.iter().any(|spelling| said(&spelling));
    let spellings = if named { &arguments.to } else { configured };
    let mut all: Vec<To> = Vec::with_capacity(spellings.len());
    for (position, spelling) in (1..).zip(spellings.iter().filter(said)) {
        let nobody = |error| To::Nobody(InvalidInput::PhoneNumber { position, error });
        let to = PhoneNumber::parse(spelling).map_or_else(nobody, To::Number);
        if !all.contains(&to) || matches!(to, To::Nobody(_)) {
            all.push(to);
        }
    }
    if all.is_empty() { Err(InvalidInput::NoRecipient) } else { Ok(all) }
}

impl To {
    /// Where a message can go.
    pub(super) fn destination(&self) -> Result<Destination, InvalidInput> {
        match self {
            Self::Number(number) => Ok((*number).into()),
            Self::Group(group) => Ok(group.clone().into()),
            Self::Nobody(error) => Err(error.clone()),
        }
    }

    /// What makes it another one than others.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Group(group) => format!("group {}", group.as_str()),
            Self::Nobody(_) => String::new(),
        }
    }
}

impl Fate {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Planned => "not_sent",
            Self::Accepted(_) => "accepted",
            Self::LeftOut => "left_out",
            Self::HeldBack => "held_back",
            Self::Failed(failure) => outcome(failure).name(),
        }
    }

    pub(super) fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failed(failure) => Some(failure),
            _ => None,
        }
    }

    /// Whether nobody knows if it went.
    pub(super) fn is_unknown(&self) -> bool {
        self.failure().is_some_and(|failure| outcome(failure) == Outcome::Unknown)
    }

    /// Whether it surely did not go and another attempt may succeed.
    pub(super) fn may_be_repeated(&self) -> bool {
        match self.failure() {
            Some(Failure::Call(error)) => {
                error.retry() || matches!(error.cause(), Cause::Transport(_)) && !self.is_unknown()
            }
            _ => false,
        }
    }
}

fn outcome(failure: &Failure) -> Outcome {
    match failure {
        Failure::Call(error) => error.outcome(),
        _ => Outcome::NotSent,
    }
}
