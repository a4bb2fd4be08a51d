//! Numbers of chance that cannot be out of their range.

use serde::{Deserialize, Serialize};

/// A number that cannot be one of chance.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("{what} is a number from 0 to {most}, not {value}")]
pub struct ChanceError {
    what: &'static str,
    most: f64,
    value: f64,
}

/// How often a fault strikes: 0 is never, 1 always.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Probability(f64);

/// The spread of a log-normal delay, from 0 to 5.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Sigma(f64);

/// Neither can be NaN.
impl Eq for Probability {}
impl Eq for Sigma {}

impl Probability {
    /// Always.
    pub const ONE: Self = Self(1.0);

    /// A probability.
    ///
    /// # Errors
    ///
    /// When the number is not from 0 to 1.
    pub fn new(value: f64) -> Result<Self, ChanceError> {
        within(value, "a probability", 1.0).map(Self)
    }

    /// As a number from 0 to 1.
    pub fn get(self) -> f64 {
        self.0
    }

    /// Whether it is 1.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
    pub(super) fn is_certain(&self) -> bool {
        self.0 >= 1.0
    }
}

/// Always.
impl Default for Probability {
    fn default() -> Self {
        Self::ONE
    }
}

impl Sigma {
    /// A spread.
    ///
    /// # Errors
    ///
    /// When the number is not from 0 to 5: at 5, one answer in ten takes 600 times the median.
    pub fn new(value: f64) -> Result<Self, ChanceError> {
        within(value, "a sigma", 5.0).map(Self)
    }

    /// As a number from 0 to 5.
    pub fn get(self) -> f64 {
        self.0
    }
}

fn within(value: f64, what: &'static str, most: f64) -> Result<f64, ChanceError> {
    if (0.0..=most).contains(&value) { Ok(value) } else { Err(ChanceError { what, most, value }) }
}

impl TryFrom<f64> for Probability {
    type Error = ChanceError;

    fn try_from(value: f64) -> Result<Self, ChanceError> {
        Self::new(value)
    }
}

impl TryFrom<f64> for Sigma {
    type Error = ChanceError;

    fn try_from(value: f64) -> Result<Self, ChanceError> {
        Self::new(value)
    }
}

impl From<Probability> for f64 {
    fn from(probability: Probability) -> Self {
        probability.0
    }
}

impl From<Sigma> for f64 {
    fn from(sigma: Sigma) -> Self {
        sigma.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_out_of_range_is_refused_with_the_range() {
        assert!(Probability::new(0.0).is_ok() && Probability::new(1.0).is_ok());
        let error = Probability::new(1.5).unwrap_err();
        assert_eq!(error.to_string(), "a probability is a number from 0 to 1, not 1.5");
        assert!(Probability::new(f64::NAN).is_err() && Sigma::new(-0.1).is_err());
    }
}
