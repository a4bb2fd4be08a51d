//! A fault profile: rules and the seed of their chance, as a file or a request holds them.

use serde::{Deserialize, Serialize};

use super::short_form::{self, ShortFormError};
use super::{Fault, FaultRule};

/// What goes wrong, and by which chance.
///
/// In JSON one rule, a list of rules, or `{"seed":7,"rules":[…]}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FaultProfile {
    /// The same seed and the same requests meet the same faults. The sandbox's own unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// The rules.
    pub rules: Vec<FaultRule>,
}

/// Why a fault cannot be set.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FaultError {
    /// It is not the JSON of rules.
    #[error("these are no fault rules")]
    Json(#[from] serde_json::Error),
    /// A rule that can do nothing good.
    #[error("rule {number}: {problem}")]
    Rule {
        /// Which one; the first is 1.
        number: usize,
        /// What is wrong.
        problem: &'static str,
    },
    /// A short form that is not understood.
    #[error(transparent)]
    ShortForm(#[from] ShortFormError),
}

impl FaultProfile {
    /// Reads JSON: one rule, a list of them, or an object with a seed and rules.
    ///
    /// # Errors
    ///
    /// When the JSON is not that of rules, or one of them can do nothing good.
    pub fn from_json(json: &str) -> Result<Self, FaultError> {
        let profile = match serde_json::from_str(json)? {
            serde_json::Value::Array(_) => Self { rules: serde_json::from_str(json)?, seed: None },
            value if value.get("rules").is_some() => serde_json::from_str(json)?,
            _ => Self { rules: vec![serde_json::from_str(json)?], seed: None },
        };
        profile.checked()
    }

    /// Adds a rule in its short form: `refuse:50@0.1`, `send_sms=delay:200*3`.
    ///
    /// # Errors
    ///
    /// When the form is not understood; the error names the part.
    pub fn with_short_form(mut self, text: &str) -> Result<Self, FaultError> {
        self.rules.push(short_form::read(text)?);
        self.checked()
    }

    /// Adds the rules of another profile; its seed counts if it has one.
    pub fn with(mut self, other: Self) -> Self {
        self.rules.extend(other.rules);
        Self { seed: other.seed.or(self.seed), ..self }
    }

    fn checked(self) -> Result<Self, FaultError> {
        let mut problems = self.rules.iter().map(problem).zip(1..);
        match problems.find_map(|(problem, number)| Some((problem?, number))) {
            Some((problem, number)) => Err(FaultError::Rule { number, problem }),
            None => Ok(self),
        }
    }
}

fn problem(rule: &FaultRule) -> Option<&'static str> {
    match &rule.fault {
        Fault::Refuse { code: 0 } => Some("code 0 is success, not a refusal"),
        Fault::Answer(answer) => answer.problem(),
        Fault::CloseBeforeReading if rule.call.is_some() => {
            Some("close_before_reading is for connections: no call is known yet")
        }
        Fault::CloseBeforeReading if rule.times.is_none() && rule.is_certain() => {
            Some("close_before_reading for ever would lock management out too: give times")
        }
        _ => None,
    }
}

impl<R: Into<FaultRule>> FromIterator<R> for FaultProfile {
    fn from_iter<I: IntoIterator<Item = R>>(rules: I) -> Self {
        Self { seed: None, rules: rules.into_iter().map(Into::into).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_a_rule_a_list_or_an_object_with_a_seed() {
        let rule = r#"{"fault":{"kind":"stall"},"probability":0.5}"#;
        let one = FaultProfile::from_json(rule).unwrap();
        assert_eq!(FaultProfile::from_json(&format!("[{rule}]")).unwrap(), one);
        let seeded = FaultProfile::from_json(&format!(r#"{{"seed":7,"rules":[{rule}]}}"#)).unwrap();
        assert_eq!(seeded, FaultProfile { seed: Some(7), ..one });
    }

    #[test]
    fn a_rule_that_can_do_nothing_good_is_told_by_its_number() {
        let json = r#"[{"fault":{"kind":"stall"}},{"fault":{"kind":"refuse","code":0}}]"#;
        let error = FaultProfile::from_json(json).unwrap_err();
        assert_eq!(error.to_string(), "rule 2: code 0 is success, not a refusal");
        let often = r#"{"fault":{"kind":"close_before_reading"},"probability":0.5}"#;
        assert!(FaultProfile::from_json(often).is_ok());
        let always = r#"{"fault":{"kind":"close_before_reading"},"probability":1}"#;
        assert!(FaultProfile::from_json(always).is_err());
    }
}
