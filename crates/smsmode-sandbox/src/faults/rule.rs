//! When a fault strikes.

use serde::{Deserialize, Serialize};

use super::{Fault, Probability, RawAnswer};
use crate::Call;

/// When a fault strikes.
///
/// ```
/// use smsmode_core::RefusalCode;
/// use smsmode_sandbox::{Call, Fault, FaultRule};
///
/// let rule = FaultRule::next(2, Fault::refuse(RefusalCode::UNAVAILABLE)).on(Call::SendSms);
/// assert_eq!(
///     serde_json::to_string(&rule)?,
///     r#"{"fault":{"kind":"refuse","code":50},"call":"send_sms","times":2}"#
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FaultRule {
    /// What goes wrong.
    pub fault: Fault,
    /// For this call only; for all of them unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<Call>,
    /// For so many requests; for ever unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// How likely it strikes a request that it could strike; it always does unless given.
    #[serde(default, skip_serializing_if = "Probability::is_certain")]
    pub probability: Probability,
}

impl FaultRule {
    /// Every request, until the faults are cleared.
    pub fn always(fault: impl Into<Fault>) -> Self {
        Self { fault: fault.into(), call: None, times: None, probability: Probability::ONE }
    }

    /// The next `times` requests.
    pub fn next(times: u32, fault: impl Into<Fault>) -> Self {
        Self { times: Some(times), ..Self::always(fault) }
    }

    /// Only requests of this call.
    pub fn on(mut self, call: Call) -> Self {
        self.call = Some(call);
        self
    }

    /// Only so many of them, by chance.
    pub fn with_probability(mut self, probability: Probability) -> Self {
        self.probability = probability;
        self
    }

    pub(super) fn is_certain(&self) -> bool {
        self.probability.is_certain()
    }

    /// Whether it could strike.
    pub(super) fn concerns(&self, call: Call) -> bool {
        self.call.is_none_or(|wanted| wanted == call) && self.times != Some(0)
    }

    pub(super) fn count_down(&mut self) {
        self.times = self.times.map(|times| times.saturating_sub(1));
    }
}

impl From<Fault> for FaultRule {
    fn from(fault: Fault) -> Self {
        Self::always(fault)
    }
}

impl From<RawAnswer> for FaultRule {
    fn from(answer: RawAnswer) -> Self {
        Self::always(answer)
    }
}
